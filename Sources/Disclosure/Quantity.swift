/// A decimal of at most twelve places, kept exactly.
///
/// Sums of up to a billion of them cannot overflow: 18 digits before the point and 12 behind leave room in 128 bits.
package struct Quantity: Hashable, Comparable, Sendable {
  /// The value times 10¹².
  let units: Int128

  package static let zero = Quantity(units: 0)
  private static let placesMax = 12
  private static let wholeDigitsMax = 18

  init(units: Int128) {
    self.units = units
  }

  /// A whole number.
  package init(_ whole: Int) {
    units = Int128(whole) * Self.one
  }

  private static let one: Int128 = 1_000_000_000_000

  /// Reads `-?digits[.digits]`; nothing for another text, or one with more digits than fit.
  package init?(_ text: String) {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let digits = isNegative ? text.utf8.dropFirst() : text.utf8[...]
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isDigit) }) else {
      return nil
    }
    let whole = parts[0].drop { $0 == UInt8(ascii: "0") }
    let places = parts.count == 2 ? Self.withoutTrailingZeros(parts[1]) : []
    guard whole.count <= Self.wholeDigitsMax, places.count <= Self.placesMax else { return nil }
    var units: Int128 = 0
    for digit in whole { units = units * 10 + Int128(digit - UInt8(ascii: "0")) }
    for digit in places { units = units * 10 + Int128(digit - UInt8(ascii: "0")) }
    for _ in places.count..<Self.placesMax { units *= 10 }
    self.units = isNegative ? -units : units
  }

  /// As short as it can be written, without exponent.
  package var text: String {
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, Self.placesMax + 1 - digits.count)) + digits
    let whole = padded.dropLast(Self.placesMax)
    var places = padded.suffix(Self.placesMax)
    while places.last == "0" { places.removeLast() }
    return (units < 0 ? "-" : "") + whole + (places.isEmpty ? "" : "." + places)
  }

  package static func < (one: Quantity, other: Quantity) -> Bool { one.units < other.units }

  package static func + (one: Quantity, other: Quantity) -> Quantity { Quantity(units: one.units + other.units) }

  /// One quantity divided by another, rounded to six places, half away from zero; nil when the other is 0, or so
  /// near that the result has more digits than a quantity.
  package func divided(by other: Quantity) -> Quantity? {
    guard other != .zero else { return nil }
    let (dividend, divisor) = (units.magnitude, other.units.magnitude)
    var (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    guard quotient < Self.wholeMax else { return nil }
    for _ in 0..<Self.quotientPlaces {
      let digit = (rest * 10).quotientAndRemainder(dividingBy: divisor)
      quotient = quotient * 10 + digit.quotient
      rest = digit.remainder
    }
    if rest >= divisor - rest { quotient += 1 }
    var scaled = Int128(quotient)
    for _ in Self.quotientPlaces..<Self.placesMax { scaled *= 10 }
    return Quantity(units: (units < 0) == (other.units < 0) ? scaled : -scaled)
  }

  private static let quotientPlaces = 6
  /// 10¹⁸: more than `wholeDigitsMax` digits.
  private static let wholeMax: UInt128 = 1_000_000_000_000_000_000

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func withoutTrailingZeros(_ digits: Substring.UTF8View) -> [UInt8] {
    var kept = Array(digits)
    while kept.last == UInt8(ascii: "0") { kept.removeLast() }
    return kept
  }
}
