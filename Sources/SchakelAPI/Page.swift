import Cryptography
import HTTPServer
import SchakelDomain

/// Which part of a list is asked for. A page begins after a key and not at a number, so that it stays right while rows
/// come
/// and go.
struct Page: Sendable {
  /// 1 to 100.
  let limit: Int
  /// The key of the last row of the page before; nil for the first page.
  let after: String?
  /// The address up to the cursor: the path and all other parameters.
  private let base: String

  static let limitMax = 100

  /// - Throws: `DomainError` for a limit out of bounds, or a cursor that was made for another list.
  init(_ request: Request, _ query: Query, site: Site) throws {
    limit = Int(try query.integer("limit", in: 1...Int64(Self.limitMax)) ?? 20)
    var base = ""
    base.reserveCapacity(site.publicURL.utf8.count + request.path.utf8.count + 2 * (request.query?.utf8.count ?? 0) + 2)
    base += site.publicURL
    base += request.path
    base += "?"
    for (name, value) in query.pairs where name != "after" {
      base += name
      base += "="
      base += PercentEncoding.encodeQuery(value)
      base += "&"
    }
    self.base = base
    let list = Self.list(request, query)
    after = try query.text("after").map { try Self.key(in: $0, of: list) }
    mark = Self.mark(list)
  }

  /// The address of the page that follows.
  func next(after key: String) -> String {
    "\(base)after=\(Base64URL.encode(mark + Array(key.utf8)))"
  }

  /// Marks a cursor with the list it belongs to.
  private let mark: [UInt8]
  private static let markByteCount = 6

  private static func list(_ request: Request, _ query: Query) -> String {
    let filters = query.pairs.filter { $0.name != "after" && $0.name != "limit" }.map { $0.name + "=" + $0.value }
    return filters.sorted().reduce(request.path) { $0 + "&" + $1 }
  }

  private static func mark(_ list: String) -> [UInt8] {
    Array(SHA256.digest(of: list).prefix(markByteCount))
  }

  private static func key(in cursor: String, of list: String) throws -> String {
    guard cursor.utf8.count <= 512, let bytes = Base64URL.decode(cursor), bytes.count > markByteCount,
      Array(bytes.prefix(markByteCount)) == mark(list),
      let key = String(validating: bytes.dropFirst(markByteCount), as: UTF8.self)
    else {
      throw Query.fault("after", "format", "Take the cursor from the address in `next` of the same list.")
    }
    return key
  }
}
