/// The target of a request (RFC 9112 section 3.2), in its origin form, absolute form or as `*`.
struct Target {
  let path: String
  let query: String?

  /// - Throws: 400 for characters that RFC 3986 does not allow, or a broken percent-encoding.
  init(_ target: ArraySlice<UInt8>, isOptions: Bool) throws(HTTPError) {
    if target.elementsEqual("*".utf8) {
      guard isOptions else { throw HTTPError(.badRequest, "The target * is for OPTIONS only") }
      path = "*"
      query = nil
      return
    }
    let origin = try Self.originForm(target)
    guard Self.isWellEncoded(origin) else {
      throw HTTPError(.badRequest, "The target holds a character that must be percent-encoded, or a broken encoding")
    }
    guard let mark = origin.firstIndex(of: UInt8(ascii: "?")) else {
      path = String(decoding: origin, as: UTF8.self)
      query = nil
      return
    }
    path = String(decoding: origin[..<mark], as: UTF8.self)
    query = String(decoding: origin[(mark + 1)...], as: UTF8.self)
  }

  /// A host and perhaps a port: `example.org:8080`, `[::1]`.
  static func isAuthority(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isBracketed = bytes.first == UInt8(ascii: "[")
    guard let end = isBracketed ? bytes.firstIndex(of: UInt8(ascii: "]")).map({ $0 + 1 }) : hostEnd(bytes),
      end > bytes.startIndex
    else { return false }
    let host = bytes[..<end]
    let allowed = isBracketed ? literalCharacters : hostCharacters
    guard host.allSatisfy({ allowed[Int($0)] }), host.count > (isBracketed ? 2 : 0) else { return false }
    let port = bytes[end...]
    guard let colon = port.first else { return true }
    return colon == UInt8(ascii: ":") && port.count <= 6 && port.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func hostEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
  }

  /// The path and query of a target that may begin with a scheme and an authority.
  private static func originForm(_ target: ArraySlice<UInt8>) throws(HTTPError) -> ArraySlice<UInt8> {
    if target.first == UInt8(ascii: "/") { return target }
    let scheme = target.prefix(8).map(lowered)
    let length = scheme.starts(with: "http://".utf8) ? 7 : scheme.elementsEqual("https://".utf8) ? 8 : 0
    guard length > 0 else { throw HTTPError(.badRequest, "The target must begin with a slash") }
    let rest = target.dropFirst(length)
    let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
    guard isAuthority(rest[..<end]) else { throw HTTPError(.badRequest, "The target's host is no host and port") }
    let origin = rest[end...]
    return origin.first == UInt8(ascii: "/") ? origin : [UInt8(ascii: "/")] + origin
  }

  private static func isWellEncoded(_ bytes: ArraySlice<UInt8>) -> Bool {
    let allowed = targetCharacters
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%") {
        guard index + 2 < bytes.endIndex, hexadecimalValue(bytes[index + 1]) != nil,
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
