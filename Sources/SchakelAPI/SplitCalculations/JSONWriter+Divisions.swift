import CostSharing

// Results of divisions and games as they are answered.

extension JSONWriter {
  mutating func allocation(_ allocation: Allocation) {
    member("method", allocation.method.rawValue)
    member("status", allocation.status.rawValue)
    if let reason = allocation.reason { member("reason", reason.rawValue) }
    member("surplusCents", allocation.surplusCents)
    member("outsideTotalCents", allocation.outsideTotalCents)
    member("gainCents", allocation.gainCents)
    member("flags", allocation.flags.map(\.rawValue))
    if let pot = allocation.potCents { member("potCents", pot) }
    if let needs = allocation.needs { cents("needCents", needs) }
    if let epsilon = allocation.epsilon { exact("epsilon", epsilon) }
    if let errors = allocation.standardErrors { standardErrors(errors) }
    if let better = allocation.betterSmallerCoalition {
      key("betterSmallerCoalition")
      object { $0.coalition(better) }
    }
    if let outcome = allocation.outcome { self.outcome(outcome) }
  }

  mutating func plan(_ plan: Plan) {
    key("evaluation")
    object { $0.evaluation(plan.evaluation) }
    key("allocation")
    object { $0.allocation(plan.allocation) }
  }

  private mutating func outcome(_ outcome: Allocation.Outcome) {
    exact("exactFinal", outcome.exactFinal)
    cents("finalCents", outcome.finalCents)
    cents("transferCents", outcome.transfers)
    payments(outcome.payments)
    key("fairness")
    object { $0.fairness(outcome.fairness, ids: outcome.exactFinal.map(\.id)) }
  }

  private mutating func payments(_ payments: [Payment]) {
    key("payments")
    list(payments) { writer, payment in
      writer.object { writer in
        writer.member("from", payment.from)
        writer.member("to", payment.to)
        writer.member("cents", payment.cents)
      }
    }
  }

  private mutating func fairness(_ fairness: Fairness, ids: [String]) {
    member("individuallyRational", fairness.individuallyRational)
    exact("belowOutside", fairness.belowOutside)
    exact("gain", fairness.gain)
    if let shares = fairness.gainShare {
      exact("gainShare", shares)
    } else {
      member("gainShare", nil as String?)
    }
    member("gini", fairness.gini?.description)
    if let core = fairness.core { self.core(core, ids: ids) }
  }

  mutating func core(_ core: CoreCheck, ids: [String]) {
    member("inCore", core.isInCore)
    member("violatedCount", Int64(core.violatedCount))
    key("violated")
    list(core.violated) { writer, violation in
      writer.object { writer in
        writer.member("members", violation.coalition.members.map { ids[$0] })
        writer.member("valueCents", Int64(violation.value))
        writer.exact("allocated", violation.allocated)
        writer.exact("shortfall", violation.shortfall)
      }
    }
    member("maxExcess", core.maxExcess?.description)
  }

  mutating func coalition(_ coalition: ValuedCoalition) {
    member("members", coalition.members)
    member("valueCents", coalition.valueCents)
  }

  mutating func derived(_ coalitions: [ValuedCoalition], _ better: ValuedCoalition?) {
    key("coalitions")
    list(coalitions) { writer, coalition in writer.object { $0.coalition(coalition) } }
    key("betterSmallerCoalition")
    if let better { object { $0.coalition(better) } } else { null() }
  }

  mutating func game(_ answer: GameAnswer) {
    member("grandValueCents", answer.grandValueCents)
    key("solutions")
    object { writer in
      for solved in answer.solutions {
        writer.key(named: solved.solution.rawValue)
        writer.solution(solved.division, of: answer.players)
      }
    }
    member("leastCoreEpsilon", answer.leastCoreEpsilon?.description)
    key("coreEmpty")
    if let isEmpty = answer.isCoreEmpty { boolean(isEmpty) } else { null() }
  }

  private mutating func solution(_ division: GameAnswer.GameDivision?, of players: [String]) {
    guard let division else { return null() }
    object { writer in
      writer.exact("exact", zip(players, division.exact).map { ExactByID(id: $0, exact: $1) })
      writer.cents("cents", zip(players, division.cents).map { CentsByID(id: $0, cents: $1) })
      writer.member("inCore", division.isInCore)
      if division.usedPrenucleolus { writer.member("flag", Allocation.Flag.prenucleolusUsed.rawValue) }
    }
  }

  mutating func sampled(_ sampled: SampledShapley, _ cents: [Int64], of players: [String]) {
    let shares = zip(players, cents).map { CentsByID(id: $0, cents: $1) }
    exact("exact", zip(players, sampled.exact).map { ExactByID(id: $0, exact: $1) })
    self.cents("cents", shares)
    standardErrors(zip(players, sampled.standardErrorCents).map { ($0, $1) })
    member("pairs", Int64(sampled.pairs))
    explanation(sampled.explanation(shares))
  }

  mutating func claims(_ awards: ClaimsAwards) {
    exact("exact", zip(awards.claimants, awards.exact).map { ExactByID(id: $0, exact: $1) })
    cents("awardCents", zip(awards.claimants, awards.awardCents).map { CentsByID(id: $0, cents: $1) })
    member("claimTotalCents", awards.claimTotalCents)
    member("unallocatedCents", awards.unallocatedCents)
    member("sufficient", awards.isSufficient)
  }

  mutating func settled(_ result: SettledBalances) {
    payments(result.payments)
    member("count", Int64(result.payments.count))
  }

  mutating func comparison(_ comparison: Comparison) {
    key("methods")
    list(comparison.methods) { writer, method in writer.object { $0.compared(method) } }
    leastRegretted(comparison)
  }

  mutating func leastRegretted(_ comparison: Comparison) {
    member("leastMaxRegretMethod", comparison.leastMaxRegretMethod?.rawValue)
  }

  private mutating func compared(_ compared: Comparison.Row) {
    let allocation = compared.allocation
    member("method", allocation.method.rawValue)
    member("status", allocation.status.rawValue)
    if let reason = allocation.reason { member("reason", reason.rawValue) }
    guard let outcome = allocation.outcome, let regret = compared.regret else { return }
    cents("finalCents", outcome.finalCents)
    let ids = outcome.exactFinal.map(\.id)
    exact("regret", zip(ids, regret.regrets).map { ExactByID(id: $0, exact: $1) })
    exact("maxRegret", regret.largest)
    member("individuallyRational", outcome.fairness.individuallyRational)
    if let core = outcome.fairness.core { member("inCore", core.isInCore) }
  }
}
