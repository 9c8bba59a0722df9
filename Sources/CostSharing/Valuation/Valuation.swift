/// Every line of a case valued in one scenario, and the accounts they add up to.
///
/// This is the ledger that evaluation, division and sensitivity all start from: an account is the sum of its rounded
/// lines, so every total can be added up by hand.
struct Valuation {
  let chain: ChainCase
  /// In the order of `chain.lines`.
  private(set) var lineCents: [Int64] = []
  /// Per partner in the order of `chain.partners`, its outside lines in their order.
  private(set) var outsideLineCents: [[Int64]] = []
  private var own: [String: Int128] = [:]
  private var byKind: [String: [LineKind: Int128]] = [:]
  private var outside: [String: Int128] = [:]

  /// - Parameter chain: A case without faults.
  /// - Throws: `overflow`.
  init(_ chain: ChainCase, in scenario: Scenario, _ factors: CaseFactors) throws(SplitError) {
    self.chain = chain
    for (line, factor) in zip(chain.lines, factors.lines) {
      let cents = try Self.cents(line, factor, in: scenario)
      lineCents.append(cents)
      book(line, Int128(cents))
    }
    for (partner, factors) in zip(chain.partners, factors.outsideLines) {
      outsideLineCents.append([])
      var total: Int128 = 0
      for (line, factor) in zip(partner.outsideOption.lines, factors) {
        let cents = try Self.cents(line, factor, in: scenario.mirrored)
        outsideLineCents[outsideLineCents.count - 1].append(cents)
        total += Int128(cents)
      }
      if case .amount(let cents) = partner.outsideOption { total = Int128(cents) }
      outside[partner.id] = total
    }
  }

  private static func cents(
    _ line: ChainLine, _ factor: LineFactor, in scenario: Scenario
  ) throws(SplitError) -> Int64 {
    let value = factor.cents(Expectation(of: line, in: scenario), sign: line.kind.sign)
    return try Int64(cents: value, of: "The present value of line \(line.id)")
  }

  private mutating func book(_ line: ChainLine, _ cents: Int128) {
    own[line.partnerID, default: 0] += cents
    byKind[line.partnerID, default: [:]][line.kind, default: 0] += cents
    guard let receiver = line.toPartnerID else { return }
    own[receiver, default: 0] -= cents
    byKind[receiver, default: [:]][line.kind, default: 0] -= cents
  }

  /// Benefits minus everything else, payments moved; 0 for an account without lines.
  func own(_ accountID: String) -> Int128 { own[accountID, default: 0] }

  func total(_ accountID: String, of kind: LineKind) -> Int128 { byKind[accountID, default: [:]][kind, default: 0] }

  func outside(_ partnerID: String) -> Int128 { outside[partnerID, default: 0] }

  /// The sum of all accounts: what the chain has together.
  var surplus: Int128 { own.values.reduce(0, +) }

  var outsideTotal: Int128 { outside.values.reduce(0, +) }
}

extension ChainCase {
  /// What each line is worth in the base year by its base estimate, in the order of the lines; never negative.
  ///
  /// - Throws: `overflow` where one does not fit.
  package func presentCents() throws(SplitError) -> [Int64] {
    var cents: [Int64] = []
    for (line, factor) in zip(lines, CaseFactors(self).lines) {
      let value = factor.cents(Expectation(of: line, in: .base), sign: 1)
      cents.append(try Int64(cents: value, of: "The present value of line \(line.id)"))
    }
    return cents
  }
}

/// The factors of all lines of a case at one discount rate; no scenario changes them.
struct CaseFactors {
  /// In the order of `chain.lines`.
  let lines: [LineFactor]
  /// Per partner in the order of `chain.partners`.
  let outsideLines: [[LineFactor]]

  /// - Parameter rate: Another rate than the case's own.
  init(_ chain: ChainCase, rate: ExactDecimal? = nil) {
    let discounting = Discounting(
      rate: rate ?? chain.discountRate, baseYear: chain.baseYear, lastYear: chain.lastYear)
    // Most lines share their years and growth, and a factor is the dearest part of a valuation.
    var known: [Key: LineFactor] = [:]
    func factor(_ line: ChainLine) -> LineFactor {
      let key = Key(timing: line.timing, growth: line.growthRate)
      if let factor = known[key] { return factor }
      let factor = discounting.factor(of: line)
      known[key] = factor
      return factor
    }
    lines = chain.lines.map(factor)
    outsideLines = chain.partners.map { $0.outsideOption.lines.map(factor) }
  }

  private struct Key: Hashable {
    let timing: Timing
    let growth: ExactDecimal
  }
}
