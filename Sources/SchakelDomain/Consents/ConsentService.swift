import SQLite

/// What can be seen of consents: both sides see theirs.
package struct ConsentService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page of what the caller's partner gave or received.
  package func list(after: String?, limit: Int, as caller: Caller) throws -> [ConsentAssessment] {
    let partner = try Standing.of(caller, in: tx).mandate(for: .read).partnerID
    return try ConsentStore.list(
      ofEither: partner, after: after.flatMap { Consent.ID($0) }, limit: limit + 1, in: tx
    ).map { try ConsentAssessment.of($0, in: tx) }
  }

  /// - Throws: `DomainError` with `notFound` for whoever is on neither side.
  package func find(_ id: Consent.ID, as caller: Caller) throws -> ConsentAssessment {
    let partner = try Standing.of(caller, in: tx).partnerID
    guard let consent = try ConsentStore.find(id, in: tx), let partner,
      [consent.partnerID, consent.recipientPartnerID].contains(partner)
    else { throw DomainError.notFound }
    return try ConsentAssessment.of(consent, in: tx)
  }
}

extension ConsentService {
  /// The names of the fields that a consent covers, in the order of the data set.
  package func fieldNames(of consent: Consent) throws -> [String] {
    let fields = try DataSetStore.find(consent.dataSetID, in: tx)?.fields ?? []
    return fields.filter { consent.fieldIDs.contains($0.id) }.map(\.name)
  }
}

/// Granting, suspending, resuming and revoking: the owner alone does.
package struct ConsentEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// What an owner grants.
  package struct Grant: Sendable {
    package let dataSetID: DataSet.ID
    package let recipientPartnerID: Partner.ID
    package let recipientRole: ChainRole
    package let purpose: String
    package let fields: [String]
    package let recordIDs: [Record.ID]
    package let ndaID: NDA.ID?
    /// The figure that it shall be a waiver for.
    package let figure: ConsentFigure?
    package let startDate: LocalDate
    package let endDate: LocalDate

    package init(
      dataSetID: DataSet.ID, recipientPartnerID: Partner.ID, recipientRole: ChainRole, purpose: String,
      fields: [String], recordIDs: [Record.ID], ndaID: NDA.ID?, figure: ConsentFigure? = nil, startDate: LocalDate,
      endDate: LocalDate
    ) {
      self.dataSetID = dataSetID
      self.recipientPartnerID = recipientPartnerID
      self.recipientRole = recipientRole
      self.purpose = purpose
      self.fields = fields
      self.recordIDs = recordIDs
      self.ndaID = ndaID
      self.figure = figure
      self.startDate = startDate
      self.endDate = endDate
    }
  }

  /// The longest period, in days.
  static let daysMax: Int64 = 365

  /// Grants a consent.
  ///
  /// - Throws: `DomainError` with `notFound`, `notOwner`, `mandateInsufficient`, `purposeMismatch`, `consentTooLong`,
  ///   `consentTooWide`, `invalidContent`.
  package func grant(_ grant: Grant, as caller: Caller) throws -> ConsentAssessment {
    guard let dataSet = try DataSetStore.find(grant.dataSetID, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: dataSet.initiativeID, tx)
    let mandate = try participation.member(for: .grant)
    guard mandate.partnerID == dataSet.partnerID else { throw DomainError(.notOwner) }
    try requireSound(grant, dataSet)
    let fields = dataSet.fields.filter { grant.fields.contains($0.name) }
    try requireNew(grant, Set(fields.map(\.id)))
    let consent = Consent(
      id: tx.newID(), initiativeID: dataSet.initiativeID, dataSetID: dataSet.id, partnerID: dataSet.partnerID,
      recipientPartnerID: grant.recipientPartnerID, recipientRole: grant.recipientRole, purpose: grant.purpose,
      ndaID: grant.ndaID, startDate: grant.startDate, endDate: grant.endDate, fieldIDs: Set(fields.map(\.id)),
      recordIDs: Set(grant.recordIDs), figure: grant.figure,
      events: [ConsentEvent(event: .granted, accountID: caller.accountID, createdAt: tx.now)], createdAt: tx.now)
    try ConsentStore.insert(consent, in: tx)
    return try finish(consent, .granted, caller)
  }

  private func requireSound(_ grant: Grant, _ dataSet: DataSet) throws {
    try requirePeriod(grant)
    guard grant.recipientPartnerID != dataSet.partnerID else {
      throw DomainError(.invalidContent, at: "/recipientPartnerId", "An owner needs no consent for its own data.")
    }
    guard let purpose = try PurposeStore.find(grant.purpose, of: dataSet.initiativeID, in: tx) else {
      throw DomainError(.unknownCode, at: "/purpose", "The purpose is not registered for the initiative.")
    }
    guard purpose.roles.contains(grant.recipientRole) else {
      throw DomainError(.consentTooWide, at: "/recipientRole", "The purpose does not allow this role.")
    }
    guard try MembershipStore.latest(of: grant.recipientPartnerID, in: dataSet.initiativeID, tx) != nil else {
      throw DomainError(.invalidContent, at: "/recipientPartnerId", "The partner is not in the initiative.")
    }
    for (index, name) in grant.fields.enumerated() where dataSet.field(named: name) == nil {
      throw DomainError(.invalidContent, at: "/fields/\(index)", "The data set has no field \(name).")
    }
    for (index, id) in grant.recordIDs.enumerated()
    where try RecordStore.find(id, in: tx)?.dataSetID != dataSet.id {
      throw DomainError(.invalidContent, at: "/recordIds/\(index)", "The data set has no such record.")
    }
    if let figure = grant.figure { try requireFigure(figure, grant, dataSet) }
    if let nda = grant.ndaID { try requireCovered(grant, by: nda, dataSet) }
    try requireShared(grant, dataSet)
  }

  /// A consent is never wider than what the members agreed to share (MODEL C10).
  private func requireShared(_ grant: Grant, _ dataSet: DataSet) throws {
    let fields = dataSet.fields.filter { grant.fields.contains($0.name) }
    let agreement = try AgreementStore.inForce(in: dataSet.initiativeID, tx)
    let unshared = agreement?.content.unshared(fields, with: grant.recipientRole, for: grant.purpose) ?? []
    let faults = grant.fields.enumerated().compactMap { index, name -> DomainError.Fault? in
      guard let field = unshared.first(where: { $0.name == name }) else { return nil }
      let detail = "The agreement in force lets no \(field.sensitivityClass.rawValue) data go to this role and purpose."
      return .init(at: "/fields/\(index)", code: Reason.consentTooWide.code, detail)
    }
    if let first = faults.first { throw DomainError(.consentTooWide, first.detail, faults: faults) }
  }

  /// A waiver names a figure that the data set contributes to, and its field alone.
  private func requireFigure(_ figure: ConsentFigure, _ grant: Grant, _ dataSet: DataSet) throws {
    guard grant.purpose == ReleaseEditor.purpose else {
      throw DomainError(.invalidContent, at: "/purpose", "A waiver is for the purpose \(ReleaseEditor.purpose).")
    }
    guard let measure = try ReleaseStore.findMeasure(figure.measureID, in: tx),
      measure.initiativeID == dataSet.initiativeID
    else { throw DomainError(.invalidContent, at: "/figure/measureId", "The initiative has no such measure.") }
    let sources = try measure.sources(tx)
    guard grant.fields == [measure.field], sources.contains(where: { $0.dataSet.id == dataSet.id }) else {
      throw DomainError(
        .invalidContent, at: "/fields", "A waiver names the field that its figure adds up, and no other.")
    }
    try DomainError.refuse(
      Population.faults(
        figure.filter.conditions, at: "/figure/filter", of: measure.field, sources.categories))
  }

  /// Of two that say the same, revoking one would leave the other unseen.
  private func requireNew(_ grant: Grant, _ fields: Set<DataField.ID>) throws {
    let twin = try ConsentStore.list(of: grant.dataSetID, for: grant.recipientPartnerID, in: tx).first {
      try $0.recipientRole == grant.recipientRole && $0.purpose == grant.purpose && $0.fieldIDs == fields
        && $0.recordIDs == Set(grant.recordIDs) && $0.figure == grant.figure && $0.startDate < grant.endDate
        && grant.startDate < $0.endDate
        && !ConsentAssessment.of($0, in: tx).state.isEnded
    }
    guard twin == nil else {
      throw DomainError(.alreadyExists, "You have granted the same for this period already; that consent still counts.")
    }
  }

  private func requirePeriod(_ grant: Grant) throws {
    guard grant.endDate > grant.startDate else {
      throw DomainError(.invalidContent, at: "/endDate", "The end must lie after the start.")
    }
    let days = grant.endDate.daysSince1970 - grant.startDate.daysSince1970
    guard days <= Self.daysMax else {
      throw DomainError(.consentTooLong, at: "/endDate", "A consent lasts at most \(Self.daysMax) days.")
    }
  }

  /// A consent is never wider than the NDA it depends on (MODEL B7).
  private func requireCovered(_ grant: Grant, by id: NDA.ID, _ dataSet: DataSet) throws {
    guard let nda = try NDAStore.find(id, in: tx), nda.initiativeID == dataSet.initiativeID else {
      throw DomainError(.invalidContent, at: "/ndaId", "The initiative has no such NDA.")
    }
    let facts = try NDAStore.facts(of: id, in: tx)
    guard facts.covers(purpose: grant.purpose, role: grant.recipientRole) else {
      throw DomainError(.consentTooWide, at: "/ndaId", "The NDA does not cover this purpose and role.")
    }
    let ends = facts.versions.filter(\.isOpen).map(\.terms.endDate)
    if let last = ends.compactMap({ $0 }).max(), !ends.contains(nil), last < grant.endDate {
      throw DomainError(.consentTooWide, at: "/endDate", "The NDA ends before the consent would.")
    }
  }

  /// Revokes a consent: at once, for good, without a reason. Revoking it again changes nothing. One that has ended by
  /// itself can be revoked still: a recipient must not get out of destroying what it read by leaving first.
  ///
  /// - Throws: `DomainError` with `notFound`, `notOwner`, `mandateInsufficient`.
  package func revoke(_ id: Consent.ID, as caller: Caller) throws -> ConsentAssessment {
    let current = try own(id, caller)
    if current.state == .revoked { return current }
    try ConsentStore.append(event(.revoked, caller), to: id, in: tx)
    try DestructionDutyStore.impose(current.consent, in: tx)
    return try finish(current.consent, .revoked, caller)
  }

  /// Suspends a consent until it is resumed; suspending it again changes nothing.
  package func suspend(_ id: Consent.ID, as caller: Caller) throws -> ConsentAssessment {
    let current = try own(id, caller)
    if current.consent.events.last?.event == .suspended { return current }
    guard !current.state.isEnded else { throw DomainError(.consentTerminal) }
    try ConsentStore.append(event(.suspended, caller), to: id, in: tx)
    return try finish(current.consent, .suspended, caller)
  }

  /// Resumes a suspended consent; resuming a live one changes nothing.
  package func resume(_ id: Consent.ID, as caller: Caller) throws -> ConsentAssessment {
    let current = try own(id, caller)
    guard !current.state.isEnded else { throw DomainError(.consentTerminal) }
    guard current.consent.events.last?.event == .suspended else { return current }
    try ConsentStore.append(event(.resumed, caller), to: id, in: tx)
    return try finish(current.consent, .resumed, caller)
  }

  private func event(_ kind: ConsentEventKind, _ caller: Caller) -> ConsentEvent {
    ConsentEvent(event: kind, accountID: caller.accountID, createdAt: tx.now)
  }

  /// A consent that the caller's partner gave. Membership is not asked: who left may still take back.
  private func own(_ id: Consent.ID, _ caller: Caller) throws -> ConsentAssessment {
    let assessed = try ConsentService(tx).find(id, as: caller)
    let mandate = try Standing.of(caller, in: tx).mandate(for: .grant)
    guard mandate.partnerID == assessed.consent.partnerID else { throw DomainError(.notOwner) }
    return assessed
  }

  private func finish(
    _ consent: Consent, _ event: ConsentEventKind, _ caller: Caller
  ) throws -> ConsentAssessment {
    let subject = AuditLog.Subject("consent", consent.id, in: consent.initiativeID)
    let head = try AuditLog.append("consent.\(event.rawValue)", subject, by: caller, for: consent.partnerID, in: tx)
    try ReceiptStore.give(event, of: consent, head, in: tx)
    try NotificationStore.tell(
      [consent.recipientPartnerID], of: NotificationEvent(event), subject, by: consent.partnerID, in: tx)
    guard let stored = try ConsentStore.find(consent.id, in: tx) else { throw DomainError.notFound }
    return try ConsentAssessment.of(stored, in: tx)
  }
}

extension Reason {
  package static let consentTooLong = Reason(
    "consentTooLong", .unacceptable, "A consent needs an end, at most 365 days after its start.",
    advice: "Give an endDate within 365 days of startDate.")
  package static let consentTooWide = Reason(
    "consentTooWide", .unacceptable, "A consent has one purpose, and is no wider than its NDA.",
    advice: "Grant one consent for each purpose, within what the NDA and the purpose allow.")
  package static let consentTerminal = Reason(
    "consentTerminal", .conflict, "The consent has ended for good.", advice: "Grant a new one.")
  package static let consents: [Reason] = [.consentTooLong, .consentTooWide, .consentTerminal]
}
