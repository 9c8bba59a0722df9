/// A line whose amount is moved while everything else stays.
struct MovableLine {
  let line: ChainLine
  /// Whether it is part of a partner's alternative, and so counts against the deal.
  let isOutside: Bool
  let factor: LineFactor
  let expectation: Expectation

  /// All lines of a case but payments.
  static func all(of chain: ChainCase, _ factors: CaseFactors) -> [MovableLine] {
    let own = zip(chain.lines, factors.lines).filter { $0.0.kind != .payment }.map { line, factor in
      MovableLine(
        line: line, isOutside: false, factor: factor, expectation: Expectation(of: line, in: chain.scenario))
    }
    let outside = zip(chain.partners, factors.outsideLines).flatMap { partner, factors in
      zip(partner.outsideOption.lines, factors).map { line, factor in
        MovableLine(
          line: line, isOutside: true, factor: factor,
          expectation: Expectation(of: line, in: chain.scenario.mirrored))
      }
    }
    return own + outside
  }

  private var sign: Int { isOutside ? -line.kind.sign : line.kind.sign }

  /// What it adds to the gain now, rounded as in the ledger: half to even is the same on either side of 0.
  var contribution: BigInteger { factor.cents(expectation, sign: sign) }

  /// The same before rounding.
  var exactContribution: Fraction {
    let (numerator, denominator) = factor.exact(expectation, sign: sign)
    return Fraction(numerator: numerator, denominator: denominator)
  }

  private func contribution(of cents: Int64) -> BigInteger {
    let moved = Expectation(
      sixths: Int128(cents) * Expectation.sixthsInCent, probability: expectation.probability)
    return factor.cents(moved, sign: sign)
  }

  /// - Parameter gain: Of the whole case, this line included.
  /// - Throws: `overflow`.
  func effect(gain: BigInteger) throws(SplitError) -> Sensitivity.LineEffect {
    let rest = gain - contribution
    let (low, high) = (rest + contribution(of: line.amount.lowCents), rest + contribution(of: line.amount.highCents))
    let present = Int64(expectation.sixths / Expectation.sixthsInCent)
    let flip = flipAmount(from: present, rest: rest, holds: gain.signum >= 0)
    return Sensitivity.LineEffect(
      lineID: line.id, amountCents: present,
      contributionCents: try Int64(cents: contribution, of: "The contribution of \(line.id)"),
      gainAtLowCents: try Int64(cents: low, of: "The gain at the low estimate of \(line.id)"),
      gainAtHighCents: try Int64(cents: high, of: "The gain at the high estimate of \(line.id)"),
      swingCents: try Int64(cents: (high - low).magnitude, of: "The swing of \(line.id)"),
      flip: flip.map { Sensitivity.Flip(from: present, to: $0) })
  }

  /// The amount nearest to the present one with the other verdict, or nothing.
  private func flipAmount(from present: Int64, rest: BigInteger, holds: Bool) -> Int64? {
    func flips(_ cents: Int64) -> Bool { ((rest + contribution(of: cents)).signum >= 0) != holds }
    let goesUp = holds != (sign > 0)
    var near = present
    var far = goesUp ? Int64.max : 0
    guard near != far, flips(far) else { return nil }
    // The verdict is the present one at `near` and the other one at `far`, until they are neighbours.
    while near.distance(to: far).magnitude > 1 {
      let middle = near + (far - near) / 2
      if flips(middle) { far = middle } else { near = middle }
    }
    return far
  }
}

extension Sensitivity.Flip {
  init(from present: Int64, to amount: Int64) {
    amountCents = amount
    changeCents = amount - present
    changeBasisPoints =
      present == 0
      ? nil : (BigInteger(amount - present) * 10_000).halfEvenDivision(by: BigInteger(present))
  }
}
