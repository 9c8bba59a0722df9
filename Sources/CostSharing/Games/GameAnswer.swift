/// A solution of a game; the raw value is its name on the wire.
package enum GameSolution: String, CaseIterable, Sendable {
  case shapley, nucleolus, prenucleolus, perCapitaNucleolus, tau, separableCosts, equalNonSeparable

  /// The point of a game, or nothing where it has none.
  ///
  /// - Throws: `tooManyPartners`, `negativeRemainingBenefit`; what the checkpoint throws.
  package func point(of game: Game, _ checkpoint: Checkpoint = {}) throws -> SolutionPoint? {
    switch self {
    case .shapley: SolutionPoint(try game.shapley(checkpoint))
    case .nucleolus: try game.nucleolus(.total, checkpoint)
    case .prenucleolus: SolutionPoint(try game.prenucleolus(.total, checkpoint))
    case .perCapitaNucleolus: try game.nucleolus(.perMember, checkpoint)
    case .tau: game.tau().map { SolutionPoint($0) }
    case .separableCosts: SolutionPoint(try game.separableCosts())
    case .equalNonSeparable: SolutionPoint(game.equalNonSeparable())
    }
  }
}

/// A game solved; costs are told as costs.
package struct GameAnswer: Hashable, Sendable {
  /// Identifiers in byte order.
  package let players: [String]
  /// What all together are worth, or cost.
  package let grandValueCents: Int64
  /// Those asked for, in the order of `GameSolution`.
  package let solutions: [Solved]
  /// Nothing for a single player, and for more than `Game.linearProgramPlayersMax`.
  package let leastCoreEpsilon: Fraction?
  /// Nothing for more than `Game.linearProgramPlayersMax` players.
  package let isCoreEmpty: Bool?

  package struct Solved: Hashable, Sendable {
    package let solution: GameSolution
    /// Nothing where the game has no such point.
    package let division: GameDivision?
  }

  package struct GameDivision: Hashable, Sendable {
    /// Cents per player, in their order.
    package let exact: [Fraction]
    /// The same, rounded by largest remainder.
    package let cents: [Int64]
    package let isInCore: Bool
    /// No division gives every player its own value, so the prenucleolus stands for the nucleolus.
    package let usedPrenucleolus: Bool
  }
}
