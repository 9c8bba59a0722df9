/// A whole request, with its body.
public struct Request: Sendable {
  /// The method; any token.
  public var method: Method
  /// The path as it stood in the target, still percent-encoded; begins with `/`, but for `*` of OPTIONS.
  public var path: String
  /// What stood behind the `?`, still percent-encoded; nil when there was none.
  public var query: String?
  /// The header fields.
  public var headers: RequestHeaders
  /// The content, without its framing.
  public var body: [UInt8]
  /// Whether it came over TLS.
  public var isSecure: Bool
  /// The numeric address of the peer.
  public var remoteAddress: String

  /// A request; tests make their own.
  public init(
    method: Method, path: String, query: String? = nil, headers: RequestHeaders = RequestHeaders(), body: [UInt8] = [],
    isSecure: Bool = false, remoteAddress: String = "127.0.0.1"
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.isSecure = isSecure
    self.remoteAddress = remoteAddress
  }
}
