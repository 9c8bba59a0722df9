import Cryptography

/// What can be seen of NDAs: members and the network's people see texts and signatures. Who has left stays bound by
/// what it signed, and sees that still (MODEL C12).
package struct NDAService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page, with the facts of each.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [(nda: NDA, facts: NDAFacts)] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try NDAStore.list(of: initiative, after: after.flatMap { NDA.ID($0) }, limit: limit + 1, in: tx)
      .map { ($0, try NDAStore.facts(of: $0.id, in: tx)) }
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(
    _ id: NDA.ID, as caller: Caller
  ) throws -> (nda: NDA, facts: NDAFacts, participation: Participation) {
    guard let nda = try NDAStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: nda.initiativeID, tx)
    let facts = try NDAStore.facts(of: id, in: tx)
    if let own = participation.standing.partnerID, !participation.isMember, facts.isSigned(by: own) {
      return (nda, facts.binding(own), participation)
    }
    try participation.requireMember()
    return (nda, facts, participation)
  }

  /// The pairs of signers, each with its state; for a partner those it is in, for coordinators and the network all.
  package func pairs(of id: NDA.ID, as caller: Caller) throws -> [NDAPair] {
    let (_, facts, participation) = try find(id, as: caller)
    let signers = Set(facts.signatures.map(\.partnerID)).sorted()
    let seesAll = participation.standing.networkRole != nil || participation.isCoordinator
    var pairs: [NDAPair] = []
    for (index, one) in signers.enumerated() {
      for other in signers[(index + 1)...]
      where seesAll || one == participation.standing.partnerID || other == participation.standing.partnerID {
        pairs.append(NDAPair(one: one, other: other, state: facts.force(between: one, and: other, at: tx.now)))
      }
    }
    return pairs
  }
}

/// Two partners and whether an NDA binds them.
package struct NDAPair: Sendable {
  package let one: Partner.ID
  package let other: Partner.ID
  package let state: NDAForce
}

/// Drafting, offering, signing and ending.
package struct NDAEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Makes an NDA with a draft of version 1.0.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `purposeMismatch` for a purpose that is not registered,
  /// `invalidContent`.
  package func create(
    _ title: String, _ terms: NDATerms, of initiative: Initiative.ID, as caller: Caller
  ) throws -> NDA {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    try requireSound(terms, initiative)
    let nda = NDA(
      id: tx.newID(), initiativeID: initiative, title: title, version: 1, createdAt: tx.now, updatedAt: tx.now)
    try NDAStore.insert(nda, in: tx)
    try insert(terms, of: nda, major: 1, minor: 0)
    try audit("nda.drafted", nda, participation, caller)
    return nda
  }

  /// Drafts a further version: a major one with terms of its own, or a minor one that changes the text only.
  package func draft(_ terms: NDATerms?, text: String, of id: NDA.ID, as caller: Caller) throws {
    let (nda, facts, participation) = try shaped(id, caller)
    guard let last = facts.versions.last else { throw DomainError.notFound }
    guard last.offeredAt != nil || last.withdrawnAt != nil else { throw DomainError(.draftOpen) }
    if let terms {
      try requireSound(terms, nda.initiativeID)
      try insert(terms, of: nda, major: last.major + 1, minor: 0)
    } else {
      var terms = last.terms
      terms.text = text
      try insert(terms, of: nda, major: last.major, minor: last.minor + 1)
    }
    try audit("nda.drafted", nda, participation, caller)
  }

  /// Changes the text of a version that nobody has signed.
  ///
  /// - Throws: `DomainError` with `textFrozen`, `offerWithdrawn`.
  package func edit(_ number: String, of id: NDA.ID, text: String, as caller: Caller) throws {
    let (nda, facts, participation) = try shaped(id, caller)
    let version = try version(number, facts)
    guard version.withdrawnAt == nil else { throw DomainError(.offerWithdrawn) }
    guard !facts.signatures.contains(where: { $0.versionID == version.id }) else { throw DomainError(.textFrozen) }
    try NDAStore.update(version.id, text: text, hash: SHA256.digest(of: text), in: tx)
    try audit("nda.edited", nda, participation, caller)
  }

  /// Offers a version for signing; offering again changes nothing.
  ///
  /// - Parameter sunsetDate: Of a new major version: the first day on which the earlier ones no longer count.
  /// - Throws: `DomainError` with `offerWithdrawn`, `invalidContent`.
  package func offer(_ number: String, of id: NDA.ID, sunsetDate: LocalDate?, as caller: Caller) throws {
    let (nda, facts, participation) = try shaped(id, caller)
    let version = try version(number, facts)
    guard version.withdrawnAt == nil else { throw DomainError(.offerWithdrawn) }
    if version.offeredAt != nil { return }
    if let sunsetDate, sunsetDate <= tx.today {
      throw DomainError(.invalidContent, at: "/sunsetDate", "Earlier versions can end on a day to come only.")
    }
    try NDAStore.offer(version.id, in: tx)
    if let sunsetDate { try NDAStore.setSunset(sunsetDate, by: version, in: tx) }
    let isFirst = facts.versions.allSatisfy { $0.offeredAt == nil }
    let members = try MembershipStore.live(in: nda.initiativeID, tx).map(\.partnerID)
    try tell(facts.signers.union(members), of: isFirst ? .ndaOffered : .ndaVersionOffered, nda, participation)
    try audit("nda.offered", nda, participation, caller)
  }

  /// Withdraws an offer that nobody has signed; doing so again changes nothing. Earlier versions that it would have let
  /// end go on, unless they have ended already.
  ///
  /// - Throws: `DomainError` with `notOffered`, `textFrozen` once somebody has signed: that ends by notice only.
  package func withdraw(_ number: String, of id: NDA.ID, as caller: Caller) throws {
    let (nda, facts, participation) = try shaped(id, caller)
    let version = try version(number, facts)
    if version.withdrawnAt != nil { return }
    guard version.offeredAt != nil else { throw DomainError(.notOffered) }
    guard !facts.signatures.contains(where: { $0.versionID == version.id }) else { throw DomainError(.textFrozen) }
    try NDAStore.withdraw(version.id, in: tx)
    try NDAStore.clearSunsets(by: version, in: tx)
    let members = try MembershipStore.live(in: nda.initiativeID, tx).map(\.partnerID)
    try tell(facts.signers.union(members), of: .ndaWithdrawn, nda, participation)
    try audit("nda.withdrawn", nda, participation, caller)
  }

  /// Signs the version on offer for the caller's partner; signing it again changes nothing.
  ///
  /// - Parameter textHash: SHA-256 of the text the signer was shown; 32 bytes.
  /// - Throws: `DomainError` with `mandateInsufficient`, `notOwner`, `ndaTextChanged`, `notOffered`, `bothSides`,
  ///   `signatureTooWeak`.
  package func sign(
    _ id: NDA.ID, for partner: Partner.ID, textHash: [UInt8], level: SignatureLevel, as caller: Caller
  ) throws -> NDASignature {
    let (nda, facts, participation) = try NDAService(tx).find(id, as: caller)
    let mandate = try own(partner, .sign, participation)
    guard let version = facts.versions.last(where: \.isOpen) else { throw DomainError(.notOffered) }
    if let signature = facts.signatures.first(where: { $0.versionID == version.id && $0.partnerID == partner }) {
      guard signature.textHash == textHash else { throw DomainError(.ndaTextChanged) }
      return signature
    }
    guard textHash == version.textHash else { throw DomainError(.ndaTextChanged) }
    guard level.suffices(for: version.terms.signatureMinLevel) else { throw DomainError(.signatureTooWeak) }
    guard !facts.signatures.contains(where: { $0.accountID == caller.accountID && $0.partnerID != partner }) else {
      throw DomainError(.bothSides)
    }
    let signature = NDASignature(
      versionID: version.id, major: version.major, minor: version.minor, partnerID: partner,
      accountID: caller.accountID, textHash: textHash, level: level, signedAt: tx.now)
    try NDAStore.insert(signature, mandate: mandate.id, in: tx)
    try audit("nda.signed", nda, participation, caller)
    return signature
  }

  /// Says no to the version on offer; saying it again changes nothing.
  ///
  /// - Throws: `DomainError` with `alreadySigned`: a signature can only be ended by notice.
  package func decline(_ id: NDA.ID, for partner: Partner.ID, reason: String?, as caller: Caller) throws {
    let (nda, facts, participation) = try NDAService(tx).find(id, as: caller)
    _ = try own(partner, .sign, participation)
    guard let version = facts.versions.last(where: \.isOpen) else { throw DomainError(.notOffered) }
    guard !facts.isSigned(by: partner, major: version.major) else { throw DomainError(.alreadySigned) }
    if try NDAStore.isDeclined(version.id, by: partner, in: tx) { return }
    try NDAStore.decline(version.id, for: partner, by: caller.accountID, reason: reason, in: tx)
    try tell(facts.signers.union(participation.coordinators(tx)), of: .ndaDeclined, nda, participation)
    try audit("nda.declined", nda, participation, caller)
  }

  /// Gives notice of what the partner signed; giving it again changes nothing.
  ///
  /// - Throws: `DomainError` with `notSigned`.
  package func giveNotice(_ id: NDA.ID, for partner: Partner.ID, as caller: Caller) throws -> NDANotice {
    let (nda, facts, participation) = try NDAService(tx).find(id, as: caller)
    guard try participation.standing.mandate(for: .sign).partnerID == partner else { throw DomainError(.notOwner) }
    let signed = Set(facts.signatures.filter { $0.partnerID == partner }.map(\.major))
    guard !signed.isEmpty else { throw DomainError(.notSigned) }
    let given = facts.notices.filter { $0.partnerID == partner }
    let open = signed.subtracting(given.map(\.major)).sorted()
    let notices = try open.map { try giveNotice(of: $0, facts, nda, partner, caller) }
    guard let latest = (given + notices).max(by: { $0.major < $1.major }) else { throw DomainError(.notSigned) }
    if notices.isEmpty { return latest }
    try audit("nda.noticeGiven", nda, participation, caller)
    try tell(facts.signers.union(participation.coordinators(tx)), of: .ndaNoticeGiven, nda, participation)
    return latest
  }

  /// Of every major version that the partner signed: an earlier one would bind the pair still.
  private func giveNotice(
    of major: Int64, _ facts: NDAFacts, _ nda: NDA, _ partner: Partner.ID, _ caller: Caller
  ) throws -> NDANotice {
    let days = Int(facts.versions.first { $0.major == major }?.terms.noticeDays ?? 0)
    let notice = NDANotice(
      major: major, partnerID: partner, givenAt: tx.now,
      endsAt: days == 0 ? tx.now : tx.today.adding(days: days).startOfDay)
    try NDAStore.insert(notice, of: nda.id, by: caller.accountID, in: tx)
    return notice
  }

  private func own(_ partner: Partner.ID, _ right: MandateRight, _ participation: Participation) throws -> Mandate {
    let mandate = try participation.member(for: right)
    guard mandate.partnerID == partner else { throw DomainError(.notOwner) }
    return mandate
  }

  private func shaped(_ id: NDA.ID, _ caller: Caller) throws -> (NDA, NDAFacts, Participation) {
    let (nda, facts, participation) = try NDAService(tx).find(id, as: caller)
    try participation.requireShaper()
    return (nda, facts, participation)
  }

  /// A version by its number, `1.0`.
  private func version(_ number: String, _ facts: NDAFacts) throws -> NDAVersion {
    guard let version = facts.versions.first(where: { "\($0.major).\($0.minor)" == number }) else {
      throw DomainError.notFound
    }
    return version
  }

  private func insert(_ terms: NDATerms, of nda: NDA, major: Int64, minor: Int64) throws {
    let version = NDAVersion(
      id: tx.newID(), ndaID: nda.id, major: major, minor: minor, terms: terms,
      textHash: SHA256.digest(of: terms.text), offeredAt: nil, sunsetDate: nil, withdrawnAt: nil, version: 1,
      createdAt: tx.now, updatedAt: tx.now)
    try NDAStore.insert(version, in: tx)
  }

  private func requireSound(_ terms: NDATerms, _ initiative: Initiative.ID) throws {
    if let end = terms.endDate, end <= terms.startDate {
      throw DomainError(.invalidContent, at: "/endDate", "The end must lie after the start.")
    }
    for (index, purpose) in terms.purposes.enumerated()
    where try PurposeStore.find(purpose, of: initiative, in: tx) == nil {
      throw DomainError(.unknownCode, at: "/purposes/\(index)", "The purpose is not registered for the initiative.")
    }
  }

  private func tell(
    _ partners: Set<Partner.ID>, of event: NotificationEvent, _ nda: NDA, _ participation: Participation
  ) throws {
    try NotificationStore.tell(
      partners, of: event, .init("nda", nda.id, in: nda.initiativeID), by: participation.standing.partnerID, in: tx)
  }

  private func audit(_ action: String, _ nda: NDA, _ participation: Participation, _ caller: Caller) throws {
    let subject = AuditLog.Subject("nda", nda.id, in: nda.initiativeID)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
  }
}
