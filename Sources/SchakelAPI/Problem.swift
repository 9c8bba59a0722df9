import HTTPServer
import SQLite
import SchakelDomain

/// An error as RFC 9457 writes it. This is the only place that gives an error a status.
struct Problem: Sendable {
  let status: Status
  /// In camelCase; the address of its explanation has it in kebab-case.
  let code: String
  let title: String
  let detail: String
  var faults: [DomainError.Fault] = []
  var fields: [String] = []
  var neutralRoutes: [NeutralRoute] = []
  /// Seconds after which to try again.
  var retryAfterSeconds: Int?
  /// Of a 401: why the token was not enough.
  var challenge: String?
  /// For the log only: what really went wrong.
  var cause: String?

  init(_ reason: Reason, _ detail: String? = nil) {
    self.init(DomainError(reason, detail))
  }

  init(_ error: DomainError) {
    status = Self.status(of: error.reason.kind)
    code = error.reason.code
    title = error.reason.title
    detail = error.detail
    faults = error.faults
    fields = error.fields
    neutralRoutes = error.neutralRoutes
    retryAfterSeconds = error.retryAfterSeconds ?? (status == .serviceUnavailable ? 1 : nil)
    if status == .unauthorized { challenge = "Bearer realm=\"schakel\"" }
  }

  init(_ error: HTTPError) {
    let names: [Int: Reason] = [
      408: .requestTimeout, 413: .contentTooLarge, 414: .uriTooLong, 417: .expectationFailed, 431: .headerTooLarge,
      501: .notImplemented, 503: .overloaded, 505: .versionNotSupported,
    ]
    let reason = names[error.status.code] ?? .malformedRequest
    status = error.status
    code = reason.code
    title = reason.title
    detail = error.reason + "."
    if status == .serviceUnavailable { retryAfterSeconds = 1 }
  }

  /// Any error that a handler threw.
  init(_ error: any Error) {
    switch error {
    case let error as DomainError: self.init(error)
    case let error as HTTPError: self.init(error)
    case let error as SQLiteError where error.isUnavailability:
      self.init(.databaseUnavailable)
      retryAfterSeconds = 1
      cause = error.description
    default:
      self.init(.internalError)
      cause = String(describing: error)
    }
  }

  private static func status(of kind: Reason.Kind) -> Status {
    switch kind {
    case .invalid: .badRequest
    case .unacceptable: .unprocessableContent
    case .notAuthenticated: .unauthorized
    case .forbidden: .forbidden
    case .notFound: .notFound
    case .conflict: .conflict
    case .stale: .preconditionFailed
    case .preconditionRequired: .preconditionRequired
    case .tooManyRequests: .tooManyRequests
    case .unavailable: .serviceUnavailable
    case .transport(let code): Status(code)
    }
  }

  /// `noConsent` as it stands in an address: `no-consent`.
  static func slug(_ code: String) -> String {
    code.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }

  /// The body.
  func body(requestID: String, site: Site) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "\(site.publicURL)/problems/\(Self.slug(code))")
      writer.member("title", title)
      writer.member("status", Int64(status.code))
      writer.member("detail", detail)
      writer.member("instance", "urn:uuid:\(requestID)")
      writer.member("code", code)
      if !fields.isEmpty { writer.member("fields", fields) }
      if !neutralRoutes.isEmpty { writer.member("neutralRoutes", neutralRoutes.map(\.rawValue)) }
      guard !faults.isEmpty else { return }
      writer.key("errors")
      writer.list(faults) { writer, fault in
        writer.object { writer in
          writer.member("in", fault.place.rawValue)
          writer.member("location", fault.location)
          writer.member("code", fault.code)
          writer.member("detail", fault.detail)
        }
      }
    }
    return writer.bytes
  }
}

/// Where and as what this server is known.
package struct Site: Sendable {
  /// Without a slash at the end.
  package let publicURL: String
  /// The version of the API and of the program.
  package let version: String
  let sessionCookie: SessionCookie

  package init(publicURL: String, version: String) {
    self.publicURL = publicURL
    self.version = version
    sessionCookie = SessionCookie(publicURL: publicURL)
  }
}

extension Reason {
  static let malformedRequest = Reason(
    "malformedRequest", .transport(400), "The request is no proper HTTP.", advice: "Correct what the detail names.")
  static let malformedJSON = Reason(
    "malformedJson", .invalid, "The body is no proper JSON.", advice: "Correct the place that the detail names.")
  static let methodNotAllowed = Reason(
    "methodNotAllowed", .transport(405), "This resource does not know the method.",
    advice: "Use one of the methods in the header Allow.")
  static let notAcceptable = Reason(
    "notAcceptable", .transport(406), "None of the media types that you accept can be had.",
    advice: "Accept application/json.")
  static let requestTimeout = Reason(
    "requestTimeout", .transport(408), "The request took too long to come in.", advice: "Send it again, faster.")
  static let contentTooLarge = Reason(
    "contentTooLarge", .transport(413), "The content is too large.", advice: "Send it in parts.")
  static let uriTooLong = Reason(
    "uriTooLong", .transport(414), "The address is too long.", advice: "Ask for less at once.")
  static let unsupportedMediaType = Reason(
    "unsupportedMediaType", .transport(415), "The content has a type that is not understood here.",
    advice: "Send JSON, with the header Content-Type: application/json.")
  static let expectationFailed = Reason(
    "expectationFailed", .transport(417), "The expectation cannot be met.", advice: "Leave the header Expect out.")
  static let headerTooLarge = Reason(
    "headerTooLarge", .transport(431), "The header is too large.", advice: "Send fewer or shorter fields.")
  static let rateLimited = Reason(
    "rateLimited", .tooManyRequests, "There were too many requests in a short time.",
    advice: "Wait as long as Retry-After says.")
  static let internalError = Reason(
    "internalError", .transport(500), "Something went wrong that should not.",
    advice: "Try again later; tell the operator the id in `instance` when it stays so.")
  static let notImplemented = Reason(
    "notImplemented", .transport(501), "The server does not do this.", advice: "Use another method.")
  static let databaseUnavailable = Reason(
    "databaseUnavailable", .unavailable, "The database cannot be used at this moment.",
    advice: "Nothing was changed. Try again in a moment.")
  static let overloaded = Reason(
    "overloaded", .transport(503), "The server has as much to do as it can.",
    advice: "Nothing was begun. Try again after the seconds in Retry-After.")
  static let versionNotSupported = Reason(
    "versionNotSupported", .transport(505), "The server does not speak this version of HTTP.", advice: "Use HTTP/1.1.")
  static let serving: [Reason] = [
    .malformedRequest, .malformedJSON, .methodNotAllowed, .notAcceptable, .requestTimeout, .contentTooLarge,
    .uriTooLong, .unsupportedMediaType, .expectationFailed, .headerTooLarge, .rateLimited, .internalError,
    .notImplemented, .databaseUnavailable, .overloaded, .versionNotSupported,
  ]
  /// All reasons that are explained under `/problems/`.
  static let published = all + serving + calculations.filter { !all.contains($0) }
}
