import CostSharing
import Testing

@Suite struct MarginalSolutionsTests {
  /// Costs of the Tennessee Valley Authority in thousands of dollars (Ransmeier 1942; Straffin & Heaney 1981).
  static let tennesseeValley = game(
    ["flood", "navigation", "power"], [140_826, 163_520, 250_096, 301_607, 367_370, 378_821, 412_584]
  ).negated

  @Test func `the Tennessee Valley's alternate cost avoided is the published one`() throws {
    let shares = try Self.tennesseeValley.separableCosts().negated

    // Straffin & Heaney round to 99,157, 117,476 and 195,951.
    #expect(shares.texts == ["6023607339/60748", "3568202101/30374", "11903641291/60748"])
    #expect(shares.map(\.roundedHalfEven) == [99_157, 117_476, 195_951])
  }

  @Test func `in a convex game of three the tau value is that point too`() throws {
    #expect(Self.tennesseeValley.tau() == (try Self.tennesseeValley.separableCosts()))
  }

  @Test func `what nobody's presence separates is divided equally`() {
    #expect(Self.tennesseeValley.equalNonSeparable().negated.texts == ["107973", "119424", "185187"])
  }

  @Test func `there is no tau value without quasi-balance`() {
    #expect(game(["a", "b", "c"], [1, 2, 3, 4, 5, 6, 7]).tau() == nil)
  }

  @Test func `when the bounds meet, the tau value is where they do`() {
    #expect(game(["a", "b"], [3, 4, 7]).tau()?.texts == ["3", "4"])
  }

  @Test func `the gloves' tau value gives the single glove all`() {
    // Tijs 1981: with two left gloves and one right the core is one point, and tau is in it.
    let gloves = game(of: 3) { members in members.contains(2) && members.count > 1 ? 1 : 0 }

    #expect(gloves.tau()?.texts == ["0", "0", "1"])
  }

  @Test func `who adds less than it is worth alone makes separable costs impossible`() {
    let error = #expect(throws: SplitError.self) { try game(["a", "b"], [60, 57, 100]).separableCosts() }

    #expect(error?.faults.map(\.code) == [.negativeRemainingBenefit])
  }

  @Test func `when nobody adds anything the gain is divided equally`() throws {
    #expect(try game(["a", "b"], [3, 4, 7]).separableCosts().texts == ["3", "4"])
    let flat = game(["a", "b", "c"], [1, 1, 1, 9, 9, 9, 10])
    #expect(try flat.separableCosts().texts == ["10/3", "10/3", "10/3"])
  }
}
