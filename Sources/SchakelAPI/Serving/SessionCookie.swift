/// The cookie of a browser that has signed in.
struct SessionCookie: Sendable {
  let name: String
  private let isSecure: Bool

  /// A browser sends a `__Host-` cookie to this host only, and over TLS only (RFC 6265bis section 4.1.3.2). On one's
  /// own machine without TLS it would refuse it, so a server that is known by such an address goes without.
  init(publicURL: String) {
    isSecure = !Self.isPlainLoopback(publicURL)
    name = isSecure ? "__Host-schakel" : "schakel"
  }

  /// The field `Set-Cookie` that hands the cookie out; it ends with the browser, and the session at its own time.
  func setting(_ value: String) -> (StaticString, String) {
    ("Set-Cookie", "\(name)=\(value)\(attributes)")
  }

  /// The field `Set-Cookie` that takes the cookie away.
  var clearing: (StaticString, String) {
    ("Set-Cookie", "\(name)=\(attributes); Max-Age=0")
  }

  private var attributes: String {
    "; Path=/; HttpOnly\(isSecure ? "; Secure" : ""); SameSite=Strict"
  }

  private static func isPlainLoopback(_ publicURL: String) -> Bool {
    guard publicURL.hasPrefix("http://") else { return false }
    let authority = publicURL.dropFirst(7).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if authority.hasPrefix("[") { return authority == "[::1]" || authority.hasPrefix("[::1]:") }
    let host = authority.prefix { $0 != ":" }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    let isIPv4 = numbers.count == 4 && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    return host == "localhost" || isIPv4 && numbers[0] == "127"
  }
}
