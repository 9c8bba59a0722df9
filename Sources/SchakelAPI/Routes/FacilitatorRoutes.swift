import HTTPServer
import SchakelDomain

/// Who facilitates an initiative, and who leads it in between.
enum FacilitatorRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/facilitators", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/facilitators", appointing, appoint)
    routes.read(.get, "/v1/facilitators/{facilitator}", reading, find)
    routes.write(.put, "/v1/facilitators/{facilitator}/ending", ending, end)
    routes.write(.put, "/v1/facilitators/{facilitator}/independence-statement", stating, state)
    routes.read(.get, "/v1/initiatives/{initiative}/interim-lead", leadReading, findLead)
    routes.write(.put, "/v1/initiatives/{initiative}/interim-lead", leadNaming, nameLead)
  }

  private static let shaping: [Reason] = [
    .notAllowed, .notMember, .mandateInsufficient, .mandateEnded, .invalidContent,
  ]

  private static let listing = Operation(
    "listFacilitators", tag: "Facilitators", "Who facilitates or did, how independent each is.",
    answer: .list(of: .facilitator), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try FacilitatorService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.facilitator.id.text) { $0.facilitator($1) }
  }

  private static let appointing = Operation(
    "appointFacilitator", tag: "Facilitators", "Appoint a member as facilitator, for a time.",
    description: """
      From the first day it leads the process, and from endDate on it does not, by the clock. A facilitator can record \
      its own first appointment; nobody prolongs itself.
      """,
    body: .facilitatorInput, answer: .object(.facilitator), status: .created, reasons: shaping)

  private static let appoint: Route.Write = { request, tx in
    let view = try FacilitatorEditor(tx).appoint(
      request.body.appointment(today: tx.today), in: request.path("initiative"), as: request.caller)
    return Answer.created(at: "/v1/facilitators/\(view.facilitator.id)") { $0.facilitator(view) }
  }

  private static let reading = Operation(
    "getFacilitator", tag: "Facilitators", "One appointment.", answer: .object(.facilitator), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (view, _) = try FacilitatorService(tx).find(request.path("facilitator"), as: request.caller)
    return Answer.ok { $0.facilitator(view) }
  }

  private static let ending = Operation(
    "endFacilitator", tag: "Facilitators", "Bring the end of an appointment forward.", body: .endingInput,
    answer: .object(.facilitator), reasons: shaping)

  private static let end: Route.Write = { request, tx in
    let view = try FacilitatorEditor(tx).end(
      request.path("facilitator"), on: request.body.day("endDate") ?? tx.today, as: request.caller)
    return Answer.ok { $0.facilitator(view) }
  }

  private static let stating = Operation(
    "stateIndependence", tag: "Facilitators", "State your independence as facilitator; earlier statements stay.",
    body: .independenceInput, answer: .object(.facilitator),
    reasons: [.notOwner, .notAllowed, .notMember, .mandateInsufficient, .invalidContent])

  private static let state: Route.Write = { request, tx in
    let interests = (request.body.texts("interestPartnerIds") ?? []).compactMap { Partner.ID($0) }
    let view = try FacilitatorEditor(tx).state(
      request.body.text("text") ?? "", interests: interests, of: request.path("facilitator"), as: request.caller)
    return Answer.ok { $0.facilitator(view) }
  }

  private static let leadReading = Operation(
    "getInterimLead", tag: "Facilitators", "Who was named to lead while no facilitator is appointed.",
    answer: .object(.interimLead), reasons: [.notMember])

  private static let findLead: Route.Read = { request, tx in
    let lead = try FacilitatorService(tx).interimLead(of: request.path("initiative"), as: request.caller)
    return Answer.ok { $0.interimLead(lead) }
  }

  private static let leadNaming = Operation(
    "nameInterimLead", tag: "Facilitators", "Name who leads until the next appointment begins.",
    body: .interimLeadInput, answer: .object(.interimLead), reasons: shaping)

  private static let nameLead: Route.Write = { request, tx in
    guard let partner = request.body.id("partnerId", as: Partner.self) else { throw DomainError.notFound }
    let lead = try FacilitatorEditor(tx).nameInterimLead(
      partner, of: request.path("initiative"), as: request.caller)
    return Answer.ok { $0.interimLead(lead) }
  }
}
