// The methods that look at what groups of partners can do on their own. Where groups have no values of their own, each
// is worth what its members have without each other, and only all together are worth the surplus.

extension Standing {
  /// Divides by a method.
  ///
  /// - Parameters:
  ///   - method: Without faults for these partners, its key read off already.
  ///   - groups: What groups are worth; nil where nothing is said of it.
  /// - Throws: `SplitError` with `tooManyPartners`, `negativeRemainingBenefit`, `overflow`; what the checkpoint throws.
  func divided(by method: AllocationMethod, _ groups: GroupGame?, _ checkpoint: Checkpoint) throws -> MethodOutcome {
    switch method {
    case .shapley(let sampling):
      return try (groups ?? GroupGame(additive: self, checkpoint)).shapley(sampling, self, checkpoint)
    case .nucleolus: return try nucleolus(game(groups, checkpoint), .total, checkpoint)
    case .perCapitaNucleolus: return try nucleolus(game(groups, checkpoint), .perMember, checkpoint)
    case .tau:
      return try game(groups, checkpoint).tau().map { MethodOutcome($0) }
        ?? MethodOutcome(noAgreement: .notQuasiBalanced)
    case .separableCosts: return MethodOutcome(try game(groups, checkpoint).separableCosts())
    case .epm(let terms): return try equalProfit(terms, groups?.allGroups(), checkpoint)
    default:
      // Beside them the groups only say whether the division is stable, which too many partners cannot be told.
      _ = try groups?.allGroups()
      return try dividedSimply(by: method)
    }
  }

  private func dividedSimply(by method: AllocationMethod) throws(SplitError) -> MethodOutcome {
    switch method {
    case .equal: return equal
    case .equalGain: return equalGain
    case .nash(let power): return nash(power)
    case .proportional(let base, .weights(let weights)): return shared(base, by: weights)
    case .percentages(let base, let percentages): return shared(base, by: percentages)
    case .compensation(let rule): return try compensation(rule)
    default: preconditionFailure("a key is read off its case, and groups are looked at, before")
    }
  }

  private func game(_ groups: GroupGame?, _ checkpoint: Checkpoint) throws -> Game {
    try (groups ?? GroupGame(additive: self, checkpoint)).allGroups()
  }

  private func nucleolus(
    _ game: Game, _ measure: ExcessMeasure, _ checkpoint: Checkpoint
  ) throws -> MethodOutcome {
    let nucleolus = try game.nucleolus(measure, checkpoint)
    var outcome = MethodOutcome(nucleolus.shares)
    if nucleolus.usedPrenucleolus { outcome.flags.insert(.prenucleolusUsed) }
    return outcome
  }

  private func equalProfit(
    _ terms: EqualProfitTerms, _ game: Game?, _ checkpoint: Checkpoint
  ) throws -> MethodOutcome {
    guard gainCents >= 0 else { return MethodOutcome(noAgreement: .negativeGain) }
    let bases = partners.map { Fraction(terms.baseValues[$0.id, default: .one]) }
    guard let game, terms.stability ?? .core == .core else {
      let gains = Game.equalProfit(gain: BigInteger(gainCents), bases: bases).gains
      return MethodOutcome(zip(outside, gains).map { $0 + $1 })
    }
    let profit = try game.equalProfit(outside: partners.map(\.outsideCents), bases: bases, checkpoint)
    var outcome = MethodOutcome(zip(outside, profit.gains).map { $0 + $1 })
    outcome.epsilon = profit.epsilon
    if profit.isRelaxed { outcome.flags.insert(.coreEmptyRelaxed) }
    return outcome
  }
}
