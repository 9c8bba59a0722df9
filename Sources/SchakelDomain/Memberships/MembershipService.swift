/// What can be seen of memberships: whoever knows the initiative sees who takes part in what role.
package struct MembershipService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page of memberships, and whether the caller may see reasons for not joining.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> (rows: [Membership], participation: Participation) {
    let participation = try Participation.of(caller, in: initiative, tx)
    let rows = try MembershipStore.list(
      of: initiative, after: after.flatMap { Membership.ID($0) }, limit: limit + 1, in: tx)
    return (rows, participation)
  }

  /// - Throws: `DomainError` with `notFound`.
  package func find(
    _ id: Membership.ID, of initiative: Initiative.ID, as caller: Caller
  ) throws -> (membership: Membership, participation: Participation) {
    let participation = try Participation.of(caller, in: initiative, tx)
    guard let membership = try MembershipStore.find(id, in: tx), membership.initiativeID == initiative else {
      throw DomainError.notFound
    }
    return (membership, participation)
  }
}

extension Participation {
  /// Whether the caller may see why a partner did not join: the partner itself, and coordinators (MODEL H10); but
  /// not a member that leads only in between.
  package func seesReason(of membership: Membership) -> Bool {
    isStandingCoordinator || standing.partnerID == membership.partnerID || membership.isReasonOpen
  }
}

/// Inviting, answering and leaving.
package struct MembershipEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Invites a partner.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `invalidContent`, or `alreadyExists` for one that is invited or a
  /// member.
  package func invite(
    _ invitation: Invitation, to initiative: Initiative.ID, as caller: Caller
  ) throws -> Membership {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    let partner = invitation.partnerID
    try invitation.requireSound(on: tx.today)
    guard try PartnerStore.exists(partner, in: tx) else {
      throw DomainError(.invalidContent, at: "/partnerId", "There is no such partner.")
    }
    if let latest = try MembershipStore.latest(of: partner, in: initiative, tx),
      [.invited, .member, .notice].contains(latest.state(on: tx.today))
    {
      throw DomainError(.alreadyExists, at: "/partnerId", "The partner is invited or a member already.")
    }
    let id: Membership.ID = tx.newID()
    let end = invitation.lapseDate ?? tx.today.adding(days: Invitation.answerDaysUsual)
    try MembershipStore.invite(id, invitation, to: initiative, lapsing: end, in: tx)
    try NotificationStore.tell(
      [partner], of: .membershipInvited, .init("membership", id, in: initiative), by: participation.standing.partnerID,
      in: tx)
    let membership = try finish(id, "membership.invited", participation, caller)
    let dates = invitation.reminderDays ?? Invitation.usualReminders(from: tx.today, until: end)
    try ReminderStore.plan(dates, of: membership, in: tx)
    return membership
  }

  /// Accepts an invitation; accepting again changes nothing.
  ///
  /// - Throws: `DomainError` with `notOwner`, `mandateInsufficient`, `invitationAnswered`, `invitationLapsed`,
  ///   `invitationWithdrawn`, `roleNotAllowed`, `accessionClosed`, `accessionNotDecided`, `agreementNotSigned`.
  package func accept(
    _ id: Membership.ID, of initiative: Initiative.ID, roles: [ChainRole], drivers: [Driver], as caller: Caller
  ) throws -> Membership {
    let (membership, participation) = try own(id, of: initiative, caller)
    guard Set(roles).count == roles.count, Set(drivers).count == drivers.count else {
      throw DomainError(.invalidContent, "Name each role and each driver once.")
    }
    if membership.acceptedAt != nil { return membership }
    try membership.requireOpen(on: tx.today)
    guard ChainRole.coordinating.intersection(roles).isSubset(of: membership.offeredRoles) else {
      throw DomainError(.roleNotAllowed, at: "/roles", "Whoever invites names who leads the process; you were not.")
    }
    try AgreementTerms.requireAccession(of: membership.partnerID, as: roles, to: initiative, in: tx)
    try MembershipStore.accept(id, roles, in: tx)
    if !drivers.isEmpty { try MotivationEditor(tx).enter(Motivation(drivers: drivers), of: membership) }
    try ReminderStore.callOff(of: id, in: tx)
    try AgreementTerms.warnOfExclusivity(membership.partnerID, joining: participation.initiative, in: tx)
    try tellCoordinators(.invitationAccepted, id, participation)
    return try finish(id, "membership.accepted", participation, caller)
  }

  /// Turns an invitation down; doing so again changes nothing.
  ///
  /// - Throws: `DomainError` with `notOwner`, `mandateInsufficient`, `invitationAnswered`, `invitationLapsed`,
  ///   `invitationWithdrawn`.
  package func decline(
    _ id: Membership.ID, of initiative: Initiative.ID, _ refusal: Refusal, as caller: Caller
  ) throws -> Membership {
    let (membership, participation) = try own(id, of: initiative, caller)
    if membership.declinedAt != nil { return membership }
    try membership.requireOpen(on: tx.today)
    try MembershipStore.decline(id, refusal, in: tx)
    try ReminderStore.callOff(of: id, in: tx)
    try countReasons(in: initiative)
    try tellCoordinators(.invitationDeclined, id, participation)
    return try finish(id, "membership.declined", participation, caller)
  }

  /// Counts the reasons of a batch once it is complete.
  private func countReasons(in initiative: Initiative.ID) throws {
    let refused = try ReasonTableStore.uncounted(in: initiative, tx)
    guard let counts = ReasonTable.counts(refused) else { return }
    try ReasonTableStore.insert(tx.newID(), counts, of: refused, in: initiative, tx)
  }

  /// Gives notice; giving it again changes nothing.
  ///
  /// - Parameter endDate: The first day no longer a member; nil for as soon as the agreement in force lets it, and at
  ///   once where there is none.
  /// - Throws: `DomainError` with `notOwner`, `mandateInsufficient`, `notMember`, `noticeTooShort`, `invalidContent`
  ///   for a day that is past.
  package func giveNotice(
    _ id: Membership.ID, of initiative: Initiative.ID, endDate: LocalDate?, as caller: Caller
  ) throws -> Membership {
    let (membership, participation) = try own(id, of: initiative, caller)
    if membership.noticeAt != nil { return membership }
    guard membership.isLive(on: tx.today) else { throw DomainError(.notMember) }
    if let endDate, endDate < tx.today {
      throw DomainError(.invalidContent, at: "/endDate", "The end cannot lie in the past.")
    }
    let end = try AgreementTerms.exitDay(endDate, of: membership, in: tx)
    try MembershipStore.giveNotice(id, endDate: end, in: tx)
    try tellCoordinators(.membershipNoticeGiven, id, participation)
    return try finish(id, "membership.noticeGiven", participation, caller)
  }

  /// Says that a partner answered, or goes; why stands with the membership, for whom it is meant for.
  private func tellCoordinators(
    _ event: NotificationEvent, _ id: Membership.ID, _ participation: Participation
  ) throws {
    try NotificationStore.tell(
      participation.coordinators(tx), of: event, .init("membership", id, in: participation.initiative.id),
      by: participation.standing.partnerID, in: tx)
  }

  /// The caller's own partner's membership.
  private func own(
    _ id: Membership.ID, of initiative: Initiative.ID, _ caller: Caller
  ) throws -> (Membership, Participation) {
    let (membership, participation) = try MembershipService(tx).find(id, of: initiative, as: caller)
    let mandate = try participation.standing.mandate(for: .manage)
    guard mandate.partnerID == membership.partnerID else { throw DomainError(.notOwner) }
    return (membership, participation)
  }

  private func finish(
    _ id: Membership.ID, _ action: String, _ participation: Participation, _ caller: Caller
  ) throws -> Membership {
    let subject = AuditLog.Subject("membership", id, in: participation.initiative.id)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
    guard let membership = try MembershipStore.find(id, in: tx) else { throw DomainError.notFound }
    return membership
  }
}

extension Reason {
  package static let memberships: [Reason] = [.invitationAnswered, .invitationLapsed, .invitationWithdrawn]
}
