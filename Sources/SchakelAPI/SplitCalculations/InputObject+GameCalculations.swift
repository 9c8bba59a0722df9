import CostSharing

// The operations on what groups of partners can do on their own, and on claims.

extension InputObject {
  func derive() -> SplitCalculation {
    let chain = chainCase()
    return SplitCalculation { _ in
      let derived = try DerivedValues(of: chain)
      let coalitions = try derived.game().valuedCoalitions()
      let better = try derived.betterSmallerCoalition()
      return { writer in
        writer.derived(coalitions, better)
        writer.explanation(Explanation(ofGroups: better, count: coalitions.count))
      }
    }
  }

  func game() -> SplitCalculation {
    let game = gameCase()
    let solutions = Set(codes("solve", .unknownMethod, as: GameSolution.self) ?? [])
    return SplitCalculation { checkpoint in
      let answer = try game.solved(solutions, checkpoint)
      return { writer in
        writer.game(answer)
        writer.explanation(answer.explanation)
      }
    }
  }

  func coreCheck() -> SplitCalculation? {
    let game = gameCase()
    guard let allocation = fractions("allocation") else { return nil }
    return SplitCalculation { checkpoint in
      let check = try game.coreCheck(of: allocation, checkpoint).reportable
      let players = game.orderedPlayers
      return { writer in
        writer.member("efficient", check.isEfficient)
        writer.core(check, ids: players)
        writer.explanation(check.explanation(players))
      }
    }
  }

  func sampleShapley() -> SplitCalculation {
    let game = gameCase()
    let sampling = sampling()
    log.add(sampling.faults(at: ""))
    return SplitCalculation { checkpoint in
      let sampled = try game.sampledShapley(seed: sampling.seed.magnitude, pairs: Int(sampling.pairs), checkpoint)
      let cents = try LargestRemainder.round(sampled.exact)
      let players = game.orderedPlayers
      return { writer in writer.sampled(sampled, cents, of: players) }
    }
  }

  func claims() -> SplitCalculation? {
    let estate = cents("estateCents")
    let claims = centsByID("claims")
    let rule = code("rule", .unknownRule) ?? ClaimsRule.proportional
    let claimsCase = ClaimsCase(estateCents: estate ?? 0, claims: claims ?? [:], rule: rule)
    log.add(claimsCase.faults())
    guard estate != nil, claims != nil else { return nil }
    return SplitCalculation { _ in
      let awards = try claimsCase.awards()
      return { writer in
        writer.claims(awards)
        writer.explanation(awards.explanation(rule))
      }
    }
  }

  private func gameCase() -> GameCase {
    let players = identifiers("partners", isRequired: true) ?? []
    let type = code("type", .unknownGameType) ?? GameType.value
    let missing = code("missing", .unknownMissingRule) ?? MissingRule.additive
    let game = GameCase(players: players, type: type, coalitions: coalitions() ?? [], missing: missing)
    log.add(game.faults())
    return game
  }

  /// The values of groups in a division.
  func groupValues() -> GroupValues {
    let missing = code("missing", .unknownMissingRule) ?? MissingRule.additive
    return coalitions().map { .given($0, missing) } ?? .none
  }

  private func coalitions() -> [ValuedCoalition]? {
    objects("coalitions", .coalitionValue, isRequired: false)?.map {
      ValuedCoalition(
        members: $0.identifiers("members", isRequired: true) ?? [], valueCents: $0.cents("valueCents") ?? 0)
    }
  }
}

extension GameCase {
  fileprivate var orderedPlayers: [String] { players.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
