import CostSharing

// A split is a draft; its results change with every line. To agree on one, a coordinator has a division computed and
// put before the partners. The proposal keeps what it was computed from and what came out, and never changes. It binds
// when every partner of the split has approved it, or, once a collaboration agreement is in force, by a decision of the
// kind `split` under the rule agreed there (MODEL F9). From then on the split and the lines behind it stay as they are.
//
// A proposal shows all open lines of all partners, and shares that are computed from them. Somebody who may not see a
// partner's lines could read them off the shares, its own share included (MODEL F8). A proposal is therefore refused
// where one partner of the split may compete with another, and withheld from any other member who may. Only an agreed
// amount divided equally or by agreed weights has nobody's lines in it.

/// A division that was computed and put before the partners.
package struct SplitProposal: Sendable {
  package typealias ID = Identifier<SplitProposal>

  package let id: ID
  package let splitID: Split.ID
  package let variant: String
  package let method: Method
  /// The version of the rules of arithmetic by which it was computed.
  package let specification: String
  /// Whether nobody's lines can be read off it.
  package let isFreeOfLines: Bool
  /// What it was computed from and what came out, as it is answered.
  package let record: Record
  package let proposedBy: Partner.ID
  package let createdAt: Timestamp
  package let boundAt: Timestamp?
  package let approvals: [Approval]

  /// The rules of arithmetic as they are now; another version when a result of them would change.
  package static let specification = "1"

  /// Texts that are kept as they were written.
  package struct Record: Sendable {
    package let input: String
    package let outcome: String

    package init(input: String, outcome: String) {
      self.input = input
      self.outcome = outcome
    }
  }

  /// A partner that agreed.
  package struct Approval: Sendable {
    package let partnerID: Partner.ID
    package let approvedAt: Timestamp
  }
}

extension SplitService {
  /// A page of the proposals of a split, each with whether the caller may see what is in it.
  ///
  /// - Throws: `DomainError` as `list`.
  package func listProposals(
    of id: Split.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [(proposal: SplitProposal, isShown: Bool)] {
    let (split, mandate, _) = try find(id, as: caller)
    let seesAll = try sources(of: split, for: mandate.partnerID).withheld.isEmpty
    return try SplitProposalStore.list(
      of: id, after: after.flatMap { SplitProposal.ID($0) }, limit: limit + 1, in: tx
    ).map { ($0, seesAll || $0.isFreeOfLines) }
  }

  /// One proposal, and whether the caller may see what is in it.
  ///
  /// - Throws: `DomainError` as `list`.
  package func findProposal(
    _ id: SplitProposal.ID, as caller: Caller
  ) throws -> (proposal: SplitProposal, isShown: Bool) {
    guard let proposal = try SplitProposalStore.find(id, in: tx) else { throw DomainError.notFound }
    let (split, mandate, _) = try find(proposal.splitID, as: caller)
    let seesAll = try sources(of: split, for: mandate.partnerID).withheld.isEmpty
    return (proposal, seesAll || proposal.isFreeOfLines)
  }

  /// A proposal that is to be computed again, by a member or by the steward: what is told of that holds no figure.
  ///
  /// - Throws: `DomainError` as `list`.
  package func findProposalToAudit(_ id: SplitProposal.ID, as caller: Caller) throws -> SplitProposal {
    guard try Standing.of(caller, in: tx).networkRole == .steward else {
      return try findProposal(id, as: caller).proposal
    }
    guard let proposal = try SplitProposalStore.find(id, in: tx) else { throw DomainError.notFound }
    return proposal
  }

  /// A division of all open lines.
  ///
  /// - Throws: `DomainError` with `unknownPartner` when somebody has left, `splitKeyDiscloses`, or why the method
  ///   cannot be applied; what the checkpoint throws.
  func computation(
    of split: Split, variant: String, by method: SplitProposal.Method, for partner: Partner.ID,
    _ checkpoint: Checkpoint
  ) throws -> SplitProposal.Computation {
    let isFree = method.isFreeOfLines(in: split)
    let partners = split.content.partners.map(\.partnerID)
    for partner in partners {
      let sources = try sources(of: split, for: partner)
      guard sources.open.count + sources.withheld.count == partners.count else {
        throw DomainError(.unknownPartner, "A partner of the split is no member any more.")
      }
      guard isFree || sources.withheld.isEmpty else { throw DomainError(.splitKeyDiscloses) }
    }
    let source = SplitProposal.Source(
      split: split, variant: variant, method: method,
      lines: isFree ? [] : try open(in: split, variant, partners, partner),
      baseline: isFree ? [] : try open(in: split, SplitLineContent.baseline, partners, partner),
      names: try partners.map { ($0, try PartnerStore.find($0, in: tx)?.content.name ?? $0.text) })
    return try SplitProposal.Computation(source, checkpoint)
  }

  private func open(
    in split: Split, _ variant: String, _ partners: [Partner.ID], _ partner: Partner.ID
  ) throws -> [Split.Line] {
    try counted(in: split, variant, from: Sources(open: partners, withheld: [], rivals: []), partner).filter {
      !$0.content.isPrivate
    }
  }
}
