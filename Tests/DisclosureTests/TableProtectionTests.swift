import Disclosure
import Testing

struct TableProtectionTests {
  private func number(_ verdict: Cell.Verdict) -> String {
    switch verdict {
    case .released(let sum): sum.text
    case .withheld(let rule): rule.rawValue
    case .notComputable: "none"
    }
  }

  @Test func `D7 a total that would give a withheld cell away costs one more cell`() throws {
    let cells = [
      try figure(["a1": "420", "b1": "150", "c1": "90"]), try figure(["d1": "310", "e1": "120", "f1": "100"]),
      try figure(["g1": "380", "h1": "50"]), Cell([]),
    ]
    let total = Cell(cells.flatMap(\.parts))
    let figures = cells.map { TableProtection.Figure($0, .cell) } + [.init(total, .total)]
    let table = TableProtection(figures)

    #expect(table.verdicts.map(number) == ["660", "earlierRelease", "tooFewGroups", "none", "1620"])
    #expect(TableProtection(figures).verdicts == table.verdicts)
  }

  @Test func `D7 a withheld cell cannot be computed from the margins of its row and column`() throws {
    let figures = try Grid(rows: 3, columns: 3, small: [4], waivers: []).figures
    let verdicts = TableProtection(figures).verdicts
    let released = figures.indices.filter { if case .released = verdicts[$0] { true } else { false } }

    #expect(verdicts[4] == .withheld(.tooFewGroups))
    #expect(!Attacker(figures.map(\.cell).enumerated().filter { released.contains($0.offset) }.map(\.element)).wins([]))
    #expect(released.count >= 11, "of 16, one cell and three more at least have to go")
  }

  @Test func `a share is withheld with what it is a share of`() throws {
    let part = try figure(["a1": "420", "b1": "150", "c1": "90"])
    let whole = Cell(part.parts + (try figure(["g1": "380", "h1": "50"])).parts)
    let table = TableProtection([.init(whole, .whole), .init(part, .cell)])
    #expect(table.verdicts.map(number) == ["1090", "difference"])

    let small = try figure(["g1": "380", "h1": "50"])
    let withheld = TableProtection([.init(small, .whole), .init(part, .cell)])
    #expect(withheld.verdicts.map(number) == ["tooFewGroups", "tooFewGroups"])
  }

  @Test func `counts are told of three or more, and never of everybody`() {
    func told(_ categories: [Set<String>], isTotalKnown: Bool = true) -> [String] {
      CountTable(categories, isTotalKnown: isTotalKnown).verdicts.map(number)
    }
    #expect(told([["a", "b", "c"], ["d", "e", "f", "g"], []]) == ["3", "4", "none"])
    #expect(told([["a", "b", "c"], ["d", "e"]]) == ["difference", "tooFewGroups"])
    #expect(told([["a", "b", "c"], ["d", "e"]], isTotalKnown: false) == ["3", "tooFewGroups"])
    #expect(told([["a", "b", "c", "d"], []]) == ["earlierRelease", "none"])
    #expect(
      CountTable([["a", "b", "c", "d"]], isTotalKnown: false, released: [["a", "b", "c"]]).verdicts
        == [.withheld(.difference)])
  }
}
