import CostSharing
import Testing

@Suite struct LargestRemainderExactTests {
  @Test func `thirds of a hundred give the smallest identifier the odd cent`() throws {
    let rounded = try round(["inzamelaar": "100/3", "bank": "100/3", "producent": "100/3"], 100)

    #expect(rounded == ["bank": 34, "inzamelaar": 33, "producent": 33])
  }

  @Test func `negative amounts are rounded down before the rest is handed out`() throws {
    let rounded = try round(["bank": "-5/3", "inzamelaar": "-5/3", "producent": "7/3"], -1)

    #expect(rounded == ["bank": -1, "inzamelaar": -2, "producent": 2])
  }

  @Test func `amounts that add up to something else are refused`() {
    #expect(code(["bank": "1/2", "inzamelaar": "1/3"], 1) == .sumMismatch)
    #expect(code(["bank": "1/2", "inzamelaar": "1/2"], 2) == .sumMismatch)
    #expect(throws: SplitError.self) { try LargestRemainder.round(["bank": Fraction(numerator: 1, denominator: 2)]) }
  }

  @Test func `a rounded amount out of range is refused, one at the limit is not`() throws {
    let limit = "\(Int64.max)"
    #expect(try round(["bank": limit, "inzamelaar": "-1"], .max - 1) == ["bank": .max, "inzamelaar": -1])
    #expect(code(["bank": "9223372036854775808", "inzamelaar": "-1"], .max) == .overflow)
  }

  @Test func `no amounts add up to nothing`() throws {
    #expect(try round([:], 0) == [:])
    #expect(code([:], 1) == .sumMismatch)
  }

  @Test func `every rounded amount is less than a cent off and they add up`() throws {
    var numbers = printedSeed()
    for _ in 0..<500 {
      var exact = (0..<Int.random(in: 1...8, using: &numbers)).map { _ in
        Fraction(
          numerator: BigInteger(Int.random(in: -5_000...5_000, using: &numbers)),
          denominator: BigInteger(Int.random(in: 1...12, using: &numbers)))
      }
      let sum = exact.reduce(Fraction.zero, +)
      exact.append(Fraction(sum.ceiling) - sum)

      let cents = try LargestRemainder.round(exact)

      #expect(Fraction(cents.reduce(0, +)) == Fraction(sum.ceiling))
      #expect(zip(exact, cents).allSatisfy { ($0 - Fraction($1)).magnitude < .one })
    }
  }

  private func round(_ exact: [String: String], _ totalCents: Int64) throws -> [String: Int64] {
    try LargestRemainder.round(exact.mapValues { try #require(Fraction($0)) }, totalCents: totalCents)
  }

  private func code(_ exact: [String: String], _ totalCents: Int64) -> SplitError.Code? {
    do {
      _ = try round(exact, totalCents)
      return nil
    } catch {
      return (error as? SplitError)?.faults.first?.code
    }
  }
}
