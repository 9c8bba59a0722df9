import HTTPServer
import SchakelDomain

/// Instruments of support, and how they fit an initiative.
enum SupportInstrumentRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/support-instruments", listing, list)
    routes.read(.get, "/v1/support-instruments/{code}", reading, find)
    routes.write(.post, "/v1/support-instruments/{code}/openings", adding, add)
    routes.read(.get, "/v1/support-openings/{opening}", openingReading, findOpening)
    routes.read(.get, "/v1/initiatives/{initiative}/support-matches", matching, match)
  }

  private static let listing = Operation(
    "listSupportInstruments", tag: "Support", "Subsidies, guidance and other help that there is.",
    answer: .list(of: .supportInstrument))

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try SupportInstrumentService(tx).list(after: page.after, limit: page.limit)
    return Answer.list(rows, page, cursor: \.code) { $0.supportInstrument($1) }
  }

  private static let reading = Operation(
    "getSupportInstrument", tag: "Support", "One instrument, with its profile of each opening period.",
    answer: .object(.supportInstrumentWithOpenings))

  private static let find: Route.Read = { request, tx in
    let (instrument, openings) = try SupportInstrumentService(tx).find(request.pathText("code"))
    return Answer.ok { writer in
      writer.supportInstrument(instrument)
      writer.key("openings")
      writer.list(openings) { writer, opening in writer.object { $0.supportOpening(opening) } }
    }
  }

  private static let adding = Operation(
    "addSupportOpening", tag: "Support", "Add the profile of an opening period, or a further version of it.",
    description: "For the network's staff. What is there never changes: an application keeps the version it names.",
    body: .supportOpeningInput, answer: .object(.supportOpening), status: .created,
    reasons: [.notAllowed, .invalidContent])

  private static let add: Route.Write = { request, tx in
    let opening = try SupportInstrumentEditor(tx).add(
      request.body.supportOpening, to: request.pathText("code"), as: request.caller)
    return Answer.created(at: "/v1/support-openings/\(opening.id)") { $0.supportOpening(opening) }
  }

  private static let openingReading = Operation(
    "getSupportOpening", tag: "Support", "One profile of one opening period.", answer: .object(.supportOpening))

  private static let findOpening: Route.Read = { request, tx in
    let opening = try SupportInstrumentService(tx).findOpening(request.path("opening"))
    return Answer.ok { $0.supportOpening(opening) }
  }

  private static let matching = Operation(
    "listSupportMatches", tag: "Support", "All instruments, each with how it fits the initiative, and why or why not.",
    answer: .list(of: .supportMatch), reasons: [.notMember])

  private static let match: Route.Read = { request, tx in
    let page = try request.page
    let rows = try SupportInstrumentService(tx).matches(
      for: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.instrument.code) { $0.supportMatch($1) }
  }
}
