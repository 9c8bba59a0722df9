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
    key(name, room: 0) { _ in }
    needsComma = false
  }

  /// A member's name and, within some bytes, its value.
  private mutating func key(_ name: StaticString, room: Int, value: (inout OutputSpan<UInt8>) -> Void) {
    let comma = needsComma
    bytes.append(addingCapacity: name.utf8CodeUnitCount + 4 + room) { output in
      if comma { output.append(UInt8(ascii: ",")) }
      output.append(UInt8(ascii: "\""))
      name.withUTF8Buffer { unsafe output.append($0) }
      output.append(UInt8(ascii: "\""))
      output.append(UInt8(ascii: ":"))
      value(&output)
    }
    needsComma = true
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
    var value = value
    value.withUTF8 { characters in
      let isPlain = unsafe characters.firstToEscape(from: 0) == characters.count
      guard isPlain else { return unsafe appendEscaped(characters) }
      // Hardly any text holds a character that must be escaped.
      let comma = needsComma
      bytes.append(addingCapacity: characters.count + 3) { output in
        if comma { output.append(UInt8(ascii: ",")) }
        output.append(UInt8(ascii: "\""))
        unsafe output.append(characters)
        output.append(UInt8(ascii: "\""))
      }
      needsComma = true
    }
  }

  private mutating func appendEscaped(_ characters: UnsafeBufferPointer<UInt8>) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    while start < characters.count {
      let end = unsafe characters.firstToEscape(from: start)
      unsafe bytes.append(contentsOf: characters[start..<end])
      if end < characters.count { unsafe appendEscaped(characters[end]) }
      start = end + 1
    }
    bytes.append(UInt8(ascii: "\""))
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
    var value = value
    value.withUTF8 { characters in
      guard unsafe characters.firstToEscape(from: 0) == characters.count else {
        key(name)
        return unsafe appendEscaped(characters)
      }
      key(name, room: characters.count + 2) { output in
        output.append(UInt8(ascii: "\""))
        unsafe output.append(characters)
        output.append(UInt8(ascii: "\""))
      }
    }
  }

  mutating func member(_ name: StaticString, _ value: String?) {
    if let value { return member(name, value) }
    key(name, room: 4) { output in
      for byte in "null".utf8 { output.append(byte) }
    }
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
    key(name, room: Timestamp.rfc3339Count + 2) { output in
      output.append(UInt8(ascii: "\""))
      value.appendRFC3339(to: &output)
      output.append(UInt8(ascii: "\""))
    }
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

extension OutputSpan<UInt8> {
  /// Adds bytes that are known to fit.
  fileprivate mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe withUnsafeMutableBufferPointer { room, count in
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[count...])
      unsafe rest.copyMemory(from: UnsafeRawBufferPointer(bytes))
      count += bytes.count
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The index of the first byte from `start` on that JSON wants escaped; the count when there is none.
  ///
  /// Eight bytes at a time, the last eight once more where fewer are left: nearly all texts are looked through in a few
  /// steps.
  fileprivate func firstToEscape(from start: Int) -> Int {
    var index = start
    while index + 8 <= count {
      let marks = unsafe marks(at: index)
      guard marks == 0 else { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    guard index < count, count >= 8 else {
      while index < count, unsafe !Self.mustBeEscaped(self[index]) { index += 1 }
      return index
    }
    let seenBitCount = UInt64(8 * (index - (count - 8)))
    let marks = unsafe (marks(at: count - 8) >> seenBitCount) << seenBitCount
    return marks == 0 ? count : count - 8 + marks.trailingZeroBitCount / 8
  }

  /// Of eight bytes, the top bit of each that must be escaped; above the first of them others may be set too.
  ///
  /// Subtracting 1 from a byte sets its top bit only where it was 0 (or had it set, which `~` rules out), so a
  /// quotation mark or backslash turns into 0 first, and a control is what 32 is too much for.
  private func marks(at index: Int) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let word = unsafe UInt64(
      littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    let quotes = word ^ ones &* 0x22
    let backslashes = word ^ ones &* 0x5c
    let found = (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
    return found & (ones &* 0x80)
  }

  private static func mustBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}
