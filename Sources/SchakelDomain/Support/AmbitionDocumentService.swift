/// What can be seen of ambition documents: members and the network see all of an initiative's.
package struct AmbitionDocumentService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [AmbitionDocument] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try AmbitionDocumentStore.list(
      of: initiative, after: after.flatMap { AmbitionDocument.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` as `list`.
  package func find(_ id: AmbitionDocument.ID, as caller: Caller) throws -> (AmbitionDocument, Participation) {
    guard let document = try AmbitionDocumentStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: document.initiativeID, tx)
    try participation.requireMember()
    return (document, participation)
  }

  /// The links of the chain that signed, of the document that most of them did; who left the initiative is none.
  func signedLinks(in initiative: Initiative.ID) throws -> [ChainRole] {
    let members = try MembershipStore.live(in: initiative, tx)
    let links = try AmbitionDocumentStore.signers(in: initiative, tx).values.map { signers in
      members.filter { signers.contains($0.partnerID) }
        .reduce(into: Set<ChainRole>()) { $0.formUnion(ChainRole.links.intersection($1.roles)) }
    }
    return (links.max { $0.count < $1.count } ?? []).sorted { $0.rawValue < $1.rawValue }
  }
}

/// Making ambition documents, and signing them.
package struct AmbitionDocumentEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`.
  package func make(
    _ title: String, text: String, in initiative: Initiative.ID, as caller: Caller
  ) throws -> AmbitionDocument {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    let id: AmbitionDocument.ID = tx.newID()
    try AmbitionDocumentStore.insert(id, title, text, in: initiative, by: caller.accountID, in: tx)
    let members = Set(try MembershipStore.live(in: initiative, tx).map(\.partnerID))
    try NotificationStore.tell(
      members, of: .ambitionDocumentMade, .init("ambitionDocument", id, in: initiative),
      by: participation.standing.partnerID, in: tx)
    return try finish("ambitionDocument.made", id, participation, caller)
  }

  /// A member signs; signing again changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `notOwner`, `mandateInsufficient`,
  ///   `ambitionTextChanged`, `bothSides`.
  package func sign(
    _ id: AmbitionDocument.ID, for partner: Partner.ID, textHash: [UInt8], as caller: Caller
  ) throws -> AmbitionDocument {
    let (document, participation) = try AmbitionDocumentService(tx).find(id, as: caller)
    let mandate = try participation.member(for: .sign)
    guard mandate.partnerID == partner else { throw DomainError(.notOwner) }
    guard textHash == document.textHash else { throw DomainError(.ambitionTextChanged) }
    if document.signatures.contains(where: { $0.partnerID == partner }) { return document }
    guard !document.signatures.contains(where: { $0.accountID == caller.accountID }) else {
      throw DomainError(.bothSides)
    }
    try AmbitionDocumentStore.sign(id, with: mandate, by: caller.accountID, in: tx)
    return try finish("ambitionDocument.signed", id, participation, caller)
  }

  private func finish(
    _ action: String, _ id: AmbitionDocument.ID, _ participation: Participation, _ caller: Caller
  ) throws -> AmbitionDocument {
    let subject = AuditLog.Subject("ambitionDocument", id, in: participation.initiative.id)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
    guard let document = try AmbitionDocumentStore.find(id, in: tx) else { throw DomainError.notFound }
    return document
  }
}
