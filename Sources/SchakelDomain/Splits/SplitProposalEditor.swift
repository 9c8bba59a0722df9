package import CostSharing
import SQLite

/// Proposing, approving and binding.
package struct SplitProposalEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Computes a division and puts it before the partners.
  ///
  /// - Parameters:
  ///   - checkpoint: Asked now and then whether to go on; what it throws comes out.
  ///   - record: Writes down what it was computed from and what came out.
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`, `splitBinding`,
  ///   `splitKeyDiscloses`, or a reason of splits.
  package func propose(
    _ variant: String, by method: SplitProposal.Method, of id: Split.ID, as caller: Caller,
    checkpoint: Checkpoint = {}, record: (SplitProposal.Computation) throws -> SplitProposal.Record
  ) throws -> SplitProposal {
    let (split, mandate, participation) = try SplitService(tx).find(id, as: caller)
    try participation.requireShaper()
    try requireUnbound(id)
    let computation = try SplitService(tx).computation(
      of: split, variant: variant, by: method, for: mandate.partnerID, checkpoint)
    let proposal = SplitProposal(
      id: tx.newID(), splitID: id, variant: variant, method: method, specification: SplitProposal.specification,
      isFreeOfLines: method.isFreeOfLines(in: split), record: try record(computation), proposedBy: mandate.partnerID,
      createdAt: tx.now, boundAt: nil, approvals: [])
    try SplitProposalStore.insert(proposal, by: caller.accountID, in: tx)
    try tell(split, of: .splitProposed, proposal.id, by: mandate.partnerID)
    try audit("splitProposal.made", proposal.id, split, caller, mandate.partnerID)
    return proposal
  }

  /// Approves for the caller's partner; with the approval of the last partner the proposal binds. Approving again
  /// changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notOwner`, `mandateInsufficient`, `unknownPartner`,
  ///   `splitKeyDiscloses`, `splitBinding`, `decisionDue`.
  package func approve(_ id: SplitProposal.ID, for partner: Partner.ID, as caller: Caller) throws -> SplitProposal {
    let (proposal, isShown) = try SplitService(tx).findProposal(id, as: caller)
    let (split, _, participation) = try SplitService(tx).find(proposal.splitID, as: caller)
    guard try participation.member(for: .sign).partnerID == partner else { throw DomainError(.notOwner) }
    guard split.content.includes(partner) else { throw DomainError(.unknownPartner) }
    if proposal.approvals.contains(where: { $0.partnerID == partner }) { return proposal }
    guard isShown else { throw DomainError(.splitKeyDiscloses) }
    try requireUnbound(split.id)
    guard try AgreementStore.inForce(in: split.initiativeID, tx) == nil else { throw DomainError(.decisionDue) }
    try SplitProposalStore.approve(id, for: partner, by: caller.accountID, in: tx)
    try audit("splitProposal.approved", id, split, caller, partner)
    let approved = Set(proposal.approvals.map(\.partnerID)).union([partner])
    if split.content.partners.allSatisfy({ approved.contains($0.partnerID) }) { try bind(id, split, caller, partner) }
    return try SplitService(tx).findProposal(id, as: caller).proposal
  }

  /// Lets an adopted decision have its effect; none where another proposal binds already.
  func carryOut(_ decision: Decision, _ id: SplitProposal.ID, as caller: Caller, for partner: Partner.ID?) throws {
    guard let proposal = try SplitProposalStore.find(id, in: tx),
      let split = try SplitStore.find(proposal.splitID, in: tx),
      try SplitProposalStore.binding(of: split.id, in: tx) == nil
    else { return }
    let bound = Set(decision.boundPartnerIDs)
    let isForAll =
      decision.rule.method != .eachForItself
      || split.content.partners.allSatisfy { bound.contains($0.partnerID) }
    if isForAll { try bind(id, split, caller, partner) }
  }

  private func bind(_ id: SplitProposal.ID, _ split: Split, _ caller: Caller, _ partner: Partner.ID?) throws {
    try SplitProposalStore.bind(id, in: tx)
    try tell(split, of: .splitBinding, id, by: partner)
    try audit("splitProposal.bound", id, split, caller, partner)
  }

  private func requireUnbound(_ split: Split.ID) throws {
    guard try SplitProposalStore.binding(of: split, in: tx) == nil else { throw DomainError(.splitBinding) }
  }

  private func tell(
    _ split: Split, of event: NotificationEvent, _ id: SplitProposal.ID, by partner: Partner.ID?
  ) throws {
    try NotificationStore.tell(
      Set(split.content.partners.map(\.partnerID)), of: event, .init("splitProposal", id, in: split.initiativeID),
      by: partner, in: tx)
  }

  private func audit(
    _ action: String, _ id: SplitProposal.ID, _ split: Split, _ caller: Caller, _ partner: Partner.ID?
  ) throws {
    try AuditLog.append(action, .init("splitProposal", id, in: split.initiativeID), by: caller, for: partner, in: tx)
  }
}
