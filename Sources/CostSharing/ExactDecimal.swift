/// A decimal of at most six places, kept exactly as whole millionths.
///
/// Weights, quantities and percentages come as text because 0.1 has no exact binary form.
package struct ExactDecimal: Hashable, Comparable, Sendable {
  /// The value times 1,000,000; at most 24 digits.
  package let millionths: Int128

  package static let zero = ExactDecimal(0)
  package static let one = ExactDecimal(1)

  private static let millionthsInOne: Int128 = 1_000_000
  private static let wholeDigitsMax = 18
  private static let placesMax = 6

  package init(_ whole: Int64) {
    millionths = Int128(whole) * Self.millionthsInOne
  }

  init(millionths: Int128) {
    self.millionths = millionths
  }

  /// Reads `-?digits[.1 to 6 digits]`: no sign but a minus, no exponent, no leading zeros, no spaces.
  ///
  /// Nothing when the text is not such a decimal.
  ///
  /// - Parameter text: A decimal as it stands in JSON, without its quotes; at most 18 digits before the point.
  package init?(_ text: String) {
    var digits = Substring(text)
    let isNegative = digits.first == "-"
    if isNegative { digits.removeFirst() }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, let wholeValue = Self.whole(whole) else { return nil }
    guard let places = Self.places(parts.count == 2 ? parts[1] : "0") else { return nil }
    let magnitude = wholeValue * Self.millionthsInOne + places
    millionths = isNegative ? -magnitude : magnitude
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.millionths < right.millionths
  }

  private static func whole(_ text: Substring) -> Int128? {
    let mayStartWithZero = text.utf8.count == 1
    guard (1...wholeDigitsMax).contains(text.utf8.count), mayStartWithZero || text.utf8.first != UInt8(ascii: "0")
    else { return nil }
    return number(text)
  }

  private static func places(_ text: Substring) -> Int128? {
    guard (1...placesMax).contains(text.utf8.count), var value = number(text) else { return nil }
    for _ in text.utf8.count..<placesMax { value *= 10 }
    return value
  }

  private static func number(_ text: Substring) -> Int128? {
    var value: Int128 = 0
    for byte in text.utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int128(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
