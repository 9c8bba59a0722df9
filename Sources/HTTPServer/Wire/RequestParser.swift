// Bytes in, requests out (RFC 9112). A value without a socket: tests feed it whole, and split at every byte.
//
//   requestLine ──line──→ headers ──empty line──→ (no body)  → request
//                                             ├─→ fixed    ─→ request
//                                             └─→ chunked  ─→ request
//
// Two readers of one stream must never disagree about where a request ends; an attacker who makes them disagree
// smuggles
// a request past the other. So nothing is guessed: a line ends with CR LF and only so, a field that is no field, a
// length
// that is not only digits, two framings at once or a folded line is refused, and the connection is closed after it.
import Glibc

/// Turns the bytes of one connection into requests.
struct RequestParser {
  /// What a call to `next` found.
  enum Event {
    /// Nothing whole yet.
    case needMore
    /// The client waits for `100 Continue` before it sends the body.
    case continueExpected
    case request(ParsedRequest)
  }

  /// What a parser is waiting for, for time-outs.
  enum Waiting {
    case nothing, header, body
  }

  private enum Phase {
    case requestLine
    case headers
    case fixed(remaining: Int)
    case chunked(ChunkedBody)
  }

  private let limits: Limits
  private let remoteAddress: String
  private var input: InputBuffer
  private var phase: Phase = .requestLine
  private var head = RequestHead()
  private var body: [UInt8] = []
  private var emptyLineCount = 0
  private var continueIsOwed = false

  /// - Parameter remoteAddress: Of the peer, for its requests.
  init(limits: Limits, remoteAddress: String = "127.0.0.1") {
    self.limits = limits
    self.remoteAddress = remoteAddress
    input = InputBuffer()
  }

  /// Takes bytes from the peer.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    input.append(bytes)
  }

  /// Gives back the room for bytes to come, where none are there.
  mutating func shrink() {
    input.shrink()
  }

  /// Bytes taken and not yet part of a request.
  var pendingByteCount: Int { input.count }

  /// What the next byte belongs to.
  var waiting: Waiting {
    switch phase {
    case .requestLine: input.isEmpty ? .nothing : .header
    case .headers: .header
    case .fixed, .chunked: .body
    }
  }

  /// Bytes of the present body so far, for its least speed.
  var bodyByteCount: Int { body.count }

  /// Whether the request that is being read is a HEAD, as far as it is known.
  var isHead: Bool { head.method == .head }

  /// Parses as far as the bytes go, to the end of one request at most.
  ///
  /// - Throws: `HTTPError` where the stream cannot be followed any further.
  mutating func next() throws(HTTPError) -> Event {
    while true {
      switch phase {
      case .requestLine:
        guard try takeRequestLine() else { return .needMore }
      case .headers:
        guard try takeHeader() else { return .needMore }
        if case .requestLine = phase { return .request(finished()) }
      case .fixed(let remaining):
        guard takeFixed(remaining) else { return waitingForBody() }
        return .request(finished())
      case .chunked(var chunks):
        let isWhole = try chunks.take(from: &input, into: &body, limits)
        phase = .chunked(chunks)
        guard isWhole else { return waitingForBody() }
        return .request(finished())
      }
    }
  }

  private mutating func takeRequestLine() throws(HTTPError) -> Bool {
    guard let line = try input.takeLine(max: limits.requestLineBytesMax, .uriTooLong, "The request line is too long")
    else { return false }
    if line.isEmpty {
      // An empty line before a request is a leftover of old clients (RFC 9112 section 2.2); more than one is noise.
      emptyLineCount += 1
      guard emptyLineCount == 1 else { throw HTTPError(.badRequest, "There is no request line") }
      return true
    }
    try input.read(line) { bytes throws(HTTPError) in try head.takeRequestLine(bytes) }
    phase = .headers
    return true
  }

  private mutating func takeHeader() throws(HTTPError) -> Bool {
    let left = limits.headerBytesMax - head.byteCount
    guard let line = try input.takeLine(max: left, .headerFieldsTooLarge, "The header is too large") else {
      return false
    }
    guard line.isEmpty else {
      try input.read(line) { bytes throws(HTTPError) in try head.takeField(bytes, limits) }
      return true
    }
    try beginBody(try head.framing(limits))
    return true
  }

  private mutating func beginBody(_ framing: BodyFraming) throws(HTTPError) {
    body = []
    switch framing {
    case .none:
      phase = .requestLine
    case .fixed(let count):
      body.reserveCapacity(min(count, 65_536))
      phase = .fixed(remaining: count)
    case .chunked:
      phase = .chunked(ChunkedBody())
    }
    if framing == .none { return }
    continueIsOwed = try head.expectsContinue()
  }

  private mutating func takeFixed(_ remaining: Int) -> Bool {
    let count = input.take(upTo: remaining, into: &body)
    phase = .fixed(remaining: remaining - count)
    return count == remaining
  }

  /// The client need not be told to go on once it has begun.
  private mutating func waitingForBody() -> Event {
    guard continueIsOwed, body.isEmpty, input.isEmpty else { return .needMore }
    continueIsOwed = false
    return .continueExpected
  }

  private mutating func finished() -> ParsedRequest {
    phase = .requestLine
    emptyLineCount = 0
    continueIsOwed = false
    input.compact()
    defer {
      body = []
      head = RequestHead()
    }
    return head.request(body: body, from: remoteAddress)
  }
}

/// A request, and what its connection has to know of it.
struct ParsedRequest {
  let request: Request
  /// Whether another request may follow.
  let isKeptAlive: Bool
  /// Whether the client speaks HTTP/1.0.
  let isOld: Bool
}

/// How a body is delimited (RFC 9112 section 6).
enum BodyFraming: Hashable {
  case none
  case fixed(Int)
  case chunked
}
