/// The status of a response (RFC 9110 section 15).
public struct Status: Hashable, Sendable {
  /// Three digits.
  public let code: Int

  /// A status by its number.
  public init(_ code: Int) {
    precondition((100...599).contains(code), "A status has three digits, the first 1 to 5")
    self.code = code
  }

  /// 200
  public static let ok = Status(200)
  /// 201
  public static let created = Status(201)
  /// 204
  public static let noContent = Status(204)
  /// 304
  public static let notModified = Status(304)
  /// 400
  public static let badRequest = Status(400)
  /// 401
  public static let unauthorized = Status(401)
  /// 403
  public static let forbidden = Status(403)
  /// 404
  public static let notFound = Status(404)
  /// 405
  public static let methodNotAllowed = Status(405)
  /// 406
  public static let notAcceptable = Status(406)
  /// 408
  public static let requestTimeout = Status(408)
  /// 409
  public static let conflict = Status(409)
  /// 412
  public static let preconditionFailed = Status(412)
  /// 413
  public static let contentTooLarge = Status(413)
  /// 414
  public static let uriTooLong = Status(414)
  /// 415
  public static let unsupportedMediaType = Status(415)
  /// 417
  public static let expectationFailed = Status(417)
  /// 422
  public static let unprocessableContent = Status(422)
  /// 428
  public static let preconditionRequired = Status(428)
  /// 429
  public static let tooManyRequests = Status(429)
  /// 431
  public static let headerFieldsTooLarge = Status(431)
  /// 500
  public static let internalServerError = Status(500)
  /// 501
  public static let notImplemented = Status(501)
  /// 503
  public static let serviceUnavailable = Status(503)
  /// 505
  public static let versionNotSupported = Status(505)

  /// Whether a response with this status never has content (RFC 9110 section 6.4.1).
  var isWithoutContent: Bool { code < 200 || code == 204 || code == 304 }

  /// The registered phrase; empty for a number that has none, which RFC 9112 section 4 allows.
  public var phrase: String { Self.phrases[code] ?? "" }

  /// `HTTP/1.1 200 OK` and the end of its line.
  var line: [UInt8] { Self.lines[code] }

  private static let lines = (0...599).map { code in
    Array("HTTP/1.1 \(code) \(phrases[code] ?? "")\r\n".utf8)
  }

  private static let phrases: [Int: String] = [
    100: "Continue", 200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 301: "Moved Permanently",
    303: "See Other", 304: "Not Modified", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone",
    412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long", 415: "Unsupported Media Type",
    417: "Expectation Failed", 422: "Unprocessable Content", 428: "Precondition Required", 429: "Too Many Requests",
    431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented",
    503: "Service Unavailable", 505: "HTTP Version Not Supported",
  ]
}
