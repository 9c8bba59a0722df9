/// How an estate that does not suffice is divided over claims; the raw value is the code on the wire.
///
/// - SeeAlso: Thomson, "Axiomatic and game-theoretic analysis of bankruptcy and taxation problems" (2003), where every
///   one of these rules is found.
package enum ClaimsRule: String, CaseIterable, Sendable {
  /// Everybody the same part of its claim.
  case proportional
  /// Constrained equal awards: everybody the same, but nobody more than its claim (Maimonides).
  case cea
  /// Constrained equal losses: everybody loses the same, but nobody more than its claim.
  case cel
  /// Equal awards up to half the claims, equal losses above: the nucleolus of the game in which a group is worth what
  /// the others leave of the estate (Aumann & Maschler 1985).
  case talmud
  /// First come, first served, averaged over all orders of arrival: the Shapley value of that game (O'Neill 1982).
  case randomArrival
  /// First what the others would leave, then the rest in proportion to what is still claimed of it (Curiel, Maschler &
  /// Tijs 1987).
  case adjustedProportional

  /// Divides an estate. An estate that suffices gives everybody its claim.
  ///
  /// - Parameters:
  ///   - estate: 0 or more.
  ///   - claims: Each 0 or more.
  /// - Returns: An award per claim, in their order, exact; they add up to the smaller of estate and claims.
  /// - Throws: `tooManyPartners` for random arrival of more than `Game.playersMax`.
  package func awards(estate: BigInteger, claims: [BigInteger]) throws(SplitError) -> [Fraction] {
    let total = claims.reduce(BigInteger.zero, +)
    let amounts = claims.map { Fraction($0) }
    guard estate < total else { return amounts }
    switch self {
    case .proportional: return claims.map { Fraction(numerator: estate * $0, denominator: total) }
    case .cea: return Self.equalAwards(Fraction(estate), amounts)
    case .cel: return Self.remaining(of: amounts, after: Self.equalAwards(Fraction(total - estate), amounts))
    case .talmud: return Self.talmud(estate, total, amounts)
    case .randomArrival: return try Self.randomArrival(estate, claims)
    case .adjustedProportional: return Self.adjusted(estate, total, claims)
    }
  }

  /// min(claim, lambda): from the smallest claim up, each has its claim or an equal part of what is left.
  private static func equalAwards(_ estate: Fraction, _ claims: [Fraction]) -> [Fraction] {
    var awards = claims
    var rest = estate
    for (position, index) in claims.indices.sorted(by: { claims[$0] < claims[$1] }).enumerated() {
      awards[index] = min(claims[index], rest / Fraction(claims.count - position))
      rest -= awards[index]
    }
    return awards
  }

  private static func remaining(of claims: [Fraction], after losses: [Fraction]) -> [Fraction] {
    zip(claims, losses).map { $0 - $1 }
  }

  private static func talmud(_ estate: BigInteger, _ total: BigInteger, _ claims: [Fraction]) -> [Fraction] {
    let halves = claims.map { $0 / 2 }
    return estate * 2 <= total
      ? equalAwards(Fraction(estate), halves)
      : remaining(of: claims, after: equalAwards(Fraction(total - estate), halves))
  }

  private static func randomArrival(_ estate: BigInteger, _ claims: [BigInteger]) throws(SplitError) -> [Fraction] {
    guard claims.count <= Game.playersMax else {
      let detail = "At most \(Game.playersMax) claims arrive in random order; choose another rule."
      throw SplitError(.tooManyPartners, at: "/claims", detail)
    }
    return Game.bankruptcy(estate: estate, claims).shapleyShares
  }

  private static func adjusted(_ estate: BigInteger, _ total: BigInteger, _ claims: [BigInteger]) -> [Fraction] {
    let first = claims.map { max(0, estate - (total - $0)) }
    let rest = estate - first.reduce(BigInteger.zero, +)
    let open = zip(claims, first).map { min($0 - $1, rest) }
    let sum = open.reduce(BigInteger.zero, +)
    return zip(first, open).map { had, claim in
      sum.isZero ? Fraction(had) : Fraction(had) + Fraction(numerator: rest * claim, denominator: sum)
    }
  }
}

extension Game {
  /// What an estate leaves to each group when the claims of the others are paid first.
  ///
  /// - Parameters:
  ///   - estate: 0 or more and less than all claims together.
  ///   - claims: 1 to `playersMax`, each of at most 64 bits.
  static func bankruptcy(estate: BigInteger, _ claims: [BigInteger]) -> Game {
    let sums = subsetSums(claims)
    let total = sums[sums.count - 1]
    return Game(
      players: claims.indices.map { "\($0)" },
      values: sums.map { max(0, estate - (total - $0)).asInt128 ?? 0 })
  }
}
