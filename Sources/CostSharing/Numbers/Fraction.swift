/// An exact fraction, always in lowest terms with a denominator above 0.
package struct Fraction: Hashable, Sendable {
  package let numerator: BigInteger
  /// 1 or more.
  package let denominator: BigInteger

  package static let zero = Fraction(BigInteger.zero)
  package static let one = Fraction(BigInteger.one)

  package init(_ whole: BigInteger) {
    numerator = whole
    denominator = 1
  }

  package init(_ whole: some BinaryInteger) {
    self.init(BigInteger(whole))
  }

  package init(_ decimal: ExactDecimal) {
    self.init(numerator: BigInteger(decimal.millionths), denominator: 1_000_000)
  }

  /// The quotient of two whole numbers.
  ///
  /// - Parameter denominator: Not 0.
  package init(numerator: BigInteger, denominator: BigInteger) {
    precondition(!denominator.isZero, "division by zero")
    guard denominator != 1 else {
      self.init(numerator)
      return
    }
    let common = BigInteger.gcd(numerator, denominator)
    let divisor = denominator.signum < 0 ? -common : common
    self.init(lowest: numerator.exactDivision(by: divisor), over: denominator.exactDivision(by: divisor))
  }

  /// Two whole numbers known to be without common divisor, the second above 0.
  private init(lowest numerator: BigInteger, over denominator: BigInteger) {
    self.numerator = numerator
    self.denominator = denominator
  }

  package var isZero: Bool { numerator.isZero }
  package var isWhole: Bool { denominator == 1 }
  /// -1, 0 or 1.
  package var signum: Int { numerator.signum }
  /// The absolute value.
  package var magnitude: Fraction { signum < 0 ? -self : self }

  /// The largest whole number that is not above it.
  package var floor: BigInteger { numerator.flooredDivision(by: denominator) }
  /// The smallest whole number that is not below it.
  package var ceiling: BigInteger { numerator.ceilingDivision(by: denominator) }
  /// The nearest whole number, and of two the even one.
  package var roundedHalfEven: BigInteger { numerator.halfEvenDivision(by: denominator) }
}

extension Fraction: Comparable {
  package static func < (left: Fraction, right: Fraction) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Fraction: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) {
    self.init(BigInteger(value))
  }
}

extension Fraction {
  package static prefix func - (number: Fraction) -> Fraction {
    Fraction(lowest: -number.numerator, over: number.denominator)
  }

  package static func + (left: Fraction, right: Fraction) -> Fraction {
    if left.denominator == right.denominator {
      return Fraction(numerator: left.numerator + right.numerator, denominator: left.denominator)
    }
    return Fraction(
      numerator: left.numerator * right.denominator + right.numerator * left.denominator,
      denominator: left.denominator * right.denominator)
  }

  package static func - (left: Fraction, right: Fraction) -> Fraction {
    left + -right
  }

  package static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator)
  }

  /// The quotient; `right` must not be 0.
  package static func / (left: Fraction, right: Fraction) -> Fraction {
    Fraction(numerator: left.numerator * right.denominator, denominator: left.denominator * right.numerator)
  }

  package static func += (left: inout Fraction, right: Fraction) { left = left + right }
  package static func -= (left: inout Fraction, right: Fraction) { left = left - right }
  package static func *= (left: inout Fraction, right: Fraction) { left = left * right }
  package static func /= (left: inout Fraction, right: Fraction) { left = left / right }
}

extension Fraction: CustomStringConvertible {
  /// Reads `a` or `a/b`, whole numbers as `BigInteger` reads them, `b` above 0; lowest terms are not asked for.
  ///
  /// Nothing when the text is not such a fraction.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let numerator = BigInteger(parts[0]) else { return nil }
    guard parts.count == 2 else {
      self.init(numerator)
      return
    }
    guard let denominator = BigInteger(parts[1]), denominator.signum > 0 else { return nil }
    self.init(numerator: numerator, denominator: denominator)
  }

  /// `a`, or `a/b` in lowest terms: the form of every exact result on the wire.
  package var description: String {
    isWhole ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
