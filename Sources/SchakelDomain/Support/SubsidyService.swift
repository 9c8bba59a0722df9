/// What can be seen of subsidies: members and the network see that there are, for whom and until when; whose amounts,
/// see `SupportAmounts`. Claims are seen by who sees their amount.
package struct SubsidyService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> (rows: [Subsidy], amounts: SupportAmounts) {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let rows = try SubsidyStore.list(
      of: initiative, after: after.flatMap { Subsidy.ID($0) }, limit: limit + 1, in: tx)
    return (rows, try SupportAmounts.of(participation, tx))
  }

  /// - Throws: `DomainError` as `list`.
  package func find(
    _ id: Subsidy.ID, as caller: Caller
  ) throws -> (subsidy: Subsidy, amounts: SupportAmounts, participation: Participation) {
    guard let subsidy = try SubsidyStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: subsidy.initiativeID, tx)
    try participation.requireMember()
    return (subsidy, try SupportAmounts.of(participation, tx), participation)
  }

  /// A page of the claims that the caller may see.
  ///
  /// - Throws: `DomainError` as `list`; `notAllowed` for the network's people but the steward.
  package func claims(on id: Subsidy.ID, after: String?, limit: Int, as caller: Caller) throws -> [CostClaim] {
    let (_, amounts, _) = try find(id, as: caller)
    guard amounts.seesAll || amounts.own != nil else {
      throw DomainError(.notAllowed, "Claims are for who may read for the partner, its facilitator and the steward.")
    }
    return try CostClaimStore.list(
      on: id, of: amounts.seesAll ? nil : amounts.own, after: after.flatMap { CostClaim.ID($0) }, limit: limit + 1,
      in: tx)
  }

  /// One claim; another's is as one that does not exist to who may not see it.
  ///
  /// - Throws: `DomainError` as `list`.
  package func claim(
    _ id: CostClaim.ID, on subsidy: Subsidy.ID, as caller: Caller
  ) throws -> (claim: CostClaim, participation: Participation) {
    let (_, amounts, participation) = try find(subsidy, as: caller)
    guard let claim = try CostClaimStore.find(id, in: tx), claim.subsidyID == subsidy, amounts.shows(claim.partnerID)
    else { throw DomainError.notFound }
    return (claim, participation)
  }
}

/// Noting what was granted, and claiming costs on it.
package struct SubsidyEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Notes what was granted on an application. It names everybody's amounts, so it is for who sees them.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `mandateInsufficient`,
  ///   `applicationNotSubmitted`, `alreadyExists`, `invalidContent` with every fault.
  package func grant(
    _ parts: [Subsidy.Part], from startDate: LocalDate, until endDate: LocalDate, on id: SupportApplication.ID,
    as caller: Caller
  ) throws -> Subsidy {
    let (application, amounts, participation) = try SupportApplicationService(tx).find(id, as: caller)
    try participation.requireShaper()
    guard amounts.seesAll else {
      throw DomainError(.notAllowed, "Only a facilitator that stated its independence, or the steward, can do this.")
    }
    guard application.submittedAt != nil else { throw DomainError(.applicationNotSubmitted) }
    guard try !SubsidyStore.isGranted(on: id, tx) else { throw DomainError(.alreadyExists) }
    let faults = Self.faults(of: parts, from: startDate, until: endDate, application)
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
    let subsidy = Subsidy(
      id: tx.newID(), initiativeID: application.initiativeID, applicationID: id, startDate: startDate,
      endDate: endDate, parts: parts.sorted { $0.partnerID < $1.partnerID }, createdAt: tx.now)
    try SubsidyStore.insert(subsidy, by: caller.accountID, in: tx)
    let subject = AuditLog.Subject("subsidy", subsidy.id, in: subsidy.initiativeID)
    try NotificationStore.tell(
      Set(parts.map(\.partnerID)), of: .subsidyGranted, subject, by: participation.standing.partnerID, in: tx)
    try AuditLog.append("subsidy.granted", subject, by: caller, for: participation.standing.partnerID, in: tx)
    return subsidy
  }

  private static func faults(
    of parts: [Subsidy.Part], from startDate: LocalDate, until endDate: LocalDate, _ application: SupportApplication
  ) -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    if endDate <= startDate {
      faults.append(.init(at: "/endDate", code: Reason.invalidContent.code, "It must end after it starts."))
    }
    for (index, part) in parts.enumerated() {
      let isFirst = parts.firstIndex { $0.partnerID == part.partnerID } == index
      let participant = application.participants.first { $0.partnerID == part.partnerID }
      let place = "/parts/\(index)"
      if !isFirst || participant == nil {
        let detail = "Name partners that take part in the application, each once."
        faults.append(.init(at: place + "/partnerId", code: Reason.invalidContent.code, detail))
      } else if let eligible = participant?.eligibleCents, part.amountCents > eligible {
        let detail = "It is more than the partner's eligible costs."
        faults.append(.init(at: place + "/amountCents", code: Reason.invalidContent.code, detail))
      }
    }
    return faults
  }

  /// A partner claims an invoice on a subsidy of which it has a part. An invoice is claimed once in the whole register
  /// (MODEL I4), so the same is refused here and on any other subsidy.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed` for who has no part, `mandateInsufficient`,
  ///   `alreadyClaimed`, `invalidContent`.
  package func claim(_ invoice: CostClaim.Invoice, on id: Subsidy.ID, as caller: Caller) throws -> CostClaim {
    let (subsidy, _, participation) = try SubsidyService(tx).find(id, as: caller)
    let partner = try participation.member(for: .manage).partnerID
    guard subsidy.parts.contains(where: { $0.partnerID == partner }) else {
      throw DomainError(.notAllowed, "Your partner has no part in this subsidy.")
    }
    guard !invoice.key.isEmpty else {
      throw DomainError(.invalidContent, at: "/invoiceNumber", "A number has letters or digits.")
    }
    guard try !CostClaimStore.isClaimed(invoice, of: partner, tx) else { throw DomainError(.alreadyClaimed) }
    let claim = CostClaim(id: tx.newID(), subsidyID: id, partnerID: partner, invoice: invoice, createdAt: tx.now)
    try CostClaimStore.insert(claim, by: caller.accountID, in: tx)
    let subject = AuditLog.Subject("costClaim", claim.id, in: subsidy.initiativeID)
    try AuditLog.append("costClaim.made", subject, by: caller, for: partner, in: tx)
    return claim
  }

  /// A partner takes a claim back, so that the invoice can be claimed anew; doing so again changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notOwner`, `mandateInsufficient`.
  package func withdraw(_ id: CostClaim.ID, on subsidy: Subsidy.ID, as caller: Caller) throws -> CostClaim {
    let (claim, participation) = try SubsidyService(tx).claim(id, on: subsidy, as: caller)
    guard participation.standing.partnerID == claim.partnerID else { throw DomainError(.notOwner) }
    _ = try participation.member(for: .manage)
    guard claim.withdrawnAt == nil else { return claim }
    try CostClaimStore.withdraw(id, in: tx)
    let subject = AuditLog.Subject("costClaim", id, in: participation.initiative.id)
    try AuditLog.append("costClaim.withdrawn", subject, by: caller, for: claim.partnerID, in: tx)
    return try SubsidyService(tx).claim(id, on: subsidy, as: caller).claim
  }
}
