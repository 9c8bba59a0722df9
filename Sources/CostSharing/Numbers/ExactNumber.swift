/// What the loops over coalitions compute with: 128 bits where those are known to suffice, else numbers of any size.
///
/// Either way exact: the 128 bits trap on overflow rather than wrap.
protocol ExactNumber: AdditiveArithmetic, Comparable {
  init(_ value: Int128)
  /// Nothing when the number does not fit.
  init?(exactly value: BigInteger)
  var asBigInteger: BigInteger { get }
  static func * (left: Self, right: Self) -> Self
}

extension Int128: ExactNumber {
  init?(exactly value: BigInteger) {
    guard let word = value.asInt128 else { return nil }
    self = word
  }

  var asBigInteger: BigInteger { BigInteger(self) }
}

extension BigInteger: ExactNumber {
  init?(exactly value: BigInteger) {
    self = value
  }

  var asBigInteger: BigInteger { self }
}

extension BigInteger: AdditiveArithmetic {}
