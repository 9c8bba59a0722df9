import CostSharing
import Testing

@Suite struct BigIntegerTests {
  // Factorials: OEIS A000142. Powers of two: A000079. Fibonacci numbers: A000045.
  private static let factorialOfThirty = "265252859812191058636308480000000"
  private static let twoToTheTwoHundredth = "1606938044258990275541962092341162602522202993782792835301376"
  private static let fibonacciThreeHundred = "222232244629420445529739893461909967206666939096499764990979600"

  @Test func `products, powers and sums agree with published ones`() {
    let factorial = (1...30).reduce(BigInteger.one) { $0 * BigInteger($1) }
    var fibonacci: (BigInteger, BigInteger) = (0, 1)
    for _ in 0..<300 { fibonacci = (fibonacci.1, fibonacci.0 + fibonacci.1) }

    #expect(factorial.description == Self.factorialOfThirty)
    #expect(BigInteger(2).raised(to: 200).description == Self.twoToTheTwoHundredth)
    #expect((BigInteger.one << 200).description == Self.twoToTheTwoHundredth)
    #expect(fibonacci.0.description == Self.fibonacciThreeHundred)
    #expect(BigInteger(Self.fibonacciThreeHundred) == fibonacci.0)
  }

  @Test func `a factorial divides back to one`() {
    var rest = BigInteger(Self.factorialOfThirty) ?? 0
    for factor in (1...30).reversed() {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: BigInteger(factor))
      #expect(remainder == 0)
      rest = quotient
    }
    #expect(rest == 1)
  }

  @Test func `the fraction of the sixth Fermat number is the known one`() {
    // 2^64 + 1 = 274177 * 67280421310721 (Landry 1880).
    let fermat = BigInteger.one << 64 + 1
    let (quotient, remainder) = fermat.quotientAndRemainder(dividingBy: 274_177)

    #expect(quotient == BigInteger("67280421310721"))
    #expect(remainder == 0)
  }

  @Test(arguments: [
    ("7", "2", "3", "1", "3"), ("-7", "2", "-3", "-1", "-4"), ("7", "-2", "-3", "1", "-4"),
    ("-7", "-2", "3", "-1", "3"),
    ("-6", "3", "-2", "0", "-2"), ("0", "-5", "0", "0", "0"),
    ("-9223372036854775808", "-1", "9223372036854775808", "0", "9223372036854775808"),
    ("-18446744073709551617", "2", "-9223372036854775808", "-1", "-9223372036854775809"),
    // Hard cases of Knuth's algorithm in 64-bit limbs: a guess to correct, a subtraction to undo (Warren, *Hacker's
    // Delight*, 2002, 9-2).
    (
      "3138550867693340381917894711603833208051177722232017256451",
      "784637716923335095479473677900958302012794430558004314113",
      "3", "784637716923335095479473677900958302012794430558004314112", "3"
    ),
    (
      "57896044618658097708646941636650613544717097621216448811677614281724547563520",
      "3138550867693340381917894711603833208051177722232017256449",
      "18446744073709551614", "3138550867693340381917894711603833208032730978158307704834", "18446744073709551614"
    ),
    (
      "3138550867693340382258177078524771671477658841516366364672",
      "170141183460469231750134047789593657343",
      "18446744073709551615", "170141183460469231731687303715884105727", "18446744073709551615"
    ),
  ])
  func `division truncates, and rounds down where asked`(
    dividend: String, divisor: String, quotient: String, remainder: String, floor: String
  ) throws {
    let number = try #require(BigInteger(dividend))
    let by = try #require(BigInteger(divisor))

    let result = number.quotientAndRemainder(dividingBy: by)

    #expect(result.quotient.description == quotient)
    #expect(result.remainder.description == remainder)
    #expect(number.flooredDivision(by: by).description == floor)
  }

  @Test(arguments: [
    (5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (5, -2, -2), (1, 3, 0), (2, 3, 1), (-2, 3, -1), (0, 9, 0),
    (3, 6, 0),
  ])
  func `a half goes to the even number`(dividend: Int, divisor: Int, expected: Int) {
    #expect(BigInteger(dividend).halfEvenDivision(by: BigInteger(divisor)) == BigInteger(expected))
  }

  @Test func `a text that is not a plain whole number is refused`() {
    for text in ["", "-", "+1", "01", "-01", "1.0", "1e3", " 1", "1 ", "1_0", "٣", "0x1", "--1"] {
      #expect(BigInteger(text) == nil, "\(text)")
    }
    #expect(BigInteger("-0") == 0)
    #expect(BigInteger(String(repeating: "9", count: BigInteger.digitsMax)) != nil)
    #expect(BigInteger(String(repeating: "9", count: BigInteger.digitsMax + 1)) == nil)
  }

  @Test func `numbers next to a limit of a machine word keep one representation`() {
    let above = BigInteger(Int64.max) + 1
    let below = BigInteger(Int64.min) - 1

    #expect(above.asInt64 == nil && above.asInt128 == Int128(Int64.max) + 1)
    #expect(below.asInt64 == nil && below.asInt128 == Int128(Int64.min) - 1)
    #expect((above - 1).asInt64 == .max && (below + 1).asInt64 == .min)
    #expect(-above == BigInteger(Int64.min) && (-above).hashValue == BigInteger(Int64.min).hashValue)
    #expect(BigInteger(UInt128.max).asInt128 == nil)
    #expect(BigInteger(Int128.min).asInt128 == .min)
    #expect(BigInteger(Int128.max).asInt128 == .max)
    #expect((BigInteger(Int128.min) - 1).asInt128 == nil)
    #expect(BigInteger(Int64.min).magnitude.description == "9223372036854775808")
  }

  @Test func `bits are counted without the sign`() {
    #expect(BigInteger(0).bitWidth == 0)
    #expect(BigInteger(-1).bitWidth == 1)
    #expect(BigInteger(Int64.min).bitWidth == 64)
    #expect((BigInteger.one << 1_300).bitWidth == 1_301)
  }
}
