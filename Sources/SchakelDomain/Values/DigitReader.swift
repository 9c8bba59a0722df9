/// Reads the fixed forms of dates and times, character by character.
struct DigitReader {
  private let characters: [UInt8]
  private var index = 0

  init(_ text: String) {
    characters = Array(text.utf8)
  }

  var isAtEnd: Bool { index == characters.count }

  /// Exactly this many digits.
  mutating func number(_ count: Int, in range: ClosedRange<Int64>) -> Int64? {
    guard characters.count - index >= count else { return nil }
    var number: Int64 = 0
    for character in characters[index..<index + count] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
      number = number * 10 + Int64(character - UInt8(ascii: "0"))
    }
    index += count
    return range.contains(number) ? number : nil
  }

  /// One of the characters.
  mutating func skip(_ characters: StaticString) -> Bool {
    skipped(characters) != nil
  }

  private mutating func skipped(_ allowed: StaticString) -> UInt8? {
    guard index < characters.count else { return nil }
    let character = characters[index]
    guard "\(allowed)".utf8.contains(character) else { return nil }
    index += 1
    return character
  }

  /// `2023-06-15`, a day that exists.
  mutating func date() -> LocalDate? {
    guard let year = number(4, in: 1...9999), skip("-"), let month = number(2, in: 1...12), skip("-"),
      let day = number(2, in: 1...31)
    else { return nil }
    return LocalDate(year: Int(year), month: Int(month), day: Int(day))
  }

  /// `.123` with one to nine digits, or nothing.
  mutating func millisecond() -> Int64? {
    guard skip(".") else { return 0 }
    var number: Int64 = 0
    var count = 0
    while let digit = self.number(1, in: 0...9) {
      if count < 3 { number = number * 10 + digit }
      count += 1
    }
    guard (1...9).contains(count) else { return nil }
    for _ in count..<max(3, count) { number *= 10 }
    return number
  }

  /// `Z`, `+02:00` or `-05:30`; `-00:00` is unknown and so no offset.
  mutating func offsetMinutes() -> Int64? {
    if skip("Z") { return 0 }
    guard let sign = skipped("+-"), let hours = number(2, in: 0...23), skip(":"), let minutes = number(2, in: 0...59)
    else { return nil }
    let offset = hours * 60 + minutes
    guard sign == UInt8(ascii: "-") else { return offset }
    return offset == 0 ? nil : -offset
  }
}

extension InlineArray where Element == UInt8 {
  /// The text of these characters.
  package var text: String { unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) } }

  /// Puts a number from 0 to 99 at two places.
  @inline(__always)
  mutating func setTwoDigits(_ number: Int, at index: Int) {
    self[index] = UInt8(truncatingIfNeeded: 0x30 + number / 10)
    self[index + 1] = UInt8(truncatingIfNeeded: 0x30 + number % 10)
  }

  /// Puts a day at ten places: `2023-06-15`.
  @inline(__always)
  mutating func setDay(_ day: LocalDate, at index: Int) {
    let (year, month, day) = day.civil
    setTwoDigits(year / 100, at: index)
    setTwoDigits(year % 100, at: index + 2)
    self[index + 4] = UInt8(ascii: "-")
    setTwoDigits(month, at: index + 5)
    self[index + 7] = UInt8(ascii: "-")
    setTwoDigits(day, at: index + 8)
  }
}

extension Int64 {
  /// The quotient, rounded down: also for a time before 1970.
  func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
