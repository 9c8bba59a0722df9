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
    guard let scope = try scope(of: caller) else { return [] }
    return try InitiativeStore.list(
      filter, seenBy: scope.partnerID, after: after.flatMap { Initiative.ID($0) }, limit: limit + 1, in: tx)
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

  /// Makes an initiative. The network's staff may.
  ///
  /// - Throws: `DomainError` with `notAllowed`, or `unknownCode` for content that does not fit together.
  package func create(_ content: InitiativeContent, as caller: Caller) throws -> Initiative {
    try Standing.of(caller, in: tx).require(.steward, .staff)
    try requireSound(content)
    let initiative = Initiative(id: tx.newID(), content: content, version: 1, createdAt: tx.now, updatedAt: tx.now)
    try InitiativeStore.insert(initiative, in: tx)
    try AuditLog.append("initiative.created", .init("initiative", initiative.id, in: initiative.id), by: caller, in: tx)
    return initiative
  }

  /// Changes an initiative.
  ///
  /// - Parameters:
  ///   - current: What the caller saw; its version grows by one.
  ///   - content: All of it.
  package func update(
    _ current: Initiative, to content: InitiativeContent, as caller: Caller
  ) throws -> Initiative {
    try Standing.of(caller, in: tx).require(.steward, .staff)
    try requireSound(content)
    let changed = Initiative(
      id: current.id, content: content, version: current.version + 1, createdAt: current.createdAt, updatedAt: tx.now)
    try InitiativeStore.update(changed, in: tx)
    try AuditLog.append("initiative.changed", .init("initiative", current.id, in: current.id), by: caller, in: tx)
    return changed
  }

  /// Deletes a draft that nobody has built on.
  ///
  /// - Throws: `DomainError` with `notDraft`.
  package func delete(_ initiative: Initiative, as caller: Caller) throws {
    try Standing.of(caller, in: tx).require(.steward, .staff)
    guard initiative.content.status == .draft else { throw DomainError(.notDraft) }
    try InitiativeStore.delete(initiative.id, in: tx)
    try AuditLog.append("initiative.deleted", .init("initiative", initiative.id, in: initiative.id), by: caller, in: tx)
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
  package static let initiatives: [Reason] = [.notDraft]
}
