import HTTPServer
import SchakelDomain

/// Asking an owner for a consent.
enum ConsentRequestRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/consent-requests", listing, list)
    routes.write(.post, "/v1/consent-requests", asking, ask)
    routes.read(.get, "/v1/consent-requests/{request}", reading, find)
    routes.write(.put, "/v1/consent-requests/{request}/refusal", refusal, refuse)
  }

  private static let listing = Operation(
    "listConsentRequests", tag: "Consents", "What your partner asked, and is asked.",
    answer: .list(of: .consentRequest), reasons: [.notAllowed])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try ConsentRequestService.list(after: page.after, limit: page.limit, as: request.caller, in: tx)
    return Answer.list(rows, page, cursor: \.id.text) { $0.consentRequest($1, today: tx.today) }
  }

  private static let asking = Operation(
    "askConsent", tag: "Consents", "Ask an owner for a consent; unanswered it lapses after 30 days.",
    body: .consentRequestInput, answer: .object(.consentRequest), status: .created,
    reasons: [.notMember, .mandateInsufficient, .roleNotAllowed, .unknownCode, .consentTooLong, .invalidContent])

  private static let ask: Route.Write = { request, tx in
    let body = request.body
    guard let dataSet = body.id("datasetId", as: DataSet.self), let role = body.code("role", as: ChainRole.self),
      let start = body.day("startDate"), let end = body.day("endDate")
    else { throw DomainError.notFound }
    let asked = try ConsentRequestService.ask(
      .init(
        dataSetID: dataSet, role: role, purpose: body.text("purpose") ?? "", fields: body.texts("fields") ?? [],
        startDate: start, endDate: end, reason: body.text("reason")), as: request.caller, in: tx)
    let today = tx.today
    return Answer.created(at: "/v1/consent-requests/\(asked.id)") { $0.consentRequest(asked, today: today) }
  }

  private static let reading = Operation(
    "getConsentRequest", tag: "Consents", "One request.", answer: .object(.consentRequest))

  private static let find: Route.Read = { request, tx in
    let found = try ConsentRequestService.find(request.path("request"), as: request.caller, in: tx)
    return Answer.ok { $0.consentRequest(found, today: tx.today) }
  }

  private static let refusal = Operation(
    "refuseConsent", tag: "Consents", "Refuse a request; the refusal is kept.", body: .consentRefusal,
    answer: .object(.consentRequest), reasons: [.notOwner, .mandateInsufficient, .consentTerminal])

  private static let refuse: Route.Write = { request, tx in
    let refused = try ConsentRequestService.refuse(
      request.path("request"), reason: request.body.text("reason"), as: request.caller, in: tx)
    let today = tx.today
    return Answer.ok { $0.consentRequest(refused, today: today) }
  }
}
