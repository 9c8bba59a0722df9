// Whole numbers of any size, only as large a type as the split engine needs.
//
// A present value over sixty years is a fraction of some 1,300 bits, and the linear program behind a nucleolus cannot
// promise to stay within 128. Most numbers, though, are small: those that fit in an `Int64` are kept as one, without
// allocation, and only what does not fit is a sign and a row of 64-bit limbs (`Limbs`). Each number has exactly one
// representation, so equality and hashing are those of the storage.
//
// Multiplication is the schoolbook's, division is Knuth's algorithm D; both are quadratic, which is the right choice
// below some thousands of bits. (Knuth, *The Art of Computer Programming*, volume 2, 4.3.1.)

/// A whole number of any size.
package struct BigInteger: Hashable, Sendable {
  /// Limbs only for what does not fit in a word.
  enum Storage: Hashable, Sendable {
    case word(Int64)
    case limbs(Limbs, isNegative: Bool)
  }

  let storage: Storage

  package static let zero: BigInteger = 0
  package static let one: BigInteger = 1

  init(word: Int64) {
    storage = .word(word)
  }

  /// The number with this absolute value and sign; minus zero is zero.
  init(_ magnitude: Limbs, isNegative: Bool) {
    if let word = magnitude.word(isNegative: isNegative) {
      storage = .word(word)
    } else {
      storage = .limbs(magnitude, isNegative: isNegative)
    }
  }

  package init(_ value: some BinaryInteger) {
    if let word = Int64(exactly: value) {
      storage = .word(word)
    } else {
      storage = .limbs(Limbs(value.magnitude.words.map { UInt64($0) }), isNegative: value < 0)
    }
  }

  /// The number as an `Int64`, or nothing when it does not fit.
  package var asInt64: Int64? {
    if case .word(let word) = storage { return word }
    return nil
  }

  /// The number as an `Int128`, or nothing when it does not fit.
  package var asInt128: Int128? {
    switch storage {
    case .word(let word): return Int128(word)
    case .limbs(let limbs, let isNegative):
      guard let magnitude = limbs.asUInt128 else { return nil }
      if isNegative { return magnitude <= Int128.min.magnitude ? Int128(truncatingIfNeeded: 0 &- magnitude) : nil }
      return Int128(exactly: magnitude)
    }
  }

  package var isZero: Bool { storage == .word(0) }

  /// -1, 0 or 1.
  package var signum: Int {
    switch storage {
    case .word(let word): Int(word.signum())
    case .limbs(_, let isNegative): isNegative ? -1 : 1
    }
  }

  /// The absolute value.
  package var magnitude: BigInteger {
    signum < 0 ? -self : self
  }

  /// Binary digits of the absolute value; none for 0.
  package var bitWidth: Int {
    switch storage {
    case .word(let word): UInt64.bitWidth - word.magnitude.leadingZeroBitCount
    case .limbs(let limbs, _): limbs.bitWidth
    }
  }

  /// The absolute value as limbs, however small.
  var limbs: Limbs {
    switch storage {
    case .word(let word): Limbs(word: word.magnitude)
    case .limbs(let limbs, _): limbs
    }
  }
}

extension BigInteger: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) {
    storage = .word(value)
  }
}

extension BigInteger: Comparable {
  package static func < (left: BigInteger, right: BigInteger) -> Bool {
    switch (left.storage, right.storage) {
    case (.word(let left), .word(let right)): left < right
    case (.word, .limbs(_, let isNegative)): !isNegative
    case (.limbs(_, let isNegative), .word): isNegative
    case (.limbs(let leftLimbs, let leftIsNegative), .limbs(let rightLimbs, let rightIsNegative)):
      leftIsNegative != rightIsNegative
        ? leftIsNegative : leftIsNegative ? rightLimbs < leftLimbs : leftLimbs < rightLimbs
    }
  }
}
