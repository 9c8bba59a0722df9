/// An estate, and who claims what of it.
package struct ClaimsCase: Hashable, Sendable {
  /// Euro cents, 0 or more.
  package let estateCents: Int64
  /// Euro cents per claimant, each 0 or more.
  package let claims: [String: Int64]
  package let rule: ClaimsRule

  package init(estateCents: Int64, claims: [String: Int64], rule: ClaimsRule = .proportional) {
    self.estateCents = estateCents
    self.claims = claims
    self.rule = rule
  }

  /// Everything that is wrong with the case, the claims ordered by identifier.
  package func faults() -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    if estateCents < 0 { faults.append(.init(.negativeEstate, at: "/estateCents", "An estate is 0 or more.")) }
    if claims.isEmpty { faults.append(.init(.noClaims, at: "/claims", "Name at least one claim.")) }
    if claims.count > SplitLimits.partnersMax {
      let detail = "At most \(SplitLimits.partnersMax) claims share an estate."
      faults.append(.init(.tooManyPartners, at: "/claims", detail))
    }
    for id in claims.keys.sorted(by: precedes) {
      let location = "/claims/\(Identifiers.step(id))"
      faults += Identifiers.faults(id, at: location)
      if claims[id, default: 0] < 0 {
        faults.append(.init(.negativeClaim, at: location, "A claim is 0 or more."))
      }
    }
    return faults
  }

  /// Divides the estate.
  ///
  /// - Throws: `SplitError` with every fault of the case; `tooManyPartners` for random arrival of more than
  ///   `Game.playersMax` claims; `overflow` when the claims add up to more than 64 bits.
  package func awards() throws(SplitError) -> ClaimsAwards {
    let faults = faults()
    guard faults.isEmpty else { throw SplitError(faults) }
    let ids = claims.keys.sorted(by: precedes)
    let amounts = ids.map { BigInteger(claims[$0, default: 0]) }
    let total = try Int64(cents: amounts.reduce(BigInteger.zero, +), of: "The sum of the claims")
    let exact = try rule.awards(estate: BigInteger(estateCents), claims: amounts)
    return ClaimsAwards(
      claimants: ids, exact: exact, awardCents: try LargestRemainder.round(exact), claimTotalCents: total,
      unallocatedCents: max(0, estateCents - total), isSufficient: estateCents >= total)
  }
}

/// An estate divided over claims.
package struct ClaimsAwards: Hashable, Sendable {
  /// Identifiers in byte order.
  package let claimants: [String]
  /// An award per claimant, in their order, in cents.
  package let exact: [Fraction]
  /// The same, rounded; they add up to the smaller of estate and claims.
  package let awardCents: [Int64]
  package let claimTotalCents: Int64
  /// What is left when everybody has its claim.
  package let unallocatedCents: Int64
  /// The estate covers all claims.
  package let isSufficient: Bool
}
