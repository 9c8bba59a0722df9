import CostSharing

/// The open lines of a split as a case for the engine.
struct LineBook {
  private let split: Split
  private let lines: [Split.Line]
  private let baseline: [Split.Line]

  /// - Parameters:
  ///   - lines: Of one variant; private ones are left out.
  ///   - baseline: The same of the variant `baseline`.
  init(of split: Split, lines: [Split.Line], baseline: [Split.Line]) {
    // A line of a partner that has been taken out of the split belongs to no account of it.
    let isCounted = { (line: Split.Line) in
      let accounts = [line.content.account, line.content.receiver].compactMap { $0?.partnerID }
      return !line.content.isPrivate && accounts.allSatisfy(split.content.includes)
    }
    self.split = split
    self.lines = lines.filter(isCounted)
    self.baseline = baseline.filter(isCounted)
  }

  var withoutSubsidies: LineBook {
    LineBook(of: split, lines: lines.filter { $0.content.category != .subsidy }, baseline: baseline)
  }

  private static let moment = Timing.once(year: 0)

  /// A case of one moment: amounts at face value, nothing discounted.
  ///
  /// - Parameter name: What sentences call a partner.
  func chain(_ name: (Partner.ID) throws -> String?) rethrows -> ChainCase {
    let partners = try split.content.partners.map { partner in
      let own = baseline.filter { $0.content.account == .partner(partner.partnerID) }
      return ChainPartner(
        id: partner.partnerID.text, name: try name(partner.partnerID), outsideOption: .lines(own.map(chainLine)))
    }
    return ChainCase(
      partners: partners, lines: lines.map(chainLine), discountRate: .zero, baseYear: 0, horizonYears: 0)
  }

  private func chainLine(_ line: Split.Line) -> ChainLine {
    ChainLine(
      id: line.id.text, partnerID: line.content.account.text, kind: line.content.kind, timing: Self.moment,
      amount: Estimate(baseCents: line.content.amountCents), toPartnerID: line.content.receiver?.text)
  }
}

extension SplitContent {
  /// The agreed weights as exact numbers; a partner without one is not among them.
  var weights: [String: ExactDecimal] {
    let pairs = partners.compactMap { partner in
      partner.weight.flatMap { ExactDecimal($0) }.map { (partner.partnerID.text, $0) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Whether every partner has a weight, and not all are 0.
  var isWeighted: Bool { weights.count == partners.count && weights.values.contains { $0 > .zero } }
}
