/// Which figures of a table are released, so that the others cannot be computed from them.
package struct TableProtection: Sendable {
  /// A cell or a margin.
  package struct Figure: Sendable {
    package let cell: Cell
    package let level: Level
    /// The groups that have agreed to the publication of this figure.
    package let waivers: Set<String>

    package init(_ cell: Cell, _ level: Level, waivers: Set<String> = []) {
      self.cell = cell
      self.level = level
      self.waivers = waivers
    }
  }

  /// How much a figure adds up.
  package enum Level: String, CaseIterable, Sendable {
    /// What shares are shares of: released with any of them, or nothing is.
    case whole
    case total, margin, cell
  }

  /// In the order of the figures.
  package let verdicts: [Cell.Verdict]

  /// Judges the figures in three orders: the grand total first, the cells first, the margins first; and takes the
  /// first of those that release most. Within a level those of more groups come first, then those that stand first.
  package init(
    _ figures: [Figure], released: [Cell] = [], refused: [Cell] = [], by rules: DisclosureRules = .standard
  ) {
    let asked = figures.indices.filter { !figures[$0].cell.parts.isEmpty }
    let audit = LedgerAudit(released: released, refused: refused, asking: asked.map { figures[$0].cell }, by: rules)
    var best: [Int: Cell.Rule]?
    for levels in Self.orders where best?.isEmpty != true {
      let withheld = Self.withheld(asked.map { figures[$0] }, in: levels, audit)
      if withheld.count < best?.count ?? .max { best = withheld }
    }
    var verdicts = [Cell.Verdict](repeating: .notComputable, count: figures.count)
    for (position, index) in asked.enumerated() {
      let rule = best?[position]
      verdicts[index] = rule.map { .withheld($0) } ?? .released(sum: figures[index].cell.sum)
    }
    self.verdicts = verdicts
  }

  private static let orders: [[Level]] = [
    [.whole, .total, .margin, .cell], [.whole, .cell, .margin, .total], [.whole, .margin, .cell, .total],
  ]

  /// The rules that withhold figures when they are admitted in this order.
  private static func withheld(_ figures: [Figure], in levels: [Level], _ audit: LedgerAudit) -> [Int: Cell.Rule] {
    var audit = audit
    var rules: [Int: Cell.Rule] = [:]
    let sizes = figures.map { $0.cell.groups.count }
    for level in levels {
      let indices = figures.indices.filter { figures[$0].level == level }
        .sorted { (sizes[$1], $0) < (sizes[$0], $1) }
      for index in indices {
        guard let rule = audit.admit(index, waivers: figures[index].waivers) else { continue }
        if level == .whole { return Dictionary(uniqueKeysWithValues: figures.indices.map { ($0, rule) }) }
        rules[index] = rule
      }
    }
    return rules
  }
}
