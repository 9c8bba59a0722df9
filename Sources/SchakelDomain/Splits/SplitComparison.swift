package import CostSharing

/// The open lines of a split by the whole engine: what the chain wins, methods side by side, and what each partner
/// would regret.
///
/// It is the same for whoever may see it, because private lines are in none of its numbers (MODEL F7, F8); only that
/// nobody has those of its rivals.
package struct SplitComparison: Sendable {
  package let split: Split
  package let variant: String
  package let evaluation: Evaluation
  package let comparison: Comparison
  /// Which line flips the deal, changed by how much.
  package let sensitivity: Sensitivity
  /// The same lines without the subsidies among them (MODEL F5).
  package let withoutSubsidy: Totals
  /// Partners whose open lines none of these numbers has.
  package let withheldPartnerIDs: [Partner.ID]

  /// What the partners have together.
  package struct Totals: Hashable, Sendable {
    package let surplusCents: Int64
    package let gainCents: Int64
    package let verdict: Verdict
  }

  /// - Parameters:
  ///   - lines: Of the variant; private ones are left out.
  ///   - baseline: The same of the variant `baseline`.
  ///   - volume: Units that the chain handles, 0 or more; for what each must bring more to break even.
  ///   - withheld: Partners whose open lines are left out, because they compete with the asker, or may.
  ///   - name: What sentences call a partner.
  /// - Throws: `DomainError` with `overflow`.
  init(
    of split: Split, variant: String, lines: [Split.Line], baseline: [Split.Line], volume: ExactDecimal?,
    withheld: [Partner.ID], name: (Partner.ID) throws -> String?
  ) throws {
    self.split = split
    self.variant = variant
    withheldPartnerIDs = withheld
    let book = LineBook(of: split, lines: lines, baseline: baseline)
    var chain = try book.chain(name)
    chain.volume = volume.map { Volume(years: [.init(year: chain.baseYear, quantity: $0)]) }
    do {
      evaluation = try Evaluation(of: chain)
      comparison = try Comparison(of: chain, by: split.methods)
      sensitivity = try Sensitivity(of: chain)
      let rest = try Evaluation(of: book.withoutSubsidies.chain(name))
      withoutSubsidy = Totals(
        surplusCents: rest.surplusCents, gainCents: rest.gainCents, verdict: rest.verdict)
    } catch let error as SplitError {
      throw DomainError(error)
    }
  }
}

/// The open lines of a split as a case of one moment: amounts at face value, nothing discounted.
private struct LineBook {
  private let split: Split
  private let lines: [Split.Line]
  private let baseline: [Split.Line]

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

  func chain(_ name: (Partner.ID) throws -> String?) throws -> ChainCase {
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

extension Split {
  /// The methods that stand side by side: those that need nothing but lines, and agreed weights where there are any.
  fileprivate var methods: [AllocationMethod] {
    let pairs = content.partners.compactMap { partner in
      partner.weight.flatMap { ExactDecimal($0) }.map { (partner.partnerID.text, $0) }
    }
    let weights = Dictionary(uniqueKeysWithValues: pairs)
    let isWeighted = weights.count == content.partners.count && weights.values.contains { $0 > .zero }
    let keys: [WeightKey] = [.cost, .burden, .benefit]
    return [.equal, .equalGain, .compensation(.proportional)]
      + (isWeighted ? [.proportional(.gain, .weights(weights))] : [])
      + keys.map { .proportional(.gain, .lines($0)) }
  }
}
