// A Monte Carlo run rounds amount × K millions of times, and K has hundreds of digits. Almost always its first 128
// binary places decide. With f = floor(frac(K) × 2^128) the exact product lies in [a·f, a·f + a) × 2^-128 above the
// whole part; only when a half or a whole number lies within that sliver, some 2^-65 wide, does the exact fraction have
// to be asked. The result is the exact one either way.

/// K of a line prepared for many amounts.
struct FixedPointFactor {
  private let whole: UInt128
  private let places: UInt128
  /// Whether the places are all there are.
  private let isComplete: Bool
  private let exact: LineFactor

  private static let half: UInt128 = 1 << 127
  /// Bits of the largest product: all lines of a body together, over all draws, still add up in 128 bits.
  private static let bitsMax = 90

  /// - Parameter highest: The largest amount that will be asked for, in cents.
  /// - Throws: `overflow` when such an amount is worth more than any that can be reported.
  init(_ factor: LineFactor, highest: Int64, of line: String) throws(SplitError) {
    exact = factor
    let (whole, rest) = factor.numerator.quotientAndRemainder(dividingBy: factor.denominator)
    let width = whole.bitWidth + BigInteger(highest).bitWidth
    guard width <= Self.bitsMax, let whole = whole.asInt128 else {
      throw SplitError.overflow("The present value of line \(line)")
    }
    self.whole = UInt128(whole)
    let (places, lost) = (rest << 128).quotientAndRemainder(dividingBy: factor.denominator)
    self.places = places.limbs.asUInt128 ?? 0
    isComplete = lost.isZero
  }

  /// The present value of an amount that is certain, half to even.
  func cents(_ amount: UInt64) -> Int128 {
    let (carried, fraction) = places.multipliedFullWidth(by: UInt128(amount))
    let floor = whole * UInt128(amount) + carried
    let (upper, wraps) = fraction.addingReportingOverflow(isComplete ? 0 : UInt128(amount))
    let isDecided = !wraps && (upper < Self.half || fraction > Self.half)
    guard isDecided || isComplete else { return exactly(amount) }
    if fraction == Self.half { return Int128(floor + floor % 2) }
    return Int128(fraction < Self.half ? floor : floor + 1)
  }

  private func exactly(_ amount: UInt64) -> Int128 {
    let product = BigInteger(amount) * exact.numerator
    return product.halfEvenDivision(by: exact.denominator).asInt128 ?? 0
  }
}
