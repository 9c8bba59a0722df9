/// Every maximum of the server.
public struct Limits: Sendable {
  /// Bytes of a request line: longer ones get 414.
  public var requestLineBytesMax = 8_192
  /// Bytes of all header fields together: more gets 431.
  public var headerBytesMax = 16_384
  /// Header fields of a request: more gets 431.
  public var headerCountMax = 100
  /// Bytes of content: more gets 413.
  public var bodyBytesMax = 1_048_576
  /// Bytes of a chunk's size line, with its extensions, which nobody needs.
  public var chunkLineBytesMax = 256
  /// Bytes of the trailer fields behind a chunked body; they are read and dropped.
  public var trailerBytesMax = 4_096
  /// Connections at once, over all shards.
  public var connectionCountMax = 16_384
  /// Connections beyond those: each is told that the server is full, and closed; still further ones wait in the
  /// kernel's queue.
  public var excessCountMax = 256
  /// Seconds that such a connection may take to ask, or to say anything.
  public var excessSeconds = 2.0
  /// Bytes read ahead of the request that is being answered; then reading pauses.
  public var readAheadBytesMax = 65_536
  /// Bytes of answers that a peer has not taken yet; then the next request waits.
  public var outputBytesMax = 1_048_576
  /// Requests on one connection; then it is closed, so that load spreads anew.
  public var requestCountMax = 1_000_000
  /// Seconds from the first byte of a request to the end of its header.
  public var headerSeconds = 10.0
  /// Seconds in which the body must come in, and so much more per `bodyBytesPerSecondMin`.
  public var bodySeconds = 20.0
  /// The least speed at which a body may come.
  public var bodyBytesPerSecondMin = 4_096
  /// Seconds a connection may be silent between requests.
  public var idleSeconds = 60.0
  /// The same as long as others wait for a place.
  public var fullIdleSeconds = 5.0
  /// Seconds in which a reader must take something of its answers; and all of them, but for so much more per
  /// `outputBytesPerSecondMin`.
  public var writeSeconds = 20.0
  /// The least speed at which answers may be taken.
  public var outputBytesPerSecondMin = 4_096
  /// Seconds in which a TLS connection must be agreed.
  public var handshakeSeconds = 10.0
  /// Seconds between two looks at the waits; each may last this much longer.
  public var checkSeconds = 0.5
  /// Seconds to wait for the peer's end after a refusal, so that it can read the answer.
  public var lingerSeconds = 2.0

  /// The defaults.
  public init() {}
}

/// How a server is set up.
public struct Configuration: Sendable {
  /// A numeric address or a name.
  public var host: String
  /// 0 for any that is free.
  public var port: Int
  /// Serial queues that serve connections, each with a reader of its own above.
  public var shardCount: Int
  /// Every maximum.
  public var limits: Limits
  /// Nil for plain HTTP.
  public var tls: TLSFiles?

  /// A set-up with the default limits.
  public init(host: String, port: Int, shardCount: Int, limits: Limits = Limits(), tls: TLSFiles? = nil) {
    self.host = host
    self.port = port
    self.shardCount = shardCount
    self.limits = limits
    self.tls = tls
  }
}

/// The files of a TLS server, in PEM.
public struct TLSFiles: Sendable {
  /// The certificate, then those that lead to its root.
  public var certificatePath: String
  /// Its private key.
  public var keyPath: String

  /// Two files.
  public init(certificatePath: String, keyPath: String) {
    self.certificatePath = certificatePath
    self.keyPath = keyPath
  }
}
