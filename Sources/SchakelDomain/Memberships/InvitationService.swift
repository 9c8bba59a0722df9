extension Membership {
  /// - Throws: `DomainError` with `invitationAnswered`, `invitationWithdrawn`, `invitationLapsed` unless the invitation
  ///   waits for its answer.
  func requireOpen(on today: LocalDate) throws {
    switch state(on: today) {
    case .invited: return
    case .withdrawn: throw DomainError(.invitationWithdrawn)
    case .lapsed: throw DomainError(.invitationLapsed)
    case .declined, .member, .notice, .left, .expelled: throw DomainError(.invitationAnswered)
    }
  }
}

/// What can be seen of reminders: whoever shapes the initiative and the partner itself see them.
package struct InvitationService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// - Throws: `DomainError` with `notFound`, and as `Participation.requireShaper` for any other partner.
  package func reminders(
    of id: Membership.ID, in initiative: Initiative.ID, as caller: Caller
  ) throws -> InvitationReminders {
    let (membership, participation) = try MembershipService(tx).find(id, of: initiative, as: caller)
    if participation.standing.partnerID != membership.partnerID { try participation.requireShaper() }
    let dates = try ReminderStore.dates(of: id, in: tx)
    return InvitationReminders(
      membership: membership, sentDays: dates.filter { $0 <= tx.today }, plannedDays: dates.filter { $0 > tx.today })
  }
}

/// Withdrawing invitations, and planning their reminders.
package struct InvitationEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Takes back an invitation that was not answered, be it too late for that; doing so again changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `invitationAnswered`.
  package func withdraw(
    _ id: Membership.ID, of initiative: Initiative.ID, as caller: Caller
  ) throws -> Membership {
    let (membership, participation) = try shaped(id, initiative, caller)
    if membership.withdrawnAt != nil { return membership }
    guard membership.acceptedAt == nil, membership.declinedAt == nil else { throw DomainError(.invitationAnswered) }
    try ReminderStore.callOff(of: id, in: tx)
    try MembershipStore.withdraw(id, in: tx)
    let subject = AuditLog.Subject("membership", id, in: initiative)
    let own = participation.standing.partnerID
    try NotificationStore.tell([membership.partnerID], of: .invitationWithdrawn, subject, by: own, in: tx)
    try AuditLog.append("membership.withdrawn", subject, by: caller, for: own, in: tx)
    return try MembershipService(tx).find(id, of: initiative, as: caller).membership
  }

  /// Plans the reminders from today on instead of those that are planned. One for today is sent at once, unless it was
  /// sent already; what was sent stays.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `invitationAnswered`, `invitationLapsed`, `invitationWithdrawn`, `invalidContent`.
  package func plan(
    _ dates: [LocalDate], of id: Membership.ID, in initiative: Initiative.ID, as caller: Caller
  ) throws -> InvitationReminders {
    let (membership, participation) = try shaped(id, initiative, caller)
    try membership.requireOpen(on: tx.today)
    let known = try InvitationService(tx).reminders(of: id, in: initiative, as: caller)
    let sent = Set(known.sentDays)
    let planned = dates.filter { !sent.contains($0) }.sorted()
    try requireSound(dates, membership, countAfterwards: sent.count + planned.count)
    if planned == known.plannedDays { return known }
    try ReminderStore.callOff(of: id, in: tx)
    try ReminderStore.plan(planned, of: membership, in: tx)
    try AuditLog.append(
      "membership.remindersPlanned", .init("membership", id, in: initiative), by: caller,
      for: participation.standing.partnerID, in: tx)
    return try InvitationService(tx).reminders(of: id, in: initiative, as: caller)
  }

  private func requireSound(_ dates: [LocalDate], _ membership: Membership, countAfterwards count: Int) throws {
    var faults = Invitation.reminderFaults(dates, after: tx.today.adding(days: -1), before: membership.lapseDate)
    if count > Invitation.remindersMax {
      let detail = "An invitation has at most \(Invitation.remindersMax) reminders, those that were sent included."
      faults.append(.init(at: "/reminderDays", code: Reason.invalidContent.code, detail))
    }
    if let fault = faults.first { throw DomainError(.invalidContent, fault.detail, faults: faults) }
  }

  private func shaped(
    _ id: Membership.ID, _ initiative: Initiative.ID, _ caller: Caller
  ) throws -> (Membership, Participation) {
    let (membership, participation) = try MembershipService(tx).find(id, of: initiative, as: caller)
    try participation.requireShaper()
    return (membership, participation)
  }
}
