extension BigInteger {
  package static prefix func - (number: BigInteger) -> BigInteger {
    switch number.storage {
    case .word(let word) where word != .min: BigInteger(word: -word)
    default: BigInteger(number.limbs, isNegative: number.signum >= 0)
    }
  }

  package static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let leftWord) = left.storage, case .word(let rightWord) = right.storage {
      let (sum, overflowed) = leftWord.addingReportingOverflow(rightWord)
      return overflowed ? BigInteger(Int128(leftWord) + Int128(rightWord)) : BigInteger(word: sum)
    }
    return sum(left, right, rightIsNegative: right.signum < 0)
  }

  package static func - (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let leftWord) = left.storage, case .word(let rightWord) = right.storage {
      let (difference, overflowed) = leftWord.subtractingReportingOverflow(rightWord)
      return overflowed ? BigInteger(Int128(leftWord) - Int128(rightWord)) : BigInteger(word: difference)
    }
    return sum(left, right, rightIsNegative: right.signum > 0)
  }

  package static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let leftWord) = left.storage, case .word(let rightWord) = right.storage {
      let (product, overflowed) = leftWord.multipliedReportingOverflow(by: rightWord)
      return overflowed ? BigInteger(Int128(leftWord) * Int128(rightWord)) : BigInteger(word: product)
    }
    return BigInteger(left.limbs * right.limbs, isNegative: left.signum * right.signum < 0)
  }

  package static func += (left: inout BigInteger, right: BigInteger) { left = left + right }
  package static func -= (left: inout BigInteger, right: BigInteger) { left = left - right }
  package static func *= (left: inout BigInteger, right: BigInteger) { left = left * right }

  /// Times two to the power `bits`; a negative number of bits shifts right.
  package static func << (number: BigInteger, bits: Int) -> BigInteger {
    guard bits >= 0 else { return number >> -bits }
    return BigInteger(number.limbs.shiftedLeft(by: bits), isNegative: number.signum < 0)
  }

  /// Divided by two to the power `bits`, rounded down; a negative number of bits shifts left.
  package static func >> (number: BigInteger, bits: Int) -> BigInteger {
    guard bits >= 0 else { return number << -bits }
    guard number.signum < 0 else { return BigInteger(number.limbs.shiftedRight(by: bits), isNegative: false) }
    // Rounding down a negative number: -n >> k is -((n - 1) >> k) - 1.
    let less = (-number - 1).limbs.shiftedRight(by: bits)
    return BigInteger(less, isNegative: true) - 1
  }

  /// The number multiplied by itself this many times; 1 for an exponent of 0.
  ///
  /// - Parameter exponent: 0 or more.
  package func raised(to exponent: Int) -> BigInteger {
    precondition(exponent >= 0, "a whole number has no negative powers")
    var power: BigInteger = 1
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { power *= square }
      rest >>= 1
      if rest > 0 { square *= square }
    }
    return power
  }

  /// `left` plus the absolute value of `right` with the sign given.
  private static func sum(_ left: BigInteger, _ right: BigInteger, rightIsNegative: Bool) -> BigInteger {
    let (first, second) = (left.limbs, right.limbs)
    let leftIsNegative = left.signum < 0
    if leftIsNegative == rightIsNegative { return BigInteger(first + second, isNegative: leftIsNegative) }
    return first < second
      ? BigInteger(second - first, isNegative: rightIsNegative)
      : BigInteger(first - second, isNegative: leftIsNegative)
  }
}
