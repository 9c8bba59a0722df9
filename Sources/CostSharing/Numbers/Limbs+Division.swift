extension Limbs {
  /// Divides by one word in place.
  ///
  /// - Returns: The remainder.
  mutating func divide(by divisor: UInt64) -> UInt64 {
    var quotient = words
    var remainder: UInt64 = 0
    for index in words.indices.reversed() {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, words[index]))
    }
    self = Limbs(quotient)
    return remainder
  }

  /// Divides, rounding down.
  ///
  /// - Parameter divisor: Not 0.
  func quotientAndRemainder(dividingBy divisor: Limbs) -> (quotient: Limbs, remainder: Limbs) {
    precondition(!divisor.isZero, "division by zero")
    guard self >= divisor else { return (Limbs([]), self) }
    guard divisor.words.count > 1 else {
      var quotient = self
      let remainder = quotient.divide(by: divisor.words[0])
      return (quotient, Limbs(word: remainder))
    }
    return longDivision(by: divisor)
  }

  /// Knuth's algorithm D for a divisor of two limbs or more.
  ///
  /// The divisor is shifted until its highest bit is set; then a digit of the quotient guessed from the two highest
  /// limbs of the remainder is at most two too large.
  private func longDivision(by divisor: Limbs) -> (quotient: Limbs, remainder: Limbs) {
    let shift = divisor.words[divisor.words.count - 1].leadingZeroBitCount
    let normal = divisor.shiftedLeft(by: shift).words
    var rest = shiftedLeft(by: shift).words
    while rest.count <= words.count { rest.append(0) }
    var quotient = [UInt64](repeating: 0, count: rest.count - normal.count)
    for position in quotient.indices.reversed() {
      var digit = Self.guess(rest, normal, at: position)
      if Self.subtract(normal, times: digit, from: &rest, at: position) {
        Self.addBack(normal, to: &rest, at: position)
        digit -= 1
      }
      quotient[position] = digit
    }
    return (Limbs(quotient), Limbs(rest).shiftedRight(by: shift))
  }

  /// Step D3: a digit that is right or one too large, judged by the three highest limbs.
  private static func guess(_ rest: [UInt64], _ divisor: [UInt64], at position: Int) -> UInt64 {
    let count = divisor.count
    let (high, next) = (divisor[count - 1], divisor[count - 2])
    let top = UInt128(rest[position + count]) << 64 | UInt128(rest[position + count - 1])
    var digit = min(top / UInt128(high), UInt128(UInt64.max))
    var remainder = top - digit * UInt128(high)
    while remainder >> 64 == 0,
      digit * UInt128(next) > remainder << 64 | UInt128(rest[position + count - 2])
    {
      digit -= 1
      remainder += UInt128(high)
    }
    return UInt64(digit)
  }

  /// Step D4: whether the digit was too large shows in the borrow.
  private static func subtract(
    _ divisor: [UInt64], times digit: UInt64, from rest: inout [UInt64], at position: Int
  ) -> Bool {
    var carry: UInt128 = 0
    for (index, word) in divisor.enumerated() {
      carry += UInt128(digit.multipliedFullWidth(by: word))
      let (difference, borrowed) = rest[position + index].subtractingReportingOverflow(
        UInt64(truncatingIfNeeded: carry))
      rest[position + index] = difference
      carry = (carry >> 64) + (borrowed ? 1 : 0)
    }
    let top = position + divisor.count
    let (difference, borrowed) = rest[top].subtractingReportingOverflow(UInt64(carry))
    rest[top] = difference
    return borrowed
  }

  /// Step D6: undoes one subtraction too many; the carry out of the top meets the borrow.
  private static func addBack(_ divisor: [UInt64], to rest: inout [UInt64], at position: Int) {
    var carry: UInt128 = 0
    for (index, word) in divisor.enumerated() {
      carry += UInt128(rest[position + index]) + UInt128(word)
      rest[position + index] = UInt64(truncatingIfNeeded: carry)
      carry >>= 64
    }
    rest[position + divisor.count] &+= UInt64(carry)
  }
}
