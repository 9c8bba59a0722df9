import CostSharing
import Testing

@Suite struct FractionTests {
  @Test func `a fraction is kept in lowest terms above a positive denominator`() {
    #expect(Fraction(numerator: 6, denominator: -8).description == "-3/4")
    #expect(Fraction(numerator: -6, denominator: -8).description == "3/4")
    #expect(Fraction(numerator: 0, denominator: -5) == .zero)
    #expect(Fraction(numerator: 8, denominator: 4).description == "2")
    #expect(Fraction(numerator: 8, denominator: 4).isWhole)
  }

  @Test func `the harmonic sum of twenty is the published one`() {
    // OEIS A001008 and A002805.
    let sum = (1...20).reduce(Fraction.zero) { $0 + Fraction(numerator: 1, denominator: BigInteger($1)) }
    #expect(sum.description == "55835135/15519504")
  }

  @Test(arguments: [
    ("7/2", "3", "4", "4"), ("5/2", "2", "3", "2"), ("-5/2", "-3", "-2", "-2"), ("-7/2", "-4", "-3", "-4"),
    ("1/3", "0", "1", "0"), ("-1/3", "-1", "0", "0"), ("4", "4", "4", "4"), ("-2/3", "-1", "0", "-1"),
  ])
  func `it rounds down, up, and half to even`(text: String, floor: String, ceiling: String, rounded: String) throws {
    let fraction = try #require(Fraction(text))

    #expect(fraction.floor.description == floor)
    #expect(fraction.ceiling.description == ceiling)
    #expect(fraction.roundedHalfEven.description == rounded)
  }

  @Test func `a text that is no fraction is refused`() {
    for text in ["", "/", "1/", "/2", "1/0", "1/-2", "1/2/3", "1.5", "1 /2", "1/02", "+1/2", "a"] {
      #expect(Fraction(text) == nil, "\(text)")
    }
    #expect(Fraction("2/4")?.description == "1/2")
    #expect(Fraction("-12")?.description == "-12")
  }

  @Test func `a decimal is its millionths`() {
    #expect(ExactDecimal("0.04").map { Fraction($0).description } == "1/25")
    #expect(ExactDecimal("-1.5").map { Fraction($0).description } == "-3/2")
    #expect(ExactDecimal("999999999999999999.999999").map { Fraction($0) * 1_000_000 }?.isWhole == true)
  }

  @Test func `fractions form a field and keep the order of their differences`() {
    var numbers = printedSeed()
    for _ in 0..<1_000 {
      let (a, b, c) = (numbers.fraction(), numbers.fraction(), numbers.fraction())

      #expect(a + b == b + a)
      #expect((a + b) + c == a + (b + c))
      #expect(a * (b + c) == a * b + a * c)
      #expect(a - b + b == a)
      if !b.isZero { #expect(a / b * b == a) }
      #expect((a < b) == ((a - b).signum < 0))
      #expect(Fraction(a.description) == a)
      #expect(BigInteger.gcd(a.numerator, a.denominator) == 1)
      #expect(Fraction(a.floor) <= a && a < Fraction(a.floor + 1))
    }
  }
}
