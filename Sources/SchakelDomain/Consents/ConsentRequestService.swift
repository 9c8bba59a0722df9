/// Asking for a consent, and refusing one. Granting is `ConsentEditor.grant`.
package enum ConsentRequestService {
  /// Days an owner has to answer.
  static let lapseDays = 30

  /// What a partner asks.
  package struct Question: Sendable {
    package let dataSetID: DataSet.ID
    package let role: ChainRole
    package let purpose: String
    package let fields: [String]
    package let startDate: LocalDate
    package let endDate: LocalDate
    package let reason: String?

    package init(
      dataSetID: DataSet.ID, role: ChainRole, purpose: String, fields: [String], startDate: LocalDate,
      endDate: LocalDate, reason: String?
    ) {
      self.dataSetID = dataSetID
      self.role = role
      self.purpose = purpose
      self.fields = fields
      self.startDate = startDate
      self.endDate = endDate
      self.reason = reason
    }
  }

  /// Asks the owner of a data set.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `mandateInsufficient`, `roleNotAllowed`, `unknownCode`,
  ///   `consentTooLong`, `invalidContent`.
  package static func ask(_ question: Question, as caller: Caller, in tx: WriteTransaction) throws -> ConsentRequest {
    guard let dataSet = try DataSetStore.find(question.dataSetID, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: dataSet.initiativeID, tx)
    let mandate = try participation.member(for: .manage)
    guard participation.roles.contains(question.role) else { throw DomainError(.roleNotAllowed) }
    guard mandate.partnerID != dataSet.partnerID else {
      throw DomainError(.invalidContent, at: "/datasetId", "An owner needs no consent for its own data.")
    }
    try requireSound(question, dataSet, tx)
    let fields = dataSet.fields.filter { question.fields.contains($0.name) }
    let request = ConsentRequest(
      id: tx.newID(), initiativeID: dataSet.initiativeID, dataSetID: dataSet.id, ownerPartnerID: dataSet.partnerID,
      partnerID: mandate.partnerID, role: question.role, purpose: question.purpose, fields: fields.map(\.name),
      startDate: question.startDate, endDate: question.endDate, reason: question.reason,
      lapseDate: tx.today.adding(days: lapseDays), refusedAt: nil, createdAt: tx.now)
    try ConsentRequestStore.insert(request, fields.map(\.id), by: caller.accountID, in: tx)
    try audit("consentRequest.asked", request, caller, mandate, tx)
    try tell(request.ownerPartnerID, of: .consentRequested, request, by: request.partnerID, tx)
    return request
  }

  private static func requireSound(_ question: Question, _ dataSet: DataSet, _ tx: Transaction) throws {
    guard try PurposeStore.find(question.purpose, of: dataSet.initiativeID, in: tx) != nil else {
      throw DomainError(.unknownCode, at: "/purpose", "The purpose is not registered for the initiative.")
    }
    for (index, name) in question.fields.enumerated() where dataSet.field(named: name) == nil {
      throw DomainError(.invalidContent, at: "/fields/\(index)", "The data set has no field \(name).")
    }
    let days = question.endDate.daysSince1970 - question.startDate.daysSince1970
    guard days > 0 else { throw DomainError(.invalidContent, at: "/endDate", "The end must lie after the start.") }
    guard days <= ConsentEditor.daysMax else {
      throw DomainError(.consentTooLong, at: "/endDate", "A consent lasts at most \(ConsentEditor.daysMax) days.")
    }
  }

  /// Refuses a request; refusing it again changes nothing. The refusal is kept as a record.
  ///
  /// - Throws: `DomainError` with `notFound`, `notOwner`, `mandateInsufficient`, `consentTerminal` for a lapsed one.
  package static func refuse(
    _ id: ConsentRequest.ID, reason: String?, as caller: Caller, in tx: WriteTransaction
  ) throws -> ConsentRequest {
    let request = try find(id, as: caller, in: tx)
    let mandate = try Standing.of(caller, in: tx).mandate(for: .grant)
    guard mandate.partnerID == request.ownerPartnerID else { throw DomainError(.notOwner) }
    switch request.state(on: tx.today) {
    case .refused: return request
    case .lapsed: throw DomainError(.consentTerminal, "The request has lapsed.")
    case .requested: break
    }
    try ConsentRequestStore.refuse(id, reason: reason, in: tx)
    let head = try audit("consentRequest.refused", request, caller, mandate, tx)
    try ReceiptStore.giveRefusal(of: request, head, in: tx)
    try tell(request.partnerID, of: .consentRefused, request, by: request.ownerPartnerID, tx)
    return try find(id, as: caller, in: tx)
  }

  /// - Throws: `DomainError` with `notFound` for whoever is on neither side.
  package static func find(_ id: ConsentRequest.ID, as caller: Caller, in tx: Transaction) throws -> ConsentRequest {
    let partner = try Standing.of(caller, in: tx).partnerID
    guard let request = try ConsentRequestStore.find(id, in: tx), let partner,
      [request.partnerID, request.ownerPartnerID].contains(partner)
    else { throw DomainError.notFound }
    return request
  }

  /// A page of those that the caller's partner asked or is asked.
  package static func list(
    after: String?, limit: Int, as caller: Caller, in tx: Transaction
  ) throws -> [ConsentRequest] {
    let partner = try Standing.of(caller, in: tx).mandate(for: .read).partnerID
    return try ConsentRequestStore.list(
      ofEither: partner, after: after.flatMap { ConsentRequest.ID($0) }, limit: limit + 1, in: tx)
  }

  private static func tell(
    _ partner: Partner.ID, of event: NotificationEvent, _ request: ConsentRequest, by cause: Partner.ID,
    _ tx: WriteTransaction
  ) throws {
    let subject = AuditLog.Subject("consentRequest", request.id, in: request.initiativeID)
    try NotificationStore.tell([partner], of: event, subject, by: cause, in: tx)
  }

  @discardableResult
  private static func audit(
    _ action: String, _ request: ConsentRequest, _ caller: Caller, _ mandate: Mandate, _ tx: WriteTransaction
  ) throws -> AuditLog.Head {
    let subject = AuditLog.Subject("consentRequest", request.id, in: request.initiativeID)
    return try AuditLog.append(action, subject, by: caller, for: mandate.partnerID, in: tx)
  }
}
