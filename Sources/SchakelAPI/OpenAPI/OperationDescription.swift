import HTTPServer
import SchakelDomain

/// One operation as OpenAPI describes it.
struct OperationDescription {
  private let operation: Operation
  private let method: Method
  private let pattern: String

  init(_ operation: Operation, _ method: Method, _ pattern: String) {
    self.operation = operation
    self.method = method
    self.pattern = pattern
  }

  var json: JSON {
    var members: [JSON.Member] = [
      .init("operationId", .text(operation.id)), .init("tags", .list([.text(operation.tag)])),
      .init("summary", .text(operation.summary)),
      .init("description", .text(operation.description.isEmpty ? operation.summary : operation.description)),
    ]
    if operation.isOpen { members.append(.init("security", [])) }
    let parameters = pathParameters + queryParameters + headerParameters
    if !parameters.isEmpty { members.append(.init("parameters", .list(parameters))) }
    if let body = operation.body { members.append(.init("requestBody", requestBody(body))) }
    members.append(.init("responses", .object(responses)))
    return .object(members)
  }

  private var pathParameters: [JSON] {
    pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment in
      let name = String(segment.dropFirst().dropLast())
      let schema: JSON = name == "code" || name == "number" ? ["type": "string"] : ["type": "string", "format": "uuid"]
      return [
        "name": .text(name), "in": "path", "required": .boolean(true), "description": .text("Which \(name)."),
        "schema": schema,
      ]
    }
  }

  private var queryParameters: [JSON] {
    operation.query.map {
      ["name": .text($0.name), "in": "query", "description": .text($0.description), "schema": $0.type.schema]
    }
  }

  private var headerParameters: [JSON] {
    var headers: [JSON] = []
    if !operation.isOpen {
      headers.append(
        Self.header("Acting-As", "For whom you act: `<partnerId>;role=<role>`; needed where there is a choice."))
    }
    if !operation.isOpen, method != .get {
      headers.append(Self.header("CSRF-Token", "Needed beside the session's cookie, as signing in gave it."))
    }
    if method == .post {
      headers.append(Self.header("Idempotency-Key", "Makes a repeated request have its effect once."))
    }
    if method == .put || method == .patch || method == .delete {
      headers.append(Self.header("If-Match", "Only when this is still the version."))
    }
    return headers
  }

  private static func header(_ name: String, _ description: String) -> JSON {
    ["name": .text(name), "in": "header", "description": .text(description), "schema": ["type": "string"]]
  }

  private func requestBody(_ shape: Shape) -> JSON {
    let isPatch = method == .patch
    let schema: JSON = isPatch ? shape.patchSchema : shape.reference
    let media: JSON = ["schema": schema, "example": shape.example(forRequest: true)]
    var content: [JSON.Member] = [.init("application/json", media)]
    if isPatch { content.insert(.init("application/merge-patch+json", media), at: 0) }
    if operation.acceptsCSV { content.append(Self.tableContent) }
    let isRequired = !isPatch && shape.members.contains { $0.isRequired && !$0.isReadOnly }
    return ["required": .boolean(isRequired), "content": .object(content)]
  }

  private var responses: [JSON.Member] {
    var responses = [JSON.Member(String(operation.status.code), success)]
    if let answer = operation.csvAnswer { responses.append(.init("200", tableSuccess(answer))) }
    if isTagged {
      responses.append(
        .init("304", ["description": "Not modified.", "headers": Self.headers(["API-Version", "ETag"])]))
    }
    var codes: Set<Int> = [400, 406, 429, 500, 503]
    if !operation.isOpen { codes.formUnion([401, 403]) }
    if pattern.contains("{") { codes.insert(404) }
    if operation.body != nil { codes.formUnion([413, 415]) }
    if method == .post || operation.reasons.contains(where: { $0.kind == .unacceptable }) { codes.insert(422) }
    if method == .put || method == .patch || method == .delete { codes.formUnion([409, 412]) }
    for reason in operation.reasons { codes.insert(Problem(reason).status.code) }
    for code in codes.sorted() { responses.append(.init(String(code), failure(Status(code)))) }
    return responses
  }

  private var isTagged: Bool {
    if method == .get, case .object = operation.answer { return pattern.hasPrefix("/v1/") }
    return false
  }

  private var success: JSON {
    var names = ["API-Version"]
    if operation.status == .created { names.append("Location") }
    if FacilitatorNotice.isShown(on: pattern) { names.append("\(FacilitatorNotice.header)") }
    if isTagged || (operation.status != .noContent && method != .get) { names.append("ETag") }
    var members: [JSON.Member] = [.init("description", .text(operation.summary))]
    switch operation.answer {
    case .none: break
    case .object(let shape):
      let json = JSON.Member(
        "application/json", ["schema": shape.reference, "example": shape.example(forRequest: false)])
      members.append(.init("content", .object([json] + (operation.offersCSV ? [Self.tableContent] : []))))
    case .list(let shape):
      names.append("Link")
      let example: JSON = ["items": [shape.example(forRequest: false)], "next": .null]
      let table = operation.offersCSV ? [Self.tableContent] : []
      let content: [JSON.Member] = [.init("application/json", ["schema": Self.listSchema(shape), "example": example])]
      members.append(.init("content", .object(content + table)))
    case .other(let type):
      let schema: JSON = type == "application/json" ? ["type": "object"] : ["type": "string"]
      let example: JSON = type == "application/json" ? ["openapi": "3.1.0"] : "text"
      members.append(.init("content", Self.content(type, schema, example)))
    }
    members.insert(.init("headers", Self.headers(names)), at: 1)
    return .object(members)
  }

  private func tableSuccess(_ answer: Shape) -> JSON {
    let content = Self.content("application/json", answer.reference, answer.example(forRequest: false))
    return ["description": "The table was taken.", "headers": Self.headers(["API-Version"]), "content": content]
  }

  private static let tableContent = JSON.Member(
    "text/csv", ["schema": ["type": "string"], "example": "name,evidenceLevel,mass_g\r\nNB-1,declared,28.4\r\n"])

  private func failure(_ status: Status) -> JSON {
    let reasons = operation.reasons.filter { Problem($0).status == status }.map { "`\($0.code)`" }
    let text = status.phrase + (reasons.isEmpty ? "." : ": " + reasons.joined(separator: ", ") + ".")
    var names = ["API-Version"]
    if status == .tooManyRequests || status == .serviceUnavailable { names.append("Retry-After") }
    if status == .unauthorized { names.append("WWW-Authenticate") }
    return [
      "description": .text(text), "headers": Self.headers(names),
      "content": Self.content("application/problem+json", Shape.problem.reference, nil),
    ]
  }

  private static func content(_ type: String, _ schema: JSON, _ example: JSON?) -> JSON {
    var media: [JSON.Member] = [.init("schema", schema)]
    if let example { media.append(.init("example", example)) }
    return .object([.init(type, .object(media))])
  }

  private static func headers(_ names: [String]) -> JSON {
    .object(
      names.map { name in
        let type: JSON = name == "Retry-After" ? ["type": "integer"] : ["type": "string"]
        return JSON.Member(name, ["description": .text(descriptions[name] ?? name), "schema": type])
      })
  }

  private static let descriptions = [
    "API-Version": "The full version of the API.", "ETag": "The version of the resource.",
    "Location": "The address of what was made.", "Link": "The address of the next page.",
    "Facilitator-Independence": "That a facilitator has an interest (`interest`), or has not stated that it has none.",
    "Retry-After": "Seconds to wait.", "WWW-Authenticate": "How to say who you are.",
  ]

  private static func listSchema(_ shape: Shape) -> JSON {
    [
      "type": "object", "required": ["items", "next"],
      "properties": [
        "items": [
          "type": "array", "description": "The page.", "maxItems": .number(String(Page.limitMax)),
          "items": shape.reference,
        ],
        "next": ["type": ["string", "null"], "description": "The address of the next page."],
        "total": ["type": "integer", "description": "How many there are, when it was asked for."],
      ],
    ]
  }
}
