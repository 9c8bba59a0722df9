// Money by the year: when the chain has earned back what it put in, and how deep each account goes below zero.
//
// Flows are exact. Growth gives every year another denominator, so all flows are counted in one unit small enough for
// them all: a sixth of a millionth of a cent, divided by 10^6 for every year that something grows.

/// What every account takes in and pays out, year by year.
struct CashFlow {
  private let baseYear: Int64
  private let unitsInCent: BigInteger
  private let discounting: Discounting
  /// Per account, its flow in every year from the base year on.
  private var flows: [String: [BigInteger]] = [:]
  private var together: [BigInteger]

  init(_ chain: ChainCase, in scenario: Scenario) {
    baseYear = chain.baseYear
    discounting = Discounting(rate: chain.discountRate, baseYear: chain.baseYear, lastYear: chain.lastYear)
    let years = Int(chain.horizonYears) + 1
    let unit = FlowUnit(for: chain.lines, chain)
    unitsInCent = unit.perCent
    together = Array(repeating: 0, count: years)
    for line in chain.lines {
      let flow = unit.flow(of: line, in: scenario, chain)
      add(flow, to: line.partnerID, years)
      if let receiver = line.toPartnerID {
        add(flow.map { ($0.year, -$0.units) }, to: receiver, years)
      } else {
        for (year, units) in flow { together[year] += units }
      }
    }
  }

  private mutating func add(_ flow: [(year: Int, units: BigInteger)], to account: String, _ years: Int) {
    for (year, units) in flow { flows[account, default: Array(repeating: 0, count: years)][year] += units }
  }

  /// The first year from which what came in never falls below what went out again; nil when it does at the end.
  var paybackYear: Int64? { lastingYear(Self.sums(together)) }

  /// The same with every flow discounted.
  var discountedPaybackYear: Int64? {
    // Cumulative flows only have to keep their sign, so each year's is counted in ever smaller units.
    let (numerator, denominator) = discounting.yearly
    var weight = BigInteger.one
    var sum = BigInteger.zero
    let sums = together.map { flow in
      sum = sum * denominator + flow * weight
      weight *= numerator
      return sum
    }
    return lastingYear(sums)
  }

  private func lastingYear(_ sums: [BigInteger]) -> Int64? {
    guard let lastBelow = sums.lastIndex(where: { $0.signum < 0 }) else { return baseYear }
    return lastBelow == sums.count - 1 ? nil : baseYear + Int64(lastBelow) + 1
  }

  /// The deepest point of an account below zero, undiscounted and rounded up, and the first year it is reached.
  func deepest(_ accountID: String) -> (cents: BigInteger, year: Int64?) {
    let sums = Self.sums(flows[accountID] ?? [])
    guard let lowest = sums.min(), lowest.signum < 0, let index = sums.firstIndex(of: lowest) else { return (0, nil) }
    return ((-lowest).ceilingDivision(by: unitsInCent), baseYear + Int64(index))
  }

  private static func sums(_ flows: [BigInteger]) -> [BigInteger] {
    var sum = BigInteger.zero
    return flows.map { flow in
      sum += flow
      return sum
    }
  }
}

extension Timing {
  /// Years between the first and the last.
  func span(horizon: Int64) -> Int { Int(endYear(horizon: horizon) - startYear) }
}

/// The unit in which the flows of some lines are whole numbers.
struct FlowUnit {
  /// How many make a cent.
  let perCent: BigInteger
  /// Years of growth that the unit can hold.
  private let depth: Int

  private static let million = BigInteger(1_000_000)

  init(for lines: [ChainLine], _ chain: ChainCase) {
    let growing = lines.filter { $0.growthRate != .zero }
    depth = growing.map { $0.timing.span(horizon: chain.lastYear) }.max() ?? 0
    perCent = BigInteger(6_000_000) * Self.million.raised(to: depth)
  }

  /// What a line brings, or costs when negative, in each of its years after the base year.
  func flow(of line: ChainLine, in scenario: Scenario, _ chain: ChainCase) -> [(year: Int, units: BigInteger)] {
    let expectation = Expectation(of: line, in: scenario)
    let start = Int(line.timing.startYear - chain.baseYear)
    let growth = BigInteger(line.growthRate.millionths) + Self.million
    var units =
      BigInteger(expectation.sixths * Int128(line.kind.sign)) * BigInteger(expectation.probability)
      * Self.million.raised(to: depth)
    return (0...line.timing.span(horizon: chain.lastYear)).map { step in
      if step > 0, line.growthRate != .zero { units = (units * growth).exactDivision(by: Self.million) }
      return (start + step, units)
    }
  }
}
