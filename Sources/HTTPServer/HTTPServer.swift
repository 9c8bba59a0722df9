// A small HTTP/1.1 server on sockets and Dispatch. It knows nothing of what it serves: a `Responder` is given each
// request
// and answers at once or later.
//
//   Acceptor ──connection──→ Shard (serial queue + epoll) ──bytes──→ RequestParser ──request──→ Responder
//                                    ↑──────────────── Connection ←── ResponseEncoder ←── Response ──┘
//
// - Messages/: plain values. Wire/: what bytes mean; pure, and strict. Transport/: sockets and queues. Routing/:
// which
//   path is whose, and files from a folder.
// - A connection belongs to one shard for life, and everything of it is touched on the shard's queue only: no locks.
// - Whatever a peer can make the server keep or wait for has a maximum in Limits.swift.
// - Absent: HTTP/2, compression, ranges, upgrades, streaming bodies. Bodies are whole arrays within `bodyBytesMax`.
import Dispatch
import Glibc
import Synchronization

/// An open port. Connections wait until a server serves it.
public struct Listener: Sendable {
  /// The port; the one the system chose where 0 was asked for.
  public let port: Int
  /// Connections at once: the limit, or fewer where the system gives the process no descriptors for more.
  public let connectionCountMax: Int

  fileprivate let descriptor: Int32
  fileprivate let tls: TLSContext?
  fileprivate let limits: Limits
  fileprivate let shardCount: Int

  /// - Throws: `ListenError` when the port, the certificate or the key cannot be used.
  public init(_ configuration: Configuration) throws(ListenError) {
    // A peer that is gone shows as an error of the write, not as a signal.
    signal(SIGPIPE, SIG_IGN)
    tls = try configuration.tls.map { files throws(ListenError) in try TLSContext(files) }
    shardCount = max(1, configuration.shardCount)
    var limits = configuration.limits
    let allowed = Descriptors.allow(limits.connectionCountMax + limits.excessCountMax + Descriptors.otherCount)
    let placeCount = allowed - limits.excessCountMax - Descriptors.otherCount
    connectionCountMax = max(1, min(limits.connectionCountMax, placeCount))
    limits.connectionCountMax = connectionCountMax
    self.limits = limits
    descriptor = try Socket.listen(host: configuration.host, port: configuration.port)
    port = Socket.port(of: descriptor)
  }
}

/// Serves connections of a port until it is stopped.
public final class Server: Sendable {
  private let isSecure: Bool
  private let shards: [Shard]
  private let acceptor: Acceptor

  /// A server that has not begun. The listener is its own from here on.
  public init(_ listener: Listener, responder: any Responder) {
    isSecure = listener.tls != nil
    let shared = Shared(responder: responder, limits: listener.limits)
    shards = (0..<listener.shardCount).map { Shard(number: $0, shared: shared, tls: listener.tls) }
    acceptor = Acceptor(listener: listener.descriptor, shards: shards, shared: shared)
  }

  /// Begins to serve.
  public func start() {
    for shard in shards { shard.start() }
    acceptor.start()
  }

  /// Takes a renewed certificate for the connections from here on. Those that are open go on with the old one, and so
  /// does the server when the files cannot be used.
  ///
  /// - Precondition: The server was set up for TLS.
  /// - Throws: `ListenError`.
  public func renewCertificate(_ files: TLSFiles) throws(ListenError) {
    precondition(isSecure, "A plain server has no certificate")
    let renewed = try TLSContext(files)
    for shard in shards { shard.use(renewed) }
  }

  /// Stops: accepts nothing more, answers what has been begun, and closes.
  ///
  /// - Parameters:
  ///   - deadlineSeconds: After these, connections that are left are dropped.
  ///   - completion: Called once, when no connection is left; on a queue of the server.
  public func stop(deadlineSeconds: Double, completion: @escaping @Sendable () -> Void) {
    let left = LeftToStop(count: shards.count, completion: completion)
    acceptor.stop { [shards] in
      for shard in shards { shard.stop { left.oneLess() } }
      // Only from here on: what is abandoned before it has been told to stop could take further connections.
      DispatchQueue.global().asyncAfter(deadline: .now() + deadlineSeconds) {
        for shard in shards { shard.abandon() }
      }
    }
  }
}

/// Counts the shards that still have connections.
private final class LeftToStop: Sendable {
  private let count: Atomic<Int>
  private let completion: @Sendable () -> Void

  init(count: Int, completion: @escaping @Sendable () -> Void) {
    self.count = Atomic(count)
    self.completion = completion
  }

  func oneLess() {
    if count.wrappingSubtract(1, ordering: .relaxed).newValue == 0 { completion() }
  }
}
