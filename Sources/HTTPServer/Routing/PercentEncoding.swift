/// Percent-encoding (RFC 3986 section 2.1).
public enum PercentEncoding {
  /// The text of one segment of a path, or nil when it is empty, no UTF-8, or holds what no segment may: a slash, a
  /// NUL.
  static func decodeSegment(_ bytes: Span<UInt8>) -> String? {
    guard !bytes.isEmpty else { return nil }
    if bytes.allSatisfy({ $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "/") && $0 != 0 }) { return bytes.validText }
    guard let decoded = decode(bytes, plusIsSpace: false) else { return nil }
    return decoded.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") } ? nil : decoded
  }

  /// The names and values of a query, in order.
  ///
  /// - Returns: Nil when one of them is badly encoded or no UTF-8.
  public static func decodeQuery(_ query: String) -> [(name: String, value: String)]? {
    let bytes = query.utf8.span
    var pairs: [(name: String, value: String)] = []
    var start = 0
    while start < bytes.count {
      let end = bytes.firstIndex(of: UInt8(ascii: "&"), from: start) ?? bytes.count
      let part = bytes.extracting(start..<end)
      start = end + 1
      if part.isEmpty { continue }
      let mark = part.firstIndex(of: UInt8(ascii: "=")) ?? part.count
      let value = part.extracting(min(mark + 1, part.count)...)
      guard let name = decode(part.extracting(..<mark), plusIsSpace: true),
        let value = decode(value, plusIsSpace: true)
      else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }

  /// A text that can stand as a value in a query.
  public static func encodeQuery(_ text: String) -> String {
    let bytes = text.utf8.span
    if bytes.allSatisfy({ unreserved[Int($0)] }) { return text }
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      if unreserved[Int(byte)] {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func decode(_ bytes: Span<UInt8>, plusIsSpace: Bool) -> String? {
    let isPlain = bytes.allSatisfy { $0 != UInt8(ascii: "%") && ($0 != UInt8(ascii: "+") || !plusIsSpace) }
    if isPlain { return bytes.validText }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%") {
        guard index + 2 < bytes.count, let high = hexadecimalValue(bytes[index + 1]),
          let low = hexadecimalValue(bytes[index + 2])
        else { return nil }
        decoded.append(UInt8(high << 4 | low))
        index += 3
      } else {
        decoded.append(plusIsSpace && bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
        index += 1
      }
    }
    return decoded.span.validText
  }

  private static let unreserved = characterTable("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
  private static let digits = Array("0123456789ABCDEF".utf8)
}
