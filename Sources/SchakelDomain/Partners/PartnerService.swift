/// What can be seen of partners: everybody who is signed in sees the companies, and nobody's persons.
package struct PartnerService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// - Throws: `DomainError` with `notFound`.
  package func find(_ id: Partner.ID) throws -> Partner {
    guard let partner = try PartnerStore.find(id, in: tx) else { throw DomainError.notFound }
    return partner
  }

  /// A page; one more than `limit` when there are further ones.
  package func list(_ filter: PartnerFilter, after: String?, limit: Int) throws -> [Partner] {
    try PartnerStore.list(filter, after: after.flatMap { Partner.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound`.
  package func findGroup(_ id: PartnerGroup.ID) throws -> PartnerGroup {
    guard let group = try PartnerStore.findGroup(id, in: tx) else { throw DomainError.notFound }
    return group
  }

  package func listGroups(after: String?, limit: Int) throws -> [PartnerGroup] {
    try PartnerStore.listGroups(after: after.flatMap { PartnerGroup.ID($0) }, limit: limit + 1, in: tx)
  }
}

/// Changes of partners and groups.
package struct PartnerEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Registers a partner. The network's staff does.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `invalidContent`, or `alreadyExists` for a KvK number in use.
  package func create(_ content: PartnerContent, as caller: Caller) throws -> Partner {
    try Standing.of(caller, in: tx).require(.steward, .staff)
    let partner = Partner(id: tx.newID(), content: content, version: 1, createdAt: tx.now, updatedAt: tx.now)
    try requireSound(partner)
    try PartnerStore.insert(partner, in: tx)
    try AuditLog.append("partner.created", .init("partner", partner.id), by: caller, in: tx)
    return partner
  }

  /// Changes a partner: the network's staff may, and whoever manages the partner, but for its group.
  ///
  /// - Throws: `DomainError` as `create`, and `notOwner` for somebody of another partner.
  package func update(_ current: Partner, to content: PartnerContent, as caller: Caller) throws -> Partner {
    let standing = try Standing.of(caller, in: tx)
    if standing.networkRole == nil {
      let mandate = try standing.mandate(for: .manage)
      guard mandate.partnerID == current.id else { throw DomainError(.notOwner) }
      guard content.groupID == current.content.groupID else {
        throw DomainError(.notAllowed, "Only the network's staff changes the group of a partner.")
      }
    } else {
      try standing.require(.steward, .staff)
    }
    guard content != current.content else { return current }
    let changed = Partner(
      id: current.id, content: content, version: current.version + 1, createdAt: current.createdAt, updatedAt: tx.now)
    try requireSound(changed)
    try PartnerStore.update(changed, in: tx)
    try AuditLog.append(
      "partner.changed", .init("partner", current.id), by: caller, for: standing.partnerID, in: tx)
    return changed
  }

  /// Registers a group.
  ///
  /// - Throws: `DomainError` with `notAllowed`, or `alreadyExists` for a name in use.
  package func createGroup(named name: String, as caller: Caller) throws -> PartnerGroup {
    try Standing.of(caller, in: tx).require(.steward, .staff)
    guard try !PartnerStore.hasGroup(named: name, in: tx) else {
      throw DomainError(.alreadyExists, at: "/name", "There is a group with this name already.")
    }
    let group = PartnerGroup(id: tx.newID(), name: name, version: 1, createdAt: tx.now, updatedAt: tx.now)
    try PartnerStore.insert(group, in: tx)
    try AuditLog.append("group.created", .init("group", group.id), by: caller, in: tx)
    return group
  }

  private func requireSound(_ partner: Partner) throws {
    var faults = partner.content.faults()
    if let group = partner.content.groupID, try PartnerStore.findGroup(group, in: tx) == nil {
      faults.append(.init(at: "/groupId", code: "unknown", "There is no such group."))
    }
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
    guard let number = partner.content.kvkNumber else { return }
    if try PartnerStore.isTaken(number, besides: partner.id, in: tx) {
      throw DomainError(.alreadyExists, at: "/kvkNumber", "There is a partner with this KvK number already.")
    }
  }
}

extension Reason {
  package static let invalidContent = Reason(
    "invalidContent", .unacceptable, "What was sent does not fit together, or not with the register.",
    advice: "Correct the places listed in errors.")
  package static let partners: [Reason] = [.invalidContent]
}
