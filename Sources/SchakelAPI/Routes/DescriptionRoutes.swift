import HTTPServer
import SchakelDomain

/// The description of the API, and the explanations of its problems.
enum DescriptionRoutes {
  /// Added last: the description holds all routes, itself included.
  static func add(to routes: inout Routes, site: Site) {
    routes.direct(.get, "/problems/{code}", problem, explain)
    routes.direct(.get, "/.well-known/security.txt", security, securityText)
    // The document describes the route that answers it as well, so it is made once that is declared.
    var described = routes
    described.direct(.get, Exchange.openToAll, description) { _ in .noContent }
    let answer = OpenAPIDocument(routes: described, site: site).answer
    routes.direct(.get, Exchange.openToAll, description) { _ in answer }
  }

  static let description = Operation(
    "getDescription", tag: "Description", "This description, as OpenAPI 3.1.",
    answer: .other(contentType: "application/json"), isOpen: true)

  private static let problem = Operation(
    "getProblem", tag: "Description", "What a problem means and what to do.",
    answer: .object(
      Shape(
        "ProblemExplanation",
        [
          .readOnly("code", .text(1...60), "The code in a problem's `code`."),
          .readOnly("title", .text(1...300), "What happened."),
          .readOnly("advice", .text(1...300), "What to do."),
        ])),
    isOpen: true)

  private static let security = Operation(
    "getSecurityContact", tag: "Description", "Whom to tell of a weakness (RFC 9116).",
    answer: .other(contentType: "text/plain; charset=utf-8"), isOpen: true)

  private static let explain: @Sendable (APIRequest) throws -> Answer = { request in
    let slug = request.pathText("code")
    guard let reason = Reason.published.first(where: { Problem.slug($0.code) == slug }) else {
      throw DomainError.notFound
    }
    return Answer.ok { writer in
      writer.member("code", reason.code)
      writer.member("title", reason.title)
      writer.member("advice", reason.advice)
    }
  }

  /// The contact is whoever runs the server: its public address.
  @Sendable private static func securityText(_ request: APIRequest) -> Answer {
    var answer = Answer(.ok)
    answer.contentType = "text/plain; charset=utf-8"
    let text = "Contact: \(request.site.publicURL)/\nExpires: 2027-12-31T00:00:00.000Z\nPreferred-Languages: nl, en\n"
    answer.body = Array(text.utf8)
    return answer
  }
}
