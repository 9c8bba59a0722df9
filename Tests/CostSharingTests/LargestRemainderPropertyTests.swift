import CostSharing
import Testing

/// What must hold for every amount and every set of weights, tried on generated ones.
@Suite struct LargestRemainderPropertyTests {
  private static let rounds = 2_000

  @Test func `shares add up to the amount exactly`() throws {
    try forGeneratedCases { total, weights, _ in
      let shares = try LargestRemainder.divide(totalCents: total, weights: weights)

      #expect(shares.reduce(Int128(0)) { $0 + Int128($1.cents) } == Int128(total))
    }
  }

  @Test func `the order in which weights are sent does not matter`() throws {
    try forGeneratedCases { total, weights, numbers in
      let shares = try LargestRemainder.divide(totalCents: total, weights: weights)
      let shuffled = try LargestRemainder.divide(totalCents: total, weights: weights.shuffled(using: &numbers))

      #expect(shares == shuffled)
    }
  }

  @Test func `no share differs a whole cent from its exact value`() throws {
    try forGeneratedCases { total, weights, _ in
      let sum = weights.reduce(Int128(0)) { $0 + $1.weight.millionths }
      let weightOf = Dictionary(uniqueKeysWithValues: weights.map { ($0.id, $0.weight.millionths) })

      for share in try LargestRemainder.divide(totalCents: total, weights: weights) {
        // The generated numbers keep these products within 128 bits.
        let error = Int128(share.cents) * sum - Int128(total) * (weightOf[share.id] ?? 0)
        #expect(error.magnitude < sum.magnitude)
      }
    }
  }

  @Test func `the exact value of a share is its floor and its remainder`() throws {
    try forGeneratedCases { total, weights, _ in
      let weightOf = Dictionary(uniqueKeysWithValues: weights.map { ($0.id, $0.weight.millionths) })

      for share in try LargestRemainder.divide(totalCents: total, weights: weights) {
        let exact = Int128(share.floorCents) * Int128(share.divisor) + Int128(share.remainder)
        #expect(exact == Int128(total) * (weightOf[share.id] ?? 0))
        #expect(share.remainder < share.divisor)
      }
    }
  }

  @Test func `equal weights differ by at most a cent, and the smaller identifier has it`() throws {
    var numbers = seeded()
    for _ in 0..<Self.rounds {
      let total = Int64.random(in: -1_000_000...1_000_000, using: &numbers)
      let ids = (0..<Int.random(in: 1...64, using: &numbers)).map { "p\($0)" }
      let shares = try LargestRemainder.divide(totalCents: total, weights: ids.map { .init(id: $0, weight: .one) })

      let cents = shares.map(\.cents)
      #expect(cents == cents.sorted(by: >))
      #expect((cents.first ?? 0) - (cents.last ?? 0) <= 1)
    }
  }

  private func forGeneratedCases(
    _ check: (Int64, [LargestRemainder.Weight], inout SeededNumbers) throws -> Void
  ) throws {
    var numbers = seeded()
    for _ in 0..<Self.rounds {
      let total = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &numbers)
      let weights = (0..<Int.random(in: 1...64, using: &numbers)).map { index in
        LargestRemainder.Weight(id: "p\(index)", weight: decimal(&numbers))
      }
      let one = LargestRemainder.Weight(id: "q", weight: .one)
      try check(total, weights + [one], &numbers)
    }
  }

  /// Whole numbers, fractions and zeros, so that ties and empty shares occur too.
  private func decimal(_ numbers: inout SeededNumbers) -> ExactDecimal {
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0: .zero
    case 1: ExactDecimal(Int64.random(in: 0...9, using: &numbers))
    case 2: ExactDecimal("0.\(Int.random(in: 100_000...999_999, using: &numbers))") ?? .one
    default: ExactDecimal("\(Int.random(in: 1...1_000_000_000, using: &numbers)).25") ?? .one
    }
  }

  private func seeded() -> SeededNumbers {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    return SeededNumbers(seed: seed)
  }
}
