import Foundation
import TestSupport

/// A server where Bo can sign in: for tests of passwords and sessions, on a clock that they move.
struct SignIn {
  let program: Program
  let steward: Client
  /// Bo with a token of all scopes.
  let bo: Client
  let account: String

  static let password = "negen paarse olifanten"
  static let noon = "2023-06-15T12:00:00Z"

  /// A browser: what signing in gave.
  struct Browser {
    let client: Client
    let cookie: String
    let csrf: String
    let id: String

    /// Sends a request with the cookie, and with the CSRF token unless it is left out.
    func send(_ method: String, _ path: String, _ body: String? = nil, csrf token: String?) throws -> Reply {
      try client.send(method, path, body, headers: [("Cookie", cookie)] + (token.map { [("CSRF-Token", $0)] } ?? []))
    }

    func send(_ method: String, _ path: String, _ body: String? = nil) throws -> Reply {
      try send(method, path, body, csrf: csrf)
    }
  }

  init(_ words: String..., hasPassword: Bool = true) throws {
    program = try Program()
    let token = try program.token()
    try Self.noon.write(toFile: program.folder + "/clock", atomically: true, encoding: .utf8)
    let publicURL = words.first
    if let publicURL {
      try program.serve("--clock-file", program.folder + "/clock", "--public-url", publicURL)
    } else {
      try program.serve("--clock-file", program.folder + "/clock")
    }
    steward = try program.client(token: token)
    account = try Self.makeAccount("Bo", steward)
    bo = try program.client(token: try Self.makeToken(steward, account, #"["read","write","values"]"#))
    if hasPassword { _ = try bo.send("PUT", "/v1/accounts/\(account)/password", Self.body(Self.password)) }
  }

  func travel(to moment: String) throws {
    try moment.write(toFile: program.folder + "/clock", atomically: true, encoding: .utf8)
  }

  static func makeAccount(_ name: String, _ steward: Client) throws -> String {
    let made = try steward.send("POST", "/v1/accounts", #"{"name":"\#(name)"}"#)
    return made.json["id"] as? String ?? ""
  }

  static func makeToken(_ client: Client, _ account: String, _ scopes: String) throws -> String {
    let body = #"{"name":"test","scopes":\#(scopes),"accountId":"\#(account)"}"#
    return try client.send("POST", "/v1/tokens", body).json["secret"] as? String ?? ""
  }

  static func body(_ password: String, current: String? = nil) -> String {
    #"{"password":"\#(password)"\#(current.map { #","currentPassword":"\#($0)""# } ?? "")}"#
  }

  /// Tries to sign in, as a stranger.
  func attempt(_ name: String = "Bo", _ password: String = password, cookie: String? = nil) throws -> Reply {
    try program.client().send(
      "POST", "/v1/sessions", #"{"name":"\#(name)","password":"\#(password)"}"#,
      headers: cookie.map { [("Cookie", $0)] } ?? [])
  }

  func browser(_ password: String = password) throws -> Browser {
    let made = try attempt("Bo", password)
    let cookie = made.header("set-cookie")?.components(separatedBy: ";").first ?? ""
    return Browser(
      client: try program.client(), cookie: cookie, csrf: made.json["csrfToken"] as? String ?? "",
      id: made.json["id"] as? String ?? "")
  }
}
