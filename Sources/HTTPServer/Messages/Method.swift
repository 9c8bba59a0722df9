/// The method of a request (RFC 9110 section 9).
public struct Method: Hashable, Sendable {
  /// The token as it stands in the request line; case matters.
  public let name: String

  /// A method by its token.
  public init(_ name: String) {
    self.name = name
  }

  /// Read.
  public static let get = Method("GET")
  /// Read, but for the content.
  public static let head = Method("HEAD")
  /// Create, or do what fits no other method.
  public static let post = Method("POST")
  /// Create or replace under a name that the client chose.
  public static let put = Method("PUT")
  /// Change in part.
  public static let patch = Method("PATCH")
  /// Remove.
  public static let delete = Method("DELETE")
  /// Ask what is possible.
  public static let options = Method("OPTIONS")
  /// Open a tunnel: never here.
  static let connect = Method("CONNECT")
  /// Echo the request: never here, as it would give headers away.
  static let trace = Method("TRACE")
}
