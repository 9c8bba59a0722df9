import SchakelDomain

/// Writes JSON straight into bytes; an answer is written once and not built as a tree before.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// - Parameter byteCount: Room for what is expected, so that a long answer is not moved again and again.
  init(expecting byteCount: Int = 512) {
    bytes.reserveCapacity(byteCount)
  }

  /// `{…}` as a whole document, a list's item, or the value behind `key`.
  mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
    comma()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    try members(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// `[…]`.
  mutating func list<Items: Sequence>(
    _ items: Items, _ item: (inout JSONWriter, Items.Element) throws -> Void
  ) rethrows {
    comma()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    for element in items { try item(&self, element) }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// A member's name; its value follows.
  mutating func key(_ name: StaticString) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A member's name that is known only now.
  mutating func key(named name: String) {
    text(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func null() {
    comma()
    append("null")
  }

  mutating func boolean(_ value: Bool) {
    comma()
    append(value ? "true" : "false")
  }

  mutating func integer(_ value: Int64) {
    comma()
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func text(_ value: String) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { characters in
      // Whole stretches at once: hardly any text holds a character that must be escaped.
      var rest = unsafe characters[...]
      while let index = unsafe rest.firstIndex(where: Self.mustBeEscaped) {
        unsafe bytes.append(contentsOf: rest[..<index])
        unsafe appendEscaped(rest[index])
        unsafe rest = rest[(index + 1)...]
      }
      unsafe bytes.append(contentsOf: rest)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func mustBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 10: append("\\n")
    case 13: append("\\r")
    case 9: append("\\t")
    default:
      append("\\u00")
      bytes.append(Self.digits[Int(byte >> 4)])
      bytes.append(Self.digits[Int(byte & 15)])
    }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private static let digits = Array("0123456789abcdef".utf8)
}

extension JSONWriter {
  mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    text(value)
  }

  mutating func member(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { text(value) } else { null() }
  }

  mutating func member(_ name: StaticString, _ value: Int64) {
    key(name)
    integer(value)
  }

  mutating func member(_ name: StaticString, _ value: Int64?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    boolean(value)
  }

  mutating func member(_ name: StaticString, _ value: Timestamp) {
    key(name)
    comma()
    bytes.append(UInt8(ascii: "\""))
    bytes += value.rfc3339Bytes
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func member(_ name: StaticString, _ value: Timestamp?) {
    member(name, value?.rfc3339)
  }

  mutating func member(_ name: StaticString, _ value: LocalDate?) {
    member(name, value?.iso)
  }

  mutating func member<Owner>(_ name: StaticString, _ value: Identifier<Owner>) {
    member(name, value.text)
  }

  mutating func member<Owner>(_ name: StaticString, _ value: Identifier<Owner>?) {
    member(name, value?.text)
  }

  mutating func member(_ name: StaticString, _ values: [String]) {
    key(name)
    list(values) { $0.text($1) }
  }

  /// A value that came in, or was built, as a tree.
  mutating func value(_ value: JSON) {
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .number(let written):
      comma()
      bytes.append(contentsOf: written.utf8)
    case .text(let content): text(content)
    case .list(let items): list(items) { $0.value($1) }
    case .object(let members):
      object { writer in
        for member in members {
          writer.key(named: member.name)
          writer.value(member.value)
        }
      }
    }
  }
}
