/// What can be seen of facilitators: members and the network's people see all of an initiative's, with their interests.
package struct FacilitatorService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [FacilitatorView] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    let rows = try FacilitatorStore.list(
      of: initiative, after: after.flatMap { Facilitator.ID($0) }, limit: limit + 1, in: tx)
    return try rows.map(view)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: Facilitator.ID, as caller: Caller) throws -> (FacilitatorView, Participation) {
    guard let facilitator = try FacilitatorStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: facilitator.initiativeID, tx)
    try participation.requireMember()
    return (try view(facilitator), participation)
  }

  /// The interim lead that was named last.
  ///
  /// - Throws: `DomainError` with `notFound`, also where none was named; `notMember`.
  package func interimLead(of initiative: Initiative.ID, as caller: Caller) throws -> InterimLead {
    try Participation.of(caller, in: initiative, tx).requireMember()
    guard let named = try FacilitatorStore.interimLead(of: initiative, tx) else {
      throw DomainError(.notFound, "No interim lead was named.")
    }
    let leadership = try Leadership.of(named.partnerID, in: initiative, tx)
    return InterimLead(
      initiativeID: initiative, partnerID: named.partnerID, namedAt: named.at, isLeading: leadership.isInterimLead)
  }

  /// Those in office, or to come, that have an interest in a member or a double role, or did not state their
  /// independence; and those that lead by a role alone, who could never state it. Whoever sees the initiative sees
  /// these.
  package func concerns(of initiative: Initiative.ID) throws -> [FacilitatorConcern] {
    guard try InitiativeStore.hasFacilitators(initiative, in: tx) else { return [] }
    let all = try FacilitatorStore.all(of: initiative, tx)
    let appointed = all.filter { $0.state(on: tx.today, by: tx.parameters) != .ended }
    let unstated = try appointed.map(view).filter { $0.independence != .stated }
    let byRole = try MembershipStore.membersByRole(of: initiative, tx).filter {
      ChainRole.coordinating.contains($0.key)
    }
    let others = Set(byRole.values.joined()).subtracting(all.map(\.appointment.partnerID)).sorted()
    return try unstated.map(concern) + others.map { try concern($0, in: initiative) }
  }

  private func concern(_ view: FacilitatorView) -> FacilitatorConcern {
    FacilitatorConcern(
      facilitatorID: view.facilitator.id, partnerID: view.facilitator.appointment.partnerID,
      independence: view.independence, doubleRoles: view.doubleRoles, interestPartnerIDs: view.interestPartnerIDs)
  }

  private func concern(_ partner: Partner.ID, in initiative: Initiative.ID) throws -> FacilitatorConcern {
    let ties = try ties(of: partner, in: initiative, declaring: [])
    let isTied = !ties.doubleRoles.isEmpty || !ties.interests.isEmpty
    return FacilitatorConcern(
      facilitatorID: nil, partnerID: partner, independence: isTied ? .interest : .notStated,
      doubleRoles: ties.doubleRoles, interestPartnerIDs: ties.interests)
  }

  /// A facilitator beside what else it is to the members of now.
  func view(_ facilitator: Facilitator) throws -> FacilitatorView {
    let ties = try ties(
      of: facilitator.appointment.partnerID, in: facilitator.initiativeID,
      declaring: Set(facilitator.statement?.interestPartnerIDs ?? []))
    return FacilitatorView(
      facilitator: facilitator, state: facilitator.state(on: tx.today, by: tx.parameters),
      doubleRoles: ties.doubleRoles, interestPartnerIDs: ties.interests)
  }

  /// What a partner is in the chain besides leading, and the members of now that it declared an interest in or that are
  /// of its own group.
  private func ties(
    of own: Partner.ID, in initiative: Initiative.ID, declaring declared: Set<Partner.ID>
  ) throws -> (doubleRoles: [ChainRole], interests: [Partner.ID]) {
    let stay = try MembershipStore.latest(of: own, in: initiative, tx)
    let roles = stay?.isLive(on: tx.today) == true ? stay?.roles ?? [] : []
    let group = try Undertaking.of(own, in: tx).groupID
    let others = try MembershipStore.acceptedInGroups(in: initiative, tx).filter { $0.isLive && $0.partnerID != own }
    let interests = others.filter { declared.contains($0.partnerID) || group != nil && $0.groupID == group }
    return (roles.filter { !ChainRole.coordinating.contains($0) }, interests.map(\.partnerID).sorted())
  }
}

/// Appointing facilitators, what they state, and who leads in between.
package struct FacilitatorEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Appoints a member.
  ///
  /// A facilitator may put its own first appointment on record, which only gives its role an end. It never prolongs
  /// itself: a further one is for somebody else to make.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`, `invalidContent`
  ///   for who is no member, days out of order, or a period that overlaps another appointment of the partner.
  package func appoint(
    _ appointment: Facilitator.Appointment, in initiative: Initiative.ID, as caller: Caller
  ) throws -> FacilitatorView {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    let earlier = try FacilitatorStore.all(of: initiative, tx).filter {
      $0.appointment.partnerID == appointment.partnerID
    }
    guard earlier.isEmpty || participation.standing.partnerID != appointment.partnerID else {
      throw DomainError(.notAllowed, "Nobody prolongs its own appointment; the lead or the network's staff does.")
    }
    try requireSound(appointment, in: initiative, earlier)
    let id: Facilitator.ID = tx.newID()
    try FacilitatorStore.insert(id, appointment, in: initiative, by: caller.accountID, in: tx)
    try tellMembers(.facilitatorAppointed, .init("facilitator", id, in: initiative), participation)
    return try finish("facilitator.appointed", id, participation, caller)
  }

  private func requireSound(
    _ new: Facilitator.Appointment, in initiative: Initiative.ID, _ earlier: [Facilitator]
  ) throws {
    try MembershipStore.requireLive(new.partnerID, in: initiative, tx)
    guard new.startDate < new.endDate else {
      throw DomainError(.invalidContent, at: "/endDate", "It must end after it starts.")
    }
    guard new.endDate > tx.today else {
      throw DomainError(.invalidContent, at: "/endDate", "It must end after today, \(tx.today.iso).")
    }
    let overlaps = earlier.map(\.appointment).contains { $0.startDate < new.endDate && new.startDate < $0.endDate }
    guard !overlaps else {
      throw DomainError(.invalidContent, at: "/startDate", "The partner is appointed for part of that time already.")
    }
  }

  /// Brings the end forward; ending what ends then already, or did, changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `invalidContent` for a day that is past or later than was agreed.
  package func end(_ id: Facilitator.ID, on day: LocalDate, as caller: Caller) throws -> FacilitatorView {
    let (view, participation) = try FacilitatorService(tx).find(id, as: caller)
    try participation.requireShaper()
    let appointment = view.facilitator.appointment
    if day == appointment.endDate { return view }
    guard day >= max(tx.today, appointment.startDate), day < appointment.endDate else {
      throw DomainError(
        .invalidContent, at: "/endDate", "A day from today, and from its start on, before \(appointment.endDate.iso).")
    }
    try FacilitatorStore.end(id, on: day, in: tx)
    return try finish("facilitator.ended", id, participation, caller)
  }

  /// The facilitator states its independence, and in which members it has an interest; a new statement counts from now.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notOwner`, `mandateInsufficient`, `invalidContent` for an
  ///   interest in who is no member or is the facilitator itself.
  package func state(
    _ text: String, interests: [Partner.ID], of id: Facilitator.ID, as caller: Caller
  ) throws -> FacilitatorView {
    let (view, participation) = try FacilitatorService(tx).find(id, as: caller)
    let own = view.facilitator.appointment.partnerID
    guard try participation.member(for: .sign).partnerID == own else { throw DomainError(.notOwner) }
    let members = Set(try MembershipStore.live(in: view.facilitator.initiativeID, tx).map(\.partnerID))
    let faults = interests.enumerated().compactMap { index, partner -> DomainError.Fault? in
      let isFirst = interests.firstIndex(of: partner) == index
      if isFirst, partner != own, members.contains(partner) { return nil }
      return .init(
        at: "/interestPartnerIds/\(index)", code: Reason.invalidContent.code, "Name other members, each once.")
    }
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
    try FacilitatorStore.state(text, interests: interests, of: id, by: caller.accountID, in: tx)
    return try finish("facilitator.independenceStated", id, participation, caller)
  }

  /// Names who leads until the next appointment begins; naming the one who does again changes nothing. A facilitator
  /// in office does not name itself, which would prolong it.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `invalidContent` for who is no member.
  package func nameInterimLead(
    _ partner: Partner.ID, of initiative: Initiative.ID, as caller: Caller
  ) throws -> InterimLead {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    try MembershipStore.requireLive(partner, in: initiative, tx)
    let leadership = try Leadership.of(partner, in: initiative, tx)
    guard !leadership.isInOffice || participation.standing.partnerID != partner else {
      throw DomainError(.notAllowed, "A facilitator does not prolong itself; another coordinator or the staff does.")
    }
    if !leadership.isInterimLead {
      try FacilitatorStore.nameInterimLead(partner, of: initiative, by: caller.accountID, in: tx)
      let subject = AuditLog.Subject("interimLead", initiative, in: initiative)
      try tellMembers(.interimLeadNamed, subject, participation)
      try AuditLog.append("interimLead.named", subject, by: caller, for: participation.standing.partnerID, in: tx)
    }
    return try FacilitatorService(tx).interimLead(of: initiative, as: caller)
  }

  private func tellMembers(
    _ event: NotificationEvent, _ subject: AuditLog.Subject, _ participation: Participation
  ) throws {
    let members = try MembershipStore.live(in: participation.initiative.id, tx).map(\.partnerID)
    try NotificationStore.tell(Set(members), of: event, subject, by: participation.standing.partnerID, in: tx)
  }

  private func finish(
    _ action: String, _ id: Facilitator.ID, _ participation: Participation, _ caller: Caller
  ) throws -> FacilitatorView {
    let subject = AuditLog.Subject("facilitator", id, in: participation.initiative.id)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
    guard let facilitator = try FacilitatorStore.find(id, in: tx) else { throw DomainError.notFound }
    return try FacilitatorService(tx).view(facilitator)
  }
}

extension Reason {
  package static let interimLeadMissing = Reason(
    "interimLeadMissing", .conflict, "Nobody leads the initiative, for no facilitator is appointed now.",
    advice: "Name an interim lead, or appoint a facilitator.")
  package static let facilitators: [Reason] = [.interimLeadMissing]
}
