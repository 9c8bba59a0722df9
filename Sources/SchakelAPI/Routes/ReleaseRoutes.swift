import HTTPServer
import SchakelDomain

/// Figures over several contributors.
enum ReleaseRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/measures", measureListing, listMeasures)
    routes.write(.post, "/v1/initiatives/{initiative}/measures", measureCreation, createMeasure)
    routes.read(.get, "/v1/measures/{measure}", measureReading, findMeasure)
    routes.read(.get, "/v1/initiatives/{initiative}/releases", listing, list)
    routes.prepared(.post, "/v1/initiatives/{initiative}/releases", request, ask)
    routes.read(.get, "/v1/releases/{release}", reading, find)
    routes.read(.get, "/v1/initiatives/{initiative}/withheld-figures", withheldListing, listWithheld)
  }

  private static let measureListing = Operation(
    "listMeasures", tag: "Releases", "What can be added up in an initiative.", answer: .list(of: .measure),
    reasons: [.notMember])

  private static let listMeasures: Route.Read = { request, tx in
    let page = try request.page
    let rows = try ReleaseService(tx).listMeasures(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.measure($1) }
  }

  private static let measureCreation = Operation(
    "registerMeasure", tag: "Releases", "Register what shall be added up; it is final.", body: .measureInput,
    answer: .object(.measure), status: .created,
    reasons: [.notAllowed, .notMember, .mandateInsufficient, .alreadyExists, .invalidContent])

  private static let createMeasure: Route.Write = { request, tx in
    let body = request.body
    let measure = try ReleaseEditor(tx).createMeasure(
      body.text("title") ?? "", field: body.text("field") ?? "", unit: body.text("unit"),
      population: body.conditions("filter"), of: request.path("initiative"), as: request.caller)
    return Answer.created(at: "/v1/measures/\(measure.id)", version: 1) { $0.measure(measure) }
  }

  private static let measureReading = Operation(
    "getMeasure", tag: "Releases", "One measure.", answer: .object(.measure), reasons: [.notMember])

  private static let findMeasure: Route.Read = { request, tx in
    let measure = try ReleaseService(tx).findMeasure(request.path("measure"), as: request.caller)
    return Answer.ok(version: 1) { $0.measure(measure) }
  }

  private static let listing = Operation(
    "listReleases", tag: "Releases", "The figures that were released; for members and the network.",
    answer: .list(of: .release), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try ReleaseService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.release($1) }
  }

  private static let request = Operation(
    "askRelease", tag: "Releases", "Ask for a figure or a table: released, or withheld.",
    description: """
      The same question about the same contributions gets the same release. Every figure is judged beside all those \
      that were released before: where one could be subtracted from another, it is withheld. In a table further \
      figures are withheld so that none can be computed.
      """,
    body: .releaseInput, answer: .object(.release), status: .created,
    reasons: [
      .withheld, .notComputable, .notAllowed, .notMember, .mandateInsufficient, .invalidContent, .tooManyFigures,
    ], scope: .values)

  private static let ask: Route.Prepare = { request, tx in
    let body = request.body
    let caller = try request.caller
    let initiative: Initiative.ID = try request.path("initiative")
    guard let measure = body.id("measureId", as: Measure.self) else { throw DomainError.notFound }
    let filters = body.conditions("filter")
    let question = ReleaseQuestion(
      body.code("statistic") ?? .sum, of: measure, filter: Population(filters),
      dimensions: body.conditions("dimensions"))
    let decision = try ReleaseService(tx).decide(question, filters: filters, in: initiative, as: caller)
    return { tx in
      switch try ReleaseEditor(tx).release(decision, in: initiative, as: caller) {
      case .failure(let error): return .refused(error)
      case .success(let (release, isNew)):
        var answer = Answer.created(at: "/v1/releases/\(release.id)") { $0.release(release) }
        if !isNew { answer.status = .ok }
        return answer
      }
    }
  }

  private static let reading = Operation(
    "getRelease", tag: "Releases", "One figure.", answer: .object(.release), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let release = try ReleaseService(tx).find(request.path("release"), as: request.caller)
    // Whether something was withdrawn since changes without it.
    return Answer.ok(version: release.isBasedOnWithdrawnData ? 2 : 1) { $0.release(release) }
  }

  private static let withheldListing = Operation(
    "listWithheldFigures", tag: "Releases", "The figures that were withheld, and why; for the network's steward.",
    answer: .list(of: .withheldFigure), reasons: [.notAllowed])

  private static let listWithheld: Route.Read = { request, tx in
    let page = try request.page
    let rows = try ReleaseService(tx).listWithheld(
      in: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: { String($0.number) }) { $0.withheldFigure($1) }
  }
}
