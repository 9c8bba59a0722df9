/// A request line and its header fields, while they come in.
struct RequestHead {
  private(set) var method = Method.get
  private var path = ""
  private var query: String?
  private var minorVersion = 1
  private var storage: [UInt8] = []
  private var fields: [RequestHeaders.Field] = []
  private var headers = RequestHeaders()
  private var isKeptAlive = true
  /// Bytes of the fields so far, with their ends.
  private(set) var byteCount = 0

  /// Reads `GET /v1/partners?limit=2 HTTP/1.1`.
  mutating func takeRequestLine(_ line: ArraySlice<UInt8>) throws(HTTPError) {
    let space = UInt8(ascii: " ")
    guard let first = line.firstIndex(of: space), let second = line[(first + 1)...].firstIndex(of: space),
      !line[(second + 1)...].contains(space)
    else {
      throw HTTPError(.badRequest, "A request line is a method, a target and a version, with one space between")
    }
    let token = line[..<first]
    guard isToken(token), token.count <= 32 else { throw HTTPError(.badRequest, "The method is not a token") }
    method = Self.method(token)
    minorVersion = try Self.minorVersion(line[(second + 1)...])
    guard method != .connect, method != .trace else {
      throw HTTPError(.notImplemented, "This server does not do \(method.name)")
    }
    try takeTarget(line[(first + 1)..<second])
  }

  /// Reads one field line.
  mutating func takeField(_ line: ArraySlice<UInt8>, _ limits: Limits) throws(HTTPError) {
    guard fields.count < limits.headerCountMax else {
      throw HTTPError(.headerFieldsTooLarge, "There are more than \(limits.headerCountMax) header fields")
    }
    let field = try FieldLine(line)
    if storage.isEmpty { storage.reserveCapacity(512) }
    let nameStart = storage.count
    storage.append(contentsOf: field.name)
    let valueStart = storage.count
    storage.append(contentsOf: field.value)
    fields.append(.init(name: nameStart..<valueStart, value: valueStart..<storage.count))
    byteCount += line.count + 2
  }

  /// Once all fields are in: checks those that the framing hangs on, and says how the body is delimited.
  mutating func framing(_ limits: Limits) throws(HTTPError) -> BodyFraming {
    headers = RequestHeaders(storage: storage, fields: fields)
    try requireHost()
    isKeptAlive = keepsAlive()
    let codings = headers.list("transfer-encoding")
    let length = headers.first("content-length")
    guard !headers.isRepeated("content-length") else {
      throw HTTPError(.badRequest, "Content-Length must be sent once")
    }
    guard let codings else { return try Self.framing(length: length, limits) }
    guard length == nil else {
      throw HTTPError(.badRequest, "Content-Length and Transfer-Encoding exclude each other")
    }
    guard minorVersion >= 1 else { throw HTTPError(.badRequest, "HTTP/1.0 knows no Transfer-Encoding") }
    let names = codings.lowercased().split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
    guard names.last == "chunked", !names.dropLast().contains("chunked") else {
      throw HTTPError(.badRequest, "The last transfer coding must be chunked, and only that one")
    }
    guard names.count == 1 else { throw HTTPError(.notImplemented, "The only transfer coding here is chunked") }
    return .chunked
  }

  /// Whether `Expect: 100-continue` was sent.
  func expectsContinue() throws(HTTPError) -> Bool {
    guard minorVersion >= 1, let expectation = headers.list("expect") else { return false }
    guard expectation.lowercased() == "100-continue" else {
      throw HTTPError(.expectationFailed, "The only expectation that can be met is 100-continue")
    }
    return true
  }

  func request(body: [UInt8]) -> ParsedRequest {
    ParsedRequest(
      request: Request(method: method, path: path, query: query, headers: headers, body: body),
      isKeptAlive: isKeptAlive, isOld: minorVersion == 0)
  }

  private func keepsAlive() -> Bool {
    guard let options = headers.list("connection") else { return minorVersion >= 1 }
    let names = options.lowercased().split(separator: ",").map(trimmed)
    if names.contains("close") { return false }
    return minorVersion >= 1 || names.contains("keep-alive")
  }

  private func requireHost() throws(HTTPError) {
    guard !headers.isRepeated("host") else { throw HTTPError(.badRequest, "Host must be sent once") }
    guard let host = headers.first("host") else {
      guard minorVersion == 0 else { throw HTTPError(.badRequest, "HTTP/1.1 needs a Host") }
      return
    }
    guard Target.isAuthority(Array(host.utf8)[...]) else { throw HTTPError(.badRequest, "Host is no host and port") }
  }

  private static func framing(length: String?, _ limits: Limits) throws(HTTPError) -> BodyFraming {
    guard let length else { return .none }
    guard !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw HTTPError(.badRequest, "Content-Length is digits only")
    }
    let digits = length.utf8.drop { $0 == 0x30 }
    guard digits.count <= 15 else { throw .tooLarge(limits) }
    let count = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard count <= limits.bodyBytesMax else { throw .tooLarge(limits) }
    return count == 0 ? .none : .fixed(count)
  }

  private static func method(_ token: ArraySlice<UInt8>) -> Method {
    if token.elementsEqual("GET".utf8) { return .get }
    return Method(String(decoding: token, as: UTF8.self))
  }

  /// `HTTP/1.1` and any later `HTTP/1.x` are 1.1 (RFC 9110 section 2.5).
  private static func minorVersion(_ version: ArraySlice<UInt8>) throws(HTTPError) -> Int {
    if version.elementsEqual("HTTP/1.1".utf8) { return 1 }
    let bytes = Array(version)
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard bytes.count == 8, bytes.starts(with: "HTTP/".utf8), isDigit(bytes[5]), bytes[6] == 0x2e, isDigit(bytes[7])
    else { throw HTTPError(.badRequest, "The version must be HTTP/1.1") }
    guard bytes[5] == 0x31 else { throw HTTPError(.versionNotSupported, "This server speaks HTTP/1.1") }
    return min(1, Int(bytes[7] - 0x30))
  }

  private mutating func takeTarget(_ target: ArraySlice<UInt8>) throws(HTTPError) {
    let parsed = try Target(target, isOptions: method == .options)
    path = parsed.path
    query = parsed.query
  }
}

func trimmed(_ text: Substring) -> String {
  var text = text
  while let first = text.utf8.first, isBlank(first) { text.removeFirst() }
  while let last = text.utf8.last, isBlank(last) { text.removeLast() }
  return String(text)
}
