/// A request line and its header fields, while they come in.
struct RequestHead {
  private(set) var method = Method.get
  private var path = ""
  private var query: String?
  private var minorVersion = 1
  private var headers = RequestHeaders()
  private var isKeptAlive = true
  /// Bytes of the fields so far, with their ends.
  private(set) var byteCount = 0

  /// Reads `GET /v1/partners?limit=2 HTTP/1.1`.
  mutating func takeRequestLine(_ line: Span<UInt8>) throws(HTTPError) {
    let space = UInt8(ascii: " ")
    guard let first = line.firstIndex(of: space), let second = line.firstIndex(of: space, from: first + 1),
      line.firstIndex(of: space, from: second + 1) == nil
    else {
      throw HTTPError(.badRequest, "A request line is a method, a target and a version, with one space between")
    }
    let token = line.extracting(..<first)
    guard isToken(token), token.count <= 32 else { throw HTTPError(.badRequest, "The method is not a token") }
    method = Self.method(token)
    minorVersion = try Self.minorVersion(line.extracting((second + 1)...))
    guard method != .connect, method != .trace else {
      throw HTTPError(.notImplemented, "This server does not do \(method.name)")
    }
    let target = try Target(line.extracting(first + 1..<second), isOptions: method == .options)
    (path, query) = (target.path, target.query)
  }

  /// Reads one field line.
  mutating func takeField(_ line: Span<UInt8>, _ limits: Limits) throws(HTTPError) {
    guard headers.count < limits.headerCountMax else {
      throw HTTPError(.headerFieldsTooLarge, "There are more than \(limits.headerCountMax) header fields")
    }
    try headers.add(line)
    byteCount += line.count + 2
  }

  /// Once all fields are in: checks those that the framing hangs on, and says how the body is delimited.
  mutating func framing(_ limits: Limits) throws(HTTPError) -> BodyFraming {
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

  func request(body: [UInt8], from remoteAddress: String) -> ParsedRequest {
    ParsedRequest(
      request: Request(
        method: method, path: path, query: query, headers: headers, body: body, remoteAddress: remoteAddress),
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
    guard let isAuthority = headers.first("host", { Target.isAuthority($0) }) else {
      guard minorVersion == 0 else { throw HTTPError(.badRequest, "HTTP/1.1 needs a Host") }
      return
    }
    guard isAuthority else { throw HTTPError(.badRequest, "Host is no host and port") }
  }

  private static func framing(length: String?, _ limits: Limits) throws(HTTPError) -> BodyFraming {
    guard let length else { return .none }
    guard !length.isEmpty, length.utf8.allSatisfy(isDigit) else {
      throw HTTPError(.badRequest, "Content-Length is digits only")
    }
    let digits = length.utf8.drop { $0 == 0x30 }
    guard digits.count <= 15 else { throw .tooLarge(limits) }
    let count = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard count <= limits.bodyBytesMax else { throw .tooLarge(limits) }
    return count == 0 ? .none : .fixed(count)
  }

  private static func method(_ token: Span<UInt8>) -> Method {
    token.equals("GET") ? .get : Method(token.text)
  }

  /// `HTTP/1.1` and any later `HTTP/1.x` are 1.1 (RFC 9110 section 2.5).
  private static func minorVersion(_ version: Span<UInt8>) throws(HTTPError) -> Int {
    if version.equals("HTTP/1.1") { return 1 }
    guard version.count == 8, version.starts(with: "HTTP/"), isDigit(version[5]), version[6] == 0x2e,
      isDigit(version[7])
    else { throw HTTPError(.badRequest, "The version must be HTTP/1.1") }
    guard version[5] == 0x31 else { throw HTTPError(.versionNotSupported, "This server speaks HTTP/1.1") }
    return min(1, Int(version[7] - 0x30))
  }
}

func trimmed(_ text: Substring) -> String {
  var text = text
  while let first = text.utf8.first, isBlank(first) { text.removeFirst() }
  while let last = text.utf8.last, isBlank(last) { text.removeLast() }
  return String(text)
}
