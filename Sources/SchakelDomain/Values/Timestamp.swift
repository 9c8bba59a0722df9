package import SQLite

/// A moment: milliseconds since 1970-01-01T00:00Z.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func < (one: Timestamp, other: Timestamp) -> Bool {
    one.milliseconds < other.milliseconds
  }

  /// The moment some milliseconds later.
  package func adding(milliseconds: Int64) -> Timestamp {
    Timestamp(milliseconds: self.milliseconds + milliseconds)
  }
}

extension Timestamp: Bindable, ColumnReadable {
  package var value: Value { .integer(milliseconds) }

  package static func read(_ row: Row, _ index: Int) throws -> Timestamp {
    Timestamp(milliseconds: try row.get(index))
  }
}

// RFC 3339 by hand: Foundation's formatter costs more than a whole request, and accepts what the RFC does not.
extension Timestamp {
  /// `2023-06-15T08:00:05.000Z`.
  package var rfc3339: String { rfc3339Characters.text }

  /// The characters of `rfc3339`.
  package var rfc3339Characters: InlineArray<24, UInt8> {
    let days = milliseconds.floorDivided(by: Self.millisecondsPerDay)
    let rest = Int(milliseconds - days * Self.millisecondsPerDay)
    let (seconds, millisecond) = (rest / 1000, rest % 1000)
    var characters = InlineArray<24, UInt8>(repeating: UInt8(ascii: ":"))
    characters.setDay(LocalDate(daysSince1970: days), at: 0)
    characters[10] = UInt8(ascii: "T")
    characters.setTwoDigits(seconds / 3_600, at: 11)
    characters.setTwoDigits(seconds / 60 % 60, at: 14)
    characters.setTwoDigits(seconds % 60, at: 17)
    characters[19] = UInt8(ascii: ".")
    characters.setTwoDigits(millisecond / 10, at: 20)
    characters[22] = UInt8(ascii: "0") + UInt8(millisecond % 10)
    characters[23] = UInt8(ascii: "Z")
    return characters
  }

  /// A moment as RFC 3339 writes it, with any offset.
  ///
  /// Fractions beyond milliseconds are cut off; a leap second is its next second; years 0001 to 9999.
  package init?(rfc3339 text: String) {
    var digits = DigitReader(text)
    guard let date = digits.date(), digits.skip("T"),
      let hour = digits.number(2, in: 0...23), digits.skip(":"),
      let minute = digits.number(2, in: 0...59), digits.skip(":"),
      let second = digits.number(2, in: 0...60),
      let millisecond = digits.millisecond(),
      let offset = digits.offsetMinutes(), digits.isAtEnd
    else { return nil }
    let minutes = (date.daysSince1970 * 24 + hour) * 60 + minute - offset
    milliseconds = (minutes * 60 + second) * 1000 + millisecond
    guard Self.range.contains(milliseconds) else { return nil }
  }

  static let millisecondsPerDay: Int64 = 86_400_000
  /// 0001-01-01T00:00Z up to the end of 9999.
  private static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
}
