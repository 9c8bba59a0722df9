import HTTPServer
import SchakelDomain

/// What an initiative should see to.
enum InitiativeRiskRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/risks", listing, list)
    routes.slow(.get, "/v1/risks", overviewListing, listOverview)
  }

  private static let listing = Operation(
    "listInitiativeRisks", tag: "Initiatives", "What is at risk now, each with what would clear it.",
    description: """
      Computed at the moment of the question. Consents and duties show to those between whom they are; overdue duties \
      to coordinators as well.
      """,
    answer: .list(of: .initiativeRisk), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try InitiativeRiskService(tx).list(
      of: request.path("initiative"), after: page.after, as: request.caller)
    return Answer.list(rows, page, cursor: \.key) { $0.initiativeRisk($1) }
  }

  private static let overviewListing = Operation(
    "listRisks", tag: "Initiatives", "The network's initiatives, each with what is at risk in it.",
    description: "For the network's people. Of consents and duties it shows what they see in the initiative itself.",
    answer: .list(of: .initiativeRisks), reasons: [.notAllowed])

  private static let listOverview: Route.Read = { request, tx in
    let page = try request.page
    let rows = try InitiativeRiskService(tx).overview(after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.initiative.id.text) { $0.initiativeRisks($1.initiative, $1.risks) }
  }
}
