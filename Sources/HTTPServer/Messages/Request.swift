/// A whole request, with its body.
///
/// A class, because it is passed on many times and does not change.
public final class Request: Sendable {
  /// The method; any token.
  public let method: Method
  /// The path as it stood in the target, still percent-encoded; begins with `/`, but for `*` of OPTIONS.
  public let path: String
  /// What stood behind the `?`, still percent-encoded; nil when there was none.
  public let query: String?
  /// The header fields.
  public let headers: RequestHeaders
  /// The content, without its framing.
  public let body: [UInt8]
  /// The numeric address of the peer.
  public let remoteAddress: String

  /// A request; tests make their own.
  public init(
    method: Method, path: String, query: String? = nil, headers: RequestHeaders = RequestHeaders(), body: [UInt8] = [],
    remoteAddress: String = "127.0.0.1"
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.remoteAddress = remoteAddress
  }
}
