/// Shares rounded by whoever has them already.
package enum Rounding {
  /// Rounds shares that are said to add up to a number of cents.
  ///
  /// - Returns: Cents per identifier, in byte order.
  /// - Throws: `SplitError` with every fault; `overflow`.
  package static func cents(_ exact: [String: Fraction], totalCents: Int64) throws(SplitError) -> [CentsByID] {
    let faults = faults(exact, totalCents: totalCents)
    guard faults.isEmpty else { throw SplitError(faults) }
    let cents = try LargestRemainder.round(exact, totalCents: totalCents)
    return cents.map { CentsByID(id: $0.key, cents: $0.value) }.sorted { precedes($0.id, $1.id) }
  }

  /// Everything that is wrong: `invalidId`, `noPartners`, `tooManyPartners`, `sumMismatch`.
  package static func faults(_ exact: [String: Fraction], totalCents: Int64) -> [SplitError.Fault] {
    let ids = exact.keys.sorted(by: precedes)
    var faults = ids.flatMap { Identifiers.faults($0, at: "/exact/\(Identifiers.step($0))") }
    if ids.isEmpty { faults.append(.init(.noPartners, at: "/exact", "Give at least one share.")) }
    if ids.count > SplitLimits.partnersMax {
      faults.append(.init(.tooManyPartners, at: "/exact", "At most \(SplitLimits.partnersMax) shares are rounded."))
      return faults
    }
    let sum = exact.values.reduce(Fraction.zero, +)
    if sum != Fraction(totalCents) {
      faults.append(.init(.sumMismatch, at: "/exact", "The shares add up to \(sum), not to \(totalCents)."))
    }
    return faults
  }
}

/// What one account gets, has or owes.
package struct CentsByID: Hashable, Sendable {
  package let id: String
  package let cents: Int64

  package init(id: String, cents: Int64) {
    self.id = id
    self.cents = cents
  }
}

/// An exact amount of one partner.
package struct ExactByID: Hashable, Sendable {
  package let id: String
  package let exact: Fraction

  package init(id: String, exact: Fraction) {
    self.id = id
    self.exact = exact
  }
}
