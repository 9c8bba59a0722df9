import CostSharing
import Testing

/// Laws of whole numbers, tried on generated ones, and agreement with the machine's own 128 bits where they reach.
@Suite struct BigIntegerPropertyTests {
  private static let rounds = 3_000

  @Test func `numbers form a ring`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let (a, b, c) = (numbers.bigInteger(), numbers.bigInteger(), numbers.bigInteger())

      #expect(a + b == b + a)
      #expect((a + b) + c == a + (b + c))
      #expect(a * b == b * a)
      #expect((a * b) * c == a * (b * c))
      #expect(a * (b + c) == a * b + a * c)
      #expect(a - b == a + -b)
      #expect(a - a == 0)
    }
  }

  @Test func `quotient times divisor plus remainder is the dividend`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let (dividend, divisor) = (numbers.bigInteger(limbsMax: 12), numbers.divisor())

      let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)

      #expect(quotient * divisor + remainder == dividend)
      #expect(remainder.magnitude < divisor.magnitude)
      #expect(remainder.isZero || remainder.signum == dividend.signum)
      let floor = dividend.flooredDivision(by: divisor)
      #expect((0..<divisor.magnitude).contains((dividend - floor * divisor) * BigInteger(divisor.signum)))
    }
  }

  @Test func `a product divided by its factor gives the other factor`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let (factor, other) = (numbers.divisor(), numbers.bigInteger())

      let (quotient, remainder) = (factor * other).quotientAndRemainder(dividingBy: factor)

      #expect(quotient == other)
      #expect(remainder == 0)
    }
  }

  @Test func `numbers of a machine's width agree with the machine`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let (left, right) = (word(&numbers), word(&numbers))
      let (a, b) = (BigInteger(left), BigInteger(right))

      #expect((a + b).asInt128 == Int128(left) + Int128(right))
      #expect((a - b).asInt128 == Int128(left) - Int128(right))
      #expect((a * b).asInt128 == Int128(left) * Int128(right))
      #expect((a < b) == (left < right))
      #expect((a == b) == (left == right))
      #expect(a.description == "\(left)")
    }
  }

  @Test func `wide numbers divide as the machine divides them`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let left = Int128(word(&numbers)) * Int128(word(&numbers)) + 7
      let right = Int128(word(&numbers)) << Int128.random(in: 0...60, using: &numbers)
      guard right != 0 else { continue }

      let (quotient, remainder) = BigInteger(left).quotientAndRemainder(dividingBy: BigInteger(right))

      #expect(quotient.asInt128 == left / right)
      #expect(remainder.asInt128 == left % right)
    }
  }

  @Test func `text reads back as the number it was written from`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let number = numbers.bigInteger()
      #expect(BigInteger(number.description) == number)
    }
  }

  @Test func `order is that of the difference`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let (a, b) = (numbers.bigInteger(limbsMax: 3), numbers.bigInteger(limbsMax: 3))
      #expect((a < b) == ((a - b).signum < 0))
      #expect((a == b) == (a - b).isZero)
    }
  }

  @Test func `a shift is a power of two, rounded down`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let (number, bits) = (numbers.bigInteger(), Int.random(in: 0...200, using: &numbers))
      let power = BigInteger(2).raised(to: bits)

      #expect(number << bits == number * power)
      #expect(number >> bits == number.flooredDivision(by: power))
      #expect(number << -bits == number >> bits)
    }
  }

  @Test func `the greatest common divisor divides both, and what is left has none`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds / 10 {
      let shared = numbers.divisor(limbsMax: 3)
      let (a, b) = (numbers.divisor(limbsMax: 4) * shared, numbers.divisor(limbsMax: 4) * shared)

      let divisor = BigInteger.gcd(a, b)

      #expect(divisor.signum > 0)
      #expect(divisor.quotientAndRemainder(dividingBy: shared).remainder == 0)
      let (restOfA, restOfB) = (
        a.quotientAndRemainder(dividingBy: divisor), b.quotientAndRemainder(dividingBy: divisor)
      )
      #expect(restOfA.remainder == 0 && restOfB.remainder == 0)
      #expect(BigInteger.gcd(restOfA.quotient, restOfB.quotient) == 1)
    }
    #expect(BigInteger.gcd(0, 0) == 0)
    #expect(BigInteger.gcd(0, -12) == 12)
    #expect(BigInteger.gcd(BigInteger(Int64.min), 0).description == "9223372036854775808")
  }

  @Test func `the root is the largest whose square is not above`() {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds / 10 {
      let number = numbers.bigInteger().magnitude
      let root = number.isqrt

      #expect(root * root <= number)
      #expect((root + 1) * (root + 1) > number)
      #expect((number * number).isqrt == number)
    }
    #expect(
      BigInteger(0).isqrt == 0 && BigInteger(1).isqrt == 1 && BigInteger(3).isqrt == 1 && BigInteger(4).isqrt == 2)
  }

  /// Small, large and extreme words.
  private func word(_ numbers: inout SeededNumbers) -> Int64 {
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: .min
    case 1: .max
    case 2: Int64.random(in: -3...3, using: &numbers)
    default: Int64.random(in: .min ... .max, using: &numbers) >> Int64.random(in: 0...62, using: &numbers)
    }
  }
}
