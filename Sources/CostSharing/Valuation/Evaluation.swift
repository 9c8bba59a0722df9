/// A case valued: who wins and loses before anything is shared, and whether the chain is worth it.
package struct Evaluation: Sendable {
  package let scenario: Scenario
  /// The present value of every line, outside lines included; ordered by id.
  package let lines: [(id: String, cents: Int64)]
  /// One per partner, ordered by id.
  package let partners: [PartnerAccount]
  package let joint: Account
  package let surplusCents: Int64
  package let outsideTotalCents: Int64
  /// The surplus above what the partners have without each other.
  package let gainCents: Int64
  /// Whether nobody is below its alternative as things stand, and the joint account not below zero.
  package let viableWithoutTransfers: Bool
  /// The first year from which the chain has earned back what it put in; nil when it never does.
  package let paybackYear: Int64?
  package let discountedPaybackYear: Int64?
  /// Nil where the case has no volume.
  package let premium: PremiumNeeds?
  package let unit: String?

  package var verdict: Verdict { Verdict(gainCents: gainCents) }

  /// One account before anything is shared.
  package struct Account: Sendable {
    package let npvCents: Int64
    /// In the order of `LineKind.allCases`.
    package let byKind: [(kind: LineKind, cents: Int64)]
    /// The deepest point below zero, undiscounted: what has to be financed.
    package let peakFundingCents: Int64
    /// When it is first reached; nil when the account is never below zero.
    package let peakFundingYear: Int64?
  }

  /// The account of a partner, beside what it has if it stays out.
  package struct PartnerAccount: Sendable {
    package let id: String
    package let name: String
    package let account: Account
    package let outsideCents: Int64
    package let gainWithoutTransfersCents: Int64
    /// A lost revenue and a positive alternative may be the same money twice.
    package let mayCountTwice: Bool
  }

  /// - Throws: `SplitError` with every fault of the case, or `overflow`.
  package init(of chain: ChainCase) throws(SplitError) {
    let faults = chain.faults()
    guard faults.isEmpty else { throw SplitError(faults) }
    try self.init(Valuation(chain, in: chain.scenario, CaseFactors(chain)))
  }

  init(_ valuation: Valuation) throws(SplitError) {
    let chain = valuation.chain
    let flow = CashFlow(chain, in: chain.scenario)
    scenario = chain.scenario
    lines = Self.lines(valuation)
    var partners: [PartnerAccount] = []
    for partner in chain.orderedPartners { partners.append(try PartnerAccount(partner, valuation, flow)) }
    self.partners = partners
    joint = try Account(jointAccountID, valuation, flow)
    surplusCents = try Int64(cents: valuation.surplus, of: "The surplus")
    outsideTotalCents = try Int64(cents: valuation.outsideTotal, of: "The sum of the outside options")
    gainCents = try Int64(cents: valuation.surplus - valuation.outsideTotal, of: "The gain")
    viableWithoutTransfers =
      valuation.own(jointAccountID) >= 0 && partners.allSatisfy { $0.gainWithoutTransfersCents >= 0 }
    paybackYear = flow.paybackYear
    discountedPaybackYear = flow.discountedPaybackYear
    if let volume = chain.discountedVolume {
      premium = try PremiumNeeds(valuation, volume: volume)
    } else {
      premium = nil
    }
    unit = chain.volume?.unit
  }

  private static func lines(_ valuation: Valuation) -> [(id: String, cents: Int64)] {
    var lines = zip(valuation.chain.lines, valuation.lineCents).map { (id: $0.id, cents: $1) }
    for (partner, cents) in zip(valuation.chain.partners, valuation.outsideLineCents) {
      lines += zip(partner.outsideOption.lines, cents).map { (id: $0.id, cents: $1) }
    }
    return lines.sorted { precedes($0.id, $1.id) }
  }
}

extension Evaluation.Account {
  fileprivate init(_ id: String, _ valuation: Valuation, _ flow: CashFlow) throws(SplitError) {
    npvCents = try Int64(cents: valuation.own(id), of: "The account \(id)")
    var byKind: [(kind: LineKind, cents: Int64)] = []
    for kind in LineKind.allCases {
      byKind.append((kind, try Int64(cents: valuation.total(id, of: kind), of: "The \(kind) of \(id)")))
    }
    self.byKind = byKind
    let (cents, year) = flow.deepest(id)
    peakFundingCents = try Int64(cents: cents, of: "The deepest cash position of \(id)")
    peakFundingYear = year
  }
}

extension Evaluation.PartnerAccount {
  fileprivate init(_ partner: ChainPartner, _ valuation: Valuation, _ flow: CashFlow) throws(SplitError) {
    id = partner.id
    name = partner.name ?? partner.id
    account = try Evaluation.Account(partner.id, valuation, flow)
    let outside = valuation.outside(partner.id)
    outsideCents = try Int64(cents: outside, of: "The outside option of \(partner.id)")
    gainWithoutTransfersCents = try Int64(
      cents: valuation.own(partner.id) - outside, of: "The gain of \(partner.id)")
    mayCountTwice =
      outside > 0 && valuation.chain.lines.contains { $0.kind == .lostRevenue && $0.partnerID == partner.id }
  }
}

/// The gain of a case in every scenario, side by side.
package struct ScenarioTable: Sendable {
  /// In the order of `Scenario.allCases`.
  package let rows: [Row]

  package struct Row: Sendable {
    package let scenario: Scenario
    package let surplusCents: Int64
    package let gainCents: Int64
    /// Per partner, ordered by id.
    package let gainWithoutTransfers: [(id: String, cents: Int64)]

    package var verdict: Verdict { Verdict(gainCents: gainCents) }
  }

  /// - Throws: `SplitError` with every fault of the case, or `overflow`.
  package init(of chain: ChainCase) throws(SplitError) {
    let faults = chain.faults()
    guard faults.isEmpty else { throw SplitError(faults) }
    let factors = CaseFactors(chain)
    var rows: [Row] = []
    for scenario in Scenario.allCases { rows.append(try Row(Valuation(chain, in: scenario, factors), scenario)) }
    self.rows = rows
  }
}

extension ScenarioTable.Row {
  fileprivate init(_ valuation: Valuation, _ scenario: Scenario) throws(SplitError) {
    self.scenario = scenario
    surplusCents = try Int64(cents: valuation.surplus, of: "The surplus in scenario \(scenario)")
    gainCents = try Int64(cents: valuation.surplus - valuation.outsideTotal, of: "The gain in scenario \(scenario)")
    var gains: [(id: String, cents: Int64)] = []
    for partner in valuation.chain.orderedPartners {
      let gain = valuation.own(partner.id) - valuation.outside(partner.id)
      gains.append((partner.id, try Int64(cents: gain, of: "The gain of \(partner.id) in scenario \(scenario)")))
    }
    gainWithoutTransfers = gains
  }
}
