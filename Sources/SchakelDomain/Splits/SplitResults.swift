package import CostSharing

/// A split divided by several methods on the same lines (MODEL F2), as one partner may see it.
///
/// Others' private lines are in none of its numbers.
package struct SplitResults: Sendable {
  package let split: Split
  package let variant: String
  /// Equal, by the agreed weights, and by cost; in this order.
  package let outcomes: [Outcome]
  /// What stands beside the money, and is in no amount.
  package let effects: [Split.Effect]
  package let perverseIncentives: [PerverseIncentive]
  /// Whose eyes it is for, when it is among the split's partners.
  package let partnerID: Partner.ID?
  /// Partners of whose open lines none of the numbers has any, because they are rivals of that partner, or may be.
  package let withheldPartnerIDs: [Partner.ID]
  /// Granted subsidies of which that partner has a part, and no line in this variant.
  package let uncountedSubsidyIDs: [Subsidy.ID]

  /// One method.
  package struct Outcome: Sendable {
    package let key: Key
    /// The division, or why the method cannot be applied.
    package let division: Result<Division, SplitError>
    /// The caller's own position with the lines that it keeps to itself.
    package let ownPosition: NetPosition?
  }

  /// What the shares are in proportion to; the raw value is the code on the wire.
  package enum Key: String, CaseIterable, Sendable {
    case equal, weights, cost
  }

  /// - Parameters:
  ///   - lines: Of the variant: all open ones, and the partner's own.
  ///   - baseline: The same of the variant `baseline`.
  ///   - effects: Those of the variant that the partner may see.
  ///   - partner: Whose eyes it is for; nil for nobody's in particular.
  ///   - withheld: Whose open lines are not among them.
  ///   - uncounted: Subsidies of the partner that none of the lines comes from.
  /// - Throws: `DomainError` with `overflow`.
  init(
    of split: Split, variant: String, lines: [Split.Line], baseline: [Split.Line], effects: [Split.Effect],
    for partner: Partner.ID?, withheld: [Partner.ID], uncounted: [Subsidy.ID] = []
  ) throws {
    self.split = split
    self.variant = variant
    partnerID = partner.flatMap { split.content.includes($0) ? $0 : nil }
    withheldPartnerIDs = withheld
    uncountedSubsidyIDs = uncounted
    self.effects = effects
    perverseIncentives = try PerverseIncentive.all(in: split, lines: lines, baseline: baseline)
    let isOpen = { (line: Split.Line) in !line.content.isPrivate }
    let own = (
      lines: try split.content.presentValues(lines.filter { !isOpen($0) }),
      baseline: try split.content.presentValues(baseline.filter { !isOpen($0) })
    )
    let splitCase = try Self.splitCase(split, lines.filter(isOpen), baseline.filter(isOpen))
    outcomes = try Key.allCases.compactMap { key in
      guard let method = key.method(of: split) else { return nil }
      return try Self.outcome(key, Self.division(of: splitCase, by: method), own, partner)
    }
  }

  private static func splitCase(
    _ split: Split, _ lines: [Split.Line], _ baseline: [Split.Line]
  ) throws -> SplitCase {
    let outside = try split.content.presentValues(baseline)
    var partners: [SplitPartner] = []
    for partner in split.content.partners {
      let id = partner.partnerID.text
      partners.append(SplitPartner(id: id, outsideCents: try Self.netCents(of: outside, on: id)))
    }
    // A line of a partner that has been taken out of the split belongs to no account of it.
    let accounts = Set(partners.map(\.id)).union([jointAccountID])
    let counted = try split.content.presentValues(lines).filter {
      accounts.contains($0.partnerID) && $0.toPartnerID.map(accounts.contains) ?? true
    }
    return SplitCase(partners: partners, lines: counted, subject: split.content.caseSubject)
  }

  private static func netCents(of lines: [SplitLine], on accountID: String) throws -> Int64 {
    do { return try SplitLine.netCents(of: lines, on: accountID) } catch { throw DomainError(error) }
  }

  /// A method that cannot be applied is an answer; amounts that cannot be added up are a refusal.
  private static func division(of splitCase: SplitCase, by method: SplitMethod) throws -> Result<Division, SplitError> {
    do {
      return .success(try Division(of: splitCase, by: method))
    } catch {
      guard !error.isOverflow else { throw DomainError(error) }
      return .failure(error)
    }
  }

  private static func outcome(
    _ key: Key, _ division: Result<Division, SplitError>, _ own: (lines: [SplitLine], baseline: [SplitLine]),
    _ partner: Partner.ID?
  ) throws -> Outcome {
    guard case .success(let divided) = division,
      let position = divided.positions.first(where: { $0.id == partner?.text })
    else { return Outcome(key: key, division: division, ownPosition: nil) }
    do {
      let whole = try position.including(lines: own.lines, baseline: own.baseline)
      return Outcome(key: key, division: division, ownPosition: whole)
    } catch {
      throw DomainError(error)
    }
  }
}

extension SplitResults.Key {
  /// Nil where no weights are agreed.
  fileprivate func method(of split: Split) -> SplitMethod? {
    switch self {
    case .equal: return .equal
    case .cost: return .proportional(.lines(.cost))
    case .weights:
      let weights = split.content.weights
      return weights.isEmpty ? nil : .proportional(.weights(weights))
    }
  }
}

extension SplitContent {
  fileprivate var caseSubject: SplitCase.Subject {
    guard let bearing, let amountCents, let account else { return subject == .gain ? .gain : .surplus }
    return .amount(SharedAmount(bearing, cents: amountCents, from: account.text))
  }
}

extension SplitError {
  fileprivate var isOverflow: Bool { faults.contains { $0.code == .overflow } }
}
