package import CostSharing

/// What can be seen of splits: members see them and the open lines of whoever is no rival of theirs, and each its own
/// private ones. The network's people see no figures of a split.
package struct SplitService {
  let tx: Transaction

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
    let sources = try sources(of: split, for: mandate.partnerID)
    return try SplitStore.lines(
      of: id, openFrom: sources.open, notTo: sources.rivals, ownOf: mandate.partnerID, variant: variant,
      after: after.flatMap { Split.Line.ID($0) }, limit: limit + 1, in: tx)
  }

  /// One line; another's private one, or a rival's, is as one that does not exist.
  ///
  /// - Throws: `DomainError` as `list`.
  package func findLine(_ id: Split.Line.ID, of split: Split.ID, as caller: Caller) throws -> Split.Line {
    let (split, mandate, _) = try find(split, as: caller)
    guard let line = try SplitStore.findLine(id, in: tx), line.splitID == split.id else { throw DomainError.notFound }
    guard let owner = line.content.account.partnerID, owner != mandate.partnerID else { return line }
    let sources = try sources(of: split, for: mandate.partnerID)
    let isToRival = line.content.receiver?.partnerID.map(sources.rivals.contains) ?? false
    guard !line.content.isPrivate, sources.open.contains(owner), !isToRival else { throw DomainError.notFound }
    return line
  }

  /// How the split comes out under each method that can be applied, for the caller's eyes.
  ///
  /// - Throws: `DomainError` as `list`, or `overflow`.
  package func results(of id: Split.ID, variant: String, as caller: Caller) throws -> SplitResults {
    let (split, mandate, _) = try find(id, as: caller)
    let sources = try sources(of: split, for: mandate.partnerID)
    let lines = try counted(in: split, variant, from: sources, mandate.partnerID)
    return try SplitResults(
      of: split, variant: variant, lines: lines,
      baseline: counted(in: split, SplitLineContent.baseline, from: sources, mandate.partnerID),
      effects: SplitEffectStore.list(
        of: id, openFrom: sources.open, ownOf: mandate.partnerID, variant: SplitLineContent.entered(variant), in: tx),
      for: mandate.partnerID, withheld: sources.withheld,
      uncounted: uncountedSubsidies(of: mandate.partnerID, in: split, variant, lines))
  }

  /// What the whole engine makes of the open lines.
  ///
  /// - Parameter checkpoint: Asked now and then whether to go on; what it throws comes out.
  /// - Throws: `DomainError` as `list`, or `overflow`.
  package func comparison(
    of id: Split.ID, variant: String, _ terms: SplitComparison.Terms, as caller: Caller,
    checkpoint: Checkpoint = {}
  ) throws -> SplitComparison {
    let (split, mandate, _) = try find(id, as: caller)
    let sources = try sources(of: split, for: mandate.partnerID)
    return try SplitComparison(
      of: split, variant: variant, lines: counted(in: split, variant, from: sources, mandate.partnerID),
      baseline: counted(in: split, SplitLineContent.baseline, from: sources, mandate.partnerID), terms,
      withheld: sources.withheld,
      subsidiesEnd: SubsidyStore.terms(in: split.initiativeID, tx).map(\.endDate).max(), checkpoint
    ) { try PartnerStore.find($0, in: tx)?.content.name }
  }

  /// The lines of a variant that count: open ones from these sources, and the asker's own. `withoutSubsidy` is
  /// `planned` without subsidies (MODEL F5).
  func counted(
    in split: Split, _ variant: String, from sources: Sources, _ partner: Partner.ID
  ) throws -> [Split.Line] {
    let entered = SplitLineContent.entered(variant)
    let lines = try SplitStore.lines(
      of: split.id, openFrom: sources.open, notTo: sources.rivals, ownOf: partner, variant: entered, in: tx)
    return entered == variant ? lines : lines.filter { $0.content.category != .subsidy }
  }

  /// Whose open lines a partner sees.
  struct Sources {
    let open: [Partner.ID]
    /// Those whose open lines it does not, because they are its rivals, or may be (MODEL E1, E2).
    let withheld: [Partner.ID]
    /// These and rivals that have left: what somebody pays them is their price.
    let rivals: [Partner.ID]
  }

  /// Who has left shares nothing any more (MODEL C12).
  func sources(of split: Split, for partner: Partner.ID) throws -> Sources {
    let all = split.content.partners.map(\.partnerID)
    let rivals = try CompetitionGate.rivals(of: partner, among: all, in: split.initiativeID, tx)
    let live = try all.filter { try MembershipStore.isLive($0, in: split.initiativeID, tx) }
    return Sources(
      open: live.filter { !rivals.contains($0) }, withheld: live.filter(rivals.contains), rivals: Array(rivals))
  }
}
