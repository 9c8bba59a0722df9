/// What each unit must bring on top of the commodity price.
package struct PremiumNeeds: Sendable {
  /// The units of all years, each discounted.
  package let discountedVolume: Fraction
  /// So that the surplus is 0; nil where there is no volume.
  package let toCoverCosts: UnitPrice?
  /// So that the gain is 0: the partners have what they would have without each other.
  package let toBeatAlternatives: UnitPrice?
  /// Per partner, so that it alone is back at its alternative; ordered by id.
  package let partners: [(id: String, price: UnitPrice?)]

  init(_ valuation: Valuation, volume: Fraction) throws(SplitError) {
    func price(_ shortfall: Int128) throws(SplitError) -> UnitPrice? {
      guard !volume.isZero else { return nil }
      return try UnitPrice(roundingUp: Fraction(max(0, shortfall)) / volume)
    }
    discountedVolume = volume
    toCoverCosts = try price(-valuation.surplus)
    toBeatAlternatives = try price(valuation.outsideTotal - valuation.surplus)
    var partners: [(id: String, price: UnitPrice?)] = []
    for partner in valuation.chain.orderedPartners {
      partners.append((partner.id, try price(valuation.outside(partner.id) - valuation.own(partner.id))))
    }
    self.partners = partners
  }
}

/// An amount per unit: exact, and in whole cents.
package struct UnitPrice: Hashable, Sendable {
  package let exactCents: Fraction
  package let cents: Int64

  init(roundingUp exact: Fraction) throws(SplitError) {
    exactCents = exact
    cents = try Int64(cents: exact.ceiling, of: "The premium")
  }

  init(roundingDown exact: Fraction) throws(SplitError) {
    exactCents = exact
    cents = try Int64(cents: exact.floor, of: "The premium")
  }
}

/// The premiums that one partner could pay another.
package struct PremiumCorridor: Sendable {
  package let payer: ChainPartner
  package let receiver: ChainPartner
  package let unit: String?
  package let discountedVolume: Fraction
  /// What the receiver needs to be back at its alternative, rounded up.
  package let minimum: UnitPrice
  /// What the payer can miss before it is below its own, rounded down; may be negative.
  package let maximum: UnitPrice
  /// Whether a price between the two exists; where none does, others must contribute.
  package let feasible: Bool

  /// - Parameters:
  ///   - payerID: A partner of the case.
  ///   - receiverID: Another one.
  /// - Throws: `SplitError` with every fault of the case and the two partners; `noVolume`, `overflow`.
  package init(of chain: ChainCase, payerID: String, receiverID: String) throws(SplitError) {
    let faults = chain.faults() + Self.faults(of: chain, payerID: payerID, receiverID: receiverID)
    let payer = chain.partners.first { $0.id == payerID }
    let receiver = chain.partners.first { $0.id == receiverID }
    guard faults.isEmpty, let payer, let receiver, let volume = chain.discountedVolume else { throw SplitError(faults) }
    let valuation = try Valuation(chain, in: chain.scenario, CaseFactors(chain))
    let need = valuation.outside(receiver.id) - valuation.own(receiver.id)
    let room = valuation.own(payer.id) - valuation.outside(payer.id)
    self.payer = payer
    self.receiver = receiver
    unit = chain.volume?.unit
    discountedVolume = volume
    minimum = try UnitPrice(roundingUp: Fraction(max(0, need)) / volume)
    maximum = try UnitPrice(roundingDown: Fraction(room) / volume)
    feasible = minimum.exactCents <= maximum.exactCents && maximum.exactCents.signum >= 0
  }
}

extension PremiumCorridor {
  /// What is wrong beside the case itself: `unknownPartner`, `samePartner`, `noVolume`.
  package static func faults(of chain: ChainCase, payerID: String, receiverID: String) -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    for (id, name) in [(payerID, "payerId"), (receiverID, "receiverId")]
    where !chain.partners.contains(where: { $0.id == id }) {
      faults.append(.init(.unknownPartner, at: "/\(name)", "Name a partner of this case."))
    }
    if payerID == receiverID {
      faults.append(.init(.samePartner, at: "/receiverId", "A premium goes from one partner to another."))
    }
    if !(chain.volume?.years ?? []).contains(where: { $0.quantity > .zero }) {
      faults.append(.init(.noVolume, at: "/volume", "Say how many units there are; a premium is paid per unit."))
    }
    return faults
  }
}

extension ChainCase {
  var orderedPartners: [ChainPartner] { partners.sorted { precedes($0.id, $1.id) } }

  /// The units of all years, each discounted; nil where the case has no volume.
  var discountedVolume: Fraction? {
    guard let volume else { return nil }
    let factors = Discounting(rate: discountRate, baseYear: baseYear, lastYear: lastYear).factors()
    let sum = volume.years.reduce(BigInteger.zero) { sum, year in
      sum + BigInteger(year.quantity.millionths) * factors.numerators[Int(year.year - baseYear)]
    }
    return Fraction(numerator: sum, denominator: factors.denominator * 1_000_000)
  }
}
