// Which line decides, and by how much it must change before the deal flips.
//
// The gain is a monotone step function of one amount when all others stay, so the amount nearest to the present one
// that changes the verdict is found by halving, on whole cents, without tolerance. The deal holds when the gain is 0 or
// more.

/// What makes a deal that holds fail, or one that fails hold.
package struct Sensitivity: Sendable {
  package let gainCents: Int64
  /// Whether the gain is 0 or more now.
  package let holds: Bool
  /// Every line but payments: what flips first stands first.
  package let lines: [LineEffect]
  /// Every cause that lines share, in the same order.
  package let drivers: [DriverEffect]
  /// Every alternative given as an amount; ordered by partner.
  package let outsideOptions: [OutsideEffect]
  /// The nearest rates with another verdict, in thousandths.
  package let rateFlipUp: Int?
  package let rateFlipDown: Int?

  /// One line, all others fixed.
  package struct LineEffect: Sendable {
    package let lineID: String
    package let amountCents: Int64
    /// What the line adds to the gain now; of an outside option with the opposite sign.
    package let contributionCents: Int64
    package let gainAtLowCents: Int64
    package let gainAtHighCents: Int64
    package let swingCents: Int64
    /// Nil when no amount flips the deal.
    package let flip: Flip?
  }

  /// The nearest amount at which the verdict changes.
  package struct Flip: Sendable {
    package let amountCents: Int64
    package let changeCents: Int64
    /// In hundredths of a percent, half to even; nil when the amount is 0.
    package let changeBasisPoints: BigInteger?
  }

  /// All lines of one cause moved together.
  package struct DriverEffect: Sendable {
    package let driverID: String
    package let lineIDs: [String]
    /// In hundredths of a percent, half to even; nil when no change of -100 % or more flips the deal.
    package let changeBasisPoints: BigInteger?
  }

  /// The alternative of one partner.
  package struct OutsideEffect: Sendable {
    package let partnerID: String
    package let outsideCents: Int64
    package let flipOutsideCents: Int64
    package let changeCents: Int64
  }

  /// - Parameter checkpoint: Asked now and then whether to go on; what it throws comes out.
  /// - Throws: `SplitError` with every fault; `scenarioNotSupported` for `expected`, which has no single amount to
  ///   change; `overflow`.
  package init(of chain: ChainCase, checkpoint: Checkpoint = {}) throws {
    let faults = chain.faults() + Self.faults(of: chain)
    guard faults.isEmpty else { throw SplitError(faults) }
    let factors = CaseFactors(chain)
    let valuation = try Valuation(chain, in: chain.scenario, factors)
    let gain = valuation.surplus - valuation.outsideTotal
    gainCents = try Int64(cents: gain, of: "The gain")
    holds = gain >= 0
    let movable = MovableLine.all(of: chain, factors)
    var effects: [LineEffect] = []
    for line in movable {
      try checkpoint()
      effects.append(try line.effect(gain: BigInteger(gain)))
    }
    lines = effects.sorted(by: LineEffect.isBefore)
    drivers = Self.drivers(movable, gain: BigInteger(gain))
    outsideOptions = try Self.outsideOptions(chain, gain: gain)
    (rateFlipDown, rateFlipUp) = try Self.rates(chain, holds: gain >= 0, checkpoint)
  }

  /// What is wrong beside the case itself: `scenarioNotSupported`.
  package static func faults(of chain: ChainCase) -> [SplitError.Fault] {
    guard chain.scenario == .expected else { return [] }
    let detail = "The expected scenario has no single amount to change; take another."
    return [.init(.scenarioNotSupported, at: "/scenario", detail)]
  }

  private static func drivers(_ movable: [MovableLine], gain: BigInteger) -> [DriverEffect] {
    let ids = Set(movable.compactMap(\.line.driverID)).sorted(by: precedes)
    let effects = ids.map { id in
      let moved = movable.filter { $0.line.driverID == id }
      let sum = moved.reduce(Fraction.zero) { $0 + $1.exactContribution }
      let change = sum.isZero ? nil : -Fraction(gain) / sum * 10_000
      return DriverEffect(
        driverID: id, lineIDs: moved.map(\.line.id).sorted(by: precedes),
        changeBasisPoints: change.flatMap { $0 < -10_000 ? nil : $0.roundedHalfEven })
    }
    return effects.sorted { left, right in
      switch (left.changeBasisPoints?.magnitude, right.changeBasisPoints?.magnitude) {
      case (let left?, let right?) where left != right: left < right
      case (.some, nil): true
      case (nil, .some): false
      default: precedes(left.driverID, right.driverID)
      }
    }
  }

  private static func outsideOptions(_ chain: ChainCase, gain: Int128) throws(SplitError) -> [OutsideEffect] {
    // One cent more than the gain makes a deal that holds fail; all that is lacking makes one that fails hold.
    let change = gain >= 0 ? gain + 1 : gain
    var effects: [OutsideEffect] = []
    for partner in chain.orderedPartners {
      guard case .amount(let cents) = partner.outsideOption else { continue }
      let flip = try Int64(cents: Int128(cents) + change, of: "The outside option of \(partner.id) that flips the deal")
      effects.append(
        OutsideEffect(
          partnerID: partner.id, outsideCents: cents, flipOutsideCents: flip,
          changeCents: try Int64(cents: change, of: "The change that flips the deal")))
    }
    return effects
  }

  private static let rateThousandthsMax = 500

  /// The nearest rates on the grid of thousandths, below and above, with another verdict.
  private static func rates(
    _ chain: ChainCase, holds: Bool, _ checkpoint: Checkpoint
  ) throws -> (down: Int?, up: Int?) {
    let curve = GainCurve(chain)
    func flips(_ thousandths: Int) throws -> Bool {
      try checkpoint()
      let rate = ExactDecimal(millionths: Int128(thousandths) * 1_000)
      if let decided = curve.holds(at: rate) { return decided != holds }
      let movable = MovableLine.all(of: chain, CaseFactors(chain, rate: rate))
      let fixed = chain.partners.reduce(BigInteger.zero) { sum, partner in
        if case .amount(let cents) = partner.outsideOption { sum - BigInteger(cents) } else { sum }
      }
      return (movable.reduce(fixed) { $0 + $1.contribution }.signum >= 0) != holds
    }
    let present = chain.discountRate.millionths
    let grid = 0...rateThousandthsMax
    let up = try grid.first { Int128($0) * 1_000 > present ? try flips($0) : false }
    let down = try grid.reversed().first { Int128($0) * 1_000 < present ? try flips($0) : false }
    return (down, up)
  }
}

extension Sensitivity.LineEffect {
  /// What flips comes first, then the smallest relative change, the smallest change, the smaller identifier.
  fileprivate static func isBefore(_ left: Self, _ right: Self) -> Bool {
    guard let leftFlip = left.flip, let rightFlip = right.flip else {
      let (leftFlips, rightFlips) = (left.flip != nil, right.flip != nil)
      return leftFlips == rightFlips ? precedes(left.lineID, right.lineID) : leftFlips
    }
    let (leftChange, rightChange) = (leftFlip.changeCents.magnitude, rightFlip.changeCents.magnitude)
    // Relative changes are compared crosswise; of an amount of 0 any change is infinitely large.
    let leftCross = UInt128(leftChange) * UInt128(right.amountCents.magnitude)
    let rightCross = UInt128(rightChange) * UInt128(left.amountCents.magnitude)
    let (leftIsZero, rightIsZero) = (left.amountCents == 0, right.amountCents == 0)
    if leftIsZero != rightIsZero { return rightIsZero }
    if !leftIsZero, leftCross != rightCross { return leftCross < rightCross }
    return leftChange == rightChange ? precedes(left.lineID, right.lineID) : leftChange < rightChange
  }
}
