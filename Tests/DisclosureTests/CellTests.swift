import Disclosure
import Testing

/// The figures of story 3: electricity for making cups, in MWh.
struct CellTests {
  private func cell(_ quantities: String...) throws -> Cell {
    Cell(
      try quantities.enumerated().map { index, text in
        Cell.Part(group: "g\(index)", quantity: try #require(Quantity(text)))
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
    let part = try #require(Quantity("100"))
    let three = ["a", "a", "b"].map { Cell.Part(group: $0, quantity: part) }

    #expect(Cell(three).verdict(by: .standard) == .withheld(.tooFewGroups))
  }

  @Test func `D3 a figure that one contributor dominates is withheld`() throws {
    #expect(try cell("900", "60", "30", "10").verdict(by: .standard) == .withheld(.dominance))
    // The rest is exactly a tenth of the largest: still released.
    #expect(try cell("900", "95", "80", "10").verdict(by: .standard) == sum("1085"))
    #expect(try cell("900", "95", "79.999999", "10").verdict(by: .standard) == .withheld(.dominance))
    #expect(try cell("-900", "60", "30", "10").verdict(by: .standard) == .withheld(.dominance))
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
}
