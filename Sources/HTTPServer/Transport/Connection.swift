import CLinux
import Glibc

// One connection, on the queue of its shard. What may happen to it:
//
//   open ──refusal, close asked, last answer written──→ lingering ──peer's end or time──→ closed
//    └────────────────peer gone, broken, too slow──────────────────────────────────────→ closed
//
// One request at a time is in the responder's hands; meanwhile bytes are read ahead up to a limit, so that a client can
// send several at once and still has its answers in order.

/// A peer and what is going on with it.
///
/// `@unchecked Sendable`: all but `leave` is touched on the shard's queue only. What is changed at every step is not
/// checked for overlapping access at run time: neither parsing nor writing comes back to the connection.
final class Connection: @unchecked Sendable {
  let descriptor: Int32
  let stream: ByteStream
  /// Whether it came when every place was taken: it gets one answer and is closed.
  let isExcess: Bool
  /// Gives its place to another one; called once, at the end.
  let leave: @Sendable () -> Void
  private let limits: Limits
  @exclusivity(unchecked) var parser: RequestParser

  /// Bytes that the peer has not taken yet, from `outputStart` on.
  @exclusivity(unchecked) private var output: [UInt8] = []
  private var outputStart = 0
  private(set) var phase: Phase = .open
  /// Whether a request is in the responder's hands.
  private(set) var isAnswering = false
  /// Counts requests, so that an answer that comes too late is known.
  private(set) var requestCount = 0
  /// Whether the peer has said its last.
  private(set) var hasEnded = false
  /// Whether the peer speaks plain HTTP where TLS is due.
  private(set) var isPlainByMistake = false
  private var request = (isHead: false, isKeptAlive: true, isOld: false)
  private var isClosed = false
  /// What epoll watches for.
  var interest: UInt32 = 0
  var isWatched = false
  /// Whether TLS cannot go on reading before it has written.
  private(set) var tlsWantsWrite = false

  /// When the present wait began: for a first byte, a header, a body, or the peer's end.
  private var waitingSince: Int64
  /// When answers began to wait for the peer, and how many bytes of them it has taken since.
  private var outputWait = (since: Int64(0), takenCount: 0)
  private var lastWaiting = RequestParser.Waiting.nothing

  enum Phase {
    case open
    /// No further request is read; what is left of the answers goes out.
    case closing
    /// All is written; bytes are read and dropped until the peer ends, so that it can read the last answer.
    case lingering
  }

  init(_ accepted: Accepted, tls: TLSContext?, limits: Limits, at now: Int64) {
    descriptor = accepted.descriptor
    isExcess = accepted.isExcess
    leave = accepted.leave
    stream = ByteStream(accepted.descriptor, tls: tls)
    self.limits = limits
    parser = RequestParser(limits: limits, remoteAddress: accepted.address)
    waitingSince = now
  }

  deinit {
    close()
  }

  /// Gives the descriptor back. An answer that is still awaited may keep this object; it must not keep the peer.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    Glibc.close(descriptor)
  }

  var pendingOutputCount: Int { output.count - outputStart }
  /// Whether the next request may be parsed.
  var mayParse: Bool { phase == .open && !isAnswering && pendingOutputCount <= limits.outputBytesMax }
  /// Whether nothing has been begun.
  var isIdle: Bool { phase == .open && !isAnswering && pendingOutputCount == 0 && parser.waiting == .nothing }

  /// Whether there is room for more bytes. What comes after the last request is dropped, so there is for that.
  private var mayRead: Bool { phase != .open || parser.pendingByteCount < limits.readAheadBytesMax || mayParse }

  /// What epoll should watch for.
  var wantedInterest: UInt32 {
    var wanted: UInt32 = 0
    if !hasEnded, mayRead { wanted |= EPOLLIN.rawValue }
    if pendingOutputCount > 0 || tlsWantsWrite { wanted |= EPOLLOUT.rawValue }
    return wanted
  }

  // MARK: Reading

  /// Reads a part of what has come in, as far as the limits allow; epoll tells of the rest in the next turn, so that a
  /// flood leaves room for others, and what the parser can hold is used up before more is read.
  ///
  /// - Returns: False when the connection is broken.
  func read(with buffer: UnsafeMutableRawBufferPointer, at now: Int64) -> Bool {
    guard mayRead else { return true }
    tlsWantsWrite = false
    switch stream.read(into: buffer) {
    case .done(let count):
      if phase == .open { parser.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    case .wantsRead: break
    case .wantsWrite: tlsWantsWrite = true
    case .end: hasEnded = true
    case .plain: isPlainByMistake = true
    case .broken: return false
    }
    return true
  }

  /// The next request, if there is a whole one.
  func nextRequest() throws(HTTPError) -> RequestParser.Event {
    let event = try parser.next()
    if case .request(let parsed) = event {
      isAnswering = true
      requestCount += 1
      let isLast = requestCount >= limits.requestCountMax || isExcess
      request = (parsed.request.method == .head, parsed.isKeptAlive && !isLast, parsed.isOld)
    }
    return event
  }

  // MARK: Writing

  /// Takes the answer to the request that is in the responder's hands.
  func answer(_ response: Response, isStopping: Bool, date: [UInt8], at now: Int64) {
    let isKeptAlive = request.isKeptAlive && !isStopping
    noteOutput(at: now)
    ResponseEncoder.append(
      response, isHead: request.isHead, isKeptAlive: isKeptAlive, isOld: request.isOld, date: date, to: &output)
    isAnswering = false
    waitingSince = now
    if !isKeptAlive { phase = .closing }
  }

  /// Answers what never became a request, and reads no further.
  func refuse(_ response: Response, date: [UInt8], at now: Int64) {
    noteOutput(at: now)
    ResponseEncoder.append(
      response, isHead: parser.isHead, isKeptAlive: false, isOld: false, date: date, to: &output)
    waitingSince = now
    phase = .closing
  }

  /// Tells the client to send its body.
  func goAhead(at now: Int64) {
    noteOutput(at: now)
    output.append(contentsOf: ResponseEncoder.goAhead)
  }

  /// Writes what the peer takes.
  ///
  /// - Returns: False when the connection is broken.
  func flush(at now: Int64) -> Bool {
    while pendingOutputCount > 0 {
      let outcome = output.withUnsafeBytes { stream.write(UnsafeRawBufferPointer(rebasing: $0[outputStart...])) }
      switch outcome {
      case .done(let count):
        outputStart += count
        outputWait.takenCount += count
        waitingSince = now
      case .wantsRead, .wantsWrite:
        compactOutput()
        return true
      case .end, .broken, .plain: return false
      }
    }
    output.removeAll(keepingCapacity: output.capacity <= 65_536)
    outputStart = 0
    return true
  }

  /// Gives back the room that an idle connection keeps for its next request.
  func shrink(at now: Int64) {
    guard isIdle, now - waitingSince > 1_000 else { return }
    if output.capacity > 0 { output = [] }
    parser.shrink()
  }

  /// Begins the wait for a peer that takes output, where none is under way.
  private func noteOutput(at now: Int64) {
    if pendingOutputCount == 0 { outputWait = (now, 0) }
  }

  /// Gives the room of taken bytes back: a peer that is never quite done would have them kept for ever.
  private func compactOutput() {
    guard outputStart >= 65_536 else { return }
    output.removeFirst(outputStart)
    outputStart = 0
  }

  /// Ends the writing side once all is written.
  func linger(at now: Int64) {
    stream.endWriting()
    phase = .lingering
    waitingSince = now
  }

  /// No further request is read.
  func finish() {
    phase = .closing
  }

  // MARK: Time

  /// What a connection that has waited too long gets.
  enum Overdue {
    case close
    case refuse(HTTPError)
  }

  /// Begins a new wait when the parser waits for something else than before.
  func noteWaiting(at now: Int64) {
    guard parser.waiting != lastWaiting else { return }
    lastWaiting = parser.waiting
    waitingSince = now
  }

  /// - Parameter isFull: Whether others wait for the place.
  func overdue(at now: Int64, isFull: Bool) -> Overdue? {
    let seconds = Double(now - waitingSince) / 1000
    if phase == .lingering { return seconds > limits.lingerSeconds ? .close : nil }
    if pendingOutputCount > 0 {
      let allowed = limits.writeSeconds + Double(outputWait.takenCount) / Double(limits.outputBytesPerSecondMin)
      let isTooSlow = Double(now - outputWait.since) / 1000 > allowed
      return isTooSlow || seconds > limits.writeSeconds ? .close : nil
    }
    if isAnswering { return nil }
    if isExcess, seconds > limits.excessSeconds { return .close }
    if !stream.isEstablished { return seconds > limits.handshakeSeconds ? .close : nil }
    switch parser.waiting {
    case .nothing:
      return seconds > (isFull ? limits.fullIdleSeconds : limits.idleSeconds) ? .close : nil
    case .header:
      guard seconds > limits.headerSeconds else { return nil }
      return .refuse(HTTPError(.requestTimeout, "The header took longer than \(limits.headerSeconds) seconds"))
    case .body:
      let allowed = limits.bodySeconds + Double(parser.bodyByteCount) / Double(limits.bodyBytesPerSecondMin)
      guard seconds > allowed else { return nil }
      return .refuse(HTTPError(.requestTimeout, "The content came in too slowly; send it faster or in parts"))
    }
  }
}
