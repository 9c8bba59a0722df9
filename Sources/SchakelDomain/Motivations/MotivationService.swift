extension Participation {
  /// Whether the caller may see what drives a member: the member itself, and those who lead where it shares that; but
  /// not a member that leads only in between.
  package func seesMotivation(of membership: Membership) -> Bool {
    standing.partnerID == membership.partnerID || isStandingCoordinator && membership.isMotivationShared
  }
}

/// What can be seen of motivations: one's own, those that are shared with who leads, and counts of all.
package struct MotivationService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// - Returns: An empty one for a member that has stated none, without a moment.
  /// - Throws: `DomainError` with `notFound`, and `notOwner` whether the member has stated one or not.
  package func find(
    of id: Membership.ID, in initiative: Initiative.ID, as caller: Caller
  ) throws -> (motivation: Motivation, statedAt: Timestamp?) {
    let (membership, participation) = try MembershipService(tx).find(id, of: initiative, as: caller)
    guard participation.seesMotivation(of: membership) else {
      throw DomainError(.notOwner, "A member's drivers and barriers are its own; the counts are for all members.")
    }
    guard let found = try MotivationStore.find(of: id, in: tx) else { return (Motivation(), nil) }
    return found
  }

  /// A page of counts; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func counts(
    in initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [MotivationTable] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try MotivationTableStore.list(
      of: initiative, after: after.flatMap { MotivationTable.ID($0) }, limit: limit + 1, in: tx)
  }
}

/// Stating a motivation.
package struct MotivationEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// A member states what drives it and what stands in its way, instead of what it stated before; the same again
  /// changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `notOwner`,
  ///   `invalidContent`.
  package func state(
    _ motivation: Motivation, of id: Membership.ID, in initiative: Initiative.ID, as caller: Caller
  ) throws -> (motivation: Motivation, statedAt: Timestamp?) {
    let (membership, participation) = try MembershipService(tx).find(id, of: initiative, as: caller)
    let mandate = try participation.member(for: .manage)
    guard mandate.partnerID == membership.partnerID else { throw DomainError(.notOwner) }
    guard membership.isLive(on: tx.today) else { throw DomainError(.notMember) }
    try motivation.requireSound()
    if try MotivationStore.find(of: id, in: tx)?.motivation != motivation {
      try enter(motivation, of: membership)
      let subject = AuditLog.Subject("membership", id, in: initiative)
      try AuditLog.append("membership.motivationStated", subject, by: caller, for: mandate.partnerID, in: tx)
    }
    return try MotivationService(tx).find(of: id, in: initiative, as: caller)
  }

  /// Keeps a motivation, and counts those of a batch once it is complete.
  func enter(_ motivation: Motivation, of membership: Membership) throws {
    try MotivationStore.state(motivation, of: membership.id, in: tx)
    let stated = try MotivationTableStore.uncounted(in: membership.initiativeID, tx)
    guard let counts = MotivationTable.counts(stated) else { return }
    try MotivationTableStore.insert(tx.newID(), counts, of: stated, in: membership.initiativeID, tx)
  }
}
