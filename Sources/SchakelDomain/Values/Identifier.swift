package import SQLite

/// A UUID version 7 (RFC 9562) in lower case, of one kind of thing: an NDA's cannot stand where a partner's belongs.
package struct Identifier<Owner>: Hashable, Comparable, Sendable {
  /// 36 characters.
  package let text: String

  /// An id from outside, or nil when it is none: any version of UUID, upper case refused.
  package init?(_ text: String) {
    let characters = text.utf8.span
    guard characters.count == 36 else { return nil }
    for index in characters.indices {
      let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
      let character = characters[index]
      guard isHyphen ? character == UInt8(ascii: "-") : Self.isHexadecimal(character) else { return nil }
    }
    self.text = text
  }

  /// An id from the database or the generator.
  init(trusted text: String) {
    self.text = text
  }

  package static func < (one: Identifier, other: Identifier) -> Bool {
    one.text < other.text
  }

  private static func isHexadecimal(_ character: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: false
    }
  }
}

extension Identifier: Bindable, ColumnReadable {
  package var value: Value { .text(text) }

  package static func read(_ row: Row, _ index: Int) throws -> Identifier {
    Identifier(trusted: try row.get(index))
  }
}

extension Identifier: CustomStringConvertible {
  package var description: String { text }
}
