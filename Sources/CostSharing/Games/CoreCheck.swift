/// Whether a division gives every group at least what it can have on its own, and which groups it does not.
package struct CoreCheck: Hashable, Sendable {
  /// The division divides exactly what all have together.
  package let isEfficient: Bool
  /// How many groups, everybody together apart, get less than they are worth.
  package let violatedCount: Int
  /// The worst of them: largest shortfall first, then the smaller group, then by identifiers.
  package let violated: [Violation]
  /// The largest value minus share over all groups but everybody; nothing for a single player.
  package let maxExcess: Fraction?

  /// Efficient, and nobody has reason to leave.
  package var isInCore: Bool { isEfficient && violatedCount == 0 }

  /// A group that would do better on its own.
  package struct Violation: Hashable, Sendable {
    package let coalition: Coalition
    /// Its value, in cents.
    package let value: Int128
    /// What it gets, in cents.
    package let allocated: Fraction
    /// `value - allocated`, above 0.
    package let shortfall: Fraction
  }

  /// How many violated groups are named.
  package static let violatedMax = 20
}

extension Game {
  /// Checks a division against the value of every coalition. 2^n additions.
  ///
  /// - Parameters:
  ///   - shares: Cents per player, exact, in the order of `players`; efficient or not.
  ///   - limit: How many violated coalitions are listed at most.
  package func coreCheck(of shares: [Fraction], listing limit: Int = CoreCheck.violatedMax) -> CoreCheck {
    let denominator = shares.reduce(BigInteger.one) { common, share in
      common * share.denominator.exactDivision(by: BigInteger.gcd(common, share.denominator))
    }
    let numerators = shares.map { $0.numerator * denominator.exactDivision(by: $0.denominator) }
    let numeratorBits = numerators.reduce(0) { max($0, $1.bitWidth) }
    return numeratorBits <= Self.wideBits && valueBits + denominator.bitWidth <= Self.wideBits
      ? coreCheck(numerators.map { $0.asInt128 ?? 0 }, over: denominator.asInt128 ?? 1, listing: limit)
      : coreCheck(numerators, over: denominator, listing: limit)
  }

  /// Terms of so many bits leave room in 128 for a sign and for the sum of all players.
  private static let wideBits = 120

  private func coreCheck<Number: ExactNumber>(
    _ numerators: [Number], over denominator: Number, listing limit: Int
  ) -> CoreCheck {
    let sums = subsetSums(numerators)
    var violated: [(mask: Int, shortfall: Number)] = []
    var largest: Number?
    for mask in proper {
      let excess = Number(values[mask]) * denominator - sums[mask]
      if excess > .zero { violated.append((mask, excess)) }
      if largest.map({ excess > $0 }) ?? true { largest = excess }
    }
    violated.sort { first, second in
      first.shortfall == second.shortfall
        ? Coalition(mask: UInt64(first.mask)) < Coalition(mask: UInt64(second.mask))
        : first.shortfall > second.shortfall
    }
    let grand = values.count - 1
    return CoreCheck(
      isEfficient: Number(values[grand]) * denominator == sums[grand], violatedCount: violated.count,
      violated: violated.prefix(limit).map { violation in
        CoreCheck.Violation(
          coalition: Coalition(mask: UInt64(violation.mask)), value: values[violation.mask],
          allocated: fraction(sums[violation.mask], over: denominator),
          shortfall: fraction(violation.shortfall, over: denominator))
      },
      maxExcess: largest.map { fraction($0, over: denominator) })
  }

  private func fraction<Number: ExactNumber>(_ numerator: Number, over denominator: Number) -> Fraction {
    Fraction(numerator: numerator.asBigInteger, denominator: denominator.asBigInteger)
  }
}
