import HTTPServer
import SchakelDomain

/// What members are to do by which day.
enum ActionRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/actions", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/actions", assigning, assign)
    routes.read(.get, "/v1/actions/{action}", reading, find)
    routes.write(.put, "/v1/actions/{action}/completion", completing, complete)
  }

  private static let shaping: [Reason] = [.notAllowed, .notMember, .mandateInsufficient, .mandateEnded]

  private static let listing = Operation(
    "listActions", tag: "Meetings", "What members are to do, and did.", answer: .list(of: .action),
    reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try InitiativeActionService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.action($1, today: tx.today) }
  }

  private static let assigning = Operation(
    "assignAction", tag: "Meetings", "Put an action down, for your own partner or for another member.",
    body: .actionInput, answer: .object(.action), status: .created, reasons: shaping + [.invalidContent])

  private static let assign: Route.Write = { request, tx in
    let body = request.body
    guard let partner = body.id("partnerId", as: Partner.self) else { throw DomainError.notFound }
    let content = InitiativeAction.Content(
      partner, title: body.text("title") ?? "", dueDate: body.day("dueDate") ?? tx.today,
      meetingID: body.id("meetingId"))
    let action = try InitiativeActionEditor(tx).create(
      content, in: request.path("initiative"), as: request.caller)
    let today = tx.today
    return Answer.created(at: "/v1/actions/\(action.id)") { $0.action(action, today: today) }
  }

  private static let reading = Operation(
    "getAction", tag: "Meetings", "One action.", answer: .object(.action), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (action, _) = try InitiativeActionService(tx).find(request.path("action"), as: request.caller)
    return Answer.ok { $0.action(action, today: tx.today) }
  }

  private static let completing = Operation(
    "completeAction", tag: "Meetings", "Note that an action is done, today.", answer: .object(.action),
    reasons: shaping)

  private static let complete: Route.Write = { request, tx in
    let action = try InitiativeActionEditor(tx).complete(request.path("action"), as: request.caller)
    return Answer.ok { $0.action(action, today: tx.today) }
  }
}
