import CostSharing
import Testing

@Suite struct ExactDecimalTests {
  @Test(arguments: [
    ("0", 0), ("7", 7_000_000), ("0.5", 500_000), ("-1.25", -1_250_000), ("12.000001", 12_000_001), ("0.000000", 0),
    ("10", 10_000_000),
  ])
  func `a decimal of at most six places is kept exactly`(text: String, millionths: Int) {
    #expect(ExactDecimal(text)?.millionths == Int128(millionths))
  }

  @Test func `eighteen digits before the point are the most`() {
    #expect(ExactDecimal("999999999999999999.999999")?.millionths == 999_999_999_999_999_999_999_999)
    #expect(ExactDecimal("1000000000000000000") == nil)
  }

  @Test(arguments: [
    "", "-", "+5", "05", "00", "1.", ".5", "1.0000001", "1e3", " 1", "1 ", "0x1", "1,5", "--1", "1.-5", "1.2.3", "٣",
    "NaN",
    "1_000",
  ])
  func `anything else is no decimal`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func `a whole number and its text are equal`() {
    #expect(ExactDecimal(7) == ExactDecimal("7.000"))
    #expect(ExactDecimal(-1) < .zero)
  }
}
