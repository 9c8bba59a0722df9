import CostSharing

/// A fresh seed, printed so that a failure can be run again.
func printedSeed() -> SeededNumbers {
  let seed = UInt64.random(in: .min ... .max)
  print("seed \(seed)")
  return SeededNumbers(seed: seed)
}

extension SeededNumbers {
  /// A whole number of at most this many limbs; words of all zeros and all ones are frequent, for they carry.
  mutating func bigInteger(limbsMax: Int = 8) -> BigInteger {
    var number: BigInteger = 0
    for _ in 0..<Int.random(in: 0...limbsMax, using: &self) {
      number = number << 64 + BigInteger(limb())
    }
    return Bool.random(using: &self) ? -number : number
  }

  /// A number other than 0.
  mutating func divisor(limbsMax: Int = 8) -> BigInteger {
    let number = bigInteger(limbsMax: limbsMax)
    return number.isZero ? 1 : number
  }

  mutating func fraction() -> Fraction {
    Fraction(numerator: bigInteger(limbsMax: 2), denominator: divisor(limbsMax: 2))
  }

  private mutating func limb() -> UInt64 {
    switch Int.random(in: 0..<8, using: &self) {
    case 0: 0
    case 1: .max
    case 2: 1 << 63
    case 3: UInt64.random(in: 0...9, using: &self)
    default: next()
    }
  }
}
