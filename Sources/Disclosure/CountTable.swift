/// Counts of contributors by category, such as reasons for not joining. A category is told when it has enough groups
/// and so has the rest; one that everybody is in would tell all of them.
package struct CountTable: Sendable {
  /// In the order of the categories: `notComputable` where nobody is counted.
  package let verdicts: [Cell.Verdict]

  /// - Parameters:
  ///   - categories: The groups that are counted in each. Where groups are in several, less is told than could be.
  ///   - isTotalKnown: Whether readers know, or are told, who is counted at all: only the categories are secret then.
  ///   - released: The groups of each count that was shown before.
  package init(
    _ categories: [Set<String>], isTotalKnown: Bool = true, released: [Set<String>] = [],
    by rules: DisclosureRules = .standard
  ) {
    let total = categories.reduce(Set()) { $0.union($1) }
    let known = isTotalKnown && !total.isEmpty ? [total] : []
    let figures = categories.map { TableProtection.Figure(Self.cell($0), .cell) }
    let table = TableProtection(figures, released: (known + released).map(Self.cell), by: rules)
    verdicts = zip(categories, table.verdicts).map { category, verdict in
      known.contains(category) ? .withheld(.earlierRelease) : verdict
    }
  }

  /// The count as a sum of ones.
  package static func cell(_ groups: Set<String>) -> Cell {
    Cell(groups.sorted().map { Cell.Part(item: $0, group: $0, quantity: Quantity(1)) })
  }
}
