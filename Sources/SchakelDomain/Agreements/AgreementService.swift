/// What can be seen of collaboration agreements: members and the network's people see all versions; whoever is invited
/// sees those in force, which it would sign.
package struct AgreementService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [Agreement] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try AgreementStore.list(
      of: initiative, after: after.flatMap { Agreement.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: Agreement.ID, as caller: Caller) throws -> (Agreement, Participation) {
    guard let agreement = try AgreementStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: agreement.initiativeID, tx)
    let mayJoin = participation.membership?.state(on: tx.today) == .invited && agreement.inForceAt != nil
    if !mayJoin { try participation.requireMember() }
    return (agreement, participation)
  }

  /// Where a version stands.
  package func state(of agreement: Agreement) throws -> AgreementState {
    if agreement.inForceAt != nil {
      let isLatest = try AgreementStore.inForce(in: agreement.initiativeID, tx)?.id == agreement.id
      return isLatest ? .inForce : .amended
    }
    if !agreement.signatures.isEmpty { return .frozen }
    return agreement.offeredAt == nil ? .draft : .offered
  }

  /// The partners that must sign: who takes part, but for those that only lead the process.
  package func parties(of initiative: Initiative.ID) throws -> Set<Partner.ID> {
    let stays = try MembershipStore.live(in: initiative, tx)
    return Set(stays.filter { !AgreementTerms.isOnlyLeading($0.roles) }.map(\.partnerID))
  }
}

/// Drafting, offering and signing.
package struct AgreementEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Drafts the next version.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `draftOpen` while an earlier one is not in force,
  ///   `invalidContent`, `unknownCode`.
  package func draft(_ content: AgreementContent, of initiative: Initiative.ID, as caller: Caller) throws -> Agreement {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    let last = try AgreementStore.latest(of: initiative, in: tx)
    guard last == nil || last?.inForceAt != nil || last?.signatures.isEmpty == false else {
      throw DomainError(.draftOpen)
    }
    try requireSound(content, initiative)
    let agreement = Agreement(
      id: tx.newID(), initiativeID: initiative, number: (last?.number ?? 0) + 1, content: content, offeredAt: nil,
      inForceAt: nil, signatures: [], version: 1, createdAt: tx.now, updatedAt: tx.now)
    try AgreementStore.insert(agreement, in: tx)
    try audit("agreement.drafted", agreement, participation, caller)
    return agreement
  }

  /// Changes a version that nobody has signed. One on offer stays whole.
  ///
  /// - Throws: `DomainError` with `textFrozen`, `questionUnanswered`, and as `draft`.
  package func edit(_ current: Agreement, to content: AgreementContent, as caller: Caller) throws -> Agreement {
    let participation = try Participation.of(caller, in: current.initiativeID, tx)
    try participation.requireShaper()
    guard content.documentHash != current.content.documentHash else { return current }
    guard current.signatures.isEmpty else { throw DomainError(.textFrozen) }
    try requireSound(content, current.initiativeID)
    if current.offeredAt != nil { try Self.requireAnswered(content) }
    try AgreementStore.update(current.id, to: content, in: tx)
    try audit("agreement.edited", current, participation, caller)
    return try found(current.id)
  }

  /// Offers a version for signing; offering it again changes nothing.
  ///
  /// - Throws: `DomainError` with `questionUnanswered` while a core question is open (MODEL C9).
  package func offer(_ id: Agreement.ID, as caller: Caller) throws -> Agreement {
    let (agreement, participation) = try AgreementService(tx).find(id, as: caller)
    try participation.requireShaper()
    if agreement.offeredAt != nil { return agreement }
    try Self.requireAnswered(agreement.content)
    try AgreementStore.offer(id, in: tx)
    try tell(AgreementService(tx).parties(of: agreement.initiativeID), of: .agreementOffered, agreement, participation)
    try audit("agreement.offered", agreement, participation, caller)
    return try found(id)
  }

  /// Signs for the caller's partner; signing again changes nothing. The last signature brings the version into force.
  ///
  /// - Parameter documentHash: SHA-256 of the document the signer was shown; 32 bytes.
  /// - Throws: `DomainError` with `notOwner`, `mandateInsufficient`, `notMember`, `notOffered`, `versionSuperseded`,
  ///   `documentChanged`, `signatureTooWeak`, `bothSides`, `accessionClosed`, `accessionNotDecided`.
  package func sign(
    _ id: Agreement.ID, for partner: Partner.ID, documentHash: [UInt8], level: SignatureLevel, as caller: Caller
  ) throws -> (AgreementSignature, Agreement) {
    let (agreement, participation) = try AgreementService(tx).find(id, as: caller)
    let mandate = try own(partner, participation)
    guard documentHash == agreement.content.documentHash else { throw DomainError(.documentChanged) }
    if let signature = agreement.signatures.first(where: { $0.partnerID == partner }) { return (signature, agreement) }
    if !participation.isMember { try AgreementTerms.requireAdmission(of: partner, to: agreement.initiativeID, in: tx) }
    try requireSignable(agreement, level, caller)
    let signature = AgreementSignature(
      partnerID: partner, accountID: caller.accountID, documentHash: documentHash, level: level, signedAt: tx.now)
    try AgreementStore.insert(signature, on: id, mandate: mandate.id, in: tx)
    try settle(id, participation)
    try audit("agreement.signed", agreement, participation, caller)
    return (signature, try found(id))
  }

  private func requireSignable(_ agreement: Agreement, _ level: SignatureLevel, _ caller: Caller) throws {
    guard agreement.offeredAt != nil else { throw DomainError(.notOffered) }
    let inForce = try AgreementStore.inForce(in: agreement.initiativeID, tx)
    guard agreement.number >= inForce?.number ?? 0 else { throw DomainError(.versionSuperseded) }
    guard level.suffices(for: agreement.content.signatureMinLevel) else { throw DomainError(.signatureTooWeak) }
    guard !agreement.signatures.contains(where: { $0.accountID == caller.accountID }) else {
      throw DomainError(.bothSides)
    }
  }

  /// Says no; saying it again changes nothing.
  ///
  /// - Throws: `DomainError` with `alreadySigned`, `notOffered`.
  package func decline(_ id: Agreement.ID, for partner: Partner.ID, reason: String?, as caller: Caller) throws {
    let (agreement, participation) = try AgreementService(tx).find(id, as: caller)
    _ = try own(partner, participation)
    guard !agreement.isSigned(by: partner) else { throw DomainError(.alreadySigned) }
    guard agreement.offeredAt != nil else { throw DomainError(.notOffered) }
    if try AgreementStore.isDeclined(id, by: partner, in: tx) { return }
    try AgreementStore.decline(id, for: partner, by: caller.accountID, reason: reason, in: tx)
    let told = try Set(agreement.signatures.map(\.partnerID)).union(participation.coordinators(tx))
    try tell(told, of: .agreementDeclined, agreement, participation)
    try audit("agreement.declined", agreement, participation, caller)
  }

  /// Notes the coming into force once every party has signed.
  private func settle(_ id: Agreement.ID, _ participation: Participation) throws {
    let agreement = try found(id)
    let parties = try AgreementService(tx).parties(of: agreement.initiativeID)
    guard agreement.inForceAt == nil, parties.allSatisfy(agreement.isSigned) else { return }
    try bringIntoForce(agreement, participation)
  }

  /// Brings a version into force because the members decided so. Once a later one is in force there is nothing to do.
  func adopt(_ id: Agreement.ID, _ participation: Participation, _ caller: Caller) throws {
    let agreement = try found(id)
    let inForce = try AgreementStore.inForce(in: agreement.initiativeID, tx)
    guard agreement.number > inForce?.number ?? 0 else { return }
    try bringIntoForce(agreement, participation)
    try audit("agreement.adopted", agreement, participation, caller)
  }

  private func bringIntoForce(_ agreement: Agreement, _ participation: Participation) throws {
    try AgreementStore.bringIntoForce(agreement.id, in: tx)
    let members = try MembershipStore.live(in: agreement.initiativeID, tx).map(\.partnerID)
    try tell(Set(members), of: .agreementInForce, agreement, participation)
  }

  /// For a member, or for one that is invited and would join by it.
  private func own(_ partner: Partner.ID, _ participation: Participation) throws -> Mandate {
    let mandate = try participation.standing.mandate(for: .sign)
    guard mandate.partnerID == partner else { throw DomainError(.notOwner) }
    return mandate
  }

  private func found(_ id: Agreement.ID) throws -> Agreement {
    guard let agreement = try AgreementStore.find(id, in: tx) else { throw DomainError.notFound }
    return agreement
  }

  private static func requireAnswered(_ content: AgreementContent) throws {
    let faults = content.unanswered.map {
      DomainError.Fault(at: "/\($0.rawValue)", code: Reason.questionUnanswered.code, $0.labels.en)
    }
    guard faults.isEmpty else {
      let names = content.unanswered.map(\.rawValue).joined(separator: ", ")
      throw DomainError(.questionUnanswered, "Not answered: \(names).", faults: faults)
    }
  }

  /// What the register must know: purposes and mandated partners; and each kind of decision once.
  private func requireSound(_ content: AgreementContent, _ initiative: Initiative.ID) throws {
    for (index, shared) in content.sharing.enumerated() {
      for (place, purpose) in (shared.purposes ?? []).enumerated()
      where try PurposeStore.find(purpose, of: initiative, in: tx) == nil {
        throw DomainError(
          .unknownCode, at: "/informationSharing/\(index)/purposes/\(place)",
          "The purpose is not registered for the initiative.")
      }
    }
    for (index, rule) in content.rules.enumerated() {
      if content.rules[..<index].contains(where: { $0.kind == rule.kind }) {
        throw DomainError(.invalidContent, at: "/decisionMaking/\(index)/kind", "Name each kind of decision once.")
      }
      if let partner = rule.mandatedPartnerID, try MembershipStore.latest(of: partner, in: initiative, tx) == nil {
        throw DomainError(
          .invalidContent, at: "/decisionMaking/\(index)/mandatedPartnerId", "The partner is not in the initiative.")
      }
    }
  }

  private func tell(
    _ partners: Set<Partner.ID>, of event: NotificationEvent, _ agreement: Agreement, _ participation: Participation
  ) throws {
    try NotificationStore.tell(
      partners, of: event, .init("agreement", agreement.id, in: agreement.initiativeID),
      by: participation.standing.partnerID, in: tx)
  }

  private func audit(
    _ action: String, _ agreement: Agreement, _ participation: Participation, _ caller: Caller
  ) throws {
    let subject = AuditLog.Subject("agreement", agreement.id, in: agreement.initiativeID)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
  }
}

extension Reason {
  package static let documentChanged = Reason(
    "documentChanged", .conflict, "The document you were shown is not the one on offer.",
    advice: "Read it again, and sign with its hash.")
  package static let versionSuperseded = Reason(
    "versionSuperseded", .conflict, "A later version is in force.", advice: "Sign the version in force.")
  package static let agreements: [Reason] = [.documentChanged, .versionSuperseded] + agreementTerms
}
