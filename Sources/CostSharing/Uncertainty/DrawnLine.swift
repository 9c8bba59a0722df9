/// A line as a draw sees it: its amounts, its chance, and the two random numbers it takes.
struct DrawnLine {
  /// Which stream of random numbers moves it.
  let stream: Int
  let account: Int
  /// The account that receives a payment.
  let receiver: Int?
  let isOutside: Bool
  private let sign: Int128
  private let amount: Amount
  private let chance: (numerator: UInt128, denominator: UInt128)
  private let factor: FixedPointFactor

  private enum Amount {
    case fixed(UInt64)
    case uniform(low: UInt64, width: UInt64)
    case triangular(Triangle)
  }

  /// - Throws: `overflow`.
  init(
    _ line: ChainLine, _ factor: LineFactor, stream: Int, account: Int, receiver: Int?, isOutside: Bool
  ) throws(SplitError) {
    self.stream = stream
    self.account = account
    self.receiver = receiver
    self.isOutside = isOutside
    sign = Int128(line.kind.sign)
    let probability = Fraction(line.probability)
    chance = (
      UInt128(probability.numerator.asInt64 ?? 0), UInt128(probability.denominator.asInt64 ?? 1)
    )
    let estimate = line.amount
    let isFixed = line.kind == .payment || estimate.lowCents == estimate.highCents
    switch line.distribution {
    case _ where isFixed: amount = .fixed(estimate.baseCents.magnitude)
    case .uniform:
      amount = .uniform(
        low: estimate.lowCents.magnitude, width: (estimate.highCents - estimate.lowCents).magnitude + 1)
    case .triangular: amount = .triangular(Triangle(estimate))
    }
    self.factor = try FixedPointFactor(factor, highest: max(estimate.highCents, estimate.baseCents), of: line.id)
  }

  /// What the line is worth in one draw, with its sign.
  ///
  /// - Parameters:
  ///   - first: Decides whether the line happens.
  ///   - second: Decides its amount.
  func cents(_ first: UInt64, _ second: UInt64) -> Int128 {
    // A chance of 1 is the usual one: every number is below 2^64.
    let happens =
      chance.numerator == chance.denominator
      || UInt128(first) * chance.denominator < chance.numerator << 64
    guard happens else { return 0 }
    switch amount {
    case .fixed(let cents): return sign * factor.cents(cents)
    case .uniform(let low, let width): return sign * factor.cents(low + second.multipliedFullWidth(by: width).high)
    case .triangular(let triangle): return sign * factor.cents(triangle.amount(second))
    }
  }
}

/// The triangular distribution on whole cents, by its inverse (Kotz & van Dorp, *Beyond Beta*, 2004, chapter 1).
struct Triangle {
  private let low: UInt64
  private let high: UInt64
  private let width: UInt64
  /// From low to base, and from base to high.
  private let rise: UInt64
  private let fall: UInt64

  init(_ estimate: Estimate) {
    low = estimate.lowCents.magnitude
    high = estimate.highCents.magnitude
    width = (estimate.highCents - estimate.lowCents).magnitude
    rise = (estimate.baseCents - estimate.lowCents).magnitude
    fall = (estimate.highCents - estimate.baseCents).magnitude
  }

  func amount(_ number: UInt64) -> UInt64 {
    if UInt128(number) * UInt128(width) < UInt128(rise) << 64 {
      return low + Self.root(UInt128(number), width, rise)
    }
    return high - Self.root((UInt128(1) << 64) - UInt128(number), width, fall)
  }

  /// isqrt(floor(number × width × side / 2^64)).
  private static func root(_ number: UInt128, _ width: UInt64, _ side: UInt64) -> UInt64 {
    let (area, overflowed) = width.multipliedReportingOverflow(by: side)
    if !overflowed, let number = UInt64(exactly: number) {
      return area.multipliedFullWidth(by: number).high.wholeRoot
    }
    let (high, low) = (number * UInt128(width)).multipliedFullWidth(by: UInt128(side))
    return (high << 64 | low >> 64).wholeRoot
  }
}

extension FixedWidthInteger where Self: UnsignedInteger {
  /// The largest whole number whose square is at most this one, digit by binary digit.
  ///
  /// Fits in 64 bits for every number of at most 128.
  fileprivate var wholeRoot: UInt64 {
    guard self > 0 else { return 0 }
    var rest = self
    var root: Self = 0
    var bit: Self = 1 << Self((Self.bitWidth - 1 - leadingZeroBitCount) & ~1)
    while bit > 0 {
      if rest >= root + bit {
        rest -= root + bit
        root = root >> 1 + bit
      } else {
        root >>= 1
      }
      bit >>= 2
    }
    return UInt64(root)
  }
}
