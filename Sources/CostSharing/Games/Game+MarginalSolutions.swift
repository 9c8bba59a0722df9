/// Solutions read off what each player adds to all the others.
extension Game {
  /// The tau value: between what each player may hope for at most and the least it can insist on, at the one point of
  /// that line that is efficient.
  ///
  /// M(i) is the marginal contribution; m(i) is the largest remainder of i in a coalition whose other members get
  /// their M. Nothing unless m <= M and sum m <= v(N) <= sum M (the game is then called quasi-balanced).
  ///
  /// - Returns: Cents per player, exact; or nothing.
  /// - SeeAlso: Tijs, "Bounds for the core and the tau-value" (1981).
  package func tau() -> [Fraction]? {
    let upper = marginals
    let lower = zip(upper, smallestGaps(below: upper)).map { $0 - $1 }
    let (sumOfUpper, sumOfLower) = (upper.reduce(0, +), lower.reduce(0, +))
    guard zip(lower, upper).allSatisfy({ $0 <= $1 }), sumOfLower <= grandValue, grandValue <= sumOfUpper else {
      return nil
    }
    guard sumOfLower < sumOfUpper else { return lower.map { Fraction($0) } }
    let alpha = Fraction(
      numerator: BigInteger(grandValue - sumOfLower), denominator: BigInteger(sumOfUpper - sumOfLower))
    return zip(lower, upper).map { Fraction($0) + alpha * Fraction($1 - $0) }
  }

  /// Per player, the smallest difference between the sum of the marginals of a coalition it is in, and its value.
  private func smallestGaps(below upper: [Int128]) -> [Int128] {
    let sums = subsetSums(upper)
    return (0..<count).map { player in
      let with = values.indices.lazy.filter { $0 >> player & 1 == 1 }
      return with.map { sums[$0] - values[$0] }.min() ?? 0
    }
  }

  /// Each player has its value alone and a part of the gain in proportion to what it adds to the others above that.
  ///
  /// Of many names: alternate cost avoided of the Tennessee Valley Authority, separable costs remaining benefits, the
  /// point of Gately (1974). When nobody adds anything to the others the gain is divided equally.
  ///
  /// - Returns: Cents per player, exact.
  /// - Throws: `negativeRemainingBenefit` when a player adds less to the others than it is worth alone.
  /// - SeeAlso: Straffin & Heaney, "Game theory and the Tennessee Valley Authority" (1981).
  package func separableCosts() throws(SplitError) -> [Fraction] {
    let benefits = zip(marginals, 0..<count).map { $0 - value(of: $1) }
    if let player = benefits.firstIndex(where: { $0 < 0 }) {
      let detail = "\(players[player]) adds less to the others than it is worth alone; choose another method."
      throw SplitError(.negativeRemainingBenefit, at: "/coalitions", detail)
    }
    let total = BigInteger(benefits.reduce(0, +))
    let gain = BigInteger(grandValue - sumOfSingles)
    return benefits.indices.map { player in
      let part =
        total.isZero
        ? Fraction(numerator: gain, denominator: BigInteger(count))
        : Fraction(numerator: gain * BigInteger(benefits[player]), denominator: total)
      return Fraction(value(of: player)) + part
    }
  }

  /// Each player has what it adds to the others; what is left, or short, is divided equally.
  ///
  /// - Returns: Cents per player, exact.
  package func equalNonSeparable() -> [Fraction] {
    let upper = marginals
    let rest = Fraction(
      numerator: BigInteger(grandValue - upper.reduce(0, +)), denominator: BigInteger(count))
    return upper.map { Fraction($0) + rest }
  }
}
