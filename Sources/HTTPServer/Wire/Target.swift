/// The target of a request (RFC 9112 section 3.2), in its origin form, absolute form or as `*`.
struct Target {
  let path: String
  let query: String?

  /// - Throws: 400 for characters that RFC 3986 does not allow, or a broken percent-encoding.
  init(_ target: Span<UInt8>, isOptions: Bool) throws(HTTPError) {
    if target.equals("*") {
      guard isOptions else { throw HTTPError(.badRequest, "The target * is for OPTIONS only") }
      path = "*"
      query = nil
      return
    }
    let origin = target.extracting(try Self.originStart(target)...)
    guard Self.isWellEncoded(origin) else {
      throw HTTPError(.badRequest, "The target holds a character that must be percent-encoded, or a broken encoding")
    }
    let mark = origin.firstIndex(of: UInt8(ascii: "?"))
    let path = origin.extracting(..<(mark ?? origin.count)).text
    self.path = path.utf8.first == UInt8(ascii: "/") ? path : "/" + path
    query = mark.map { origin.extracting(($0 + 1)...).text }
  }

  /// A host and perhaps a port: `example.org:8080`, `[::1]`.
  static func isAuthority(_ bytes: Span<UInt8>) -> Bool {
    let isBracketed = bytes.first == UInt8(ascii: "[")
    let bracket = isBracketed ? bytes.firstIndex(of: UInt8(ascii: "]")) : nil
    guard !isBracketed || bracket != nil else { return false }
    let end = bracket.map { $0 + 1 } ?? bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
    let host = bytes.extracting(..<end)
    let allowed = isBracketed ? literalCharacters : hostCharacters
    guard host.allSatisfy({ allowed[Int($0)] }), end > (isBracketed ? 2 : 0) else { return false }
    let port = bytes.extracting(end...)
    guard let colon = port.first else { return true }
    return colon == UInt8(ascii: ":") && port.count <= 6 && port.extracting(1...).allSatisfy(isDigit)
  }

  /// Where the path and query begin in a target that may begin with a scheme and an authority. There may be a query and
  /// no path.
  private static func originStart(_ target: Span<UInt8>) throws(HTTPError) -> Int {
    if target.first == UInt8(ascii: "/") { return 0 }
    let scheme = target.extracting(..<min(8, target.count)).text.lowercased()
    let length = scheme.hasPrefix("http://") ? 7 : scheme == "https://" ? 8 : 0
    guard length > 0 else { throw HTTPError(.badRequest, "The target must begin with a slash") }
    var end = length
    while end < target.count, target[end] != UInt8(ascii: "/"), target[end] != UInt8(ascii: "?") { end += 1 }
    guard isAuthority(target.extracting(length..<end)) else {
      throw HTTPError(.badRequest, "The target's host is no host and port")
    }
    return end
  }

  private static func isWellEncoded(_ bytes: Span<UInt8>) -> Bool {
    let allowed = targetCharacters
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%") {
        guard index + 2 < bytes.count, hexadecimalValue(bytes[index + 1]) != nil,
          hexadecimalValue(bytes[index + 2]) != nil
        else { return false }
        index += 3
      } else {
        guard allowed[Int(bytes[index])] else { return false }
        index += 1
      }
    }
    return true
  }

  private static let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
  private static let targetCharacters = characterTable(unreserved + "!$&'()*+,;=:@/?")
  private static let hostCharacters = characterTable(unreserved + "!$&'()*+,;=%")
  private static let literalCharacters = characterTable("0123456789abcdefABCDEF:.[]v")
}
