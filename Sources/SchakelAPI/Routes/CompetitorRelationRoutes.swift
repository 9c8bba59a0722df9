import HTTPServer
import SchakelDomain

/// Which partners compete with each other.
enum CompetitorRelationRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/competitor-relations", listing, list)
    routes.write(.post, "/v1/competitor-relations", recording, record)
    routes.read(.get, "/v1/competitor-relations/{relation}", reading, find)
  }

  private static let listing = Operation(
    "listCompetitorRelations", tag: "Competition", "Who competes with whom, as it was answered.",
    description: "The network's people see all; a partner those of its own group. Earlier answers stay, and do not "
      + "count any more.",
    answer: .list(of: .competitorRelation), reasons: [.notAllowed, .mandateInsufficient])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try CompetitorRelationService(tx).list(after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.competitorRelation($1) }
  }

  private static let recording = Operation(
    "recordCompetitorRelation", tag: "Competition", "Record whether two partners' groups compete on a market.",
    description: "The network's staff records any answer; a partner of one of the two records yes or unknown. What "
      + "nobody answered is unknown, and counts as competing where competition-sensitive information is concerned.",
    body: .competitorRelationInput, answer: .object(.competitorRelation), status: .created,
    reasons: [.notAllowed, .notOwner, .mandateInsufficient, .invalidContent])

  private static let record: Route.Write = { request, tx in
    let body = request.body
    let relation = try CompetitorRelationEditor(tx).record(
      body.code("answer") ?? .unknown, between: (body.texts("partnerIds") ?? []).compactMap { Partner.ID($0) },
      on: body.text("market") ?? "", source: body.text("source") ?? "", as: request.caller)
    return Answer.created(at: "/v1/competitor-relations/\(relation.id)") { $0.competitorRelation(relation) }
  }

  private static let reading = Operation(
    "getCompetitorRelation", tag: "Competition", "One answer.", answer: .object(.competitorRelation),
    reasons: [.notAllowed, .mandateInsufficient])

  private static let find: Route.Read = { request, tx in
    let relation = try CompetitorRelationService(tx).find(request.path("relation"), as: request.caller)
    return Answer.ok { $0.competitorRelation(relation) }
  }
}
