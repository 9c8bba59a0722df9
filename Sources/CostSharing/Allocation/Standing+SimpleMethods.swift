// The methods that need no values of groups. Each says what a partner ends with, its own costs and benefits and all
// transfers included, as exact fractions that add up to the surplus.

extension Standing {
  var equal: MethodOutcome {
    MethodOutcome(Array(repeating: surplus / Fraction(partners.count), count: partners.count))
  }

  var equalGain: MethodOutcome {
    MethodOutcome(outside.map { $0 + gain / Fraction(partners.count) })
  }

  /// - Parameter power: Per partner; nil is the same for all.
  func nash(_ power: [String: ExactDecimal]?) -> MethodOutcome {
    guard gainCents >= 0 else { return MethodOutcome(noAgreement: .negativeGain) }
    return power.map { shared(.gain, by: $0) } ?? equalGain
  }

  /// Divides by numbers of which not all are 0.
  func shared(_ base: AllocationBasis, by weights: [String: ExactDecimal]) -> MethodOutcome {
    let weights = partners.map { Fraction(weights[$0.id, default: .zero]) }
    let sum = weights.reduce(Fraction.zero, +)
    switch base {
    case .surplus: return MethodOutcome(weights.map { surplus * $0 / sum })
    case .gain: return MethodOutcome(zip(outside, weights).map { $0 + gain * $1 / sum })
    }
  }

  /// Losers are brought back to their alternatives out of what winners have above theirs.
  ///
  /// - Throws: `overflow`.
  func compensation(_ rule: ClaimsRule) throws(SplitError) -> MethodOutcome {
    let pot = haves.reduce(Int128(jointCents), +)
    let potCents = try Int64(cents: pot, of: "The pot")
    var needed: [CentsByID] = []
    for (partner, need) in zip(partners, needs) {
      needed.append(CentsByID(id: partner.id, cents: try Int64(cents: need, of: "The need of \(partner.id)")))
    }
    var outcome = try compensated(pot: potCents, needed, rule)
    outcome.potCents = potCents
    outcome.needs = needed
    return outcome
  }

  private func compensated(
    pot: Int64, _ needed: [CentsByID], _ rule: ClaimsRule
  ) throws(SplitError) -> MethodOutcome {
    let sumOfHaves = haves.reduce(0, +)
    if gainCents >= 0 {
      guard sumOfHaves > 0 else { return equalGain }  // only joint money
      let each = gain / Fraction(sumOfHaves)
      return MethodOutcome(zip(outside, haves).map { $0 + each * Fraction($1) })
    }
    guard pot >= 0 else { return MethodOutcome(noAgreement: .jointDeficitExceedsGains) }
    let awards = try awards(of: BigInteger(pot), rule)
    var outcome = MethodOutcome(
      zip(partners, zip(haves, awards)).map { partner, share in
        let (have, award) = share
        return have > 0 ? Fraction(partner.outsideCents) : Fraction(partner.ownCents) + award
      })
    outcome.status = .insufficient
    return outcome
  }

  /// What the pot gives each; who lacks nothing claims nothing.
  private func awards(of pot: BigInteger, _ rule: ClaimsRule) throws(SplitError) -> [Fraction] {
    let claimants = needs.indices.filter { needs[$0] > 0 }
    let given = try rule.awards(estate: pot, claims: claimants.map { BigInteger(needs[$0]) })
    var awards = Array(repeating: Fraction.zero, count: needs.count)
    for (claimant, award) in zip(claimants, given) { awards[claimant] = award }
    return awards
  }
}
