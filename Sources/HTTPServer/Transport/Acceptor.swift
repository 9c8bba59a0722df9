import Dispatch
import Glibc
import Synchronization

/// A connection that was accepted and belongs to nobody yet.
struct Accepted: Sendable {
  let descriptor: Int32
  let address: String
  /// Whether every place was taken.
  let isExcess: Bool
  /// Gives its place to another one.
  let leave: @Sendable () -> Void
}

/// What all shards have in common.
final class Shared: Sendable {
  let responder: any Responder
  let limits: Limits
  /// Whether connections have come for which there is no place.
  let isFull = Atomic<Bool>(false)

  init(responder: any Responder, limits: Limits) {
    self.responder = responder
    self.limits = limits
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
  /// Connections over all shards.
  private var connectionCount = 0
  /// Whether every place is taken, those for the excess too: then the source sleeps, and further connections wait in
  /// the kernel's queue.
  private var isFull = false
  /// Held so that a connection can still be turned away when the process has no descriptor left.
  private var spare: Int32 = open("/dev/null", O_RDONLY | O_CLOEXEC)

  init(listener: Int32, shards: [Shard], shared: Shared) {
    self.listener = listener
    self.shards = shards
    self.shared = shared
  }

  deinit {
    close(spare)
    if isFull {
      // A source must not be let go of while it sleeps.
      source?.cancel()
      source?.resume()
    }
    // Once started, the source closes the socket when it is cancelled.
    if let source { source.cancel() } else { close(listener) }
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

  /// Accepts nothing more, and closes the listening socket. What stands in the kernel's queue by now was taken in.
  func stop(completion: @escaping @Sendable () -> Void) {
    queue.async { [self] in
      if !isFull { acceptAll() }
      source?.cancel()
      // A source that sleeps would never close the socket.
      if isFull { source?.resume() }
      isFull = false
      completion()
    }
  }

  private func acceptAll() {
    while source?.isCancelled == false {
      guard connectionCount < placeCount else { return pause() }
      let accepted = Socket.accept(listener)
      guard accepted.descriptor >= 0 else {
        let cause = errno
        if cause == ECONNABORTED || cause == EINTR { continue }
        if cause == EMFILE || cause == ENFILE { turnAway() }
        return
      }
      deal(accepted.descriptor, accepted.address)
    }
  }

  private func deal(_ descriptor: Int32, _ address: String) {
    connectionCount += 1
    let isExcess = connectionCount > shared.limits.connectionCountMax
    shared.isFull.store(isExcess, ordering: .relaxed)
    shards[next].add(
      Accepted(descriptor: descriptor, address: address, isExcess: isExcess) { [weak self] in self?.takeBack() })
    next = (next + 1) % shards.count
  }

  private var placeCount: Int { shared.limits.connectionCountMax + shared.limits.excessCountMax }

  private func pause() {
    isFull = true
    source?.suspend()
  }

  /// Takes back the place of a connection that has ended.
  private func takeBack() {
    queue.async { [self] in
      connectionCount -= 1
      if connectionCount <= shared.limits.connectionCountMax { shared.isFull.store(false, ordering: .relaxed) }
      guard isFull, connectionCount < placeCount else { return }
      isFull = false
      source?.resume()
    }
  }

  private func turnAway() {
    close(spare)
    let accepted = Socket.accept(listener)
    if accepted.descriptor >= 0 { close(accepted.descriptor) }
    spare = open("/dev/null", O_RDONLY | O_CLOEXEC)
  }
}
