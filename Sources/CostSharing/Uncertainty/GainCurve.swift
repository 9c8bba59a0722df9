// The gain at hundreds of discount rates. Before rounding it is a sum over the years, Σ F(t) × d(t), where F(t) adds up
// all lines that fall in a year; that is a few dozen terms instead of every line with its own factor. Rounding moves
// each line by half a cent at most, so only where the sum lies within that of zero must the lines be asked one by one.

/// The gain of a case as far as it can be told without rounding its lines.
struct GainCurve {
  /// Per year from the base year on, in units.
  private var flows: [BigInteger]
  private let unitsInCent: BigInteger
  /// What does not depend on the rate, in cents: alternatives given as amounts.
  private let fixedCents: BigInteger
  private let lineCount: BigInteger
  private let chain: ChainCase

  init(_ chain: ChainCase) {
    self.chain = chain
    let own = chain.lines.filter { $0.kind != .payment }
    let outside = chain.partners.flatMap(\.outsideOption.lines)
    let unit = FlowUnit(for: own + outside, chain)
    unitsInCent = unit.perCent
    lineCount = BigInteger(own.count + outside.count)
    fixedCents = chain.partners.reduce(BigInteger.zero) { sum, partner in
      if case .amount(let cents) = partner.outsideOption { sum - BigInteger(cents) } else { sum }
    }
    flows = Array(repeating: 0, count: Int(chain.horizonYears) + 1)
    for line in own {
      for (year, units) in unit.flow(of: line, in: chain.scenario, chain) { flows[year] += units }
    }
    for line in outside {
      for (year, units) in unit.flow(of: line, in: chain.scenario.mirrored, chain) { flows[year] -= units }
    }
  }

  /// Whether the gain is 0 or more at a rate; nil where rounding decides.
  func holds(at rate: ExactDecimal) -> Bool? {
    let (numerator, denominator) = Discounting(rate: rate, baseYear: chain.baseYear, lastYear: chain.lastYear).yearly
    // Everything is multiplied by denominator^years, which is above 0.
    var weight = BigInteger.one
    var scale = BigInteger.one
    var sum = BigInteger.zero
    for (year, flow) in flows.enumerated() {
      if year > 0 {
        weight *= numerator
        scale *= denominator
      }
      sum = year > 0 ? sum * denominator + flow * weight : flow
    }
    let unit = unitsInCent * scale
    sum += fixedCents * unit
    guard sum.magnitude * 2 > lineCount * unit else { return nil }
    return sum.signum > 0
  }
}
