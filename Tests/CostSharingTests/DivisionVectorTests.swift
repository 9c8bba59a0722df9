import CostSharing
import Testing

/// Published cases of an independent exact implementation, by their number there.
@Suite struct DivisionVectorTests {
  private let three: [(String, own: Int64, outside: Int64)] = [
    ("inzamelaar", 4_336, 10), ("bank", 3_774, 78), ("producent", 15_482, -76),
  ]

  @Test func `57 equal shares of the total`() throws {
    let division = try Division(of: positionCase(three, .surplus), by: .equal)

    #expect(division.surplusCents == 23_592)
    #expect(division.outsideTotalCents == 12)
    #expect(division.gainCents == 23_580)
    #expect(division.positions.map(\.finalCents) == [7_864, 7_864, 7_864])
    #expect(division.positions.map(\.transferCents) == [4_090, 3_528, -7_618])
  }

  @Test func `63 proportional to a key, gain`() throws {
    let weights: [String: ExactDecimal] = try [
      "bank": ExactDecimal(7), "inzamelaar": #require(ExactDecimal("0.25")), "producent": ExactDecimal(5),
    ]
    let division = try Division(of: positionCase(three, .gain), by: .proportional(.weights(weights)))

    #expect(division.positions.map(\.finalCents) == [13_552, 491, 9_549])
    #expect(division.positions.map(\.transferCents) == [9_778, -3_845, -5_933])
    #expect(division.positions.allSatisfy { !$0.isWorseOff })
  }

  @Test func `64 proportional to a key, whole surplus, negative`() throws {
    let positions = [("bank", own: Int64(-328), outside: Int64(5)), ("inzamelaar", -149, 6), ("producent", 7, 8)]
    let weights = ["bank": 1, "inzamelaar": 2, "producent": 4].decimals
    let division = try Division(of: positionCase(positions, .surplus), by: .proportional(.weights(weights)))

    #expect(division.positions.map(\.finalCents) == [-67, -134, -269])
    #expect(division.positions.map(\.transferCents) == [261, 15, -276])
    #expect(division.positions.map(\.compensationCents) == [72, 140, 277])
  }

  @Test func `80 and 81 three equal partners and one cent`() throws {
    for (cents, finals) in [(Int64(1), [Int64(1), 0, 0]), (-1, [0, 0, -1])] {
      let positions = [("producent", own: cents, outside: Int64(0)), ("inzamelaar", 0, 0), ("bank", 0, 0)]
      let division = try Division(of: positionCase(positions, .surplus), by: .equal)

      #expect(division.positions.map(\.finalCents) == finals)
    }
  }

  @Test func `83 amounts next to the 64-bit limit`() throws {
    let positions = [("bank", own: Int64.max, outside: Int64(0)), ("inzamelaar", -9_223_372_036_854_775_806, 0)]
    let division = try Division(of: positionCase(positions, .surplus), by: .equal)

    #expect(division.positions.map(\.finalCents) == [1, 0])
    #expect(division.positions.map(\.transferCents) == [-9_223_372_036_854_775_806, 9_223_372_036_854_775_806])
  }

  @Test func `84 weights and amounts next to the 64-bit limit`() throws {
    let positions = [
      ("bank", own: Int64(9_223_372_036_854_775_802), outside: Int64(0)), ("inzamelaar", 2, 0), ("producent", 3, 0),
    ]
    let weights: [String: ExactDecimal] = try [
      "bank": #require(ExactDecimal("999999999999.999999")), "producent": #require(ExactDecimal("0.000001")),
      "inzamelaar": #require(ExactDecimal("999999999999.999998")),
    ]
    let division = try Division(of: positionCase(positions, .gain), by: .proportional(.weights(weights)))

    #expect(division.positions.map(\.finalCents) == [4_611_686_018_427_387_903, 4_611_686_018_427_387_899, 5])
    #expect(division.positions.map(\.transferCents) == [-4_611_686_018_427_387_899, 4_611_686_018_427_387_897, 2])
  }
}
