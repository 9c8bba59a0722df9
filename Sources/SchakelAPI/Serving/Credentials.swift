import HTTPServer
import SchakelDomain

/// What a request shows to say whose it is, and for whom it acts.
struct Credentials: Sendable {
  enum Secret: Sendable {
    case bearer(String)
    case session(cookie: String, csrf: String?)
  }

  let secret: Secret?
  let actingAs: ActingAs?

  /// - Parameter cookieName: Only this one counts: a neighbouring domain can set others.
  /// - Throws: `DomainError` with `unauthenticated` for another scheme than Bearer, `invalidInput` for an `Acting-As`
  /// that
  ///   cannot be read.
  init(_ headers: RequestHeaders, cookieName: String) throws {
    if let token = headers.first("authorization", Self.token) {
      guard !headers.isRepeated("authorization") else {
        throw DomainError(.unauthenticated, "Send one header Authorization.")
      }
      guard let token else {
        throw DomainError(.unauthenticated, "The header must read `Authorization: Bearer schakel_…`.")
      }
      secret = .bearer(token)
    } else if let cookie = Self.cookie(cookieName, headers) {
      secret = .session(cookie: cookie, csrf: headers.first("csrf-token"))
    } else {
      secret = nil
    }
    actingAs = try headers.list("acting-as").map(Self.actingAs)
  }

  /// Looks up the person.
  func caller(changing: Bool, in tx: Transaction) throws -> Caller {
    switch secret {
    case .bearer(let token): return try Authentication.caller(bearer: token, actingAs: actingAs, in: tx)
    case .session(let cookie, let csrf):
      return try Authentication.caller(cookie: cookie, csrf: csrf, needsCSRF: changing, actingAs: actingAs, in: tx)
    case nil: throw DomainError(.unauthenticated)
    }
  }

  /// What stands behind the scheme Bearer and a space, in any case (RFC 9110 section 11.1); nil for anything else.
  private static func token(_ authorization: Span<UInt8>) -> String? {
    guard (8...263).contains(authorization.count) else { return nil }
    let isBearer =
      authorization.starts(with: "Bearer ") || authorization.extracting(..<7).text.lowercased() == "bearer "
    return isBearer ? authorization.extracting(7...).text : nil
  }

  private static func cookie(_ name: String, _ headers: RequestHeaders) -> String? {
    for pair in headers.all("cookie").flatMap({ $0.split(separator: ";") }) {
      let parts = pair.trimmingBlanks.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0] == name { return String(parts[1]) }
    }
    return nil
  }

  /// Reads `<partnerId>`, `<partnerId>;role=<role>` or `role=<role>`.
  private static func actingAs(_ text: String) throws -> ActingAs {
    var partner: Partner.ID?
    var role: String?
    for (index, part) in text.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
      let word = part.trimmingBlanks
      if word.hasPrefix("role="), role == nil, word.count > 5 {
        role = String(word.dropFirst(5))
      } else if index == 0, let id = Partner.ID(String(word)) {
        partner = id
      } else {
        throw DomainError(
          .invalidInput, "Acting-As must read <partnerId>, <partnerId>;role=<role> or role=<role>.",
          faults: [.init(.header, at: "Acting-As", code: "format", "Write <partnerId>;role=<role>.")])
      }
    }
    if let role, partner != nil, ChainRole(rawValue: role) == nil {
      throw DomainError(
        .invalidInput, "The role in Acting-As is unknown.",
        faults: [.init(.header, at: "Acting-As", code: "unknownCode", "Take a role from /v1/vocabularies.")])
    }
    return ActingAs(partnerID: partner, role: role)
  }
}
