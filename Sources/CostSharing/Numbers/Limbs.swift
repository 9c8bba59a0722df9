/// The absolute value of a large number: 64-bit limbs, the least significant first, the last one not 0.
struct Limbs: Hashable, Sendable {
  private(set) var words: [UInt64]

  /// Takes limbs with or without zeros at the end.
  init(_ words: [UInt64]) {
    self.words = words
    dropLeadingZeros()
  }

  init(word: UInt64) {
    words = word == 0 ? [] : [word]
  }

  var isZero: Bool { words.isEmpty }

  var bitWidth: Int {
    guard let last = words.last else { return 0 }
    return words.count * UInt64.bitWidth - last.leadingZeroBitCount
  }

  var asUInt128: UInt128? {
    switch words.count {
    case 0: 0
    case 1: UInt128(words[0])
    case 2: UInt128(words[1]) << 64 | UInt128(words[0])
    default: nil
    }
  }

  /// The number with this sign as one word, or nothing when it does not fit.
  func word(isNegative: Bool) -> Int64? {
    guard words.count <= 1 else { return nil }
    let magnitude = words.first ?? 0
    if !isNegative { return Int64(exactly: magnitude) }
    return magnitude <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
  }

  private mutating func dropLeadingZeros() {
    while words.last == 0 { words.removeLast() }
  }
}

extension Limbs: Comparable {
  static func < (left: Limbs, right: Limbs) -> Bool {
    guard left.words.count == right.words.count else { return left.words.count < right.words.count }
    for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }
}

extension Limbs {
  static func + (left: Limbs, right: Limbs) -> Limbs {
    let (long, short) = left.words.count < right.words.count ? (right.words, left.words) : (left.words, right.words)
    var sum = long
    var carry: UInt64 = 0
    for index in long.indices {
      if index >= short.count, carry == 0 { break }
      let total = UInt128(long[index]) + UInt128(index < short.count ? short[index] : 0) + UInt128(carry)
      sum[index] = UInt64(truncatingIfNeeded: total)
      carry = UInt64(total >> 64)
    }
    if carry > 0 { sum.append(carry) }
    return Limbs(sum)
  }

  /// The difference; `right` must not be the larger.
  static func - (left: Limbs, right: Limbs) -> Limbs {
    var difference = left.words
    var borrow = false
    for index in left.words.indices {
      if index >= right.words.count, !borrow { break }
      let (once, first) = left.words[index].subtractingReportingOverflow(
        index < right.words.count ? right.words[index] : 0)
      let (twice, second) = once.subtractingReportingOverflow(borrow ? 1 : 0)
      difference[index] = twice
      borrow = first || second
    }
    precondition(!borrow, "limbs have no sign")
    return Limbs(difference)
  }

  static func * (left: Limbs, right: Limbs) -> Limbs {
    guard !left.isZero, !right.isZero else { return Limbs([]) }
    var product = [UInt64](repeating: 0, count: left.words.count + right.words.count)
    for (offset, factor) in left.words.enumerated() where factor != 0 {
      var carry: UInt128 = 0
      for (index, word) in right.words.enumerated() {
        carry += UInt128(factor.multipliedFullWidth(by: word)) + UInt128(product[offset + index])
        product[offset + index] = UInt64(truncatingIfNeeded: carry)
        carry >>= 64
      }
      product[offset + right.words.count] = UInt64(carry)
    }
    return Limbs(product)
  }

  mutating func multiply(by factor: UInt64, adding addend: UInt64) {
    var carry = UInt128(addend)
    for index in words.indices {
      carry += UInt128(factor.multipliedFullWidth(by: words[index]))
      words[index] = UInt64(truncatingIfNeeded: carry)
      carry >>= 64
    }
    if carry > 0 { words.append(UInt64(carry)) }
    dropLeadingZeros()
  }

  func shiftedLeft(by bits: Int) -> Limbs {
    guard !isZero, bits > 0 else { return self }
    let (whole, part) = (bits / UInt64.bitWidth, UInt64(bits % UInt64.bitWidth))
    var shifted = [UInt64](repeating: 0, count: whole)
    var carry: UInt64 = 0
    for word in words {
      shifted.append(word << part | carry)
      carry = part == 0 ? 0 : word >> (64 - part)
    }
    shifted.append(carry)
    return Limbs(shifted)
  }

  func shiftedRight(by bits: Int) -> Limbs {
    let (whole, part) = (bits / UInt64.bitWidth, UInt64(bits % UInt64.bitWidth))
    guard whole < words.count, bits > 0 else { return bits > 0 ? Limbs([]) : self }
    var shifted = Array(words[whole...])
    for index in shifted.indices {
      let above = index + 1 < shifted.count ? shifted[index + 1] : 0
      shifted[index] = shifted[index] >> part | (part == 0 ? 0 : above << (64 - part))
    }
    return Limbs(shifted)
  }
}

extension UInt128 {
  /// The two halves a full-width multiplication returns.
  init(_ halves: (high: UInt64, low: UInt64)) {
    self = UInt128(halves.high) << 64 | UInt128(halves.low)
  }
}
