/// A division by the equal profit method.
package struct EqualProfit: Hashable, Sendable {
  /// What each player gains above its outside option: exact cents, 0 or more, in the order of the game's players.
  package let gains: [Fraction]
  /// By how much coalitions had to be given less than they are worth: 0 unless the core is empty.
  package let epsilon: Fraction

  /// The core was empty and its conditions were relaxed as little as possible.
  package var isRelaxed: Bool { epsilon.signum > 0 }
}

/// The equal profit method: gains as equal as can be, in proportion to a base.
///
/// Frisk, Göthe-Lundgren, Jörnsten & Rönnqvist, "Cost allocation in collaborative forest transportation" (2010).
extension Game {
  /// Divides the gain in proportion to the bases, when groups have no alternatives of their own.
  ///
  /// - Parameters:
  ///   - gain: Cents, 0 or more.
  ///   - bases: One per player, above 0.
  package static func equalProfit(gain: BigInteger, bases: [Fraction]) -> EqualProfit {
    let sum = bases.reduce(Fraction.zero, +)
    return EqualProfit(gains: bases.map { Fraction(gain) * $0 / sum }, epsilon: .zero)
  }

  /// Divides the gain such that no group does better on its own and the relative gains of players differ least.
  ///
  /// The differences s(i)/b(i) - s(j)/b(j) of all ordered pairs are minimised lexicographically, largest first, under
  /// s(i) >= 0, sum s = v(N) - sum of the outside options and s(S) >= v(S) - outside(S) - epsilon, with the least
  /// epsilon from 0 up for which that is possible. To minimise only the largest difference would leave a choice.
  ///
  /// - Parameters:
  ///   - outside: Cents per player, adding up to at most the grand value.
  ///   - bases: One per player, above 0; only their proportions count.
  /// - Throws: `tooManyPartners` above `linearProgramPlayersMax`; what the checkpoint throws.
  package func equalProfit(
    outside: [Int64], bases: [Fraction], _ checkpoint: Checkpoint = {}
  ) throws -> EqualProfit {
    try requireLinearPrograms()
    let gains = above(outside)
    precondition(gains.grandValue >= 0, "a loss is not divided by profit")
    guard count > 1 else { return EqualProfit(gains: [Fraction(gains.grandValue)], epsilon: .zero) }
    let epsilon = max(.zero, try gains.gainProgram.leastLevel(checkpoint))
    let factors = Self.wholeProportions(bases)
    var program = gains.profitProgram(factors, epsilon)
    let relative = try program.solve(checkpoint)
    return EqualProfit(gains: zip(relative, factors).map { $0 * Fraction($1) }, epsilon: epsilon)
  }

  /// The game of gains: every value minus the outside options of the members.
  private func above(_ outside: [Int64]) -> Game {
    let sums = subsetSums(outside.map { Int128($0) })
    return Game(players: players, values: zip(values, sums).map { $0 - $1 })
  }

  /// Least core under s(i) >= 0.
  private var gainProgram: LexicographicProgram {
    LexicographicProgram(
      total: .init(coefficients: Array(repeating: 1, count: count), value: BigInteger(grandValue)),
      coalitions: CoalitionConstraints(self, weighing: .one), rows: nonNegativeRows)
  }

  /// The program over relative gains z(i) = s(i)/b(i); the differences of pairs are its criteria.
  private func profitProgram(_ factors: [BigInteger], _ epsilon: Fraction) -> LexicographicProgram {
    let scale = epsilon.denominator
    return LexicographicProgram(
      total: .init(coefficients: factors, value: BigInteger(grandValue) * scale),
      coalitions: CoalitionConstraints(
        self, factors: factors, weighing: .none, scale: scale, offset: -epsilon.numerator),
      rows: differenceRows + nonNegativeRows, scale: scale)
  }

  private var nonNegativeRows: [LexicographicProgram.Row] {
    (0..<count).map { player in
      LexicographicProgram.Row(coefficients: (0..<count).map { $0 == player ? 1 : 0 }, weight: 0, bound: 0)
    }
  }

  /// For each pair two rows in a row: z(j) - z(i) + t >= 0 and its opposite.
  private var differenceRows: [LexicographicProgram.Row] {
    var rows: [LexicographicProgram.Row] = []
    for first in 0..<count {
      for second in first + 1..<count {
        rows.append(differenceRow(of: first, over: second, opposite: rows.count + 1))
        rows.append(differenceRow(of: second, over: first, opposite: rows.count - 1))
      }
    }
    return rows
  }

  private func differenceRow(of larger: Int, over smaller: Int, opposite: Int) -> LexicographicProgram.Row {
    let coefficients: [BigInteger] = (0..<count).map { $0 == smaller ? 1 : $0 == larger ? -1 : 0 }
    return LexicographicProgram.Row(coefficients: coefficients, weight: 1, bound: 0, opposite: opposite)
  }

  /// The smallest whole numbers in these proportions.
  private static func wholeProportions(_ bases: [Fraction]) -> [BigInteger] {
    precondition(bases.allSatisfy { $0.signum > 0 }, "a base is above 0")
    let common = bases.reduce(BigInteger.one) { product, base in
      product * base.denominator.exactDivision(by: BigInteger.gcd(product, base.denominator))
    }
    let whole = bases.map { $0.numerator * common.exactDivision(by: $0.denominator) }
    let divisor = whole.reduce(BigInteger.zero) { BigInteger.gcd($0, $1) }
    return whole.map { $0.exactDivision(by: divisor) }
  }
}
