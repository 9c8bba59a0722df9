/// Divides a whole number of cents by weights, so that the parts add up to the cent.
///
/// Every part is first rounded down, towards minus infinity; the cents left over go one each to the parts that lost
/// most by it, and of equals to the smaller identifier. A loss is therefore divided by the same rule as a gain: -1 cent
/// over three equals is 0, 0, -1. (Hamilton's method; Balinski & Young, *Fair Representation*, 1982.)
package enum LargestRemainder {
  /// Who takes part, and for how much.
  package struct Weight: Hashable, Sendable {
    package let id: String
    /// 0 or more; only the proportions count.
    package let weight: ExactDecimal

    package init(id: String, weight: ExactDecimal) {
      self.id = id
      self.weight = weight
    }
  }

  /// Divides an amount, negative amounts included.
  ///
  /// - Parameters:
  ///   - totalCents: Euro cents.
  ///   - weights: At least one, none negative, not all 0, each identifier once; the order does not matter.
  /// - Returns: One share per weight, ordered by identifier, summing to `totalCents` exactly.
  /// - Throws: `noPartners`, `duplicateId`, `negativeWeight`, `weightsSumToZero`, `overflow`; locations are
  ///   `/weights/{id}`.
  package static func divide(totalCents: Int64, weights: [Weight]) throws(SplitError) -> [Share] {
    let ordered = weights.sorted { precedes($0.id, $1.id) }
    let divisor = try sum(of: ordered)
    var shares: [Share] = []
    for weight in ordered {
      shares.append(floored(totalCents, weight, divisor))
    }
    handOutRest(of: totalCents, over: &shares)
    return shares
  }

  private static func sum(of ordered: [Weight]) throws(SplitError) -> UInt128 {
    guard !ordered.isEmpty else { throw SplitError(.noPartners, at: "/partners", "Name at least one partner.") }
    let faults = faults(in: ordered)
    guard faults.isEmpty else { throw SplitError(faults) }
    var sum: UInt128 = 0
    for weight in ordered {
      let (next, overflowed) = sum.addingReportingOverflow(weight.weight.millionths.magnitude)
      guard !overflowed else { throw SplitError(.overflow, at: "/weights", "The weights are too large to add up.") }
      sum = next
    }
    guard sum > 0 else {
      throw SplitError(.weightsSumToZero, at: "/weights", "Give at least one partner a weight above 0.")
    }
    return sum
  }

  private static func faults(in ordered: [Weight]) -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    for (index, weight) in ordered.enumerated() {
      let location = "/weights/\(weight.id)"
      if index > 0, ordered[index - 1].id == weight.id {
        faults.append(.init(.duplicateId, at: location, "Name each partner once."))
      }
      if weight.weight < .zero {
        faults.append(.init(.negativeWeight, at: location, "A weight is 0 or more."))
      }
    }
    return faults
  }

  // The product of a 64-bit amount and an 84-bit weight needs more than 128 bits, hence the full-width pair. The
  // quotient always fits: a weight is at most the sum of the weights, so a part is at most the amount.
  private static func floored(_ totalCents: Int64, _ weight: Weight, _ divisor: UInt128) -> Share {
    let product = UInt128(totalCents.magnitude).multipliedFullWidth(by: weight.weight.millionths.magnitude)
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let towardsZero = Int128(quotient)
    if totalCents >= 0 || remainder == 0 {
      let floor = Int64(totalCents < 0 ? -towardsZero : towardsZero)
      return Share(id: weight.id, floorCents: floor, remainder: remainder, divisor: divisor)
    }
    return Share(id: weight.id, floorCents: Int64(-towardsZero - 1), remainder: divisor - remainder, divisor: divisor)
  }

  /// The rest is the sum of the remainders over the divisor, so it is smaller than the number of non-zero remainders.
  private static func handOutRest(of totalCents: Int64, over shares: inout [Share]) {
    let floors = shares.reduce(Int128(0)) { $0 + Int128($1.floorCents) }
    let rest = Int(Int128(totalCents) - floors)
    let byRemainder = shares.indices.sorted { first, second in
      let (left, right) = (shares[first].remainder, shares[second].remainder)
      return left == right ? first < second : left > right
    }
    for index in byRemainder.prefix(rest) { shares[index].roundUp() }
  }
}

/// One partner's part of a divided amount.
package struct Share: Hashable, Sendable {
  package let id: String
  /// The part, rounded: euro cents.
  package private(set) var cents: Int64
  /// The exact part is `floorCents + remainder / divisor`, with `remainder` below `divisor`.
  package let floorCents: Int64
  package let remainder: UInt128
  /// The sum of the weights in millionths; the same for all shares of one division.
  package let divisor: UInt128

  init(id: String, floorCents: Int64, remainder: UInt128, divisor: UInt128) {
    self.id = id
    cents = floorCents
    self.floorCents = floorCents
    self.remainder = remainder
    self.divisor = divisor
  }

  mutating func roundUp() {
    cents += 1
  }
}
