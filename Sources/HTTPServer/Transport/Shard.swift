import CLinux
import Dispatch
import Glibc
import Synchronization

// A shard owns an epoll descriptor, and one dispatch source watches that descriptor. Each wake-up drains it. One source
// per connection would cost twice the time per request: every event would go through the dispatch queue by itself.

/// A serial queue and the connections it serves.
///
/// `@unchecked Sendable`: all but `queue`, `number` and `shared` is touched on `queue` only.
final class Shard: @unchecked Sendable {
  let queue: DispatchQueue
  private let number: Int
  private let shared: Shared
  private var tls: TLSContext?
  private let epoll: Int32
  /// Made on starting: a source that was never activated must not be let go of.
  private var source: (any DispatchSourceRead)?
  private var timer: (any DispatchSourceTimer)?

  /// Indexed by descriptor.
  private var connections: [Connection?] = []
  private var connectionCount = 0
  private let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 128)
  private let readBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 32_768, alignment: 16)
  @exclusivity(unchecked) private var date = DateField()
  private var logLines = LogLines()
  private var now = Shard.monotonicMilliseconds()
  /// Answered from elsewhere, and not written to yet.
  private var answeredLate: [Connection] = []
  private var settlingIsScheduled = false
  private var isStopping = false
  private var onEmpty: (@Sendable () -> Void)?
  /// The connection whose request is being handed to the responder now.
  private var current: Connection?

  /// - Parameter tls: Nil for plain connections.
  init(number: Int, shared: Shared, tls: TLSContext?) {
    self.number = number
    self.shared = shared
    self.tls = tls
    queue = DispatchQueue(label: "http.shard.\(number)", qos: .userInitiated)
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    precondition(epoll >= 0, "The system gives no epoll descriptor")
    queue.setSpecific(key: Self.numberKey, value: number)
  }

  deinit {
    // Once started, the source closes the descriptor when it is done with it.
    if let source { source.cancel() } else { close(epoll) }
    timer?.cancel()
    events.deallocate()
    readBuffer.deallocate()
  }

  private static let numberKey = DispatchSpecificKey<Int>()
  /// Turns before the queue goes on with what else is in line.
  private static let turnsMax = 4

  func start() {
    queue.async { [self] in
      let source = DispatchSource.makeReadSource(fileDescriptor: epoll, queue: queue)
      let timer = DispatchSource.makeTimerSource(queue: queue)
      source.setEventHandler { [unowned self] in drain() }
      source.setCancelHandler { [epoll] in close(epoll) }
      timer.setEventHandler { [unowned self] in closeOverdue() }
      let interval = DispatchTimeInterval.milliseconds(Int(shared.limits.checkSeconds * 1000))
      timer.schedule(deadline: .now() + interval, repeating: interval, leeway: .milliseconds(10))
      source.activate()
      timer.activate()
      (self.source, self.timer) = (source, timer)
    }
  }

  /// Takes over a connection.
  func add(_ accepted: Accepted) {
    queue.async { [self] in
      beginTurn()
      let connection = Connection(accepted, tls: tls, limits: shared.limits, at: now)
      let index = Int(connection.descriptor)
      while connections.count <= index { connections.append(nil) }
      connections[index] = connection
      connectionCount += 1
      if isStopping { return remove(connection) }
      // The first bytes are often there already.
      serve(connection, events: EPOLLIN.rawValue)
    }
  }

  /// Takes another certificate for the connections from here on.
  func use(_ renewed: TLSContext) {
    queue.async { [self] in tls = renewed }
  }

  /// Answers what has been begun, closes the rest, and calls back once nothing is left.
  func stop(completion: @escaping @Sendable () -> Void) {
    queue.async { [self] in
      beginTurn()
      isStopping = true
      onEmpty = completion
      // What has come in and was not looked at yet has been begun, too.
      for connection in connections.compactMap({ $0 }) { serve(connection, events: EPOLLIN.rawValue) }
      finishIfEmpty()
    }
  }

  /// Closes whatever is left.
  func abandon() {
    queue.async { [self] in
      for connection in connections.compactMap({ $0 }) { remove(connection) }
    }
  }

  // MARK: Events

  private func drain() {
    // Whoever was answered has often asked again by now, and to be woken for that would cost more than to look.
    // Bounded, so that a flood leaves room for answers from elsewhere and for the timer.
    for _ in 0..<Self.turnsMax {
      let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), 0)
      guard count > 0 else { return }
      beginTurn()
      shared.responder.turnBegan(on: number)
      for event in events[..<Int(count)] {
        guard let connection = connections[Int(event.data.fd)] else { continue }
        receive(connection, events: event.events)
      }
      shared.responder.turnEnded(on: number)
      writeLog()
      // Only now: a client that waits for several answers is woken once for all of them, not once for each.
      for event in events[..<Int(count)] {
        if let connection = connections[Int(event.data.fd)] { settle(connection) }
      }
    }
  }

  private func serve(_ connection: Connection, events: UInt32) {
    receive(connection, events: events)
    writeLog()
    settle(connection)
  }

  private func receive(_ connection: Connection, events: UInt32) {
    // Told as long as it lasts, whatever is watched for: nothing can be sent to this peer any more.
    guard events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) == 0 else { return remove(connection) }
    if events & EPOLLIN.rawValue != 0 || connection.tlsWantsWrite {
      guard connection.read(with: readBuffer, at: now) else { return remove(connection) }
      if connection.isPlainByMistake, connection.phase == .open {
        connection.refuse(.tlsIsDue, date: date.bytes, at: now)
      }
    }
    process(connection)
  }

  /// Hands on the requests that have come in, one after another.
  private func process(_ connection: Connection) {
    while connection.mayParse {
      do {
        switch try connection.nextRequest() {
        case .needMore:
          return connection.noteWaiting(at: now)
        case .continueExpected:
          connection.goAhead(at: now)
        case .request(let parsed):
          respond(to: parsed.request, of: connection)
        }
      } catch {
        refuse(connection, error)
      }
    }
  }

  private func respond(to request: Request, of connection: Connection) {
    let sequence = connection.requestCount
    if connection.isExcess, !shared.responder.isServedWhenFull(request) {
      let response = shared.responder.response(to: .noPlace)
      note(response)
      return connection.answer(response, isStopping: false, date: date.bytes, at: now)
    }
    current = connection
    defer { current = nil }
    shared.responder.respond(
      to: request, on: number,
      reply: Reply { [self] response in deliver(response, to: connection, sequence) })
  }

  /// Brings an answer to its connection: at once within the call of the responder, else by the queue.
  private func deliver(_ response: Response, to connection: Connection, _ sequence: Int) {
    if DispatchQueue.getSpecific(key: Self.numberKey) == number, current === connection {
      accept(response, for: connection, sequence)
      return
    }
    queue.async { [self] in deliverLate(response, to: connection, sequence) }
  }

  /// The writer answers a whole batch after one commit, so more answers often stand in line behind this one: the log
  /// is written, and clients are woken, once for all of them.
  private func deliverLate(_ response: Response, to connection: Connection, _ sequence: Int) {
    beginTurn()
    if accept(response, for: connection, sequence) {
      process(connection)
      answeredLate.append(connection)
    }
    guard !settlingIsScheduled else { return }
    settlingIsScheduled = true
    queue.async { [self] in settleLate() }
  }

  private func settleLate() {
    settlingIsScheduled = false
    writeLog()
    for connection in answeredLate { settle(connection) }
    answeredLate.removeAll(keepingCapacity: true)
  }

  /// - Returns: False for an answer that nobody waits for any more.
  @discardableResult
  private func accept(_ response: Response, for connection: Connection, _ sequence: Int) -> Bool {
    note(response)
    guard connection.isAnswering, connection.requestCount == sequence, isServed(connection) else { return false }
    connection.answer(response, isStopping: isStopping, date: date.bytes, at: now)
    return true
  }

  /// Answers what never became a request, and reads no further.
  private func refuse(_ connection: Connection, _ error: HTTPError) {
    let response = shared.responder.response(to: error)
    note(response)
    connection.refuse(response, date: date.bytes, at: now)
  }

  // MARK: After each turn

  private func note(_ response: Response) {
    if !logLines.hasRoom(for: response.logLine) { writeLog() }
    logLines.add(response.logLine)
  }

  private func writeLog() {
    logLines.flush(shared.responder.log)
  }

  /// Writes, and closes or watches further.
  private func settle(_ connection: Connection) {
    guard isServed(connection) else { return }
    guard connection.flush(at: now) else { return remove(connection) }
    // Output that went out makes room for requests that have come in already; no event will tell of them again.
    while connection.mayParse, connection.parser.pendingByteCount > 0 {
      let before = connection.requestCount
      process(connection)
      writeLog()
      guard connection.flush(at: now) else { return remove(connection) }
      guard connection.requestCount > before else { break }
    }
    if isStopping, connection.isIdle { connection.finish() }
    if connection.hasEnded, !connection.isAnswering, connection.pendingOutputCount == 0 {
      connection.stream.endWriting()
      return remove(connection)
    }
    if connection.phase == .closing, connection.pendingOutputCount == 0 { connection.linger(at: now) }
    watch(connection)
  }

  private func watch(_ connection: Connection) {
    let wanted = connection.wantedInterest
    guard wanted != connection.interest || !connection.isWatched else { return }
    var event = epoll_event()
    event.events = wanted
    event.data.fd = connection.descriptor
    let operation = connection.isWatched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD
    guard epoll_ctl(epoll, operation, connection.descriptor, &event) == 0 else { return remove(connection) }
    connection.interest = wanted
    connection.isWatched = true
  }

  private func isServed(_ connection: Connection) -> Bool {
    connections[Int(connection.descriptor)] === connection
  }

  private func remove(_ connection: Connection) {
    guard isServed(connection) else { return }
    if connection.isWatched { epoll_ctl(epoll, EPOLL_CTL_DEL, connection.descriptor, nil) }
    connections[Int(connection.descriptor)] = nil
    connection.close()
    connectionCount -= 1
    connection.leave()
    finishIfEmpty()
  }

  private func finishIfEmpty() {
    guard isStopping, connectionCount == 0, let completion = onEmpty else { return }
    onEmpty = nil
    timer?.cancel()
    source?.cancel()
    completion()
  }

  private func closeOverdue() {
    beginTurn()
    let isFull = shared.isFull.load(ordering: .relaxed)
    for connection in connections.compactMap({ $0 }) {
      switch connection.overdue(at: now, isFull: isFull) {
      case nil: connection.shrink(at: now)
      case .close:
        connection.stream.endWriting()
        remove(connection)
      case .refuse(let error):
        refuse(connection, error)
        writeLog()
        settle(connection)
      }
    }
  }

  private func beginTurn() {
    now = Self.monotonicMilliseconds()
    date.update()
  }

  private static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension HTTPError {
  /// What a connection hears that came when every place was taken.
  fileprivate static let noPlace = HTTPError(
    .serviceUnavailable, "The server has as many connections as it can serve; try again in a moment")
}

extension Response {
  /// What a peer hears that speaks plain HTTP to a port for TLS; in plain text, as whoever sees it looks for the cause.
  fileprivate static let tlsIsDue: Response = {
    var headers = ResponseHeaders()
    headers.add("Content-Type", "text/plain; charset=utf-8")
    let text = "This port speaks HTTPS only: begin the address with https:// instead of http://\n"
    return Response(.badRequest, headers: headers, body: Array(text.utf8))
  }()
}
