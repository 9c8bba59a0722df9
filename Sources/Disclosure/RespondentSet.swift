/// Who answered a question, apart from what they answered: whether anything of the answers may be told.
///
/// The rules are those of any other figure, for a sum of ones over persons (`TableProtection`). Persons seldom change
/// their mind, so a person's answers to several surveys count as one unknown: a set that differs from those told before
/// by persons of too few undertakings is not told, and the difference between two surveys isolates nobody who left or
/// joined in between. Answers play no part in it, so a refusal says nothing of them.
package struct RespondentSet: Sendable {
  /// The least number of persons that any survey may set: a level of fewer could say what each of them answered.
  package static let countMin = 5

  private let undertakings: [String: String]

  /// - Parameter undertakings: By person, the company, or all companies under one control.
  package init(_ undertakings: [String: String]) {
    self.undertakings = undertakings
  }

  /// Whether what they answered may be told beside what was told of earlier sets.
  ///
  /// - Parameter countMin: The least number of persons.
  package func mayBeTold(
    beside earlier: [RespondentSet], from countMin: Int = Self.countMin, by rules: DisclosureRules = .standard
  ) -> Bool {
    guard undertakings.count >= countMin, leavesEnough(rules.minGroups) else { return false }
    // A person that changed companies is one unknown still, and an unknown has one group.
    let latest = (earlier + [self]).reduce(into: [String: String]()) { $0.merge($1.undertakings) { $1 } }
    let table = TableProtection(
      [.init(cell(latest), .total)], released: earlier.map { $0.cell(latest) }, by: rules)
    if case .released = table.verdicts[0] { return true }
    return false
  }

  /// Whether persons enough remain when those of any one undertaking are taken away: it can have as many persons answer
  /// as it likes, and knows what they did.
  private func leavesEnough(_ countMin: Int) -> Bool {
    let sizes = undertakings.values.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    return sizes.values.allSatisfy { undertakings.count - $0 >= countMin }
  }

  private func cell(_ groups: [String: String]) -> Cell {
    Cell(
      undertakings.sorted { $0.key < $1.key }.map { person, own in
        Cell.Part(item: person, group: groups[person] ?? own, quantity: Quantity(1))
      })
  }
}
