import HTTPServer
import SchakelDomain

// What can be judged of a request before the register is asked: its media types, its query, its body. The faults are
// kept
// until it is known who asks, so that a stranger hears 401 and nothing else.

enum Preparation {
  /// - Throws: `DomainError`, `Problem` for the media types.
  static func prepare(
    _ request: Request, id: String, site: Site, route: Route, parameters: PathParameters
  ) throws -> APIRequest {
    try requireAcceptable(request, route.operation)
    try requireUncoded(request)
    let query = try Query(request.query, declared: route.operation.query)
    if route.operation.acceptsCSV, let table = try table(request) {
      return APIRequest(
        request, id: id, site: site, parameters: parameters, query: query, body: .empty, csv: table)
    }
    let body = try body(of: request, route.operation)
    let wantsCSV = route.operation.offersCSV && Acceptance(request.headers.list("accept")).prefersCSV
    return APIRequest(
      request, id: id, site: site, parameters: parameters, query: query, body: body, wantsCSV: wantsCSV)
  }

  /// The body as text/csv; nil when it says to be something else.
  ///
  /// - Throws: `DomainError` with `unsupportedMediaType` for a table in another charset, or without a header.
  private static func table(_ request: Request) throws -> CSVTable? {
    let header = request.headers.list("content-type")?.lowercased() ?? ""
    let parts = header.split(separator: ";", omittingEmptySubsequences: false).map { String($0.trimmingBlanks) }
    guard parts.first == "text/csv" else { return nil }
    let known = ["charset=utf-8", "charset=\"utf-8\"", "header=present"]
    guard parts.dropFirst().allSatisfy(known.contains) else {
      throw DomainError(
        .unsupportedMediaType, "A table is due in UTF-8 with a header row: Content-Type: text/csv; charset=utf-8.")
    }
    return CSVParser.parse(request.body, rowsMax: RecordTable.rowsMax)
  }

  private static func body(of request: Request, _ operation: Operation) throws -> Body {
    // Content of a GET has no meaning (RFC 9110 section 9.3.1).
    if request.method == .get || request.method == .head { return .empty }
    guard let shape = operation.body else {
      guard request.body.isEmpty else { throw DomainError(.invalidInput, "This request takes no body.") }
      return .empty
    }
    let needsBody = request.method != .patch && shape.members.contains { $0.isRequired && !$0.isReadOnly }
    if request.body.isEmpty, !needsBody { return .empty }
    try requireJSON(request)
    let json: JSON
    do {
      json = try JSONParser.parse(request.body)
    } catch {
      let detail = "At byte \(error.offset): \(error.detail)"
      throw DomainError(.malformedJSON, detail, faults: [.init(at: "", code: "malformedJson", detail)])
    }
    return try shape.check(json, isPatch: request.method == .patch)
  }

  private static func requireJSON(_ request: Request) throws {
    if request.headers.list("content-type") == "application/json" { return }
    let type = mediaType(request)
    if type == "application/json" { return }
    if type == "application/merge-patch+json", request.method == .patch { return }
    throw DomainError(.unsupportedMediaType)
  }

  /// The type without its parameters; a charset other than UTF-8 makes it another type.
  private static func mediaType(_ request: Request) -> String? {
    guard let header = request.headers.list("content-type")?.lowercased() else { return nil }
    let parts = header.split(separator: ";").map { String($0.trimmingBlanks) }
    let charsets = parts.dropFirst().filter { $0.hasPrefix("charset=") }
    guard charsets.allSatisfy({ $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }) else { return nil }
    return parts.first
  }

  /// A coding that is not undone would make something else of the content.
  private static func requireUncoded(_ request: Request) throws {
    guard let coding = request.headers.list("content-encoding"), !request.body.isEmpty else { return }
    guard coding.lowercased() == "identity" else {
      throw DomainError(.unsupportedMediaType, "Send the content as it is, without a Content-Encoding.")
    }
  }

  private static func requireAcceptable(_ request: Request, _ operation: Operation) throws {
    // A text of its own kind is given to whoever asks for its path.
    if case .other = operation.answer { return }
    guard let accept = request.headers.list("accept"), accept != "*/*" else { return }
    let acceptance = Acceptance(accept)
    guard acceptance.takesJSON || operation.offersCSV && acceptance.prefersCSV else {
      throw DomainError(.notAcceptable)
    }
  }
}
