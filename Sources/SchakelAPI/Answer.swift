import Cryptography
import HTTPServer
import SchakelDomain

/// What a handler answers.
struct Answer: Sendable {
  var status: Status
  var body: [UInt8] = []
  var contentType = "application/json"
  /// With its quotes.
  var etag: String?
  /// A path; the public address is put before it.
  var location: String?
  /// The address of a list's next page.
  var next: String?
  /// Further fields.
  var headers: [(StaticString, String)] = []
  /// Whether it holds a secret, which is shown once and never stored.
  var isSecret = false
  /// A refusal whose traces in the register stay: it is answered as a problem, and committed.
  var refusal: DomainError?

  init(_ status: Status) {
    self.status = status
  }

  /// 200 with one object.
  ///
  /// - Parameter version: The version of the resource, for its `ETag`.
  static func ok(version: Int64? = nil, _ write: (inout JSONWriter) throws -> Void) rethrows -> Answer {
    try object(.ok, version: version, write)
  }

  /// Bytes that an object or an item of a list has, roughly.
  private static let itemByteCount = 1024

  /// 201 with the new object.
  ///
  /// - Parameter location: Its path.
  static func created(
    at location: String, version: Int64? = nil, _ write: (inout JSONWriter) throws -> Void
  ) rethrows -> Answer {
    var answer = try object(.created, version: version, write)
    answer.location = location
    return answer
  }

  /// The same with a tag of its contents behind that of its version, which `APIRequest.requireMatch` takes for the
  /// version: for what changes otherwise as well.
  var taggedByVersionAndContents: Answer {
    guard let version = etag?.dropLast(), let contents = taggedByContents.etag?.dropFirst() else { return self }
    var answer = self
    answer.etag = "\(version)-\(contents)"
    return answer
  }

  /// The same with a tag of its contents: for what changes with the program only, so that no copy outlives an update.
  var taggedByContents: Answer {
    var answer = self
    answer.etag = "\"\(Hex.encode(Array(SHA256.digest(body).prefix(8))))\""
    return answer
  }

  static let noContent = Answer(.noContent)

  /// A refusal that leaves its traces.
  static func refused(_ error: DomainError) -> Answer {
    var answer = Answer(.forbidden)
    answer.refusal = error
    return answer
  }

  private static func object(
    _ status: Status, version: Int64?, itemCount: Int = 0, _ write: (inout JSONWriter) throws -> Void
  ) rethrows -> Answer {
    var writer = JSONWriter(expecting: (1 + itemCount) * itemByteCount)
    try writer.object(write)
    var answer = Answer(status)
    answer.body = writer.bytes
    answer.etag = version.map { "\"" + String($0) + "\"" }
    return answer
  }

  /// 200 with a page of a list.
  ///
  /// - Parameters:
  ///   - rows: One more than `page.limit` where there are further ones.
  ///   - total: Only when it was asked for.
  ///   - cursor: What the next page begins after.
  static func list<Row>(
    _ rows: [Row], _ page: Page, total: Int64? = nil, cursor: (Row) -> String,
    _ write: (inout JSONWriter, Row) throws -> Void
  ) rethrows -> Answer {
    try self.page(
      Array(rows.prefix(page.limit)), page, hasMore: rows.count > page.limit, total: total, cursor: cursor, write)
  }

  /// 200 with a page of a list whose rows come one by one, each written before the next is read.
  ///
  /// - Parameter rows: Hands over the rows, one more than `page.limit` where there are further ones.
  static func list<Row>(
    _ page: Page, total: Int64? = nil, cursor: (Row) -> String, rows: ((Row) throws -> Void) throws -> Void,
    write: @escaping (inout JSONWriter, Row) throws -> Void
  ) rethrows -> Answer {
    try list(page, itemCount: page.limit, total: total) { writer in
      var (count, last) = (0, Row?.none)
      try rows { row in
        count += 1
        guard count <= page.limit else { return }
        try writer.object { writer in try write(&writer, row) }
        last = row
      }
      return count > page.limit ? last.map(cursor) : nil
    }
  }

  /// 200 with a page whose rows are all shown.
  static func page<Row>(
    _ shown: [Row], _ page: Page, hasMore: Bool, total: Int64? = nil, cursor: (Row) -> String,
    _ write: (inout JSONWriter, Row) throws -> Void
  ) rethrows -> Answer {
    try list(page, itemCount: shown.count, total: total) { writer in
      for row in shown { try writer.object { writer in try write(&writer, row) } }
      return hasMore ? shown.last.map(cursor) : nil
    }
  }

  /// - Parameter items: Writes the items, and returns the cursor of the next page where there is one.
  private static func list(
    _ page: Page, itemCount: Int, total: Int64?, items: (inout JSONWriter) throws -> String?
  ) rethrows -> Answer {
    var next: String?
    var answer = try object(.ok, version: nil, itemCount: itemCount) { writer in
      writer.key("items")
      try writer.list { writer in next = try items(&writer).map(page.next) }
      writer.member("next", next)
      if let total { writer.member("total", total) }
    }
    answer.next = next
    return answer
  }
}
