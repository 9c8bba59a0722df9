/// Making applications, entering what is needed for them, and handing them in.
package struct SupportApplicationEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Makes an application, which can be tested from then on.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `invalidContent` with every fault.
  package func make(
    _ content: SupportApplication.Content, in initiative: Initiative.ID, as caller: Caller
  ) throws -> SupportApplication {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    let faults = try faults(of: content, in: initiative)
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
    let id: SupportApplication.ID = tx.newID()
    try SupportApplicationStore.insert(id, content, in: initiative, by: caller.accountID, in: tx)
    try NotificationStore.tell(
      Set(content.partnerIDs), of: .applicationMade, .init("supportApplication", id, in: initiative),
      by: participation.standing.partnerID, in: tx)
    return try finish("supportApplication.made", id, participation, caller)
  }

  private func faults(
    of content: SupportApplication.Content, in initiative: Initiative.ID
  ) throws -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    let fault = { (place: String, detail: String) in
      faults.append(.init(at: place, code: Reason.invalidContent.code, detail))
    }
    if try SupportInstrumentStore.findOpening(content.openingID, in: tx) == nil {
      fault("/openingId", "There is no such opening; take its id from the instrument.")
    }
    if content.endDate <= content.startDate { fault("/endDate", "It must end after it starts.") }
    let members = Set(try MembershipStore.live(in: initiative, tx).map(\.partnerID))
    for (index, partner) in content.partnerIDs.enumerated() {
      let isFirst = content.partnerIDs.firstIndex(of: partner) == index
      if !isFirst || !members.contains(partner) { fault("/partnerIds/\(index)", "Name members, each once.") }
    }
    if !content.partnerIDs.contains(content.leadPartnerID) {
      fault("/leadPartnerId", "Who applies must be among those who take part.")
    }
    return faults
  }

  /// A partner enters its estimate of the costs that count; a new one takes the place of the old.
  ///
  /// - Throws: `DomainError` with `notFound`, also for a partner that takes no part; `notMember`, `notOwner`,
  ///   `mandateInsufficient`, `applicationSubmitted`.
  package func enter(
    _ cents: Int64, of partner: Partner.ID, on id: SupportApplication.ID, as caller: Caller
  ) throws -> SupportApplication {
    let (application, _, participation) = try SupportApplicationService(tx).find(id, as: caller)
    guard try participation.member(for: .manage).partnerID == partner else { throw DomainError(.notOwner) }
    guard application.content.partnerIDs.contains(partner) else { throw DomainError.notFound }
    guard application.submittedAt == nil else { throw DomainError(.applicationSubmitted) }
    try SupportApplicationStore.enter(cents, of: partner, on: id, in: tx)
    return try finish("eligibleCosts.entered", id, participation, caller)
  }

  /// A member states the small state aid it had.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `mandateInsufficient`.
  package func state(
    receivedCents: Int64, in initiative: Initiative.ID, as caller: Caller
  ) throws -> DeMinimisStatement {
    let participation = try Participation.of(caller, in: initiative, tx)
    let partner = try participation.member(for: .sign).partnerID
    let statement = DeMinimisStatement(
      id: tx.newID(), initiativeID: initiative, partnerID: partner, receivedCents: receivedCents, statedAt: tx.now)
    try DeMinimisStore.insert(statement, by: caller.accountID, in: tx)
    let subject = AuditLog.Subject("deMinimisStatement", statement.id, in: initiative)
    try AuditLog.append("deMinimisStatement.given", subject, by: caller, for: partner, in: tx)
    return statement
  }

  /// Notes that an application was handed in; that again changes nothing. It is tested against the profile applied for
  /// (MODEL I1), and refused with each condition that is not met (I2, I5).
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `notEligible`, `openingClosed`.
  package func submit(_ id: SupportApplication.ID, as caller: Caller) throws -> SupportApplication {
    let (application, amounts, participation) = try SupportApplicationService(tx).find(id, as: caller)
    try participation.requireShaper()
    if application.submittedAt != nil { return application }
    let opening = try SupportInstrumentService(tx).findOpening(application.content.openingID)
    guard opening.content.isOpen(on: tx.today) else { throw DomainError(.openingClosed) }
    let unmet = try SupportApplicationService(tx).eligibility(of: application, against: nil).unmet
    guard unmet.isEmpty else {
      let faults = unmet.map { finding in
        let shown = finding.shown(to: amounts)
        let names = shown.partnerIDs.map(\.text).joined(separator: ", ")
        let detail = (shown.detail ?? "") + (names.isEmpty ? "" : " Named: \(names).")
        return DomainError.Fault(at: "", code: finding.condition.rawValue, detail)
      }
      throw DomainError(.notEligible, faults.map(\.detail).joined(separator: " "), faults: faults)
    }
    try SupportApplicationStore.submit(id, in: tx)
    return try finish("supportApplication.submitted", id, participation, caller)
  }

  private func finish(
    _ action: String, _ id: SupportApplication.ID, _ participation: Participation, _ caller: Caller
  ) throws -> SupportApplication {
    let subject = AuditLog.Subject("supportApplication", id, in: participation.initiative.id)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
    guard let application = try SupportApplicationStore.find(id, in: tx) else { throw DomainError.notFound }
    return application
  }
}

extension Eligibility.Finding {
  /// Without what tells of amounts that the caller may not see.
  package func shown(to amounts: SupportAmounts) -> Eligibility.Finding {
    guard !amounts.seesAll else { return self }
    var finding = self
    if [.subsidyMin, .subsidyMax].contains(condition) { finding.actual = nil }
    if condition == .deMinimisCeiling, outcome == .failed { finding.partnerIDs = partnerIDs.filter(amounts.shows) }
    return finding
  }
}

extension Reason {
  package static let notEligible = Reason(
    "notEligible", .unacceptable, "The application does not meet the profile of the opening applied for.",
    advice: "See to each condition that errors names, and ask for the eligibility again.")
  package static let applicationSubmitted = Reason(
    "applicationSubmitted", .conflict, "What was handed in stays as it was.",
    advice: "Make another application, where the scheme allows one.")
  package static let applicationNotSubmitted = Reason(
    "applicationNotSubmitted", .conflict, "Nothing is granted on an application that was not handed in.",
    advice: "Note that it was handed in first.")
  package static let openingClosed = Reason(
    "openingClosed", .conflict, "One cannot apply on this day.", advice: "See when the instrument opens.")
  package static let alreadyClaimed = Reason(
    "alreadyClaimed", .conflict, "The same cost is not claimed twice.",
    advice: "Claim another invoice; this one stays with the subsidy it was claimed on.")
  package static let ambitionTextChanged = Reason(
    "ambitionTextChanged", .conflict, "The text you were shown is not the text of the document.",
    advice: "Read the document again, and sign with its hash.")
  package static let support: [Reason] = [
    .notEligible, .applicationSubmitted, .applicationNotSubmitted, .openingClosed, .alreadyClaimed,
    .ambitionTextChanged,
  ]
}
