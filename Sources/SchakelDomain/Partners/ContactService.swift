/// The persons to call at a partner, for the partner itself and the network's staff. Others are not even told that
/// there are any.
package struct ContactService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound` for others, `mandateInsufficient`.
  package func list(of partner: Partner.ID, after: String?, limit: Int, as caller: Caller) throws -> [Contact] {
    try Self.require(.read, for: partner, caller, tx)
    return try ContactStore.list(of: partner, after: after.flatMap { Contact.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` as `list`.
  package func find(_ id: Contact.ID, of partner: Partner.ID, as caller: Caller) throws -> Contact {
    try find(id, of: partner, for: .read, as: caller)
  }

  /// One that the caller is about to change.
  ///
  /// - Throws: `DomainError` as `list`.
  package func findForChange(_ id: Contact.ID, of partner: Partner.ID, as caller: Caller) throws -> Contact {
    try find(id, of: partner, for: .manage, as: caller)
  }

  private func find(
    _ id: Contact.ID, of partner: Partner.ID, for right: MandateRight, as caller: Caller
  ) throws -> Contact {
    try Self.require(right, for: partner, caller, tx)
    guard let contact = try ContactStore.find(id, in: tx), contact.partnerID == partner else {
      throw DomainError.notFound
    }
    return contact
  }

  /// - Returns: The partner acted for; nil for the network's staff.
  @discardableResult
  fileprivate static func require(
    _ right: MandateRight, for partner: Partner.ID, _ caller: Caller, _ tx: Transaction
  ) throws -> Partner.ID? {
    let standing = try Standing.of(caller, in: tx)
    switch standing {
    case .network(.steward), .network(.staff):
      guard try PartnerStore.exists(partner, in: tx) else { throw DomainError.notFound }
      return nil
    case .partner(let mandate) where mandate.partnerID == partner:
      return try standing.mandate(for: right).partnerID
    default: throw DomainError.notFound
    }
  }
}

/// Changes of the persons to call.
package struct ContactEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Adds a person: whoever manages the partner may, and the network's staff.
  ///
  /// - Throws: `DomainError` with `notFound` for others, `mandateInsufficient`.
  package func create(_ content: ContactContent, of partner: Partner.ID, as caller: Caller) throws -> Contact {
    let contact = Contact(
      id: tx.newID(), partnerID: partner, content: content, version: 1, createdAt: tx.now, updatedAt: tx.now)
    try change("partnerContact.created", contact, as: caller) { try ContactStore.insert(contact, in: tx) }
    return contact
  }

  /// - Throws: `DomainError` as `create`.
  package func update(_ current: Contact, to content: ContactContent, as caller: Caller) throws -> Contact {
    let changed = Contact(
      id: current.id, partnerID: current.partnerID, content: content, version: current.version + 1,
      createdAt: current.createdAt, updatedAt: tx.now)
    try change("partnerContact.changed", changed, as: caller) { try ContactStore.update(changed, in: tx) }
    return changed
  }

  /// Forgets a person: personal data is no evidence, so nothing of it stays.
  ///
  /// - Throws: `DomainError` as `create`.
  package func delete(_ contact: Contact, as caller: Caller) throws {
    try change("partnerContact.deleted", contact, as: caller) { try ContactStore.delete(contact.id, in: tx) }
  }

  private func change(_ action: String, _ contact: Contact, as caller: Caller, _ store: () throws -> Void) throws {
    let partner = try ContactService.require(.manage, for: contact.partnerID, caller, tx)
    try store()
    try AuditLog.append(action, .init("partnerContact", contact.id), by: caller, for: partner, in: tx)
  }
}
