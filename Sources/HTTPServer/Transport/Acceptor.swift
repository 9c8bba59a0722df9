import Dispatch
import Glibc
import Synchronization

/// A connection that was accepted and belongs to nobody yet.
struct Accepted: Sendable {
  let descriptor: Int32
  let address: String
}

/// What all shards have in common.
final class Shared: Sendable {
  let responder: any Responder
  let limits: Limits
  let tls: TLSContext?
  /// Connections over all shards.
  let connectionCount = Atomic<Int>(0)

  init(responder: any Responder, limits: Limits, tls: TLSContext?) {
    self.responder = responder
    self.limits = limits
    self.tls = tls
  }
}

/// Accepts connections and deals them to the shards in turn.
///
/// `@unchecked Sendable`: what changes is touched on `queue` only.
final class Acceptor: @unchecked Sendable {
  private let queue = DispatchQueue(label: "http.acceptor", qos: .userInitiated)
  private let listener: Int32
  /// Made on starting: a source that was never activated must not be let go of.
  private var source: (any DispatchSourceRead)?
  private let shards: [Shard]
  private let shared: Shared
  private var next = 0
  /// Held so that a connection can still be turned away when the process has no descriptor left.
  private var spare: Int32 = open("/dev/null", O_RDONLY | O_CLOEXEC)

  init(listener: Int32, shards: [Shard], shared: Shared) {
    self.listener = listener
    self.shards = shards
    self.shared = shared
  }

  deinit {
    close(spare)
    // Once started, the source closes the socket when it is cancelled.
    if source == nil { close(listener) }
  }

  func start() {
    queue.async { [self] in
      let source = DispatchSource.makeReadSource(fileDescriptor: listener, queue: queue)
      source.setEventHandler { [unowned self] in acceptAll() }
      source.setCancelHandler { [listener] in close(listener) }
      source.activate()
      self.source = source
    }
  }

  /// Accepts nothing more, and closes the listening socket.
  func stop(completion: @escaping @Sendable () -> Void) {
    queue.async { [self] in
      source?.cancel()
      completion()
    }
  }

  private func acceptAll() {
    while source?.isCancelled == false {
      let accepted = Socket.accept(listener)
      guard accepted.descriptor >= 0 else {
        let cause = errno
        if cause == ECONNABORTED || cause == EINTR { continue }
        if cause == EMFILE || cause == ENFILE { turnAway() }
        return
      }
      deal(Accepted(descriptor: accepted.descriptor, address: accepted.address))
    }
  }

  private func deal(_ accepted: Accepted) {
    let count = shared.connectionCount.wrappingAdd(1, ordering: .relaxed).newValue
    guard count <= shared.limits.connectionCountMax else {
      shared.connectionCount.wrappingSubtract(1, ordering: .relaxed)
      close(accepted.descriptor)
      return
    }
    shards[next].add(accepted)
    next = (next + 1) % shards.count
  }

  private func turnAway() {
    close(spare)
    let accepted = Socket.accept(listener)
    if accepted.descriptor >= 0 { close(accepted.descriptor) }
    spare = open("/dev/null", O_RDONLY | O_CLOEXEC)
  }
}
