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

extension Split {
  /// The methods that stand side by side: those that need nothing but lines, and agreed weights where there are any.
  fileprivate var methods: [AllocationMethod] {
    let keys: [WeightKey] = [.cost, .burden, .benefit]
    return [.equal, .equalGain, .compensation(.proportional)]
      + (content.isWeighted ? [.proportional(.gain, .weights(content.weights))] : [])
      + keys.map { .proportional(.gain, .lines($0)) }
  }
}
