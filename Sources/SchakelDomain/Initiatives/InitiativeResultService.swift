/// What can be seen of results: members, coordinators and the network see all of an initiative's.
package struct InitiativeResultService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound` for outsiders, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [InitiativeResult] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try InitiativeResultStore.list(
      of: initiative, after: after.flatMap { InitiativeResult.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` as `list`.
  package func find(
    _ id: InitiativeResult.ID, of initiative: Initiative.ID, as caller: Caller
  ) throws -> InitiativeResult {
    try Participation.of(caller, in: initiative, tx).requireMember()
    guard let result = try InitiativeResultStore.find(id, in: tx), result.initiativeID == initiative else {
      throw DomainError.notFound
    }
    return result
  }
}

/// Changes of results, by whoever may shape the initiative.
package struct InitiativeResultEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// - Throws: `DomainError` with `notFound` for outsiders, `notMember`, `notAllowed`, `mandateInsufficient`,
  ///   `invalidContent` for a day of achievement that is still to come.
  package func create(
    _ content: ResultContent, of initiative: Initiative.ID, as caller: Caller
  ) throws -> InitiativeResult {
    let result = InitiativeResult(
      id: tx.newID(), initiativeID: initiative, content: content, version: 1, createdAt: tx.now, updatedAt: tx.now)
    try change("initiativeResult.created", result, as: caller) {
      try requireSound(content)
      try InitiativeResultStore.insert(result, in: tx)
    }
    return result
  }

  /// Changes a result. The day of achievement can be corrected; taken away it cannot be, for what was reached stays on
  /// record.
  ///
  /// - Throws: `DomainError` as `create`, and `resultAchieved`.
  package func update(
    _ current: InitiativeResult, to content: ResultContent, as caller: Caller
  ) throws -> InitiativeResult {
    let changed = InitiativeResult(
      id: current.id, initiativeID: current.initiativeID, content: content, version: current.version + 1,
      createdAt: current.createdAt, updatedAt: tx.now)
    try change("initiativeResult.changed", changed, as: caller) {
      guard current.content.achievedDate == nil || content.achievedDate != nil else {
        throw DomainError(.resultAchieved, at: "/achievedDate", "Correct the day; it cannot be taken away any more.")
      }
      try requireSound(content)
      try InitiativeResultStore.update(changed, in: tx)
    }
    return changed
  }

  /// Deletes a result that was not reached.
  ///
  /// - Throws: `DomainError` as `create`, and `resultAchieved`.
  package func delete(_ result: InitiativeResult, as caller: Caller) throws {
    try change("initiativeResult.deleted", result, as: caller) {
      guard result.content.achievedDate == nil else { throw DomainError(.resultAchieved) }
      try InitiativeResultStore.delete(result.id, in: tx)
    }
  }

  private func requireSound(_ content: ResultContent) throws {
    guard let day = content.achievedDate, day > tx.today else { return }
    throw DomainError(
      .invalidContent, at: "/achievedDate", "The day must not lie in the future; today is \(tx.today.iso).")
  }

  private func change(
    _ action: String, _ result: InitiativeResult, as caller: Caller, _ store: () throws -> Void
  ) throws {
    let participation = try Participation.of(caller, in: result.initiativeID, tx)
    try participation.requireShaper()
    try store()
    let subject = AuditLog.Subject("initiativeResult", result.id, in: result.initiativeID)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
  }
}

extension Reason {
  package static let resultAchieved = Reason(
    "resultAchieved", .conflict, "What was reached stays on record.",
    advice: "Correct the result instead; only one that was not reached can be deleted.")
}
