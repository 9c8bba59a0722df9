extension LargestRemainder {
  /// Rounds exact amounts to whole cents that add up: each is rounded down, towards minus infinity, and the cents left
  /// over go one each to the largest fractions, and of equals to the smaller identifier.
  ///
  /// - Parameters:
  ///   - exact: An amount in euro cents per identifier; fractions of any sign.
  ///   - totalCents: What they add up to.
  /// - Returns: Cents per identifier, each less than a cent from its exact amount, summing to `totalCents`.
  /// - Throws: `sumMismatch` when the amounts add up to something else; `overflow`.
  package static func round(_ exact: [String: Fraction], totalCents: Int64) throws(SplitError) -> [String: Int64] {
    let sum = exact.values.reduce(Fraction.zero, +)
    guard sum == Fraction(totalCents) else {
      throw SplitError(.sumMismatch, at: "/totalCents", "The exact amounts add up to \(sum), not to \(totalCents).")
    }
    return try round(exact)
  }

  /// Rounds exact amounts whose sum is a whole number of cents.
  ///
  /// - Throws: `sumMismatch` when it is not; `overflow`.
  package static func round(_ exact: [String: Fraction]) throws(SplitError) -> [String: Int64] {
    let ids = exact.keys.sorted(by: precedes)
    let cents = try round(ids.map { exact[$0] ?? .zero })
    return Dictionary(uniqueKeysWithValues: zip(ids, cents))
  }

  /// Rounds exact amounts that stand in the byte order of their identifiers and add up to whole cents.
  ///
  /// - Throws: `sumMismatch` when they do not; `overflow`.
  package static func round(_ exact: [Fraction]) throws(SplitError) -> [Int64] {
    let sum = exact.reduce(Fraction.zero, +)
    guard sum.isWhole else {
      throw SplitError(.sumMismatch, at: "/exact", "The exact amounts add up to \(sum), which is not whole.")
    }
    let floors = exact.map(\.floor)
    let rest = (sum.floor - floors.reduce(BigInteger.zero, +)).asInt64 ?? 0
    let fractions = zip(exact, floors).map { $0 - Fraction($1) }
    let byFraction = exact.indices.sorted { first, second in
      fractions[first] == fractions[second] ? first < second : fractions[first] > fractions[second]
    }
    var cents = floors
    for index in byFraction.prefix(Int(rest)) { cents[index] += 1 }
    var fitting: [Int64] = []
    for number in cents { fitting.append(try Int64(cents: number, of: "A rounded amount")) }
    return fitting
  }
}
