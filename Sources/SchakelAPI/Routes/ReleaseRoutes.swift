import HTTPServer
import SchakelDomain

/// Figures over several contributors.
enum ReleaseRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/measures", measureListing, listMeasures)
    routes.write(.post, "/v1/initiatives/{initiative}/measures", measureCreation, createMeasure)
    routes.read(.get, "/v1/measures/{measure}", measureReading, findMeasure)
    routes.read(.get, "/v1/initiatives/{initiative}/releases", listing, list)
    routes.audited(.post, "/v1/initiatives/{initiative}/releases", request, ask)
    routes.read(.get, "/v1/releases/{release}", reading, find)
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
      of: request.path("initiative"), as: request.caller)
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
    "askRelease", tag: "Releases", "Ask for a figure: released once, or withheld.",
    description: "The same question gets the same release. Once a figure of a measure is released, one that would "
      + "differ from it is withheld: the two could be subtracted.",
    body: .releaseInput, answer: .object(.release), status: .created,
    reasons: [.withheld, .notComputable, .notAllowed, .notMember, .mandateInsufficient, .invalidContent])

  private static let ask: Route.Write = { request, tx in
    guard let measure = request.body.id("measureId", as: Measure.self) else { throw DomainError.notFound }
    let outcome = try ReleaseEditor(tx).release(
      request.body.code("statistic") ?? .sum, of: measure, in: request.path("initiative"), as: request.caller)
    switch outcome {
    case .failure(let error): return .refused(error)
    case .success(let (release, isNew)):
      var answer = Answer.created(at: "/v1/releases/\(release.id)") { $0.release(release) }
      if !isNew { answer.status = .ok }
      return answer
    }
  }

  private static let reading = Operation(
    "getRelease", tag: "Releases", "One figure.", answer: .object(.release), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let release = try ReleaseService(tx).find(request.path("release"), as: request.caller)
    // Whether something was withdrawn since changes without it.
    return Answer.ok(version: release.isBasedOnWithdrawnData ? 2 : 1) { $0.release(release) }
  }
}
