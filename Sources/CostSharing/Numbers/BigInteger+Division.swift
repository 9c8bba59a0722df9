extension BigInteger {
  /// Divides, rounding towards zero; the remainder has the sign of the dividend.
  ///
  /// - Parameter divisor: Not 0.
  package func quotientAndRemainder(dividingBy divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger) {
    precondition(!divisor.isZero, "division by zero")
    if case .word(let dividend) = storage, case .word(let divisor) = divisor.storage {
      let (quotient, overflowed) = dividend.dividedReportingOverflow(by: divisor)
      // The one quotient that does not fit is that of the smallest word and -1.
      if overflowed { return (BigInteger(dividend.magnitude), 0) }
      return (BigInteger(word: quotient), BigInteger(word: dividend % divisor))
    }
    let (quotient, remainder) = limbs.quotientAndRemainder(dividingBy: divisor.limbs)
    return (
      BigInteger(quotient, isNegative: signum * divisor.signum < 0), BigInteger(remainder, isNegative: signum < 0)
    )
  }

  /// Divides, rounding down, towards minus infinity.
  ///
  /// - Parameter divisor: Not 0.
  package func flooredDivision(by divisor: BigInteger) -> BigInteger {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder.signum * divisor.signum < 0 ? quotient - 1 : quotient
  }

  /// Divides, rounding up, towards plus infinity.
  ///
  /// - Parameter divisor: Not 0.
  package func ceilingDivision(by divisor: BigInteger) -> BigInteger {
    -(-self).flooredDivision(by: divisor)
  }

  /// Divides, rounding to the nearest whole number and a half to the even one; lowest terms are not needed.
  ///
  /// - Parameter divisor: Not 0.
  package func halfEvenDivision(by divisor: BigInteger) -> BigInteger {
    let floor = flooredDivision(by: divisor)
    let doubled = (self - floor * divisor).magnitude * 2
    let half = divisor.magnitude
    if doubled == half { return floor.isEven ? floor : floor + 1 }
    return doubled < half ? floor : floor + 1
  }

  /// Divides by a number known to leave no remainder.
  func exactDivision(by divisor: BigInteger) -> BigInteger {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    assert(remainder.isZero, "the division was to leave nothing")
    return quotient
  }

  var isEven: Bool {
    switch storage {
    case .word(let word): word & 1 == 0
    case .limbs(let limbs, _): limbs.words[0] & 1 == 0
    }
  }

  /// The greatest common divisor, 0 or more; of two zeros it is 0. (Euclid, *Elements* VII, 2.)
  package static func gcd(_ first: BigInteger, _ second: BigInteger) -> BigInteger {
    var (larger, smaller) = (first.magnitude, second.magnitude)
    while !smaller.isZero {
      if case .word(let word) = smaller.storage, case .word(let other) = larger.storage {
        return BigInteger(gcd(other.magnitude, word.magnitude))
      }
      (larger, smaller) = (smaller, larger.quotientAndRemainder(dividingBy: smaller).remainder)
    }
    return larger
  }

  private static func gcd(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  /// The largest whole number whose square is at most this one, by Newton's iteration from above.
  ///
  /// The number must be 0 or more.
  package var isqrt: BigInteger {
    precondition(signum >= 0, "a negative number has no root")
    guard !isZero else { return 0 }
    var root = BigInteger.one << ((bitWidth + 1) / 2)
    while true {
      let next = (root + flooredDivision(by: root)) >> 1
      if next >= root { return root }
      root = next
    }
  }
}
