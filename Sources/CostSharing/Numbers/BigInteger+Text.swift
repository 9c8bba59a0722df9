extension BigInteger: CustomStringConvertible {
  /// Decimal digits a text may have; reading takes quadratic time, and no real amount comes near.
  package static let digitsMax = 10_000

  private static let chunkDigits = 18
  private static let chunk: UInt64 = 1_000_000_000_000_000_000

  /// Reads `-?digits`: no sign but a minus, no leading zeros, no spaces, at most `digitsMax` digits.
  ///
  /// Nothing when the text is not such a number.
  package init?(_ text: some StringProtocol) {
    var digits = Array(text.utf8)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits.removeFirst() }
    guard (1...Self.digitsMax).contains(digits.count), digits.count == 1 || digits[0] != UInt8(ascii: "0"),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    self.init(Self.magnitude(digits), isNegative: isNegative)
  }

  private static func magnitude(_ digits: [UInt8]) -> Limbs {
    var magnitude = Limbs([])
    for start in stride(from: 0, to: digits.count, by: chunkDigits) {
      let part = digits[start..<min(start + chunkDigits, digits.count)]
      let scale = part.reduce(UInt64(1)) { scale, _ in scale * 10 }
      let value = part.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
      magnitude.multiply(by: scale, adding: value)
    }
    return magnitude
  }

  /// The decimal digits, a minus in front of a negative number.
  package var description: String {
    guard case .limbs(var rest, let isNegative) = storage else { return asInt64.map { "\($0)" } ?? "" }
    var chunks: [String] = []
    while !rest.isZero {
      let digits = "\(rest.divide(by: Self.chunk))"
      let padding = rest.isZero ? 0 : Self.chunkDigits - digits.utf8.count
      chunks.append(String(repeating: "0", count: padding) + digits)
    }
    return (isNegative ? "-" : "") + chunks.reversed().joined()
  }
}
