/// What a caller is to one initiative: the base of every decision inside it.
package struct Participation: Sendable {
  package let initiative: Initiative
  package let standing: Standing
  /// The caller's partner's latest stay; nil for the network's people, and for a lead that never joined.
  package let membership: Membership?
  /// What appointments as facilitator make of the caller's partner.
  private let leadership: Leadership
  private let today: LocalDate

  /// - Throws: `DomainError` with `notFound` for whoever may not know of the initiative.
  package static func of(_ caller: Caller, in id: Initiative.ID, _ tx: Transaction) throws -> Participation {
    let standing = try Standing.of(caller, in: tx)
    guard standing != .nobody, let initiative = try InitiativeStore.find(id, in: tx) else { throw DomainError.notFound }
    let membership = try standing.partnerID.flatMap { try MembershipStore.latest(of: $0, in: id, tx) }
    let isKnown =
      standing.networkRole != nil || membership != nil
      || initiative.content.leadPartnerID == standing.partnerID
    guard isKnown else { throw DomainError.notFound }
    let leadership = try standing.partnerID.map { try Leadership.of($0, in: id, tx) } ?? Leadership()
    return Participation(
      initiative: initiative, standing: standing, membership: membership, leadership: leadership, today: tx.today)
  }

  /// Whether the caller's partner takes part now.
  package var isMember: Bool { membership?.isLive(on: today) ?? false }

  /// The roles that the caller's partner has now.
  package var roles: Set<ChainRole> { isMember ? Set(membership?.roles ?? []) : [] }

  /// Whether the caller leads the process: see `Leadership`. States, never values.
  package var isCoordinator: Bool {
    guard isMember else { return false }
    return leadership.isInterimLead || isStandingCoordinator
  }

  /// The same without who leads only in between.
  package var isStandingCoordinator: Bool {
    guard let partner = standing.partnerID, isMember, !leadership.hasEnded else { return false }
    return leadership.isInOffice || initiative.content.leadPartnerID == partner
      || !roles.isDisjoint(with: ChainRole.coordinating)
  }

  /// The partners that lead the process now.
  func coordinators(_ tx: Transaction) throws -> Set<Partner.ID> {
    let leading = try MembershipStore.live(in: initiative.id, tx).filter { stay in
      let leadership = try Leadership.of(stay.partnerID, in: initiative.id, tx)
      if leadership.hasEnded { return leadership.isInterimLead }
      return leadership.isInOffice || leadership.isInterimLead || stay.partnerID == initiative.content.leadPartnerID
        || stay.roles.contains(where: ChainRole.coordinating.contains)
    }
    return Set(leading.map(\.partnerID))
  }

  /// - Throws: `DomainError` with `notMember` for an invited or former partner.
  package func requireMember() throws {
    if standing.networkRole == nil, !isMember { throw DomainError(.notMember) }
  }

  /// Somebody who may shape the initiative: a coordinator who manages, or the network's staff.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`, and `mandateEnded` once its
  ///   appointment as facilitator has.
  package func requireShaper() throws {
    if standing.networkRole != nil { return try standing.require(.steward, .staff) }
    try requireMember()
    guard isCoordinator || !leadership.hasEnded else {
      throw DomainError(
        .mandateEnded, "The appointment as facilitator has ended; agree on a new one, or on an interim lead.")
    }
    guard isCoordinator else {
      throw DomainError(
        .notAllowed, "Only the lead, a facilitator or chain director, or the network's staff can do this.")
    }
    _ = try standing.mandate(for: .manage)
  }

  /// Somebody who may put work on a partner: whoever manages that partner itself, or shapes the initiative.
  ///
  /// - Returns: Whether it is the caller's own partner.
  /// - Throws: `DomainError` as `member` and `requireShaper`.
  func requireMayCharge(_ partner: Partner.ID) throws -> Bool {
    let isOwn = standing.partnerID == partner
    if isOwn { _ = try member(for: .manage) } else { try requireShaper() }
    return isOwn
  }

  /// The partner of a live member whose mandate allows this.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`.
  package func member(for right: MandateRight) throws -> Mandate {
    let mandate = try standing.mandate(for: right)
    guard isMember else { throw DomainError(.notMember) }
    return mandate
  }
}
