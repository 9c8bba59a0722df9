import HTTPServer
import SchakelDomain

/// The results of an initiative.
enum ResultRoutes {
  private static let base = "/v1/initiatives/{initiative}/results"
  private static let refusals: [Reason] = [.notMember, .notAllowed, .mandateInsufficient]

  static func add(to routes: inout Routes) {
    routes.read(.get, base, listing, list)
    routes.write(.post, base, creation, create)
    routes.read(.get, base + "/{result}", reading, find)
    routes.write(.patch, base + "/{result}", change, update)
    routes.write(.delete, base + "/{result}", deletion, delete)
  }

  private static let listing = Operation(
    "listResults", tag: "Initiatives", "What an initiative reached, and still wants to reach.",
    answer: .list(of: .result), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try InitiativeResultService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.result($1) }
  }

  private static let creation = Operation(
    "createResult", tag: "Initiatives", "Register a result, hoped for or reached.", body: .resultInput,
    answer: .object(.result), status: .created, reasons: refusals + [.invalidContent])

  private static let create: Route.Write = { request, tx in
    let body = request.body
    var content = ResultContent(title: "", dueDate: body.day("dueDate") ?? tx.today)
    content.apply(body)
    let result = try InitiativeResultEditor(tx).create(content, of: request.path("initiative"), as: request.caller)
    return Answer.created(at: "/v1/initiatives/\(result.initiativeID)/results/\(result.id)", version: result.version) {
      $0.result(result)
    }
  }

  private static let reading = Operation(
    "getResult", tag: "Initiatives", "One result.", answer: .object(.result), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let result = try InitiativeResultService(tx).find(
      request.path("result"), of: request.path("initiative"), as: request.caller)
    return Answer.ok(version: result.version) { $0.result(result) }
  }

  private static let change = Operation(
    "changeResult", tag: "Initiatives", "Change a result in part: move its day, note that it was reached.",
    body: .resultInput, answer: .object(.result),
    reasons: refusals + [.invalidContent, .resultAchieved, .staleVersion])

  private static let update: Route.Write = { request, tx in
    let current = try current(request, tx)
    var content = current.content
    content.apply(request.body)
    let changed = try InitiativeResultEditor(tx).update(current, to: content, as: request.caller)
    return Answer.ok(version: changed.version) { $0.result(changed) }
  }

  private static let deletion = Operation(
    "deleteResult", tag: "Initiatives", "Delete a result that was not reached.", status: .noContent,
    reasons: refusals + [.resultAchieved, .staleVersion])

  private static let delete: Route.Write = { request, tx in
    try InitiativeResultEditor(tx).delete(current(request, tx), as: request.caller)
    return .noContent
  }

  private static func current(_ request: APIRequest, _ tx: WriteTransaction) throws -> InitiativeResult {
    let result = try InitiativeResultService(tx).find(
      request.path("result"), of: request.path("initiative"), as: request.caller)
    try request.requireMatch(result.version)
    return result
  }
}
