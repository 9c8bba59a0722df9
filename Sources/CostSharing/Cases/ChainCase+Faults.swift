// What can be wrong with a case, each with its place and its code. Every check is made on its own, so that one answer
// names all that must be changed; a check that needs another field to be right leaves the field alone when it is not.

extension ChainCase {
  /// Everything that is wrong with this case; a case without faults can be valued.
  package func faults() -> [SplitError.Fault] {
    let identities = Identifiers.partnerFaults(partners.map(\.id)) { "/partners/\($0)/id" }
    var check = CaseCheck(self)
    for (index, partner) in partners.enumerated() { check.add(partner, at: "/partners/\(index)") }
    for (index, line) in lines.enumerated() { check.add(line, at: "/lines/\(index)") }
    return identities + check.faults + frameFaults() + volumeFaults()
  }

  func frameFaults() -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    if discountRate < .zero || discountRate > .one {
      faults.append(.init(.discountRateOutOfRange, at: "/discountRate", "A discount rate lies between 0 and 1."))
    }
    if !CaseLimits.years.contains(baseYear) {
      faults.append(.init(.invalidNumber, at: "/baseYear", "A year lies between 0 and 9999."))
    }
    if !(0...CaseLimits.horizonYearsMax).contains(horizonYears) {
      let detail = "A horizon lies between 0 and \(CaseLimits.horizonYearsMax) years."
      faults.append(.init(.horizonOutOfRange, at: "/horizonYears", detail))
    }
    return faults
  }

  private func volumeFaults() -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    for (index, year) in (volume?.years ?? []).enumerated() {
      faults += yearFaults(year.year, at: "/volume/years/\(index)/year")
      if year.quantity < .zero {
        faults.append(.init(.negativeAmount, at: "/volume/years/\(index)/quantity", "A quantity is 0 or more."))
      }
    }
    return faults
  }

  /// A year must lie within the horizon; nothing is said of it while the horizon itself is wrong.
  func yearFaults(_ year: Int64, at location: String) -> [SplitError.Fault] {
    guard frameFaults().allSatisfy({ $0.code == .discountRateOutOfRange }) else { return [] }
    if year < baseYear { return [.init(.yearBeforeBase, at: location, "The case begins in \(baseYear).")] }
    if year > lastYear { return [.init(.yearAfterHorizon, at: location, "The case ends in \(lastYear).")] }
    return []
  }
}

/// Collects the faults of partners and lines, knowing what was named before.
private struct CaseCheck {
  private let chain: ChainCase
  private let partnerIDs: Set<String>
  private var lineIDs: Set<String> = []
  private(set) var faults: [SplitError.Fault] = []

  init(_ chain: ChainCase) {
    self.chain = chain
    partnerIDs = Set(chain.partners.map(\.id))
  }

  mutating func add(_ partner: ChainPartner, at location: String) {
    for (key, name) in [(partner.effortHours, "effortHours"), (partner.volume, "volume")] {
      if let key, key < .zero { refuse(.negativeWeight, "\(location)/\(name)", "A key is 0 or more.") }
    }
    for (index, line) in partner.outsideOption.lines.enumerated() {
      let place = "\(location)/outsideOption/lines/\(index)"
      if line.kind == .payment {
        refuse(.paymentInOutsideOption, "\(place)/kind", "Who stays out has no payments to the others.")
      }
      addCommon(line, at: place)
    }
  }

  mutating func add(_ line: ChainLine, at location: String) {
    addCommon(line, at: location)
    require(account: line.partnerID, at: "\(location)/partnerId")
    for (index, id) in (line.requires ?? []).enumerated() where !partnerIDs.contains(id) {
      refuse(.unknownPartner, "\(location)/requires/\(index)", "Name a partner of this case.")
    }
    addReceiver(line, at: "\(location)/toPartnerId")
  }

  private mutating func addReceiver(_ line: ChainLine, at location: String) {
    switch (line.kind, line.toPartnerID) {
    case (.payment, nil): refuse(.unknownPartner, location, "A payment names the account that receives it.")
    case (.payment, line.partnerID?): refuse(.samePartner, location, "A payment goes from one account to another.")
    case (.payment, let receiver?): require(account: receiver, at: location)
    case (_, .some): refuse(.unexpectedField, location, "Only a payment has a receiver.")
    case (_, nil): break
    }
  }

  private mutating func addCommon(_ line: ChainLine, at location: String) {
    faults += Identifiers.faults(line.id, at: "\(location)/id")
    if !lineIDs.insert(line.id).inserted {
      refuse(.duplicateId, "\(location)/id", "Give each line of the case an identifier of its own.")
    }
    if let driver = line.driverID { faults += Identifiers.faults(driver, at: "\(location)/driverId") }
    addYears(line.timing, at: location)
    addAmount(line.amount, at: location)
    if line.probability < .zero || line.probability > .one {
      refuse(.probabilityOutOfRange, "\(location)/probability", "A probability lies between 0 and 1.")
    }
    if line.growthRate < .growthMin || line.growthRate > .one {
      refuse(.growthRateOutOfRange, "\(location)/growthRate", "A growth rate lies between -0.5 and 1.")
    }
  }

  private mutating func addYears(_ timing: Timing, at location: String) {
    faults += chain.yearFaults(timing.startYear, at: "\(location)/startYear")
    guard case .yearly(let first, let last?) = timing else { return }
    faults += chain.yearFaults(last, at: "\(location)/endYear")
    if last < first { refuse(.yearOrder, "\(location)/endYear", "The last year does not come before the first.") }
  }

  private mutating func addAmount(_ amount: Estimate, at location: String) {
    let cents = [(amount.baseCents, "baseCents"), (amount.lowCents, "lowCents"), (amount.highCents, "highCents")]
    let negative = cents.filter { $0.0 < 0 && ($0.1 == "baseCents" || $0.0 != amount.baseCents) }
    for (_, name) in negative {
      refuse(.negativeAmount, "\(location)/\(name)", "An amount is 0 or more; its kind gives the sign.")
    }
    guard negative.isEmpty else { return }
    if amount.lowCents > amount.baseCents {
      refuse(.estimateOrder, "\(location)/lowCents", "The low estimate is at most the base estimate.")
    }
    if amount.highCents < amount.baseCents {
      refuse(.estimateOrder, "\(location)/highCents", "The high estimate is at least the base estimate.")
    }
  }

  private mutating func require(account id: String, at location: String) {
    guard id != jointAccountID, !partnerIDs.contains(id) else { return }
    refuse(.unknownPartner, location, "Name a partner of this case, or “\(jointAccountID)”.")
  }

  private mutating func refuse(_ code: SplitError.Code, _ location: String, _ detail: String) {
    faults.append(.init(code, at: location, detail))
  }
}

extension ExactDecimal {
  fileprivate static let growthMin = ExactDecimal(millionths: -500_000)
}
