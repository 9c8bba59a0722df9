import SchakelDomain

/// Writes JSON straight into bytes; an answer is written once and not built as a tree before.
struct JSONWriter: ~Copyable {
  private var buffer: ByteBuffer
  private var needsComma = false

  /// - Parameter byteCount: Room for what is expected, so that a long answer is not moved again and again.
  init(expecting byteCount: Int = 512) {
    buffer = ByteBuffer(capacity: byteCount)
  }

  /// What was written.
  var bytes: [UInt8] { buffer.bytes }

  /// `{…}` as a whole document, a list's item, or the value behind `key`.
  mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
    comma()
    buffer.append(UInt8(ascii: "{"))
    needsComma = false
    try members(&self)
    buffer.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// `[…]`.
  mutating func list<Items: Sequence>(
    _ items: Items, _ item: (inout JSONWriter, Items.Element) throws -> Void
  ) rethrows {
    try list { writer in for element in items { try item(&writer, element) } }
  }

  /// `[…]` of items that are written in it.
  mutating func list(_ items: (inout JSONWriter) throws -> Void) rethrows {
    comma()
    buffer.append(UInt8(ascii: "["))
    needsComma = false
    try items(&self)
    buffer.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// A member's name; its value follows.
  @inline(__always)
  mutating func key(_ name: StaticString) {
    buffer.append(key: name, afterComma: needsComma)
    needsComma = false
  }

  /// A member's name that is known only now.
  mutating func key(named name: String) {
    text(name)
    buffer.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func null() {
    comma()
    buffer.append("null")
  }

  mutating func boolean(_ value: Bool) {
    comma()
    buffer.append(value ? "true" : "false")
  }

  mutating func integer(_ value: Int64) {
    comma()
    buffer.append(value)
  }

  /// A number as it was written.
  fileprivate mutating func number(_ written: String) {
    comma()
    buffer.append(written.utf8.span)
  }

  mutating func text(_ value: String) {
    comma()
    let characters = value.utf8.span
    // Hardly any text holds a character that must be escaped.
    if characters.isPlain { return buffer.append(quoted: characters) }
    buffer.append(UInt8(ascii: "\""))
    var start = 0
    for index in characters.indices where mustBeEscaped(characters[index]) {
      buffer.append(characters.extracting(start..<index))
      appendEscaped(characters[index])
      start = index + 1
    }
    buffer.append(characters.extracting(start...))
    buffer.append(UInt8(ascii: "\""))
  }

  /// A text of characters that need no escaping, such as an id.
  fileprivate mutating func plainText(_ value: String) {
    comma()
    buffer.append(quoted: value.utf8.span)
  }

  fileprivate mutating func moment(_ value: Timestamp) {
    comma()
    buffer.append(quoted: value.rfc3339Characters.span)
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): buffer.append("\\\"")
    case UInt8(ascii: "\\"): buffer.append("\\\\")
    case 10: buffer.append("\\n")
    case 13: buffer.append("\\r")
    case 9: buffer.append("\\t")
    default:
      buffer.append("\\u00")
      buffer.append(Self.digits[Int(byte >> 4)])
      buffer.append(Self.digits[Int(byte & 15)])
    }
  }

  private mutating func comma() {
    if needsComma { buffer.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private static let digits = Array("0123456789abcdef".utf8)
}

// Inlined with its name, which is a constant then: half of what a short member costs would go into copying that.
extension JSONWriter {
  @inline(__always)
  mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    text(value)
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { text(value) } else { null() }
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: Int64) {
    key(name)
    integer(value)
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: Int64?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    boolean(value)
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: Timestamp) {
    key(name)
    moment(value)
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: Timestamp?) {
    key(name)
    if let value { moment(value) } else { null() }
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: LocalDate?) {
    member(name, value?.iso)
  }

  @inline(__always)
  mutating func member<Owner>(_ name: StaticString, _ value: Identifier<Owner>) {
    key(name)
    plainText(value.text)
  }

  @inline(__always)
  mutating func member<Owner>(_ name: StaticString, _ value: Identifier<Owner>?) {
    key(name)
    if let value { plainText(value.text) } else { null() }
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ values: [String]) {
    key(name)
    list(values) { $0.text($1) }
  }

  /// A value that came in, or was built, as a tree.
  mutating func value(_ value: JSON) {
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .number(let written): number(written)
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

private func mustBeEscaped(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

extension Span<UInt8> {
  /// Whether JSON wants none of the bytes escaped. Looks at all of them without a branch, which the compiler turns into
  /// many at a time.
  fileprivate var isPlain: Bool {
    var marks: UInt8 = 0
    for index in indices {
      let byte = self[index]
      marks |= (byte < 0x20 ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
    }
    return marks == 0
  }
}
