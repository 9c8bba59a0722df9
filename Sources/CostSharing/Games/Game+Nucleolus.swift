/// How the dissatisfaction of a coalition is measured.
package enum ExcessMeasure: Hashable, Sendable {
  /// v(S) - x(S).
  case total
  /// (v(S) - x(S)) / |S|.
  case perMember
}

/// The point a solution picks.
package struct SolutionPoint: Hashable, Sendable {
  /// Cents per player, exact, in the order of the game's players.
  package let shares: [Fraction]
  /// The single values add up to more than there is, so not everybody can have its own: the prenucleolus stands for
  /// the nucleolus.
  package let usedPrenucleolus: Bool

  init(_ shares: [Fraction], usedPrenucleolus: Bool = false) {
    self.shares = shares
    self.usedPrenucleolus = usedPrenucleolus
  }
}

/// The solutions that make the largest dissatisfaction small; the algorithm is that of `LexicographicProgram`.
extension Game {
  /// The nucleolus: of all divisions that give every player at least its own value, the one with the
  /// lexicographically least excesses, or the prenucleolus when there are none.
  ///
  /// - Throws: `tooManyPartners` above `linearProgramPlayersMax`; what the checkpoint throws.
  /// - SeeAlso: Schmeidler, "The nucleolus of a characteristic function game" (1969).
  package func nucleolus(
    _ measure: ExcessMeasure = .total, _ checkpoint: Checkpoint = {}
  ) throws -> SolutionPoint {
    try requireLinearPrograms()
    let hasImputations = sumOfSingles <= grandValue
    var program = program(measure, bounded: hasImputations)
    return SolutionPoint(try program.solve(checkpoint), usedPrenucleolus: !hasImputations)
  }

  /// The prenucleolus: the same over all efficient divisions.
  ///
  /// - Throws: `tooManyPartners` above `linearProgramPlayersMax`; what the checkpoint throws.
  package func prenucleolus(
    _ measure: ExcessMeasure = .total, _ checkpoint: Checkpoint = {}
  ) throws -> [Fraction] {
    try requireLinearPrograms()
    var program = program(measure, bounded: false)
    return try program.solve(checkpoint)
  }

  /// The least epsilon for which some division gives every coalition at least its value minus epsilon; above 0 when,
  /// and only when, the core is empty. Nothing for a single player.
  ///
  /// - Throws: `tooManyPartners` above `linearProgramPlayersMax`; what the checkpoint throws.
  package func leastCoreEpsilon(_ checkpoint: Checkpoint = {}) throws -> Fraction? {
    try requireLinearPrograms()
    guard count > 1 else { return nil }
    return try program(.total, bounded: false).leastLevel(checkpoint)
  }

  func program(_ measure: ExcessMeasure, bounded: Bool) -> LexicographicProgram {
    let bounds = (0..<count).map { player in
      LexicographicProgram.Row(
        coefficients: (0..<count).map { $0 == player ? 1 : 0 }, weight: 0, bound: BigInteger(value(of: player)))
    }
    return LexicographicProgram(
      total: .init(coefficients: Array(repeating: 1, count: count), value: BigInteger(grandValue)),
      coalitions: CoalitionConstraints(self, weighing: measure == .total ? .one : .size),
      rows: bounded ? bounds : [])
  }
}
