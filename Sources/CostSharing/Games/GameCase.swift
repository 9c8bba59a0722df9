/// A game as it is sent: players, some values, and what the other values are.
package struct GameCase: Hashable, Sendable {
  /// Identifiers in any order.
  package let players: [String]
  package let type: GameType
  package let coalitions: [ValuedCoalition]
  package let missing: MissingRule

  package init(
    players: [String], type: GameType = .value, coalitions: [ValuedCoalition], missing: MissingRule = .additive
  ) {
    self.players = players
    self.type = type
    self.coalitions = coalitions
    self.missing = missing
  }

  /// Everything that is wrong with players and coalitions, in the order of the input; locations are `/partners/{index}`
  /// and `/coalitions/{index}`.
  package func faults() -> [SplitError.Fault] {
    Identifiers.partnerFaults(players) { "/partners/\($0)" } + CoalitionTable.faults(coalitions, players: players)
  }

  /// The table of the values as values: those of a game of costs are negated.
  private func table() throws(SplitError) -> CoalitionTable {
    let faults = faults()
    guard faults.isEmpty else { throw SplitError(faults) }
    return try CoalitionTable(players: players, coalitions: coalitions, missing: missing, type: type)
  }

  /// Solves the game.
  ///
  /// - Throws: `SplitError` with all `faults`; `missingCoalition`; `tooManyPartners` above `Game.playersMax`, and above
  ///   `Game.linearProgramPlayersMax` for a solution that needs linear programs; `negativeRemainingBenefit`;
  ///   `overflow`; what the checkpoint throws.
  package func solved(_ solutions: Set<GameSolution>, _ checkpoint: Checkpoint = {}) throws -> GameAnswer {
    let game = try table().game(checkpoint)
    let grand = try Int64(cents: type.sign * game.grandValue, of: "The value of all together")
    var solved: [GameAnswer.Solved] = []
    for solution in GameSolution.allCases where solutions.contains(solution) {
      solved.append(.init(solution: solution, division: try division(of: game, by: solution, checkpoint)))
    }
    let hasLeastCore = game.count <= Game.linearProgramPlayersMax
    let epsilon = hasLeastCore ? try game.leastCoreEpsilon(checkpoint) : nil
    return GameAnswer(
      players: game.players, grandValueCents: grand, solutions: solved, leastCoreEpsilon: epsilon,
      isCoreEmpty: hasLeastCore ? (epsilon ?? .zero).signum > 0 : nil)
  }

  private func division(
    of game: Game, by solution: GameSolution, _ checkpoint: Checkpoint
  ) throws -> GameAnswer.GameDivision? {
    guard let point = try solution.point(of: game, checkpoint) else { return nil }
    let exact = signed(point.shares)
    return GameAnswer.GameDivision(
      exact: exact, cents: try LargestRemainder.round(exact), isInCore: game.coreCheck(of: point.shares).isInCore,
      usedPrenucleolus: point.usedPrenucleolus)
  }

  private func signed(_ shares: [Fraction]) -> [Fraction] {
    type == .value ? shares : shares.map { -$0 }
  }

  /// Checks a division against every coalition. Of costs, a coalition is short when it pays more than it costs alone.
  ///
  /// - Parameter allocation: Cents per player, exact.
  /// - Returns: Values and what is allocated as they were sent; excess and shortfall are complaints, for either type.
  /// - Throws: `SplitError` with all `faults`, and with `missingField` and `unknownPartner` at `/allocation`;
  ///   `missingCoalition`; `tooManyPartners` above `Game.playersMax`; what the checkpoint throws.
  package func coreCheck(of allocation: [String: Fraction], _ checkpoint: Checkpoint = {}) throws -> CoreCheck {
    let faults = faults() + allocationFaults(allocation)
    guard faults.isEmpty else { throw SplitError(faults) }
    let game = try table().game(checkpoint)
    let check = game.coreCheck(of: signed(game.players.map { allocation[$0, default: .zero] }))
    return type == .value ? check : check.ofCosts
  }

  private func allocationFaults(_ allocation: [String: Fraction]) -> [SplitError.Fault] {
    let known = Set(players)
    let missing = known.subtracting(allocation.keys).sorted(by: precedes).map { id in
      SplitError.Fault(.missingField, at: "/allocation", "Say what \(id) gets; 0 is allowed.")
    }
    let unknown = allocation.keys.filter { !known.contains($0) }.sorted(by: precedes).map { id in
      SplitError.Fault(.unknownPartner, at: "/allocation/\(Identifiers.step(id))", "Name partners of this game.")
    }
    return missing + unknown
  }

  /// Estimates the Shapley value over random orders.
  ///
  /// - Parameters:
  ///   - seed: 0 or more.
  ///   - pairs: Orders drawn, each counted with its reverse; 1 or more.
  /// - Returns: Shares as they were sent: of costs what each pays.
  /// - Throws: `SplitError` with all `faults`; `missingCoalition`; `tooManyPartners`; `overflow`; what the checkpoint
  ///   throws.
  package func sampledShapley(seed: UInt64, pairs: Int, _ checkpoint: Checkpoint = {}) throws -> SampledShapley {
    let sampled = try table().sampledShapley(seed: seed, pairs: pairs, checkpoint)
    return SampledShapley(
      exact: signed(sampled.exact), standardErrorCents: sampled.standardErrorCents, pairs: sampled.pairs)
  }
}

extension CoreCheck {
  /// The check of a game of costs, told in costs.
  fileprivate var ofCosts: CoreCheck {
    CoreCheck(
      isEfficient: isEfficient, violatedCount: violatedCount,
      violated: violated.map {
        Violation(coalition: $0.coalition, value: -$0.value, allocated: -$0.allocated, shortfall: $0.shortfall)
      },
      maxExcess: maxExcess)
  }
}
