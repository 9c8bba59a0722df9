/// Which of the estimates a valuation takes; the raw value is the code on the wire.
package enum Scenario: String, CaseIterable, Sendable {
  case base, expected, pessimistic, optimistic, worstCase, bestCase

  /// What a scenario is for a partner's alternative: a better alternative is bad for the deal.
  var mirrored: Scenario {
    switch self {
    case .pessimistic: .optimistic
    case .optimistic: .pessimistic
    case .worstCase: .bestCase
    case .bestCase: .worstCase
    case .base, .expected: self
    }
  }
}

/// What a line comes to in one scenario: an amount and the chance of it.
///
/// Means of two or three cents are kept whole by counting in sixths.
struct Expectation: Hashable {
  /// Sixths of a cent, 0 or more.
  let sixths: Int128
  /// Millionths, 0 to 1,000,000.
  let probability: Int128

  static let sixthsInCent: Int128 = 6
  static let certain: Int128 = 1_000_000

  init(sixths: Int128, probability: Int128) {
    self.sixths = sixths
    self.probability = probability
  }

  /// Payments are agreed, so every scenario has them as they are.
  init(of line: ChainLine, in scenario: Scenario) {
    let scenario = line.kind == .payment ? .base : scenario
    let isGood = scenario == .optimistic || scenario == .bestCase
    let takesHigh = isGood == (line.kind == .benefit)
    switch scenario {
    case .base: sixths = Int128(line.amount.baseCents) * Self.sixthsInCent
    case .expected: sixths = Self.mean(of: line)
    case .pessimistic, .optimistic, .worstCase, .bestCase:
      sixths = Int128(takesHigh ? line.amount.highCents : line.amount.lowCents) * Self.sixthsInCent
    }
    let isUncertain = line.probability > .zero && line.probability < .one
    let isExtreme = scenario == .worstCase || scenario == .bestCase
    probability = isExtreme && isUncertain ? (takesHigh ? Self.certain : 0) : line.probability.millionths
  }

  private static func mean(of line: ChainLine) -> Int128 {
    let (low, base, high) = (
      Int128(line.amount.lowCents), Int128(line.amount.baseCents), Int128(line.amount.highCents)
    )
    return line.distribution == .triangular ? (low + base + high) * 2 : (low + high) * 3
  }
}
