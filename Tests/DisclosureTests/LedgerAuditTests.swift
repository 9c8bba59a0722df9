import Disclosure
import Testing

struct LedgerAuditTests {
  private let polypropylene: KeyValuePairs = ["a1": "420", "b1": "150", "c1": "90"]
  private let glass: KeyValuePairs = ["d1": "310", "e1": "120", "f1": "100"]
  private let ceramic: KeyValuePairs = ["g1": "380", "h1": "50"]

  private func total() throws -> Cell {
    Cell(try figure(polypropylene).parts + figure(glass).parts + figure(ceramic).parts)
  }

  /// What the audit says of one more figure.
  private func rule(
    _ asked: Cell, after released: [Cell], refused: [Cell] = [], waivers: Set<String> = [],
    by rules: DisclosureRules = .standard
  ) -> Cell.Rule? {
    var audit = LedgerAudit(released: released, refused: refused, asking: [asked], by: rules)
    return audit.admit(0, waivers: waivers)
  }

  @Test func `D6 a total is withheld when two parts would leave the third`() throws {
    let parts = [try figure(polypropylene), try figure(glass)]
    #expect(rule(try figure(glass), after: [try figure(polypropylene)]) == nil)
    #expect(rule(try total(), after: parts) == .earlierRelease)
    #expect(rule(try figure(glass), after: [try total(), try figure(polypropylene)]) == .earlierRelease)
  }

  @Test func `D6 a remainder of three is withheld as well when one dominates it`() throws {
    let rest = try figure(["g1": "380", "h1": "30", "i1": "5"])
    let whole = Cell(try figure(polypropylene).parts + figure(glass).parts + rest.parts)
    #expect(rule(whole, after: [try figure(polypropylene), try figure(glass)]) == .dominatedDifference)

    let even = try figure(["g1": "380", "h1": "300", "i1": "50"])
    let other = Cell(try figure(polypropylene).parts + figure(glass).parts + even.parts)
    #expect(rule(other, after: [try figure(polypropylene), try figure(glass)]) == nil)
  }

  @Test func `D6 newcomers, withdrawals and corrections of fewer than three are withheld`() throws {
    let first = try figure(["a1": "4", "b1": "5", "c1": "6", "d1": "7"])
    let newcomer = try figure(["a1": "4", "b1": "5", "c1": "6", "d1": "7", "e1": "5"])
    #expect(rule(newcomer, after: [first]) != nil)
    #expect(rule(try figure(["a1": "4", "b1": "5", "c1": "6"]), after: [first]) != nil)
    #expect(rule(try figure(["a2": "3", "b1": "5", "c1": "6", "d1": "7"]), after: [first]) != nil)
    #expect(rule(try figure(["a2": "3", "b2": "9", "c1": "6", "d1": "7"]), after: [first]) != nil)
    #expect(rule(try figure(["a2": "3", "b2": "9", "c2": "1", "d1": "7"]), after: [first]) == nil)
  }

  @Test func `D6 small corrections do not hide a newcomer`() throws {
    let first = try figure(["a1": "40", "b1": "50", "c1": "60"])
    let later = try figure(["a2": "40.001", "b2": "50.001", "c1": "60", "d1": "55"])

    #expect(rule(later, after: [first]) == .dominatedDifference)
  }

  @Test func `D6 differences are judged by the groups that the rules ask for`() throws {
    let parts: KeyValuePairs = ["a1": "4", "b1": "5", "c1": "6", "d1": "7", "e1": "5"]
    let further: KeyValuePairs = ["f1": "4", "g1": "5", "h1": "4", "i1": "4"]
    let whole = Cell(try figure(parts).parts + figure(further).parts)
    #expect(rule(whole, after: [try figure(parts)]) == nil)
    #expect(rule(whole, after: [try figure(parts)], by: .competitionSensitive) == .difference)
  }

  @Test func `D6 three figures in a ring tell what no two of them do`() throws {
    // (a+b+c+x) + (a+b+c+y) − … : the half of a sum of sums.
    let base = ["p1": "5", "q1": "6", "r1": "4", "s1": "5", "t1": "6", "u1": "4"]
    func with(_ names: [String]) throws -> Cell {
      Cell(
        try names.map { name in
          let text = base[name] ?? "3"
          return Cell.Part(item: name, group: String(name.prefix(1)), quantity: try #require(Quantity(text)))
        })
    }
    let left = try with(["a1", "p1", "q1", "r1"])
    let right = try with(["a1", "s1", "t1", "u1"])
    let both = try with(["p1", "q1", "r1", "s1", "t1", "u1"])
    #expect(rule(right, after: [left]) == nil)
    #expect(rule(both, after: [left]) == nil)
    #expect(rule(both, after: [left, right]) == .earlierRelease, "left + right − both is twice a")
  }

  @Test func `D5 what is known already tells nothing new, and nothing is as a waiver has it`() throws {
    let first = try figure(polypropylene)
    #expect(rule(first, after: [first]) == nil)

    let alone = try figure(["a1": "420", "b1": "150", "c1": "90", "d1": "80"])
    #expect(rule(alone, after: [first]) != nil)
    #expect(rule(alone, after: [first], waivers: ["d"]) == nil, "d has agreed to be told")
    #expect(rule(alone, after: [first], waivers: ["c"]) != nil)
  }

  @Test func `D4 what a waiver told stays told, and no more is told without it`() throws {
    let first = try figure(["a1": "4", "b1": "5", "c1": "6"])
    let told = try figure(["a1": "4", "b1": "5", "c1": "6", "d1": "7"])
    let apart = try figure(["e1": "4", "f1": "5", "g1": "6"])
    let corrected = try figure(["a1": "4", "b1": "5", "c1": "6", "d2": "8"])

    #expect(rule(apart, after: [first, told]) == nil)
    #expect(rule(corrected, after: [first, told]) != nil)
  }

  @Test func `a figure withheld for its amounts is not found out by changing one's own`() throws {
    let withheld = try figure(["a1": "900", "b1": "60", "c1": "30", "d1": "10"])
    let lowered = try figure(["a2": "300", "b1": "60", "c1": "30", "d1": "10"])
    #expect(rule(lowered, after: []) == nil)
    #expect(rule(lowered, after: [], refused: [withheld]) == .earlierRefusal)
    #expect(rule(withheld, after: [], refused: [withheld], waivers: ["a"]) == nil)
    let years = try figure(["a2": "300", "b2": "60", "c2": "30", "d1": "10"])
    #expect(rule(years, after: [], refused: [withheld]) == nil)
  }

  @Test func `above its bounds the audit refuses`() throws {
    let many = (0...LedgerAudit.Bounds.figures).map { number in
      Cell(
        (0..<3).map { Cell.Part(item: "\(number)-\($0)", group: "g\($0)", quantity: Quantity(5)) })
    }
    let further = Cell((0..<3).map { Cell.Part(item: "x\($0)", group: "h\($0)", quantity: Quantity(5)) })
    #expect(rule(further, after: many) == .tooLarge)
    #expect(rule(further, after: Array(many.prefix(20))) == nil)
  }
}
