// What the register carries out of the collaboration agreement in force (MODEL C10). Nothing of it is a setting: where
// no version is in force, nothing here binds anybody.
//
//   exit                the day on which a membership ends after notice
//   accession           who can accept an invitation, and that whoever joins signs first (MODEL C11)
//   informationSharing  which classes of data a consent can cover and a read can give; what is public may always go
//   exclusivity         a warning, never a refusal
//
// Whoever only leads the process is no party: a facilitator can be hired and dismissed without the members' signatures.

/// The terms of the version in force.
enum AgreementTerms {
  /// The day on which somebody who gives notice now stops being a member.
  ///
  /// - Parameter asked: As it wishes; nil for as soon as it may.
  /// - Throws: `DomainError` with `noticeTooShort`.
  static func exitDay(_ asked: LocalDate?, of stay: Membership, in tx: Transaction) throws -> LocalDate {
    let agreement = try AgreementStore.inForce(in: stay.initiativeID, tx)
    guard let exit = agreement?.content.exit, !isOnlyLeading(stay.roles) else { return asked ?? tx.today }
    let earliest = try day(exit, stay.initiativeID, tx)
    guard let asked else { return earliest }
    guard asked >= earliest else {
      throw DomainError(.noticeTooShort, at: "/endDate", "By the agreement in force it can end on \(earliest.iso).")
    }
    return asked
  }

  private static func day(_ exit: ExitTerms, _ initiative: Initiative.ID, _ tx: Transaction) throws -> LocalDate {
    switch exit {
    case .anyTime: return tx.today
    case .noticeDays(let days): return tx.today.adding(days: Int(days))
    case .notBefore(let date): return max(date, tx.today)
    case .atMilestone:
      let results = try InitiativeResultStore.list(of: initiative, after: nil, limit: 1_000, in: tx)
      let due = results.filter { $0.content.achievedDate == nil && $0.content.dueDate >= tx.today }
      return due.map(\.content.dueDate).min() ?? tx.today
    }
  }

  /// Whether a partner may join in some roles: the rule of accession is met, and it has signed (MODEL C11).
  ///
  /// - Throws: `DomainError` with `accessionClosed`, `accessionNotDecided`, `agreementNotSigned`.
  static func requireAccession(
    of partner: Partner.ID, as roles: [ChainRole], to initiative: Initiative.ID, in tx: Transaction
  ) throws {
    guard let agreement = try AgreementStore.inForce(in: initiative, tx), !isOnlyLeading(roles) else { return }
    try requireAdmission(of: partner, to: initiative, in: tx)
    guard agreement.isSigned(by: partner) else {
      throw DomainError(.agreementNotSigned, "Sign version \(agreement.number): /v1/agreements/\(agreement.id).")
    }
  }

  /// Whether a partner that is no member may sign what members signed.
  ///
  /// - Throws: `DomainError` with `accessionClosed`, `accessionNotDecided`.
  static func requireAdmission(of partner: Partner.ID, to initiative: Initiative.ID, in tx: Transaction) throws {
    let accession = try AgreementStore.inForce(in: initiative, tx)?.content.accession
    guard accession != .closed else { throw DomainError(.accessionClosed) }
    if accession == .vote, try !DecisionStore.isAdmitted(partner, to: initiative, in: tx) {
      throw DomainError(.accessionNotDecided)
    }
  }

  /// Whether somebody has no other role than leading the process.
  static func isOnlyLeading(_ roles: [ChainRole]) -> Bool {
    !roles.isEmpty && ChainRole.coordinating.isSuperset(of: roles)
  }

  /// Warns a partner that joins an initiative, and the coordinators of another one, that it is bound there exclusively.
  static func warnOfExclusivity(
    _ partner: Partner.ID, joining initiative: Initiative, in tx: WriteTransaction
  ) throws {
    for agreement in try binding(partner, tx) where agreement.initiativeID != initiative.id {
      guard try binds(agreement, partner, initiative, tx) else { continue }
      let stays = try MembershipStore.live(in: agreement.initiativeID, tx)
      let leading = stays.filter { !ChainRole.coordinating.isDisjoint(with: $0.roles) }.map(\.partnerID)
      try NotificationStore.tell(
        Set(leading + [partner]), of: .exclusivityConcerned,
        .init("agreement", agreement.id, in: agreement.initiativeID), by: nil, in: tx)
    }
  }

  /// The versions that bind a partner: of each initiative whose agreement it signed the one in force, or the one that
  /// was when it left. The members may have adopted that one without its signature.
  private static func binding(_ partner: Partner.ID, _ tx: Transaction) throws -> [Agreement] {
    try AgreementStore.initiatives(signedBy: partner, tx).compactMap { initiative in
      let stay = try MembershipStore.accepted(in: initiative, tx).last { $0.partnerID == partner }
      let end = stay?.endDate?.startOfDay ?? tx.now
      return try AgreementStore.inForce(in: initiative, at: min(end, tx.now), tx)
    }
  }

  private static func binds(
    _ agreement: Agreement, _ partner: Partner.ID, _ initiative: Initiative, _ tx: Transaction
  ) throws -> Bool {
    guard let terms = agreement.content.exclusivity, terms.scope != .none else { return false }
    let isMember = try MembershipStore.latest(of: partner, in: agreement.initiativeID, tx)?.isLive(on: tx.today)
    guard terms.untilDate.map({ $0 > tx.today }) ?? (isMember == true) else { return false }
    if terms.scope == .full { return true }
    guard let group = initiative.content.productGroup?.lowercased(), !group.isEmpty else { return false }
    return try InitiativeStore.find(agreement.initiativeID, in: tx)?.content.productGroup?.lowercased() == group
  }
}

extension AgreementContent {
  /// Those of some fields that it does not let go to a role for a purpose.
  func unshared(_ fields: [DataField], with role: ChainRole?, for purpose: String) -> [DataField] {
    fields.filter { field in
      guard field.sensitivityClass != .public else { return false }
      guard let role else { return true }
      return !shares(field.sensitivityClass, with: role, for: purpose)
    }
  }
}

extension Reason {
  package static let noticeTooShort = Reason(
    "noticeTooShort", .unacceptable, "The agreement in force does not let a member leave that soon.",
    advice: "Give notice for a later day, or without a day.")
  package static let accessionClosed = Reason(
    "accessionClosed", .conflict, "By the agreement in force nobody joins any more.",
    advice: "Ask the members for a new version of the agreement.")
  package static let accessionNotDecided = Reason(
    "accessionNotDecided", .conflict, "By the agreement in force the members decide who joins, and they have not.",
    advice: "Ask a coordinator to open a decision on the accession.")
  package static let agreementNotSigned = Reason(
    "agreementNotSigned", .conflict, "Whoever joins signs the agreement in force first.",
    advice: "Sign it, and accept again.")
  package static let classNotShared = Reason(
    "classNotShared", .forbidden, "The agreement in force does not let this class of data go to your role.",
    advice: "Ask the members for a new version of the agreement.")
  package static let agreementTerms: [Reason] = [
    .noticeTooShort, .accessionClosed, .accessionNotDecided, .agreementNotSigned,
  ]
}
