/// What can be seen of decisions: members and the network's people see proposals, rules and outcomes; votes too, but
/// not while they are secret.
package struct DecisionService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page, and for whom the caller acts; one more than `limit` when there are further ones.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> (rows: [Decision], partnerID: Partner.ID?) {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let rows = try DecisionStore.list(
      of: initiative, after: after.flatMap { Decision.ID($0) }, limit: limit + 1, in: tx)
    return (rows, participation.standing.partnerID)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: Decision.ID, as caller: Caller) throws -> (Decision, Participation) {
    guard let decision = try DecisionStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: decision.initiativeID, tx)
    try participation.requireMember()
    return (decision, participation)
  }

  /// The votes that were cast, with their reasons.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `votesSecret` for anybody as long as they are.
  package func votes(on id: Decision.ID, as caller: Caller) throws -> [DecisionVote] {
    let (decision, _) = try find(id, as: caller)
    guard !decision.areVotesSecret else {
      throw DomainError(.votesSecret, "\(decision.votes.count) of \(decision.unitCount) voted.")
    }
    return decision.votes
  }
}

/// Opening, voting and closing. An adopted decision has its effect in the same transaction.
package struct DecisionEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Opens a decision by the rule in force now, for those who take part now.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`, `noRuleInForce`, `invalidContent`,
  ///   `versionSuperseded`, `interimLeadMissing`, `splitBinding`.
  package func open(
    _ proposal: Decision.Proposal, in initiative: Initiative.ID, as caller: Caller
  ) throws -> Decision {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    guard try Leadership.exists(in: participation.initiative, tx) else { throw DomainError(.interimLeadMissing) }
    guard let agreement = try AgreementStore.inForce(in: initiative, tx) else { throw DomainError(.noRuleInForce) }
    try requireSound(proposal, participation.initiative, agreement)
    let rule = agreement.content.rule(for: proposal.kind)
    let decision = Decision(
      id: tx.newID(), initiativeID: initiative, proposal: proposal, agreementID: agreement.id, rule: rule,
      voters: try voters(by: rule, in: initiative), votes: [], openedAt: tx.now, closedAt: nil, outcome: nil)
    try DecisionStore.insert(decision, by: caller.accountID, in: tx)
    try tell(Set(decision.voters.map(\.partnerID)), of: .decisionOpened, decision, participation)
    try audit("decision.opened", decision, participation, caller)
    return decision
  }

  private func requireSound(
    _ proposal: Decision.Proposal, _ initiative: Initiative, _ inForce: Agreement
  ) throws {
    switch proposal.subject {
    case .none: return
    case .partner(let id):
      guard try PartnerStore.exists(id, in: tx) else {
        throw DomainError(.invalidContent, at: "/partnerId", "There is no such partner.")
      }
      if try MembershipStore.isLive(id, in: initiative.id, tx) {
        throw DomainError(.invalidContent, at: "/partnerId", "The partner is a member already.")
      }
    case .gate(let phase):
      guard initiative.content.phase == phase else {
        throw DomainError(.invalidContent, at: "/phase", "The initiative is not in this phase.")
      }
    case .agreement(let id):
      guard let version = try AgreementStore.find(id, in: tx), version.initiativeID == initiative.id,
        version.offeredAt != nil
      else { throw DomainError(.invalidContent, at: "/agreementId", "The initiative has no such version on offer.") }
      guard version.number > inForce.number else { throw DomainError(.versionSuperseded) }
    case .split(let id): try requireUnbound(id, initiative.id)
    }
  }

  private func requireUnbound(_ id: SplitProposal.ID, _ initiative: Initiative.ID) throws {
    guard let split = try SplitProposalStore.find(id, in: tx)?.splitID,
      try SplitStore.find(split, in: tx)?.initiativeID == initiative
    else { throw DomainError(.invalidContent, at: "/splitProposalId", "The initiative has no such proposal.") }
    guard try SplitProposalStore.binding(of: split, in: tx) == nil else { throw DomainError(.splitBinding) }
  }

  /// The parties of the agreement, or the one who is mandated.
  private func voters(by rule: DecisionRule, in initiative: Initiative.ID) throws -> [DecisionVoter] {
    let parties = try rule.mandatedPartnerID.map { [$0] } ?? AgreementService(tx).parties(of: initiative)
    return try parties.sorted().map { id in
      let unit = rule.oneVotePer == .group ? try Undertaking.of(id, in: tx).text : id.text
      return DecisionVoter(partnerID: id, unit: unit)
    }
  }

  /// Votes for the caller's partner; until the decision is closed a vote may be changed.
  ///
  /// - Throws: `DomainError` with `notOwner`, `notMember`, `notAllowed` for who cannot vote, `decisionClosed`,
  ///   `objectionNeedsReason`.
  package func vote(
    _ vote: Vote, reason: String?, on id: Decision.ID, for partner: Partner.ID, as caller: Caller
  ) throws -> DecisionVote {
    let (decision, participation) = try DecisionService(tx).find(id, as: caller)
    guard try participation.member(for: .manage).partnerID == partner else { throw DomainError(.notOwner) }
    guard let voter = decision.voters.first(where: { $0.partnerID == partner }) else {
      throw DomainError(.notAllowed, "Those vote who were members when the decision opened, or who is mandated.")
    }
    guard decision.closedAt == nil else { throw DomainError(.decisionClosed) }
    let isBlank = reason?.allSatisfy(\.isWhitespace) ?? true
    guard vote != .object || !isBlank else { throw DomainError(.objectionNeedsReason, at: "/reason", "Say why.") }
    let last = decision.votes.first { $0.unit == voter.unit }
    if let last, (last.partnerID, last.vote, last.reason) == (partner, vote, reason) { return last }
    let cast = DecisionVote(partnerID: partner, unit: voter.unit, vote: vote, reason: reason, votedAt: tx.now)
    try DecisionStore.cast(cast, on: id, by: caller.accountID, in: tx)
    try audit("decision.voted", decision, participation, caller)
    return cast
  }

  /// Counts the votes by the rule the decision opened with; closing again changes nothing.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `tooEarly`.
  package func close(_ id: Decision.ID, as caller: Caller) throws -> Decision {
    let (decision, participation) = try DecisionService(tx).find(id, as: caller)
    try participation.requireShaper()
    if decision.closedAt != nil { return decision }
    let day = LocalDate(at: decision.openedAt).adding(days: Int(decision.rule.minOpenDays))
    guard tx.today >= day else { throw DomainError(.tooEarly, "It stays open until \(day.iso).") }
    let outcome = try outcome(of: decision)
    try DecisionStore.close(id, outcome, in: tx)
    let members = try MembershipStore.live(in: decision.initiativeID, tx).map(\.partnerID)
    try tell(Set(members), of: .decisionClosed, decision, participation)
    try audit("decision.closed", decision, participation, caller)
    if outcome == .adopted { try carryOut(decision, participation, caller) }
    return try DecisionService(tx).find(id, as: caller).0
  }

  /// Who left without a vote has none any more.
  private func outcome(of decision: Decision) throws -> DecisionOutcome {
    let live = Set(try MembershipStore.live(in: decision.initiativeID, tx).map(\.partnerID))
    let voted = Set(decision.votes.map(\.unit))
    let units = Set(decision.voters.filter { voted.contains($0.unit) || live.contains($0.partnerID) }.map(\.unit))
    return decision.rule.outcome(of: decision.votes.map(\.vote), unitCount: units.count)
  }

  private func carryOut(_ decision: Decision, _ participation: Participation, _ caller: Caller) throws {
    switch decision.proposal.subject {
    case .none: return
    case .partner(let partner):
      let state = try MembershipStore.latest(of: partner, in: decision.initiativeID, tx)?.state(on: tx.today)
      guard state != .invited, state != .member, state != .notice else { return }
      _ = try MembershipEditor(tx).invite(Invitation(partner), to: decision.initiativeID, as: caller)
    case .agreement(let id): try AgreementEditor(tx).adopt(id, participation, caller)
    case .gate(let phase): try leave(phase, participation, caller)
    case .split(let id):
      let closed = try DecisionService(tx).find(decision.id, as: caller).0
      try SplitProposalEditor(tx).carryOut(closed, id, as: caller, for: participation.standing.partnerID)
    }
  }

  /// Goes on to the phase that follows, unless the initiative has left this one already.
  private func leave(_ phase: Phase, _ participation: Participation, _ caller: Caller) throws {
    let initiative = participation.initiative
    guard initiative.content.phase == phase, let next = initiative.content.phaseModel?.next(after: phase) else {
      return
    }
    var content = initiative.content
    content.phase = next
    _ = try InitiativeEditor(tx).update(initiative, to: content, as: caller)
  }

  private func tell(
    _ partners: Set<Partner.ID>, of event: NotificationEvent, _ decision: Decision, _ participation: Participation
  ) throws {
    try NotificationStore.tell(
      partners, of: event, .init("decision", decision.id, in: decision.initiativeID),
      by: participation.standing.partnerID, in: tx)
  }

  private func audit(
    _ action: String, _ decision: Decision, _ participation: Participation, _ caller: Caller
  ) throws {
    let subject = AuditLog.Subject("decision", decision.id, in: decision.initiativeID)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
  }
}

extension Reason {
  package static let noRuleInForce = Reason(
    "noRuleInForce", .conflict, "No collaboration agreement is in force, so nobody has said how decisions are taken.",
    advice: "Have the members sign a collaboration agreement first.")
  package static let decisionClosed = Reason(
    "decisionClosed", .conflict, "The decision is closed, and stays as it is.", advice: "Open a new decision.")
  package static let tooEarly = Reason(
    "tooEarly", .conflict, "The decision must stay open longer.", advice: "Close it on a later day.")
  package static let votesSecret = Reason(
    "votesSecret", .forbidden, "Votes are secret until the decision is closed.", advice: "Wait until it is closed.")
  package static let objectionNeedsReason = Reason(
    "objectionNeedsReason", .unacceptable, "An objection needs a reason.",
    advice: "Say in reason why you object, or disagree without stopping the decision.")
  package static let decisions: [Reason] = [
    .noRuleInForce, .decisionClosed, .tooEarly, .votesSecret, .objectionNeedsReason,
  ]
}
