/// How somebody who may not see a competition-sensitive value can still learn what it is needed for; the raw value is
/// the code on the wire.
package enum NeutralRoute: String, Vocabulary {
  /// A figure over several companies.
  case release
  /// What a researcher finds, who may see the values.
  case independentResearch

  package static let vocabularyName = "neutralRoute"

  package var labels: Labels {
    switch self {
    case .release: Labels(nl: "cijfer over meer bedrijven", en: "figure over several companies")
    case .independentResearch: Labels(nl: "onafhankelijk onderzoek", en: "independent research")
    }
  }

  /// The routes that are open for all of some fields, from what every member can see.
  ///
  /// - Parameter check: The latest of the initiative.
  static func open(
    for fields: [DataField], in initiative: Initiative.ID, _ check: CompetitionAssessment?, _ tx: Transaction
  ) throws -> [NeutralRoute] {
    let measures = try ReleaseStore.listMeasures(of: initiative, after: nil, limit: 1_000, in: tx)
    let isReleased = fields.allSatisfy { field in
      CompetitionGate.mayBeAggregated(field)
        && measures.contains { $0.field == field.name && $0.unit == field.unit }
    }
    let isStudied =
      try check?.opensFlows == true
      && MembershipStore.live(in: initiative, tx).contains {
        !CompetitionGate.independentRoles.isDisjoint(with: $0.roles)
      }
    return (isReleased ? [.release] : []) + (isStudied ? [.independentResearch] : [])
  }

  /// What to do next.
  static func sentence(_ routes: [NeutralRoute]) -> String {
    guard !routes.isEmpty else {
      return "No neutral route is open: ask a coordinator for a measure of the field, or for an independent researcher "
        + "and a competition check."
    }
    let ways = routes.map { route in
      switch route {
      case .release: "ask for a release of the figure over several companies"
      case .independentResearch: "ask the initiative's independent researcher for findings"
      }
    }
    return "A neutral route is open: \(ways.joined(separator: ", or "))."
  }
}
