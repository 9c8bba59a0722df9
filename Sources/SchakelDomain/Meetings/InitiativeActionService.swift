/// What can be seen of actions: members and the network's people see all of an initiative's.
package struct InitiativeActionService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [InitiativeAction] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try InitiativeActionStore.list(
      of: initiative, after: after.flatMap { InitiativeAction.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: InitiativeAction.ID, as caller: Caller) throws -> (InitiativeAction, Participation) {
    guard let action = try InitiativeActionStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: action.initiativeID, tx)
    try participation.requireMember()
    return (action, participation)
  }
}

/// Agreeing on actions, and doing them.
package struct InitiativeActionEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Puts an action down: for itself any member, for another whoever shapes the initiative; that one is told.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `invalidContent`.
  package func create(
    _ content: InitiativeAction.Content, in initiative: Initiative.ID, as caller: Caller
  ) throws -> InitiativeAction {
    let participation = try Participation.of(caller, in: initiative, tx)
    _ = try participation.requireMayCharge(content.partnerID)
    try MembershipStore.requireLive(content.partnerID, in: initiative, tx)
    if let meeting = content.meetingID, try MeetingStore.find(meeting, in: tx)?.initiativeID != initiative {
      throw DomainError(.invalidContent, at: "/meetingId", "The initiative has no such meeting.")
    }
    let action = InitiativeAction(
      id: tx.newID(), initiativeID: initiative, content: content, doneDate: nil, createdAt: tx.now)
    try InitiativeActionStore.insert(action, in: tx)
    try NotificationStore.tell(
      [content.partnerID], of: .actionAssigned, .init("action", action.id, in: initiative),
      by: participation.standing.partnerID, in: tx)
    try audit("action.assigned", action, participation, caller)
    return action
  }

  /// Notes that an action is done, today: whoever does it, or whoever shapes the initiative. Once is enough.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`.
  package func complete(_ id: InitiativeAction.ID, as caller: Caller) throws -> InitiativeAction {
    let (action, participation) = try InitiativeActionService(tx).find(id, as: caller)
    _ = try participation.requireMayCharge(action.content.partnerID)
    if action.doneDate != nil { return action }
    try InitiativeActionStore.complete(id, in: tx)
    try audit("action.completed", action, participation, caller)
    return try InitiativeActionService(tx).find(id, as: caller).0
  }

  private func audit(
    _ what: String, _ action: InitiativeAction, _ participation: Participation, _ caller: Caller
  ) throws {
    let subject = AuditLog.Subject("action", action.id, in: action.initiativeID)
    try AuditLog.append(what, subject, by: caller, for: participation.standing.partnerID, in: tx)
  }
}
