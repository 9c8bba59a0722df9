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

  /// Without its sign.
  var magnitude: Int128 { units < 0 ? -units : units }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func withoutTrailingZeros(_ digits: Substring.UTF8View) -> [UInt8] {
    var kept = Array(digits)
    while kept.last == UInt8(ascii: "0") { kept.removeLast() }
    return kept
  }
}
