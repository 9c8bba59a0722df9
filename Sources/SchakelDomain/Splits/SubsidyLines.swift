import CostSharing

// A granted subsidy in a split (MODEL I3, F5). Whoever has a part of it enters it as a line, or as one for each year,
// and says so on the line. Then the variant without subsidies leaves it out whatever it is called, the lines count no
// more than was granted, and none counts in a year in which there is no subsidy any more. A subsidy that its partner
// has not entered is named to that partner beside its results: to others it would tell what a private line is about.

extension SplitLineContent {
  /// What is wrong with naming a subsidy on such a line.
  func subsidyFaults(in split: SplitContent) -> [DomainError.Fault] {
    guard subsidyID != nil else { return [] }
    guard kind == .benefit, category == .subsidy, account != .joint, variant != Self.baseline else {
      let detail =
        "Only a partner's benefit of the category subsidy comes from one, and not in the baseline; send null."
      return [.init(at: "/subsidyId", code: "unexpectedField", detail)]
    }
    return outlook.uncertainties + outlook.openYears(in: split)
  }

  /// Euro cents over all its years; the largest number there is when they are more than that.
  fileprivate var totalCents: Int64 {
    guard outlook.recurrence == .yearly, let first = outlook.startYear, let last = outlook.endYear else {
      return amountCents
    }
    let (total, isTooMuch) = amountCents.multipliedReportingOverflow(by: max(1, last - first + 1))
    return isTooMuch ? .max : total
  }
}

extension LineOutlook {
  /// What says that the amount is not sure.
  fileprivate var uncertainties: [DomainError.Fault] {
    let places = [
      ("lowCents", lowCents != nil), ("highCents", highCents != nil),
      ("probability", ExactDecimal(probability) != .one), ("growthRate", ExactDecimal(growthRate) != .zero),
    ]
    return places.filter(\.1).map { name, _ in
      .init(at: "/\(name)", code: "unexpectedField", "What was granted is sure and does not grow; leave this out.")
    }
  }

  /// Years that would move with those of the split.
  fileprivate func openYears(in split: SplitContent) -> [DomainError.Fault] {
    guard split.baseYear != nil else { return [] }
    let places = [("startYear", startYear == nil), ("endYear", recurrence == .yearly && endYear == nil)]
    return places.filter(\.1).map { name, _ in
      .init(at: "/\(name)", code: "missingField", "A subsidy ends, so say in which years it falls.")
    }
  }

  /// Years in which there is no subsidy.
  fileprivate func strayYears(from subsidy: Subsidy) -> [DomainError.Fault] {
    let (first, last) = (Int64(subsidy.startDate.year), Int64(subsidy.endDate.adding(days: -1).year))
    return [("startYear", startYear), ("endYear", endYear)].compactMap { name, year in
      guard let year, !(first...last).contains(year) else { return nil }
      let detail = "The subsidy falls in the years \(first) to \(last)."
      return .init(at: "/\(name)", code: Reason.invalidContent.code, detail)
    }
  }
}

extension SplitEditor {
  /// What is wrong with the subsidy that a line names, as the register has it.
  ///
  /// - Parameter current: The line as it was, when it is changed.
  func subsidyFaults(
    _ content: SplitLineContent, replacing current: Split.Line?, in split: Split
  ) throws -> [DomainError.Fault] {
    guard let id = content.subsidyID, let partner = content.account.partnerID else { return [] }
    guard let subsidy = try SubsidyStore.find(id, in: tx), subsidy.initiativeID == split.initiativeID,
      let part = subsidy.parts.first(where: { $0.partnerID == partner })
    else {
      let detail = "There is no such subsidy of which this partner has a part."
      return [.init(at: "/subsidyId", code: Reason.invalidContent.code, detail)]
    }
    var faults = content.outlook.strayYears(from: subsidy)
    let others = try SplitStore.lines(of: split.id, from: id, to: partner, in: content.variant, tx)
    let entered = others.filter { $0.id != current?.id }.reduce(0) { $0 + $1.content.totalCents }
    if content.totalCents > part.amountCents - entered {
      let detail = "Of this subsidy \(part.amountCents - entered) cents are left to be entered in this variant."
      faults.append(.init(at: "/amountCents", code: Reason.invalidContent.code, detail))
    }
    return faults
  }
}

extension SplitService {
  /// Granted subsidies of which a partner has a part, and no line among these.
  func uncountedSubsidies(
    of partner: Partner.ID, in split: Split, _ variant: String, _ lines: [Split.Line]
  ) throws -> [Subsidy.ID] {
    guard variant != SplitLineContent.withoutSubsidy, split.content.includes(partner) else { return [] }
    let own = lines.filter { $0.content.account == .partner(partner) }
    let counted = Set(own.compactMap(\.content.subsidyID))
    return try SubsidyStore.ids(with: partner, in: split.initiativeID, tx).filter { !counted.contains($0) }
  }
}
