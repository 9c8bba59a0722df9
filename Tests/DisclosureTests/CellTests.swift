import Disclosure
import Testing

/// A figure of one item of each group: "a1" is the item of the group "a".
func figure(_ parts: KeyValuePairs<String, String>) throws -> Cell {
  Cell(
    try parts.map { item, text in
      Cell.Part(item: item, group: String(item.prefix(1)), quantity: try #require(Quantity(text)))
    })
}

/// The figures of story 3: electricity for making cups, in MWh.
struct CellTests {
  private func cell(_ quantities: String...) throws -> Cell {
    Cell(
      try quantities.enumerated().map { index, text in
        Cell.Part(item: "i\(index)", group: "g\(index)", quantity: try #require(Quantity(text)))
      })
  }

  private func sum(_ text: String) throws -> Cell.Verdict { .released(sum: try #require(Quantity(text))) }

  @Test func `three contributors of whom none dominates are released`() throws {
    #expect(try cell("420", "150", "90").verdict(by: .standard) == sum("660"))
    #expect(try cell("310", "120", "100").verdict(by: .standard) == sum("530"))
  }

  @Test func `D1 two contributors are withheld, and the floor is three`() throws {
    #expect(try cell("380", "50").verdict(by: .standard) == .withheld(.tooFewGroups))
    let lower = DisclosureRules(minGroups: 1, pPercent: 10)
    #expect(try cell("380", "50").verdict(by: lower) == .withheld(.tooFewGroups))
    #expect(try cell("4", "4", "4", "4").verdict(by: .competitionSensitive) == .withheld(.tooFewGroups))
  }

  @Test func `D2 companies under one control count as one`() throws {
    let three = try figure(["a1": "100", "a2": "100", "b1": "100"])

    #expect(three.verdict(by: .standard) == .withheld(.tooFewGroups))
  }

  @Test func `D3 a figure that one contributor dominates is withheld`() throws {
    #expect(try cell("900", "60", "30", "10").verdict(by: .standard) == .withheld(.dominance))
    // The rest is exactly a tenth of the largest: still released.
    #expect(try cell("900", "95", "80", "10").verdict(by: .standard) == sum("1085"))
    #expect(try cell("900", "95", "79.999999", "10").verdict(by: .standard) == .withheld(.dominance))
    #expect(try cell("-900", "60", "30", "10").verdict(by: .standard) == .withheld(.dominance))
  }

  @Test func `D4 with a waiver of the largest the next one is protected`() throws {
    let paper = try cell("900", "60", "30", "10")
    #expect(paper.verdict(by: .standard, waivers: ["g0"]) == (try sum("1000")))
    #expect(paper.verdict(by: .standard, waivers: ["g1"]) == .withheld(.dominance))
    // 900 knows itself: what is left beside 100 is 5, less than a tenth.
    let near = try cell("900", "100", "5")
    #expect(near.verdict(by: .standard, waivers: ["g0"]) == .withheld(.dominance))
    #expect(near.verdict(by: .standard, waivers: ["g0", "g1"]) == (try sum("1005")))
    #expect(try cell("380", "50").verdict(by: .standard, waivers: ["g0", "g1"]) == .withheld(.tooFewGroups))
  }

  @Test func `D11 nothing to add up is another answer than nothing to tell`() throws {
    #expect(Cell([]).verdict(by: .standard) == .notComputable)
    #expect(try cell("0", "0", "0").verdict(by: .standard) == .withheld(.allZero))
    #expect(try cell("0", "5", "5", "5").verdict(by: .standard) == sum("15"))
  }

  @Test(arguments: [
    ("0.1", "0.1"), ("28.40", "28.4"), ("-3", "-3"), ("000.500", "0.5"), ("-0", "0"),
    ("999999999999999999.999999999999", "999999999999999999.999999999999"),
  ])
  func `quantities are exact`(text: String, shortest: String) throws {
    #expect(try #require(Quantity(text)).text == shortest)
  }

  @Test(arguments: ["", "-", "1.", ".5", "1e3", "+1", "1 000", "0.0000000000001", "1000000000000000000", "½"])
  func `what is no quantity is none`(text: String) {
    #expect(Quantity(text) == nil)
  }

  @Test func `tenths add up to the whole`() throws {
    #expect(try cell("0.1", "0.2", "0.3").verdict(by: .standard) == sum("0.6"))
  }

  @Test(arguments: [
    ("10", "4", "2.5"), ("1", "3", "0.333333"), ("2", "3", "0.666667"), ("-2", "3", "-0.666667"),
    ("1", "2000000", "0.000001"), ("999999999999999999", "1", "999999999999999999"),
  ])
  func `quotients are rounded to six places`(dividend: String, divisor: String, quotient: String) throws {
    #expect(try #require(Quantity(dividend)).divided(by: #require(Quantity(divisor)))?.text == quotient)
  }

  @Test func `a quotient that has no digits to be written with is none`() throws {
    #expect(try #require(Quantity("1")).divided(by: .zero) == nil)
    #expect(try #require(Quantity("1000000")).divided(by: #require(Quantity("0.000000000001"))) == nil)
  }
}
