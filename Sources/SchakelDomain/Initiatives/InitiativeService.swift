/// What can be done with initiatives, and by whom.
package struct InitiativeService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// An initiative that the caller may see.
  ///
  /// - Throws: `DomainError` with `notFound`, for a hidden one as well.
  package func find(_ id: Initiative.ID, as caller: Caller) throws -> Initiative {
    let standing = try Standing.of(caller, in: tx)
    guard let initiative = try InitiativeStore.find(id, in: tx), try sees(initiative.id, standing) else {
      throw DomainError.notFound
    }
    return initiative
  }

  /// A page of those that the caller may see; one more than `limit` when there are further ones.
  package func list(
    _ filter: InitiativeFilter, after: String?, limit: Int, as caller: Caller
  ) throws -> [Initiative] {
    var found: [Initiative] = []
    try each(filter, after: after, limit: limit, as: caller) { found.append($0) }
    return found
  }

  /// Walks over the same without keeping them.
  package func each(
    _ filter: InitiativeFilter, after: String?, limit: Int, as caller: Caller, _ body: (Initiative) throws -> Void
  ) throws {
    guard let scope = try scope(of: caller) else { return }
    try InitiativeStore.each(
      filter, seenBy: scope.partnerID, after: after.flatMap { Initiative.ID($0) }, limit: limit + 1, in: tx, body)
  }

  /// What everybody who sees an initiative sees of its facilitators (MODEL H7): those that are not known to be
  /// independent.
  package func concerns(of initiative: Initiative) throws -> [FacilitatorConcern] {
    initiative.hasFacilitators ? try FacilitatorService(tx).concerns(of: initiative.id) : []
  }

  /// How many the caller may see.
  package func count(_ filter: InitiativeFilter, as caller: Caller) throws -> Int64 {
    guard let scope = try scope(of: caller) else { return 0 }
    return try InitiativeStore.count(filter, seenBy: scope.partnerID, in: tx)
  }

  private func sees(_ id: Initiative.ID, _ standing: Standing) throws -> Bool {
    switch standing {
    case .network: true
    case .partner(let mandate): try InitiativeStore.isSeen(id, by: mandate.partnerID, in: tx)
    case .nobody: false
    }
  }

  /// Nil for somebody who sees none.
  private func scope(of caller: Caller) throws -> Standing? {
    let standing = try Standing.of(caller, in: tx)
    return standing == .nobody ? nil : standing
  }
}

/// Changes of initiatives.
package struct InitiativeEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Makes an initiative. The network's staff may, and whoever manages a partner, which then leads it as a member.
  ///
  /// - Parameter roles: The roles that the partner takes.
  /// - Throws: `DomainError` with `notAllowed`, `mandateInsufficient`, or `unknownCode` for content that does not fit
  ///   together.
  package func create(
    _ content: InitiativeContent, roles: [ChainRole] = [], as caller: Caller
  ) throws -> Initiative {
    let standing = try Standing.of(caller, in: tx)
    var content = content
    if standing.networkRole != nil {
      try standing.require(.steward, .staff)
      guard roles.isEmpty else {
        throw DomainError(.invalidContent, at: "/roles", "Only a partner that makes an initiative takes roles in it.")
      }
    } else {
      content.leadPartnerID = try standing.mandate(for: .manage).partnerID
    }
    try requireSound(content)
    let initiative = Initiative(
      id: tx.newID(), hasFacilitators: !ChainRole.coordinating.isDisjoint(with: roles), version: 1, createdAt: tx.now,
      updatedAt: tx.now, content: content)
    try InitiativeStore.insert(initiative, in: tx)
    try join(initiative, roles)
    let subject = AuditLog.Subject("initiative", initiative.id, in: initiative.id)
    try AuditLog.append("initiative.created", subject, by: caller, for: standing.partnerID, in: tx)
    return initiative
  }

  private func join(_ initiative: Initiative, _ roles: [ChainRole]) throws {
    guard let lead = initiative.content.leadPartnerID else { return }
    guard Set(roles).count == roles.count else {
      throw DomainError(.invalidContent, at: "/roles", "Name each role once.")
    }
    let membership: Membership.ID = tx.newID()
    try MembershipStore.invite(membership, Invitation(lead), to: initiative.id, in: tx)
    try MembershipStore.accept(membership, roles, in: tx)
    try AgreementTerms.warnOfExclusivity(lead, joining: initiative, in: tx)
  }

  /// Changes an initiative: its coordinators may, and the network's staff. A change that changes nothing makes no
  /// version.
  ///
  /// - Parameters:
  ///   - current: What the caller saw; its version grows by one.
  ///   - content: All of it.
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`, `unknownCode`,
  ///   `gateNotMet` for a phase that may not be left yet.
  package func update(
    _ current: Initiative, to content: InitiativeContent, as caller: Caller
  ) throws -> Initiative {
    let participation = try Participation.of(caller, in: current.id, tx)
    try participation.requireShaper()
    try requireSound(content)
    guard content != current.content else { return current }
    try PhaseGateService(tx).requireOpenGates(of: current, to: content)
    let changed = Initiative(
      id: current.id, hasFacilitators: current.hasFacilitators, version: current.version + 1,
      createdAt: current.createdAt, updatedAt: tx.now, content: content)
    try InitiativeStore.update(changed, in: tx)
    if content.status.isOver {
      for invitation in try MembershipStore.unanswered(in: current.id, tx) {
        try ReminderStore.callOff(of: invitation.id, in: tx)
      }
    }
    let subject = AuditLog.Subject("initiative", current.id, in: current.id)
    try AuditLog.append("initiative.changed", subject, by: caller, for: participation.standing.partnerID, in: tx)
    return changed
  }

  /// Deletes a draft that nobody has built on.
  ///
  /// - Throws: `DomainError` with `notDraft`.
  package func delete(_ initiative: Initiative, as caller: Caller) throws {
    let participation = try Participation.of(caller, in: initiative.id, tx)
    try participation.requireShaper()
    guard initiative.content.status == .draft else { throw DomainError(.notDraft) }
    guard try !InitiativeStore.isBuiltOn(initiative.id, in: tx) else {
      throw DomainError(
        .notDraft, "Partners have been invited or things registered; set the status to stopped instead.")
    }
    try InitiativeStore.delete(initiative.id, in: tx)
    let subject = AuditLog.Subject("initiative", initiative.id, in: initiative.id)
    try AuditLog.append("initiative.deleted", subject, by: caller, for: participation.standing.partnerID, in: tx)
  }

  private func requireSound(_ content: InitiativeContent) throws {
    let faults = content.faults()
    guard let first = faults.first else { return }
    throw DomainError(.unknownCode, first.detail, faults: faults)
  }
}

extension Reason {
  package static let notDraft = Reason(
    "notDraft", .conflict, "Only a draft can be deleted.",
    advice: "Set the status to stopped instead; what happened stays on record.")
  package static let initiatives: [Reason] = [.notDraft, .resultAchieved]
}
