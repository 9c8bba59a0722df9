/// What can be seen of commitments: effort is fixed together, so members see all of an initiative's.
package struct CommitmentService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [Commitment] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try CommitmentStore.list(
      of: initiative, after: after.flatMap { Commitment.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: Commitment.ID, as caller: Caller) throws -> (Commitment, Participation) {
    guard let commitment = try CommitmentStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: commitment.initiativeID, tx)
    try participation.requireMember()
    return (commitment, participation)
  }
}

/// Proposing commitments, and answering for who carries them.
package struct CommitmentEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Enters a commitment: a member its own, which counts at once; whoever shapes the initiative another member's, which
  /// waits for that one.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `invalidContent`.
  package func propose(
    _ content: Commitment.Content, in initiative: Initiative.ID, as caller: Caller
  ) throws -> Commitment {
    let participation = try Participation.of(caller, in: initiative, tx)
    let isOwn = try participation.requireMayCharge(content.partnerID)
    try requireSound(content, in: initiative)
    let commitment = Commitment(
      id: tx.newID(), initiativeID: initiative, content: content, proposedAt: tx.now,
      acceptedAt: isOwn ? tx.now : nil, declinedAt: nil)
    try CommitmentStore.insert(commitment, by: caller.accountID, in: tx)
    try NotificationStore.tell(
      [content.partnerID], of: .commitmentProposed, subject(commitment), by: participation.standing.partnerID, in: tx)
    try audit(isOwn ? "commitment.accepted" : "commitment.proposed", commitment, participation, caller)
    return commitment
  }

  private func requireSound(_ content: Commitment.Content, in initiative: Initiative.ID) throws {
    try MembershipStore.requireLive(content.partnerID, in: initiative, tx)
    if let end = content.endDate, end <= content.startDate {
      throw DomainError(.invalidContent, at: "/endDate", "It must end after it starts.")
    }
  }

  /// The member that carries it accepts or declines; the same answer again changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notOwner`, `mandateInsufficient`, `commitmentAnswered`.
  package func answer(_ id: Commitment.ID, accepts: Bool, as caller: Caller) throws -> Commitment {
    let (commitment, participation) = try CommitmentService(tx).find(id, as: caller)
    guard try participation.member(for: .manage).partnerID == commitment.content.partnerID else {
      throw DomainError(.notOwner)
    }
    if (accepts ? commitment.acceptedAt : commitment.declinedAt) != nil { return commitment }
    guard commitment.acceptedAt == nil, commitment.declinedAt == nil else { throw DomainError(.commitmentAnswered) }
    try CommitmentStore.answer(id, accepts: accepts, in: tx)
    try NotificationStore.tell(
      participation.coordinators(tx), of: accepts ? .commitmentAccepted : .commitmentDeclined, subject(commitment),
      by: participation.standing.partnerID, in: tx)
    try audit(accepts ? "commitment.accepted" : "commitment.declined", commitment, participation, caller)
    return try CommitmentService(tx).find(id, as: caller).0
  }

  private func subject(_ commitment: Commitment) -> AuditLog.Subject {
    .init("commitment", commitment.id, in: commitment.initiativeID)
  }

  private func audit(
    _ action: String, _ commitment: Commitment, _ participation: Participation, _ caller: Caller
  ) throws {
    try AuditLog.append(
      action, subject(commitment), by: caller, for: participation.standing.partnerID, in: tx)
  }
}

extension Reason {
  package static let commitmentAnswered = Reason(
    "commitmentAnswered", .conflict, "The commitment has been answered otherwise.",
    advice: "Propose a new one; what was answered stays on record.")
  package static let commitments: [Reason] = [.commitmentAnswered]
}
