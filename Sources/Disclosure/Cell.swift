/// One figure, with the parts of its contributors.
package struct Cell: Hashable, Sendable {
  /// What one record adds.
  package struct Part: Hashable, Sendable {
    /// One version of one value: the same unknown in every figure that it stands in, always of the same group.
    package let item: String
    /// The contributor: a company, or all companies under one control.
    package let group: String
    package let quantity: Quantity

    package init(item: String, group: String, quantity: Quantity) {
      self.item = item
      self.group = group
      self.quantity = quantity
    }
  }

  /// What may be said of a figure.
  package enum Verdict: Hashable, Sendable {
    case released(sum: Quantity)
    case withheld(Rule)
    /// Nobody contributes.
    case notComputable
  }

  /// Why a figure is withheld; for the steward only.
  package enum Rule: String, CaseIterable, Sendable {
    case tooFewGroups, allZero, dominance
    /// With what was released before, somebody could compute another's value.
    case earlierRelease
    /// It differs by too few groups from a figure that was released, or that can be computed.
    case difference
    /// One group dominates such a difference.
    case dominatedDifference
    /// It differs by too few groups from a figure that was withheld for its amounts.
    case earlierRefusal
    /// There is more to compare with than can be judged.
    case tooLarge
    /// It tells competitors of plans: that is not added up, however many they are.
    case future

    /// Whether it follows from amounts, and not only from who contributes to what.
    package var isOfAmounts: Bool { self == .allZero || self == .dominance || self == .dominatedDifference }
  }

  /// No item twice.
  package let parts: [Part]

  package init(_ parts: [Part]) {
    self.parts = parts
  }

  package var sum: Quantity { parts.reduce(.zero) { $0 + $1.quantity } }
  package var groups: Set<String> { Set(parts.map(\.group)) }
  package var items: Set<String> { Set(parts.map(\.item)) }

  /// Judges the sum of the parts, as if no figure had been released before.
  ///
  /// - Parameter waivers: The groups that have agreed to the publication of this figure.
  package func verdict(by rules: DisclosureRules, waivers: Set<String> = []) -> Verdict {
    guard !parts.isEmpty else { return .notComputable }
    let totals = parts.reduce(into: [String: Int128]()) { $0[$1.group, default: 0] += $1.quantity.units }
    let combination = Combination(totals.map { ($0.value, isProtected: !waivers.contains($0.key)) })
    guard combination.count >= rules.minGroups else { return .withheld(.tooFewGroups) }
    if combination.isZero { return .withheld(.allZero) }
    if combination.isDominated(rules.pPercent) { return .withheld(.dominance) }
    return .released(sum: sum)
  }
}
