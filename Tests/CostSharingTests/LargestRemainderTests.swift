import CostSharing
import Testing

@Suite struct LargestRemainderTests {
  private typealias Weight = LargestRemainder.Weight

  @Test func `a burden of forty thousand euro over three equals gives the first the odd cent`() throws {
    let shares = try divide(4_000_000, ["A": "1", "B": "1", "C": "1"])

    #expect(shares == ["A": 1_333_334, "B": 1_333_333, "C": 1_333_333])
  }

  @Test func `the same burden by weights 7, 5 and 1 adds up`() throws {
    let shares = try divide(4_000_000, ["A": "7", "B": "5", "C": "1"])

    #expect(shares == ["A": 2_153_846, "B": 1_538_462, "C": 307_692])
  }

  @Test func `the cents left over go to the largest remainders`() throws {
    #expect(try divide(10, ["a": "1", "b": "5", "c": "5"]) == ["a": 1, "b": 5, "c": 4])
    #expect(try divide(100, ["bank": "1", "inzamelaar": "1", "producent": "1"]).values.sorted() == [33, 33, 34])
  }

  @Test func `a negative amount is rounded down before its rest is handed out`() throws {
    #expect(
      try divide(-1, ["bank": "1", "inzamelaar": "1", "producent": "1"]) == [
        "bank": 0, "inzamelaar": 0, "producent": -1,
      ])
    #expect(
      try divide(-470, ["bank": "1", "inzamelaar": "2", "producent": "4"])
        == ["bank": -67, "inzamelaar": -134, "producent": -269])
  }

  @Test func `amounts and weights next to their limits stay exact`() throws {
    let weights = ["bank": "999999999999.999999", "inzamelaar": "999999999999.999998", "producent": "0.000001"]

    #expect(
      try divide(.max, weights)
        == ["bank": 4_611_686_018_427_387_903, "inzamelaar": 4_611_686_018_427_387_899, "producent": 5])
    #expect(try divide(.min, ["only": "999999999999999999.999999"]) == ["only": .min])
    #expect(try divide(.max, ["only": "0.000001", "none": "0"]) == ["only": .max, "none": 0])
  }

  @Test func `a share of weight zero never gets a cent`() throws {
    #expect(try divide(1, ["a": "0", "b": "1", "c": "1"]) == ["a": 0, "b": 1, "c": 0])
    #expect(try divide(-1, ["a": "0", "b": "1", "c": "1"]) == ["a": 0, "b": 0, "c": -1])
  }

  @Test func `ties are decided by byte order, not by alphabet`() throws {
    #expect(try divide(1, ["a": "1", "B": "1"]) == ["a": 0, "B": 1])
  }

  @Test func `weights that cannot divide are refused by name`() {
    #expect(codes([]) == [.noPartners])
    #expect(codes([weight("a", "0"), weight("b", "0")]) == [.weightsSumToZero])
    #expect(
      codes([weight("a", "-1"), weight("b", "2"), weight("b", "-0.5")]) == [
        .negativeWeight, .duplicateId, .negativeWeight,
      ])
  }

  private func codes(_ weights: [LargestRemainder.Weight]) -> [SplitError.Code] {
    do throws(SplitError) {
      _ = try LargestRemainder.divide(totalCents: 100, weights: weights)
      return []
    } catch {
      return error.faults.map(\.code)
    }
  }

  private func weight(_ id: String, _ text: String) -> Weight {
    Weight(id: id, weight: ExactDecimal(text) ?? .zero)
  }

  private func divide(_ totalCents: Int64, _ weights: [String: String]) throws -> [String: Int64] {
    let shares = try LargestRemainder.divide(totalCents: totalCents, weights: weights.map { weight($0.key, $0.value) })
    return Dictionary(uniqueKeysWithValues: shares.map { ($0.id, $0.cents) })
  }
}
