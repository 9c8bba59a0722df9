// What may be told of answers from 1 to 5 that nobody's name stands behind.
//
// The mean of few answers tells too much. If everybody gave the lowest, it is everybody's answer; and whoever knows its
// own subtracts it. To withhold the mean just then would tell the same: a refusal that follows from the answers is an
// answer. Counts by answer have the same trouble, and more: a count that is withheld follows from the mean. So nothing
// is told but where the mean lies, and so coarsely that it can be told whatever the answers are:
//
//   low      below 8/3         middle      from 8/3 to 10/3         high      above 10/3
//
// From five answers on, whoever knows one of them can rule out no answer of any other person: with one 1 given by
// itself, another 1 and three 5s the mean is still above 10/3, and further answers only add room (`ScaleLevelTests` try
// them all). That all agree, and on what, is never told. What remains is what a level is for: that most are at one
// end. Persons who tell each other their answers know more, as always: those of one company can learn that all others,
// three at least, are near one end (`RespondentSet`).

/// Where the mean of answers from 1 to 5 lies.
package enum ScaleLevel: String, CaseIterable, Sendable {
  case low, middle, high

  /// The answers that can be given.
  package static let scale: ClosedRange<Int64> = 1...5

  /// - Parameters:
  ///   - sum: Of the answers.
  ///   - count: `RespondentSet.countMin` or more.
  package init(sum: Int64, count: Int64) {
    if 3 * sum < 8 * count {
      self = .low
    } else {
      self = 3 * sum > 10 * count ? .high : .middle
    }
  }
}
