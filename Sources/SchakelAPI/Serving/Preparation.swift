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
    let query = try Query(request.query, declared: route.operation.query)
    let body = try body(of: request, route.operation)
    return APIRequest(request, id: id, site: site, parameters: parameters, query: query, body: body)
  }

  private static func body(of request: Request, _ operation: Operation) throws -> Body {
    if operation.acceptsCSV, mediaType(request) == "text/csv" { return Body(.object([])) }
    // Content of a GET has no meaning (RFC 9110 section 9.3.1).
    if request.method == .get || request.method == .head { return Body(.object([])) }
    guard let shape = operation.body else {
      guard request.body.isEmpty else { throw DomainError(.invalidInput, "This request takes no body.") }
      return Body(.object([]))
    }
    let needsBody = request.method != .patch && shape.members.contains { $0.isRequired && !$0.isReadOnly }
    if request.body.isEmpty, !needsBody { return Body(.object([])) }
    try requireJSON(request)
    let json: JSON
    do {
      json = try JSONParser.parse(request.body)
    } catch {
      let detail = "At byte \(error.offset): \(error.detail)"
      throw DomainError(.malformedJSON, detail, faults: [.init(at: "", code: "malformedJSON", detail)])
    }
    return try shape.check(json, isPatch: request.method == .patch)
  }

  private static func requireJSON(_ request: Request) throws {
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

  private static func requireAcceptable(_ request: Request, _ operation: Operation) throws {
    guard let accept = request.headers.list("accept") else { return }
    let offered = ["*/*", "application/*", "application/json", "application/problem+json"]
    // A text of its own kind is given to whoever asks for its path.
    if case .other = operation.answer { return }
    for part in accept.lowercased().split(separator: ",") {
      let pieces = part.split(separator: ";").map { $0.trimmingBlanks }
      let isRefused = pieces.dropFirst().contains {
        $0 == "q=0" || $0.hasPrefix("q=0.0") && !$0.contains { "123456789".contains($0) }
      }
      if let type = pieces.first, offered.contains(String(type)), !isRefused { return }
    }
    throw DomainError(.notAcceptable)
  }
}
