import CostSharing
import Testing

/// What must hold of every rule, tried on generated estates and claims.
@Suite struct ClaimsPropertyTests {
  private static let rounds = 150

  @Test(arguments: ClaimsRule.allCases)
  func `efficiency: awards add up to the estate or the claims`(rule: ClaimsRule) throws {
    try forGenerated { estate, claims, _ in
      let named = Dictionary(uniqueKeysWithValues: zip(players(claims.count), claims.map { Int64($0) }))
      let awards = try ClaimsCase(estateCents: Int64(estate), claims: named, rule: rule).awards()

      #expect(awards.awardCents.reduce(0, +) == min(Int64(estate), awards.claimTotalCents))
      #expect(zip(awards.exact, awards.awardCents).allSatisfy { ($0 - Fraction($1)).magnitude < .one })
      #expect(zip(awards.exact, claims).allSatisfy { (.zero...Fraction($1)).contains($0) })
    }
  }

  @Test(arguments: ClaimsRule.allCases)
  func `symmetry: equal claims have equal awards`(rule: ClaimsRule) throws {
    try forGenerated { estate, claims, _ in
      let awards = try divide(estate, claims + [claims[0]], rule)

      #expect(awards.first == awards.last)
    }
  }

  @Test(arguments: ClaimsRule.allCases)
  func `monotonicity: a larger estate lowers nobody's award`(rule: ClaimsRule) throws {
    try forGenerated { estate, claims, numbers in
      let more = estate + Int.random(in: 1...1_000, using: &numbers)

      let (before, after) = (try divide(estate, claims, rule), try divide(more, claims, rule))
      #expect(zip(before, after).allSatisfy { $0 <= $1 })
    }
  }

  @Test(arguments: ClaimsRule.allCases)
  func `permutation invariance and scale`(rule: ClaimsRule) throws {
    try forGenerated { estate, claims, numbers in
      let awards = try divide(estate, claims, rule)
      let order = claims.indices.shuffled(using: &numbers)
      let factor = Int.random(in: 2...1_000, using: &numbers)

      #expect(try divide(estate, order.map { claims[$0] }, rule) == order.map { awards[$0] })
      #expect(
        try divide(estate * factor, claims.map { $0 * factor }, rule) == awards.map { $0 * Fraction(factor) })
    }
  }

  @Test func `duality: a gain is shared as a loss is, or by the dual rule`() throws {
    let duals: [(ClaimsRule, ClaimsRule)] = [
      (.talmud, .talmud), (.randomArrival, .randomArrival), (.cea, .cel), (.proportional, .proportional),
      (.adjustedProportional, .adjustedProportional),
    ]
    try forGenerated { estate, claims, _ in
      let total = claims.reduce(0, +)
      guard estate <= total else { return }
      for (rule, dual) in duals {
        let losses = try divide(total - estate, claims, dual)
        let left = zip(claims, losses).map { Fraction($0) - $1 }
        #expect(try divide(estate, claims, rule) == left, "\(rule)")
      }
    }
  }

  @Test func `the Talmud's rule is the nucleolus and random arrival the Shapley value of the game of claims`() throws {
    try forGenerated { estate, claims, _ in
      guard estate < claims.reduce(0, +) else { return }
      let game = bankruptcy(estate: estate, claims)

      let (nucleolus, shapley) = (try game.nucleolus().shares, try game.shapley())
      #expect(try divide(estate, claims, .talmud) == nucleolus)
      #expect(try divide(estate, claims, .randomArrival) == shapley)
    }
  }

  private func divide(_ estate: Int, _ claims: [Int], _ rule: ClaimsRule) throws -> [Fraction] {
    try rule.awards(estate: BigInteger(estate), claims: claims.map { BigInteger($0) })
  }

  /// Estates below, at and above the claims; small claims among large ones, so that equal ones occur.
  private func forGenerated(_ check: (Int, [Int], inout SeededNumbers) throws -> Void) throws {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let claims = (0..<Int.random(in: 1...5, using: &numbers)).map { _ in
        Int.random(in: 0...(Bool.random(using: &numbers) ? 5 : 1_000_000), using: &numbers)
      }
      try check(Int.random(in: 0...claims.reduce(1, +) * 5 / 4, using: &numbers), claims, &numbers)
    }
  }
}
