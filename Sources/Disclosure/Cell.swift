/// One figure, with the parts of its contributors.
package struct Cell: Hashable, Sendable {
  /// What one record adds.
  package struct Part: Hashable, Sendable {
    /// The contributor: a company, or all companies under one control.
    package let group: String
    package let quantity: Quantity

    package init(group: String, quantity: Quantity) {
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
    /// It differs from a figure on the same measure that was released before.
    case earlierRelease
  }

  package let parts: [Part]

  package init(_ parts: [Part]) {
    self.parts = parts
  }

  /// Judges the sum of the parts, as if no figure had been released before.
  package func verdict(by rules: DisclosureRules) -> Verdict {
    guard !parts.isEmpty else { return .notComputable }
    let groups = totals
    guard groups.count >= rules.minGroups else { return .withheld(.tooFewGroups) }
    if groups.values.allSatisfy({ $0 == .zero }) { return .withheld(.allZero) }
    if isDominated(groups.values.map(\.magnitude), rules.pPercent) { return .withheld(.dominance) }
    return .released(sum: groups.values.reduce(.zero, +))
  }

  /// The part of each group.
  private var totals: [String: Quantity] {
    parts.reduce(into: [:]) { $0[$1.group, default: .zero] = $0[$1.group, default: .zero] + $1.quantity }
  }

  /// The p%-rule, on magnitudes: at least two.
  private func isDominated(_ magnitudes: [Int128], _ pPercent: Int) -> Bool {
    let ordered = magnitudes.sorted(by: >)
    let rest = ordered.dropFirst(2).reduce(0, +)
    return rest * 100 < ordered[0] * Int128(pPercent)
  }
}
