import HTTPServer
import SchakelDomain

/// A request whose route is known and whose query and body fit what the route declares.
struct APIRequest: Sendable {
  /// What does not change once it is known whose it is; shared, because it is passed on many times.
  private final class Content: Sendable {
    let http: Request
    let id: String
    let site: Site
    let query: Query
    let body: Body
    let csv: CSVTable?
    let wantsCSV: Bool
    let parameters: PathParameters

    init(
      _ http: Request, id: String, site: Site, parameters: PathParameters, query: Query, body: Body, csv: CSVTable?,
      wantsCSV: Bool
    ) {
      self.http = http
      self.id = id
      self.site = site
      self.query = query
      self.body = body
      self.csv = csv
      self.wantsCSV = wantsCSV
      self.parameters = parameters
    }
  }

  private let content: Content
  private var who: Caller?

  var http: Request { content.http }
  var id: String { content.id }
  var site: Site { content.site }
  var query: Query { content.query }
  /// The checked body; without members where the route takes none.
  var body: Body { content.body }
  /// The body where it came as text/csv; not checked yet.
  var csv: CSVTable? { content.csv }
  /// Whether a list is to be answered as text/csv.
  var wantsCSV: Bool { content.wantsCSV }

  init(
    _ http: Request, id: String, site: Site, parameters: PathParameters, query: Query, body: Body,
    csv: CSVTable? = nil, wantsCSV: Bool = false
  ) {
    content = Content(
      http, id: id, site: site, parameters: parameters, query: query, body: body, csv: csv, wantsCSV: wantsCSV)
  }

  /// The same request, once it is known whose it is.
  func by(_ caller: Caller) -> APIRequest {
    var request = self
    request.who = caller
    return request
  }

  /// Who asks.
  ///
  /// - Throws: `DomainError` with `unauthenticated` on a route that is open to anybody.
  var caller: Caller {
    get throws {
      guard let who else { throw DomainError(.unauthenticated) }
      return who
    }
  }

  /// An id in the path.
  ///
  /// - Throws: `DomainError` with `notFound` for anything that is no id: the same as for an id that nobody has.
  func path<Owner>(_ name: String, as owner: Owner.Type = Owner.self) throws -> Identifier<Owner> {
    guard let id = content.parameters.first(name).flatMap({ Identifier<Owner>($0) }) else { throw DomainError.notFound }
    return id
  }

  /// A text in the path, such as a code.
  func pathText(_ name: String) -> String { content.parameters.first(name) ?? "" }

  /// Which page of the list is asked for.
  var page: Page {
    get throws { try Page(http, query, site: site) }
  }

  /// Checks `If-Match` against the present version (RFC 9110 section 13.1.1).
  ///
  /// - Throws: `DomainError` with `staleVersion`.
  func requireMatch(_ version: Int64) throws {
    guard let wanted = http.headers.list("if-match") else { return }
    let tags = wanted.split(separator: ",").map { $0.trimmingBlanks }
    let isCurrent = tags.contains { $0 == "*" || $0 == "\"\(version)\"" || $0.hasPrefix("\"\(version)-") }
    guard isCurrent else { throw DomainError.stale }
  }
}

extension Substring {
  /// Without blanks at either end.
  var trimmingBlanks: Substring {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
