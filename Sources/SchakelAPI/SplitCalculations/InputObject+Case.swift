import CostSharing

extension InputObject {
  /// A year that no case has: where the base year cannot be read, nothing is said of the others.
  private static let noYear: Int64 = -1

  /// The case of SPLIT section 2, and in the log all that is wrong with it.
  func chainCase() -> ChainCase {
    let partners = objects("partners", .casePartner) ?? []
    let lines = objects("lines", .caseLine) ?? []
    let baseYear = whole("baseYear") ?? Self.noYear
    let chain = ChainCase(
      partners: partners.map { $0.partner(baseYear: baseYear) },
      lines: lines.map { $0.line(ownedBy: nil, baseYear: baseYear) },
      discountRate: decimal("discountRate", isRequired: true) ?? .zero, baseYear: baseYear,
      horizonYears: whole("horizonYears", code: .horizonOutOfRange) ?? Self.noYear,
      scenario: code("scenario", .unknownScenario) ?? .base,
      volume: object("volume", .caseVolume)?.volumeOfCase(baseYear: baseYear))
    log.add(chain.faults())
    return chain
  }

  private func partner(baseYear: Int64) -> ChainPartner {
    let id = identifier("id") ?? ""
    return ChainPartner(
      id: id, name: text("name"), outsideOption: outsideOption(of: id, baseYear: baseYear),
      effortHours: decimal("effortHours"), volume: decimal("volume"))
  }

  private func outsideOption(of id: String, baseYear: Int64) -> OutsideOption {
    guard let option = object("outsideOption", .outsideOption) else { return .amount(cents: 0) }
    if let lines = option.objects("lines", .outsideLine, isRequired: false) {
      if option.has("npvCents") {
        log.refuse(.unexpectedField, at: option.place("npvCents"), "An alternative is an amount or lines, not both.")
      }
      return .lines(lines.map { $0.line(ownedBy: id, baseYear: baseYear) })
    }
    return .amount(cents: option.cents("npvCents", isRequired: false) ?? 0)
  }

  /// - Parameter owner: Whose alternative it is part of; nil of a line of the chain, which says so itself.
  private func line(ownedBy owner: String?, baseYear: Int64) -> ChainLine {
    let kind = code("kind", .unknownKind, isRequired: true, as: LineKind.self)
    var line = ChainLine(
      id: identifier("id") ?? "", partnerID: owner ?? identifier("partnerId") ?? jointAccountID, kind: kind ?? .cost,
      timing: timing(baseYear: baseYear), amount: estimate(), probability: decimal("probability") ?? .one,
      growthRate: decimal("growthRate") ?? .zero,
      distribution: code("distribution", .unknownDistribution) ?? .triangular,
      driverID: identifier("driverId", isRequired: false))
    if owner == nil {
      line.requires = identifiers("requires")
      line.toPartnerID = identifier("toPartnerId", isRequired: false)
    }
    if kind == nil { line.toPartnerID = nil }
    return line
  }

  private func timing(baseYear: Int64) -> Timing {
    let first = whole("startYear") ?? baseYear
    let recurrence = code("recurrence", .unknownRecurrence, isRequired: true, as: Recurrence.self)
    let last = whole("endYear", isRequired: false)
    switch recurrence {
    case .once?:
      if has("endYear") { log.refuse(.unexpectedField, at: place("endYear"), "What falls once has no last year.") }
      return .once(year: first)
    case .yearly?: return .yearly(from: first, to: last)
    case nil: return .once(year: first)
    }
  }

  private func estimate() -> Estimate {
    let (low, high) = (cents("lowCents", isRequired: false), cents("highCents", isRequired: false))
    // Without the amount between them, low and high cannot be compared.
    guard let amount = cents("baseCents") else { return Estimate(baseCents: 0) }
    return Estimate(lowCents: low, baseCents: amount, highCents: high)
  }

  private func volumeOfCase(baseYear: Int64) -> Volume {
    let years = objects("years", .volumeYear) ?? []
    return Volume(
      unit: text("unit"),
      years: years.map {
        Volume.Year(
          year: $0.whole("year") ?? baseYear, quantity: $0.decimal("quantity", isRequired: true) ?? .zero)
      })
  }
}

/// How often a line falls; the raw value is the code on the wire.
enum Recurrence: String, CaseIterable {
  case once, yearly
}
