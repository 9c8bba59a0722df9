// What an amount that comes over the years is worth in the base year.
//
// A line is worth sign × amount × probability × K, where K adds up (1+g)^(y−start) × d(y−baseYear) over its years. With
// Q = 10^6 and rates of six places, every yearly ratio is a fraction a/b of whole numbers, so K is one too; sixty years
// make some 1,300 bits of it. It is not reduced to lowest terms, which would cost more than it saves: the only thing
// ever done with it is one multiplication and one division that rounds. Rounding happens there and nowhere before, so
// the tie in half to even is decided on the exact fraction.

/// K of a line: what one cent of it is worth today.
struct LineFactor: Hashable {
  let numerator: BigInteger
  /// 1 or more.
  let denominator: BigInteger

  private static let scale = BigInteger(6 * 1_000_000)

  /// The present value in whole cents, half to even.
  func cents(_ expectation: Expectation, sign: Int) -> BigInteger {
    let value = exact(expectation, sign: sign)
    return value.numerator.halfEvenDivision(by: value.denominator)
  }

  /// The present value before rounding, as a quotient not in lowest terms.
  func exact(_ expectation: Expectation, sign: Int) -> (numerator: BigInteger, denominator: BigInteger) {
    let weight = BigInteger(expectation.sixths * Int128(sign)) * BigInteger(expectation.probability)
    return (weight * numerator, denominator * Self.scale)
  }
}

/// The rates of a case as whole numbers, and the factors of its lines.
struct Discounting {
  private static let unit: Int64 = 1_000_000

  private let baseYear: Int64
  private let lastYear: Int64
  /// 1 + r in millionths.
  private let growthOfMoney: Int64
  /// 1/(1+r) in lowest terms.
  let yearly: (numerator: BigInteger, denominator: BigInteger)

  /// - Parameter rate: 0 to 1.
  init(rate: ExactDecimal, baseYear: Int64, lastYear: Int64) {
    self.baseYear = baseYear
    self.lastYear = lastYear
    growthOfMoney = Self.unit + Int64(rate.millionths)
    yearly = Self.lowest(Self.unit, growthOfMoney)
  }

  /// K of a line.
  func factor(of line: ChainLine) -> LineFactor {
    factor(from: line.timing.startYear, to: line.timing.endYear(horizon: lastYear), growth: line.growthRate)
  }

  /// K of yearly amounts that grow.
  func factor(from first: Int64, to last: Int64, growth: ExactDecimal) -> LineFactor {
    let (a, b) = Self.lowest(Self.unit + Int64(growth.millionths), growthOfMoney)
    var numerator = BigInteger.one
    var denominator = BigInteger.one
    for _ in first..<last {
      denominator *= b
      numerator = numerator * a + denominator
    }
    let delay = Int(first - baseYear)
    return LineFactor(
      numerator: numerator * yearly.numerator.raised(to: delay),
      denominator: denominator * yearly.denominator.raised(to: delay))
  }

  /// d(t) of every year, as numerators over one denominator.
  func factors() -> (numerators: [BigInteger], denominator: BigInteger) {
    let count = Int(lastYear - baseYear)
    let numerators = (0...count).map {
      yearly.numerator.raised(to: $0) * yearly.denominator.raised(to: count - $0)
    }
    return (numerators, yearly.denominator.raised(to: count))
  }

  private static func lowest(_ numerator: Int64, _ denominator: Int64) -> (BigInteger, BigInteger) {
    let fraction = Fraction(numerator: BigInteger(numerator), denominator: BigInteger(denominator))
    return (fraction.numerator, fraction.denominator)
  }
}
