import CostSharing
import SchakelDomain

extension Shape {
  private static let totals = Shape(
    "SplitTotals",
    [
      .readOnly("surplusCents", .wideCents, "All accounts together."),
      .readOnly("gainCents", .wideCents, "Above what the partners have without each other."),
      .readOnly("verdict", .code(Verdict.self), "Whether the chain is worth it."),
      .readOnly(
        "fromDate", .day, "The first day without any subsidy; null where none was granted.", nullable: true),
    ])

  private static let method = Shape(
    "SplitComparisonMethod",
    [
      .readOnly("allocation", .object(caseAllocation), "The division by this method."),
      .readOnly("regret", .map(.fraction), "What each could have more under another method.", nullable: true),
      .readOnly("maxRegret", .fraction, "The most of these.", nullable: true),
      .readOnly("weightKey", .text(1...60), "Of proportional: weights, or the key read off the lines.", nullable: true),
    ])

  static let splitComparison = Shape(
    "SplitComparison",
    [
      .readOnly("splitId", .identifier, "Of which split."),
      .readOnly("variant", .text(1...60), "Of which variant's lines."),
      .readOnly(
        "withheldPartnerIds", .list(.identifier, 0...64),
        "Partners whose open lines none of these numbers has, because they compete with you, or may."
      ),
      .readOnly(
        "evaluation", .object(caseEvaluation),
        "Before anything is shared, over the years of the split; at face value where it has none."),
      .readOnly("scenarios", .object(scenarioTable), "The same by all estimates."),
      .readOnly(
        "monteCarlo", .object(monteCarlo), "What chance makes of them; null without iterations.",
        nullable: true),
      .readOnly("sensitivity", .object(sensitivity), "Which line flips the deal."),
      .readOnly("withoutSubsidy", .object(totals), "The same lines without subsidies."),
      .readOnly("methods", .list(.object(method), 1...16), "Side by side."),
      .readOnly(
        "leastMaxRegretMethod", .code("allocationMethod", AllocationMethod.Name.allCases.map(\.rawValue)),
        "The one that its most disappointed partner has least against.", nullable: true),
      .readOnly("explanation", .object(explanation), "The result in sentences."),
    ])
}

extension JSONWriter {
  mutating func splitComparison(_ comparison: SplitComparison) {
    member("splitId", comparison.split.id)
    member("variant", comparison.variant)
    member("withheldPartnerIds", comparison.withheldPartnerIDs.map(\.text))
    key("evaluation")
    object { $0.evaluation(comparison.evaluation) }
    key("scenarios")
    object { writer in
      writer.scenarios(comparison.scenarios)
      writer.explanation(comparison.scenarios.explanation)
    }
    key("monteCarlo")
    if let drawn = comparison.monteCarlo {
      object { writer in
        writer.monteCarlo(drawn)
        writer.explanation(drawn.explanation)
      }
    } else {
      null()
    }
    key("sensitivity")
    object { writer in
      writer.sensitivity(comparison.sensitivity)
      writer.explanation(comparison.sensitivityExplanation)
    }
    key("withoutSubsidy")
    object { writer in
      writer.member("surplusCents", comparison.withoutSubsidy.surplusCents)
      writer.member("gainCents", comparison.withoutSubsidy.gainCents)
      writer.member("verdict", comparison.withoutSubsidy.verdict.rawValue)
      writer.member("fromDate", comparison.withoutSubsidyFrom)
    }
    key("methods")
    list(comparison.comparison.methods) { writer, method in writer.object { $0.method(method) } }
    leastRegretted(comparison.comparison)
    explanation(comparison.comparison.explanation)
  }

  private mutating func method(_ row: Comparison.Row) {
    key("allocation")
    object { $0.allocation(row.allocation) }
    member("weightKey", row.key?.code)
    if let regret = row.regret, let outcome = row.allocation.outcome {
      exact("regret", zip(outcome.exactFinal, regret.regrets).map { ExactByID(id: $0.id, exact: $1) })
      exact("maxRegret", regret.largest)
    } else {
      member("regret", nil as String?)
      member("maxRegret", nil as String?)
    }
  }
}

extension AllocationKey {
  /// What the key is called on the wire.
  fileprivate var code: String {
    switch self {
    case .weights: "weights"
    case .lines(let key): key.rawValue
    case .effortHours: KeyName.effortHours.rawValue
    case .volume: KeyName.volume.rawValue
    }
  }
}
