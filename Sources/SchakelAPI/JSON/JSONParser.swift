import HTTPServer

/// Why bytes are no acceptable JSON, and where.
struct JSONFault: Error, Hashable, Sendable {
  /// Bytes from the beginning.
  let offset: Int
  let detail: String
}

/// Reads JSON strictly (RFC 8259, with the limits of RFC 7493): UTF-8, no duplicate names, nothing behind the value.
struct JSONParser {
  /// Lists and objects within each other.
  static let depthMax = 32

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Parses one value.
  ///
  /// - Throws: `JSONFault`.
  static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSON {
    var parser = JSONParser(bytes)
    parser.skipBlanks()
    let value = try parser.value()
    parser.skipBlanks()
    guard parser.index == bytes.count else { throw parser.fault("Something stands behind the value.") }
    return value
  }

  private mutating func value() throws(JSONFault) -> JSON {
    guard let byte = peek else { throw fault("The text ends where a value is due.") }
    switch byte {
    case UInt8(ascii: "{"): return try nested { (parser: inout JSONParser) throws(JSONFault) in try parser.object() }
    case UInt8(ascii: "["): return try nested { (parser: inout JSONParser) throws(JSONFault) in try parser.list() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fault("No value begins like this.")
    }
  }

  private mutating func nested(_ body: (inout JSONParser) throws(JSONFault) -> JSON) throws(JSONFault) -> JSON {
    guard depth < Self.depthMax else { throw fault("The nesting is deeper than \(Self.depthMax) levels.") }
    depth += 1
    defer { depth -= 1 }
    index += 1
    return try body(&self)
  }

  private mutating func object() throws(JSONFault) -> JSON {
    var members: [JSON.Member] = []
    var names: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw fault("A member's name in double quotes is due here.") }
      let name = try text()
      guard names.insert(name).inserted else { throw fault("The name \(name.debugDescription) stands here twice.") }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw fault("A colon is due here.") }
      skipBlanks()
      members.append(JSON.Member(name, try value()))
      skipBlanks()
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "}")) else { throw fault("A comma or the end of the object is due here.") }
      return .object(members)
    }
  }

  private mutating func list() throws(JSONFault) -> JSON {
    var items: [JSON] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .list([]) }
    while true {
      skipBlanks()
      items.append(try value())
      skipBlanks()
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "]")) else { throw fault("A comma or the end of the list is due here.") }
      return .list(items)
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
    for byte in "\(word)".utf8 {
      guard take(byte) else { throw fault("No value begins like this.") }
    }
    return value
  }

  private mutating func number() throws(JSONFault) -> JSON {
    let start = index
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    guard index - start <= 64 else { throw fault("The number is longer than 64 characters.") }
    return .number(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func digits() throws(JSONFault) {
    let start = index
    while let byte = peek, (0x30...0x39).contains(byte) { index += 1 }
    guard index > start else { throw fault("A digit is due here.") }
  }

  private mutating func text() throws(JSONFault) -> String {
    index += 1
    let start = index
    index = endOfPlainText(from: start)
    if take(UInt8(ascii: "\"")) {
      guard let text = bytes.span.extracting(start..<index - 1).validText else {
        throw JSONFault(offset: start, detail: "The text is no valid UTF-8.")
      }
      return text
    }
    var content = Array(bytes[start..<index])
    while let byte = peek {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return try utf8(content, from: start)
      case UInt8(ascii: "\\"): try appendEscape(to: &content)
      case 0..<0x20: throw fault("A control character in a text must be escaped.")
      default:
        let end = endOfPlainText(from: index)
        content.append(contentsOf: bytes[index - 1..<end])
        index = end
      }
    }
    throw fault("The text in quotes has no end.")
  }

  /// Where a quotation mark, a backslash or a control stands, or the end.
  private func endOfPlainText(from start: Int) -> Int {
    let bytes = bytes.span
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      end += 1
    }
    return end
  }

  private func utf8(_ content: [UInt8], from start: Int) throws(JSONFault) -> String {
    guard let text = content.span.validText else {
      throw JSONFault(offset: start, detail: "The text is no valid UTF-8.")
    }
    guard !content.contains(0) else { throw JSONFault(offset: start, detail: "A text must not hold a NUL.") }
    return text
  }

  private mutating func appendEscape(to content: inout [UInt8]) throws(JSONFault) {
    guard let byte = peek else { throw fault("The text in quotes has no end.") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(8)
    case UInt8(ascii: "f"): content.append(12)
    case UInt8(ascii: "n"): content.append(10)
    case UInt8(ascii: "r"): content.append(13)
    case UInt8(ascii: "t"): content.append(9)
    case UInt8(ascii: "u"): content.append(contentsOf: Array(String(Character(try escapedScalar())).utf8))
    default: throw fault("There is no such escape.")
    }
  }

  private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xdc00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw fault("Half of a surrogate pair is no character.")
    }
    let second = try fourDigits()
    guard (0xdc00...0xdfff).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw fault("Half of a surrogate pair is no character.") }
    return scalar
  }

  private mutating func fourDigits() throws(JSONFault) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Self.hexadecimal(byte) else { throw fault("Four hexadecimal digits are due.") }
      number = number << 4 | digit
      index += 1
    }
    return number
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x61...0x66: UInt32(byte - 0x61) + 10
    case 0x41...0x46: UInt32(byte - 0x41) + 10
    default: nil
    }
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 9 || byte == 10 || byte == 13 { index += 1 }
  }

  private func fault(_ detail: String) -> JSONFault { JSONFault(offset: index, detail: detail) }
}
