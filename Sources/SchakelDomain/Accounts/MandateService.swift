/// Who may act for a partner, and who says so: the partner itself. The steward gives only the first mandate, of a
/// partner
/// that nobody manages yet.
package struct MandateService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page of a person's mandates: the person sees all of its own, the network's staff too, a partner those for
  /// itself.
  ///
  /// - Throws: `DomainError` with `notFound` for anybody else.
  package func list(of account: Account.ID, after: String?, limit: Int, as caller: Caller) throws -> [MandateRecord] {
    guard try AccountStore.find(account, in: tx) != nil else { throw DomainError.notFound }
    let partner = try account == caller.accountID ? nil : visiblePartner(caller)
    return try MandateStore.list(
      of: account, for: partner, after: after.flatMap { Mandate.ID($0) }, limit: limit + 1, in: tx)
  }

  /// Nil for somebody who sees those for all partners.
  private func visiblePartner(_ caller: Caller) throws -> Partner.ID? {
    switch try Standing.of(caller, in: tx) {
    case .network(.steward), .network(.staff): nil
    case .partner(let mandate): mandate.partnerID
    default: throw DomainError.notFound
    }
  }

  /// One mandate, for whoever could list it.
  package func find(_ id: Mandate.ID, of account: Account.ID, as caller: Caller) throws -> MandateRecord {
    guard let mandate = try MandateStore.find(id, in: tx), mandate.accountID == account else {
      throw DomainError.notFound
    }
    guard account != caller.accountID, let partner = try visiblePartner(caller) else { return mandate }
    guard partner == mandate.partnerID else { throw DomainError.notFound }
    return mandate
  }
}

/// Giving and ending mandates.
package struct MandateEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Gives a person a mandate.
  ///
  /// - Parameters:
  ///   - startDate: Nil for today.
  ///   - endDate: The first day without it; nil for none.
  /// - Throws: `DomainError` with `notAllowed` for a steward where somebody manages the partner already, `notOwner`,
  ///   `mandateInsufficient`, `networkRoleExcludesMandate`, `invalidContent`.
  package func give(
    _ rights: Set<MandateRight>, to account: Account.ID, for partner: Partner.ID, startDate: LocalDate?,
    endDate: LocalDate?, as caller: Caller
  ) throws -> MandateRecord {
    let standing = try Standing.of(caller, in: tx)
    try requireMayGive(for: partner, standing)
    guard let person = try AccountStore.find(account, in: tx) else { throw DomainError.notFound }
    guard person.networkRoles.isEmpty else { throw DomainError(.networkRoleExcludesMandate) }
    let start = startDate ?? tx.today
    if let endDate, endDate <= start {
      throw DomainError(.invalidContent, at: "/endDate", "The end must lie after the start, \(start.iso).")
    }
    let mandate = MandateRecord(
      id: tx.newID(), accountID: account, partnerID: partner, rights: rights, startDate: start, endDate: endDate,
      endedAt: nil, createdAt: tx.now)
    try MandateStore.insert(mandate, in: tx)
    try AuditLog.append("mandate.given", .init("mandate", mandate.id), by: caller, for: standing.partnerID, in: tx)
    return mandate
  }

  private func requireMayGive(for partner: Partner.ID, _ standing: Standing) throws {
    guard try PartnerStore.exists(partner, in: tx) else {
      throw DomainError(.invalidContent, at: "/partnerId", "There is no such partner.")
    }
    if standing.networkRole != nil {
      try standing.require(.steward)
      guard try !MandateStore.wasEverManaged(partner, in: tx) else {
        throw DomainError(.notAllowed, "This partner has had its manager; only the partner itself gives mandates.")
      }
    } else {
      guard try standing.mandate(for: .manage).partnerID == partner else { throw DomainError(.notOwner) }
    }
  }

  /// Ends a mandate, from this moment on; ending it again changes nothing. The person itself may, the partner, and the
  /// steward.
  ///
  /// - Throws: `DomainError` with `notOwner`, `mandateInsufficient`, `notAllowed`.
  package func end(_ mandate: MandateRecord, as caller: Caller) throws -> MandateRecord {
    if mandate.accountID != caller.accountID {
      let standing = try Standing.of(caller, in: tx)
      if standing.networkRole != nil {
        try standing.require(.steward)
      } else {
        guard try standing.mandate(for: .manage).partnerID == mandate.partnerID else { throw DomainError(.notOwner) }
      }
    }
    guard mandate.endedAt == nil else { return mandate }
    try MandateStore.end(mandate.id, in: tx)
    try AuditLog.append("mandate.ended", .init("mandate", mandate.id), by: caller, for: mandate.partnerID, in: tx)
    return try MandateStore.find(mandate.id, in: tx) ?? mandate
  }
}
