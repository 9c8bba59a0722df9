import HTTPServer
import SchakelDomain

/// Chain collaborations.
enum InitiativeRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives", listing, list)
    routes.write(.post, "/v1/initiatives", creation, create)
    routes.read(.get, "/v1/initiatives/{initiative}", reading, find)
    routes.write(.patch, "/v1/initiatives/{initiative}", change, update)
    routes.write(.delete, "/v1/initiatives/{initiative}", deletion, delete)
  }

  private static let listing = Operation(
    "listInitiatives", tag: "Initiatives", "The initiatives that you may see.",
    query: [
      QueryParameter("sector", .code(Sector.self), "Only of this sector."),
      QueryParameter("status", .code(InitiativeStatus.self), "Only with this status."),
      QueryParameter("leadPartnerId", .identifier, "Only led by this partner."),
      QueryParameter("withTotal", .boolean, "Whether to count them all."),
    ],
    answer: .list(of: .initiative))

  private static let list: Route.Read = { request, tx in
    var filter = InitiativeFilter()
    filter.sector = request.query.code("sector")
    filter.status = request.query.code("status")
    filter.leadPartnerID = request.query.id("leadPartnerId")
    let page = try request.page
    let service = InitiativeService(tx)
    let caller = try request.caller
    let total = request.query.flag("withTotal") ? try service.count(filter, as: caller) : nil
    return try Answer.list(page, total: total, cursor: \.id.text) { show in
      try service.each(filter, after: page.after, limit: page.limit, as: caller, show)
    } write: {
      try $0.initiative($1, service.concerns(of: $1))
    }
  }

  private static let creation = Operation(
    "createInitiative", tag: "Initiatives", "Make an initiative.", body: .newInitiative,
    answer: .object(.initiative), status: .created, reasons: [.notAllowed, .unknownCode])

  private static let create: Route.Write = { request, tx in
    var content = InitiativeContent(title: "")
    content.apply(request.body)
    let initiative = try InitiativeEditor(tx).create(
      content, roles: request.body.codes("roles") ?? [], as: request.caller)
    var answer = try answer(initiative, tx)
    answer.status = .created
    answer.location = "/v1/initiatives/\(initiative.id)"
    return answer
  }

  private static let reading = Operation(
    "getInitiative", tag: "Initiatives", "One initiative.",
    description: """
      As long as a facilitator has an interest in a member or a double role, or did not state its independence, this \
      and every answer below this address has the header \(FacilitatorNotice.header) as well.
      """,
    answer: .object(.initiative))

  private static let find: Route.Read = { request, tx in
    let initiative = try InitiativeService(tx).find(request.path("initiative"), as: request.caller)
    return try answer(initiative, tx)
  }

  private static let change = Operation(
    "changeInitiative", tag: "Initiatives", "Change an initiative in part.", body: .initiativeInput,
    answer: .object(.initiative), reasons: [.notAllowed, .unknownCode, .gateNotMet, .staleVersion])

  private static let update: Route.Write = { request, tx in
    let current = try InitiativeService(tx).find(request.path("initiative"), as: request.caller)
    try request.requireMatch(current.version)
    var content = current.content
    content.apply(request.body)
    let changed = try InitiativeEditor(tx).update(current, to: content, as: request.caller)
    return try answer(changed, tx)
  }

  /// Who facilitates changes it as well, so a tag holds that beside the version.
  private static func answer(_ initiative: Initiative, _ tx: Transaction) throws -> Answer {
    let concerns = try InitiativeService(tx).concerns(of: initiative)
    let answer = Answer.ok(version: initiative.version) { $0.initiative(initiative, concerns) }
    return concerns.isEmpty ? answer : FacilitatorNotice.added(to: answer.taggedByVersionAndContents, concerns)
  }

  private static let deletion = Operation(
    "deleteInitiative", tag: "Initiatives", "Delete a draft.", status: .noContent,
    reasons: [.notAllowed, .notDraft, .staleVersion])

  private static let delete: Route.Write = { request, tx in
    let current = try InitiativeService(tx).find(request.path("initiative"), as: request.caller)
    try request.requireMatch(current.version)
    try InitiativeEditor(tx).delete(current, as: request.caller)
    return .noContent
  }
}
