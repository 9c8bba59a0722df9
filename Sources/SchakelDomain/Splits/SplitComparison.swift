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
  /// The same lines by all their estimates.
  package let scenarios: ScenarioTable
  /// What chance makes of the estimates; nil where no draws were asked for.
  package let monteCarlo: MonteCarlo?
  /// Which line flips the deal, changed by how much.
  package let sensitivity: Sensitivity
  /// The same in sentences that call lines by their descriptions.
  package let sensitivityExplanation: Explanation
  /// The same lines without the subsidies among them (MODEL F5).
  package let withoutSubsidy: Totals
  /// From when they count: the first day without any granted subsidy; nil where none was granted.
  package let withoutSubsidyFrom: LocalDate?
  /// Partners whose open lines none of these numbers has.
  package let withheldPartnerIDs: [Partner.ID]

  /// Partners among whom groups are looked at; of more, the nucleolus takes too long.
  private static let groupPartnersMax = 12

  /// What is asked beside the lines.
  package struct Terms: Sendable {
    /// Units that the chain handles, 0 or more: in every year after the base year, or at the one moment; for what
    /// each must bring more to break even.
    let volume: ExactDecimal?
    /// Monte Carlo draws; nil for none.
    let iterations: Int64?
    let seed: Int64

    package init(volume: ExactDecimal? = nil, iterations: Int64? = nil, seed: Int64 = 0) {
      self.volume = volume
      self.iterations = iterations
      self.seed = seed
    }
  }

  /// What the partners have together.
  package struct Totals: Hashable, Sendable {
    package let surplusCents: Int64
    package let gainCents: Int64
    package let verdict: Verdict
  }

  /// - Parameters:
  ///   - lines: Of the variant; private ones are left out.
  ///   - baseline: The same of the variant `baseline`.
  ///   - withheld: Partners whose open lines are left out, because they compete with the asker, or may.
  ///   - subsidiesEnd: The first day without any subsidy that was granted; nil where none was.
  ///   - name: What sentences call a partner.
  ///   - checkpoint: Asked now and then whether to go on; what it throws comes out.
  /// - Throws: `DomainError` with `overflow`.
  init(
    of split: Split, variant: String, lines: [Split.Line], baseline: [Split.Line], _ terms: Terms,
    withheld: [Partner.ID], subsidiesEnd: LocalDate?, _ checkpoint: Checkpoint, name: (Partner.ID) throws -> String?
  ) throws {
    self.split = split
    self.variant = variant
    withheldPartnerIDs = withheld
    withoutSubsidyFrom = subsidiesEnd
    let book = LineBook(of: split, lines: lines, baseline: baseline)
    var chain = try book.chain(name)
    chain.volume = terms.volume.map { split.content.volume($0) }
    let isDerived = book.hasGroups && split.content.partners.count <= Self.groupPartnersMax
    do {
      evaluation = try Evaluation(of: chain)
      scenarios = try ScenarioTable(of: chain)
      comparison = try Comparison(
        of: chain, by: split.methods + (isDerived ? [.shapley(Sampling()), .nucleolus] : []), isDerived: isDerived,
        checkpoint: checkpoint)
      sensitivity = try Sensitivity(of: chain, checkpoint: checkpoint)
      sensitivityExplanation = sensitivity.explanation(book.name(ofLine:))
      monteCarlo = try terms.iterations.map {
        try MonteCarlo(of: chain, iterations: $0, seed: terms.seed, checkpoint: checkpoint)
      }
      let rest = try Evaluation(of: book.withoutSubsidies.chain(name))
      withoutSubsidy = Totals(
        surplusCents: rest.surplusCents, gainCents: rest.gainCents, verdict: rest.verdict)
    } catch let error as SplitError {
      throw DomainError(error)
    }
  }
}

extension SplitContent {
  /// So many units in every year after the base year; at the moment itself where there are no years.
  fileprivate func volume(_ quantity: ExactDecimal) -> Volume {
    let base = frame.baseYear
    let years = horizonYears == 0 ? base...base : base + 1...base + horizonYears
    return Volume(years: years.map { .init(year: $0, quantity: quantity) })
  }
}

extension Split {
  /// The methods that stand side by side: those that need nothing but lines, and agreed weights where there are any.
  fileprivate var methods: [AllocationMethod] {
    let keys: [WeightKey] = [.cost, .burden, .benefit]
    return [.equal, .equalGain, .compensation(.proportional)]
      + (content.isWeighted ? [.proportional(.gain, .weights(content.weights))] : [])
      + keys.map { .proportional(.gain, .lines($0)) }
  }
}
