import HTTPServer
import SchakelDomain

/// The description of the API (OpenAPI 3.1), made from the routes themselves: what is not declared there does not
/// exist.
struct OpenAPIDocument {
  private let operations: [(method: Method, pattern: String, operation: Operation)]
  private let site: Site

  init(routes: Routes, site: Site) {
    // What stands outside the versions (health, problems, .well-known) is no part of one.
    operations = routes.all.map { ($0.method, $0.operation.pattern, $0.operation) }
      .filter { $0.1.hasPrefix(Self.base + "/") }
    self.site = site
  }

  /// The document as an answer, with a tag of its contents.
  var answer: Answer {
    var answer = Answer(.ok)
    var writer = JSONWriter()
    writer.value(document)
    answer.body = writer.bytes
    return answer.taggedByContents
  }

  var document: JSON {
    [
      "openapi": "3.1.0",
      "info": info,
      "servers": [["url": .text(site.publicURL + Self.base), "description": "This server."]],
      "security": [["bearer": []], ["session": []]],
      "tags": .list(tags),
      "paths": .object(paths),
      "components": components,
    ]
  }

  /// The base path, which holds the major version.
  static let base = "/v1"

  private var info: JSON {
    [
      "title": "Schakel",
      "version": .text(site.version),
      "summary": "The register of circular chain collaborations.",
      "description": .text(
        "Companies in different links of a chain agree on terms, sign NDAs, consent to share data for one purpose, "
          + "and divide costs and benefits. The changes of each version stand in the changelog of the program's README."
      ),
      "contact": [
        "name": "Operators of this server", "url": .text(site.publicURL + "/"), "email": "schakel@example.org",
      ],
      "license": ["name": "EUPL-1.2", "identifier": "EUPL-1.2"],
    ]
  }

  private var tags: [JSON] {
    var names: [String] = []
    for (_, _, operation) in operations where !names.contains(operation.tag) { names.append(operation.tag) }
    return names.map { ["name": .text($0), "description": .text("\($0) of the register.")] }
  }

  private var paths: [JSON.Member] {
    var patterns: [String] = []
    for (_, pattern, _) in operations where !patterns.contains(pattern) { patterns.append(pattern) }
    return patterns.map { pattern in
      let members = operations.filter { $0.pattern == pattern }.map {
        JSON.Member($0.method.name.lowercased(), OperationDescription($0.operation, $0.method, pattern).json)
      }
      return JSON.Member(String(pattern.dropFirst(Self.base.count)), .object(members))
    }
  }

  private var components: JSON {
    var schemas: [JSON.Member] = []
    func add(_ shape: Shape) {
      guard !schemas.contains(where: { $0.name == shape.name }) else { return }
      schemas.append(JSON.Member(shape.name, shape.schema))
      for inner in shape.members.flatMap(\.type.shapes) { add(inner) }
    }
    for (_, _, operation) in operations {
      if let body = operation.body { add(body) }
      if let answer = operation.csvAnswer { add(answer) }
      switch operation.answer {
      case .object(let shape), .list(let shape): add(shape)
      case .none, .other: break
      }
    }
    add(Shape.problem)
    return [
      "schemas": .object(schemas),
      "securitySchemes": [
        "bearer": [
          "type": "http", "scheme": "bearer",
          "description": "A token `schakel_…` with the scopes read, write or values.",
        ],
        "session": [
          "type": "apiKey", "in": "cookie", "name": .text(site.sessionCookie.name),
          "description": "The cookie that signing in sets; changes need the header CSRF-Token beside it.",
        ],
      ],
    ]
  }
}

extension Shape {
  /// RFC 9457, with what Schakel adds.
  static let problem = Shape(
    "Problem",
    [
      .required("type", .text(1...2000), "An address that leads to the explanation."),
      .required("title", .text(1...300), "What happened; the same for every problem of this type."),
      .required("status", .integer(400...599), "The HTTP status."),
      .required("detail", .text(1...2000), "What happened this time, and what to do."),
      .required("instance", .text(1...100), "Names this request, in the log too."),
      .required("code", .text(1...60), "The stable name of the reason."),
      .defaulted("errors", .list(.object(fault), 0...1000), "Every faulty place."),
      .defaulted("fields", .list(.text(1...60), 0...1000), "The fields concerned."),
      .defaulted(
        "neutralRoutes", .list(.code(NeutralRoute.self), 0...2),
        "How to learn what a competition-sensitive value is needed for without seeing it."),
    ])

  private static let fault = Shape(
    "Fault",
    [
      .required("in", .code("place", ["body", "query", "path", "header"]), "What is faulty."),
      .required("location", .text(0...1000), "A JSON pointer, or the name of a parameter."),
      .required("code", .text(1...60), "What is wrong."),
      .required("detail", .text(1...2000), "What is wrong and what is due."),
    ])
}
