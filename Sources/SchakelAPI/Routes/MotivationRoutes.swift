import HTTPServer
import SchakelDomain

/// What drives members, and what stands in their way.
enum MotivationRoutes {
  private static let place = "/v1/initiatives/{initiative}/memberships/{membership}/motivation"

  static func add(to routes: inout Routes) {
    routes.read(.get, place, reading, find)
    routes.write(.put, place, stating, state)
    routes.read(.get, "/v1/initiatives/{initiative}/motivation-counts", counting, listCounts)
  }

  private static let reading = Operation(
    "getMotivation", tag: "Memberships", "What drives a member, and what stands in its way.",
    description: "For the member itself, and for coordinators if it shares that.", answer: .object(.motivation),
    reasons: [.notOwner])

  private static let find: Route.Read = { request, tx in
    let found = try MotivationService(tx).find(
      of: request.path("membership"), in: request.path("initiative"), as: request.caller)
    return Answer.ok { $0.motivation(found.motivation, found.statedAt) }
  }

  private static let stating = Operation(
    "stateMotivation", tag: "Memberships", "State what drives your partner, and what stands in its way.",
    description: "It is your partner's own, unless it shares it with coordinators. Others see counts of many.",
    body: .motivationInput, answer: .object(.motivation),
    reasons: [.notOwner, .notAllowed, .notMember, .mandateInsufficient, .invalidContent])

  private static let state: Route.Write = { request, tx in
    let body = request.body
    let motivation = Motivation(
      drivers: body.codes("drivers") ?? [], barriers: body.codes("barriers") ?? [], text: body.text("text"),
      isShared: body.boolean("isShared") ?? false)
    let found = try MotivationEditor(tx).state(
      motivation, of: request.path("membership"), in: request.path("initiative"), as: request.caller)
    return Answer.ok { $0.motivation(found.motivation, found.statedAt) }
  }

  private static let counting = Operation(
    "listMotivationCounts", tag: "Memberships", "How often members named each driver and each barrier.",
    description: """
      Members are counted in batches of \(ReasonTable.batchCount), companies under one control as one, each once and \
      by what it had stated then. A number that fewer than three gave, or that tells of fewer than three beside the \
      other numbers shown, is withheld.
      """,
    answer: .list(of: .motivationTable), reasons: [.notMember])

  private static let listCounts: Route.Read = { request, tx in
    let page = try request.page
    let rows = try MotivationService(tx).counts(
      in: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.motivationTable($1) }
  }
}
