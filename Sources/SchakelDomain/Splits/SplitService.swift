import CostSharing

/// What can be seen of splits: members see them and their open lines, and each its own private ones. The network's
/// people see no figures of a split.
package struct SplitService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `mandateInsufficient`.
  package func list(of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller) throws -> [Split] {
    _ = try Participation.of(caller, in: initiative, tx).member(for: .read)
    return try SplitStore.list(of: initiative, after: after.flatMap { Split.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` as `list`.
  package func find(
    _ id: Split.ID, as caller: Caller
  ) throws -> (split: Split, mandate: Mandate, participation: Participation) {
    guard let split = try SplitStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: split.initiativeID, tx)
    return (split, try participation.member(for: .read), participation)
  }

  /// A page of the lines that the caller may see.
  ///
  /// - Parameter variant: Only of this one; nil for all.
  package func listLines(
    of id: Split.ID, variant: String?, after: String?, limit: Int, as caller: Caller
  ) throws -> [Split.Line] {
    let (split, mandate, _) = try find(id, as: caller)
    return try SplitStore.lines(
      of: id, openFrom: sharing(split), ownOf: mandate.partnerID, variant: variant,
      after: after.flatMap { Split.Line.ID($0) }, limit: limit + 1, in: tx)
  }

  /// One line; another's private one is as one that does not exist.
  ///
  /// - Throws: `DomainError` as `list`.
  package func findLine(_ id: Split.Line.ID, of split: Split.ID, as caller: Caller) throws -> Split.Line {
    let (split, mandate, _) = try find(split, as: caller)
    guard let line = try SplitStore.findLine(id, in: tx), line.splitID == split.id else { throw DomainError.notFound }
    guard let owner = line.content.account.partnerID, owner != mandate.partnerID else { return line }
    guard !line.content.isPrivate, try sharing(split).contains(owner) else { throw DomainError.notFound }
    return line
  }

  /// How the split comes out under each method that can be applied, for the caller's eyes.
  ///
  /// - Throws: `DomainError` as `list`, or `overflow`.
  package func results(of id: Split.ID, variant: String, as caller: Caller) throws -> SplitResults {
    let (split, mandate, _) = try find(id, as: caller)
    let sharing = try sharing(split)
    func lines(_ variant: String) throws -> [Split.Line] {
      try SplitStore.lines(of: id, openFrom: sharing, ownOf: mandate.partnerID, variant: variant, in: tx)
    }
    return try SplitResults(
      of: split, variant: variant, lines: lines(variant), baseline: lines(SplitLineContent.baseline),
      for: mandate.partnerID)
  }

  /// The partners whose open lines count: who has left shares nothing any more (MODEL C12).
  private func sharing(_ split: Split) throws -> [Partner.ID] {
    try split.content.partners.map(\.partnerID).filter {
      try MembershipStore.latest(of: $0, in: split.initiativeID, tx)?.isLive(on: tx.today) ?? false
    }
  }
}
