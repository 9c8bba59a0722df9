extension Game {
  /// The Shapley value: what each player adds on average, over all orders in which the players may come in.
  ///
  /// phi(i) is the sum, over all coalitions S without i, of |S|! (n-|S|-1)! / n! times v(S+i) - v(S). The marginal
  /// values are whole numbers and are summed per size first; only n sums per player are weighed, and there is one
  /// division. n * 2^n additions.
  ///
  /// - Returns: Cents per player, exact, in the order of `players`, adding up to the grand value.
  /// - Throws: What the checkpoint throws.
  /// - SeeAlso: Shapley, "A value for n-person games", *Contributions to the Theory of Games* II (1953).
  package func shapley(_ checkpoint: Checkpoint = {}) throws -> [Fraction] {
    try (0..<count).map { player in
      try checkpoint()
      return shapleyShare(of: player)
    }
  }

  /// The same without a checkpoint: for sixteen players it is a matter of milliseconds.
  var shapleyShares: [Fraction] { (0..<count).map(shapleyShare) }

  private func shapleyShare(of player: Int) -> Fraction {
    let weights = (0..<count).map { Self.factorial($0) * Self.factorial(count - 1 - $0) }
    let weighted = zip(weights, marginalsBySize(of: player)).reduce(BigInteger.zero) { $0 + $1.0 * BigInteger($1.1) }
    return Fraction(numerator: weighted, denominator: Self.factorial(count))
  }

  /// For every size the sum of what a player adds to the coalitions of that size.
  private func marginalsBySize(of player: Int) -> [Int128] {
    var sums = [Int128](repeating: 0, count: count)
    let bit = 1 << player
    // Coalitions without the player come in runs of `bit` consecutive masks.
    for run in stride(from: 0, to: values.count, by: 2 * bit) {
      for mask in run..<run + bit {
        sums[mask.nonzeroBitCount] += values[mask + bit] - values[mask]
      }
    }
    return sums
  }

  private static func factorial(_ number: Int) -> BigInteger {
    (0..<number).reduce(BigInteger.one) { $0 * BigInteger($1 + 1) }
  }
}
