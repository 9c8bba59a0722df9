import HTTPServer
import SchakelDomain

/// What a chain brings beside money.
enum SplitEffectRoutes {
  private static let base = "/v1/splits/{split}/effects"

  static func add(to routes: inout Routes) {
    routes.read(.get, base, listing, list)
    routes.write(.post, base, entry, enter)
    routes.read(.get, base + "/{effect}", reading, find)
    routes.write(.delete, base + "/{effect}", deletion, delete)
  }

  private static let listing = Operation(
    "listSplitEffects", tag: "Splits", "What the chain brings beside money; open ones, and your own private ones.",
    description: "An effect has a quantity and a unit and is in no amount: nothing here turns it into money.",
    query: [SplitRoutes.variant], answer: .list(of: .splitEffect), reasons: SplitRoutes.members)

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try SplitService(tx).listEffects(
      of: request.path("split"), variant: request.query.text("variant"), after: page.after, limit: page.limit,
      as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.splitEffect($1) }
  }

  private static let entry = Operation(
    "enterSplitEffect", tag: "Splits", "Enter an effect of your own, or as a coordinator one of the whole chain.",
    body: .splitEffectInput, answer: .object(.splitEffect), status: .created,
    reasons: SplitRoutes.members + [.notOwner, .invalidContent, .unknownPartner, .invalidNumber, .tooManyLines])

  private static let enter: Route.Write = { request, tx in
    let content = try request.body.newSplitEffect()
    let effect = try SplitEditor(tx).enter(content, in: request.path("split"), as: request.caller)
    return Answer.created(at: "/v1/splits/\(effect.splitID)/effects/\(effect.id)", version: 1) {
      $0.splitEffect(effect)
    }
  }

  private static let reading = Operation(
    "getSplitEffect", tag: "Splits", "One effect.", answer: .object(.splitEffect), reasons: SplitRoutes.members)

  private static let find: Route.Read = { request, tx in
    let effect = try SplitService(tx).findEffect(
      request.path("effect"), of: request.path("split"), as: request.caller)
    return Answer.ok(version: 1) { $0.splitEffect(effect) }
  }

  private static let deletion = Operation(
    "deleteSplitEffect", tag: "Splits", "Delete an effect.", status: .noContent,
    reasons: SplitRoutes.members + [.notOwner])

  private static let delete: Route.Write = { request, tx in
    let effect = try SplitService(tx).findEffect(
      request.path("effect"), of: request.path("split"), as: request.caller)
    try SplitEditor(tx).delete(effect, as: request.caller)
    return .noContent
  }
}
