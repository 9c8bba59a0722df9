import SQLite

// May this caller read these fields, now? The one decision that every door passes (MODEL 5.1): a single read, a page,
// an export, and the question whether it would be allowed. It only looks; whoever asks it writes the entry in the
// ledger, in the same transaction.
//
// The order of reasons is the order of MODEL 5.1. A reason only says what the asker is party to already: somebody who
// never had a consent hears `noConsent`, and nothing of NDAs or competitors.

/// What is asked.
package struct ReadQuestion: Sendable {
  package let dataSet: DataSet
  /// Nil: whether any record of the data set.
  package let recordID: Record.ID?
  /// Names; nil for whatever is covered.
  package let fields: [String]?
  package let purpose: String?

  package init(dataSet: DataSet, recordID: Record.ID?, fields: [String]?, purpose: String?) {
    self.dataSet = dataSet
    self.recordID = recordID
    self.fields = fields
    self.purpose = purpose
  }
}

/// The answer, and for whom it was given.
package struct ReadDecision: Sendable {
  package enum Outcome: Sendable {
    /// The owner's own data.
    case own([DataField])
    case permitted([DataField], by: Consent)
    case refused(DomainError)
    /// The asker may not even know that there is something.
    case hidden
  }

  package let outcome: Outcome
  package let partnerID: Partner.ID?
  package let role: ChainRole?

  /// Decides.
  ///
  /// - Throws: `DomainError` only for a question that cannot be understood: an unknown field, an ambiguous role, no
  /// mandate.
  static func of(_ question: ReadQuestion, by caller: Caller, in tx: Transaction) throws -> ReadDecision {
    let standing = try Standing.of(caller, in: tx)
    guard case .partner(let mandate) = standing else {
      // The network's people know that it exists and never read it (MODEL A5).
      let outcome: Outcome = standing == .nobody ? .hidden : .refused(DomainError(.noConsent))
      return ReadDecision(outcome: outcome, partnerID: nil, role: nil)
    }
    let partner = mandate.partnerID
    let facts = try ReadFacts.of(question.dataSet, for: partner, in: tx)
    guard facts.stay != nil || facts.isLead || partner == question.dataSet.partnerID else {
      return ReadDecision(outcome: .hidden, partnerID: partner, role: nil)
    }
    guard mandate.allows(.read) else { throw DomainError(.mandateInsufficient) }
    let asked = try askedFields(question)
    if partner == question.dataSet.partnerID {
      return ReadDecision(outcome: .own(asked ?? question.dataSet.fields), partnerID: partner, role: nil)
    }
    guard let stay = facts.stay, stay.isLive(on: tx.today) else {
      return ReadDecision(outcome: .refused(DomainError(.notMember)), partnerID: partner, role: nil)
    }
    let (role, isHeld) = try role(caller, stay)
    guard isHeld else {
      return ReadDecision(outcome: .refused(DomainError(.roleNotAllowed)), partnerID: partner, role: role)
    }
    return ReadDecision(outcome: try outcome(question, asked, role, facts, tx), partnerID: partner, role: role)
  }

  /// The fields that are named, as far as they exist.
  private static func askedFields(_ question: ReadQuestion) throws -> [DataField]? {
    guard let names = question.fields else { return nil }
    let unknown = names.filter { question.dataSet.field(named: $0) == nil }
    guard unknown.isEmpty else {
      throw DomainError(
        .invalidInput, "The data set has no field \(unknown.joined(separator: ", ")).",
        faults: [.init(.query, at: "fields", code: "unknown", "Name fields of the data set.")])
    }
    return question.dataSet.fields.filter { names.contains($0.name) }
  }

  /// The role that is named, or the only one held.
  private static func role(_ caller: Caller, _ stay: Membership) throws -> (ChainRole?, isHeld: Bool) {
    if let named = caller.actingAs?.role.flatMap(ChainRole.init(rawValue:)) {
      return (named, stay.roles.contains(named))
    }
    guard stay.roles.count > 1 else { return (stay.roles.first, true) }
    let choices = stay.roles.map { "\(stay.partnerID);role=\($0.rawValue)" }.joined(separator: ", ")
    throw DomainError(.actingAsAmbiguous, "Say in which role you act with the header Acting-As: \(choices).")
  }

  private static func outcome(
    _ question: ReadQuestion, _ asked: [DataField]?, _ role: ChainRole?, _ facts: ReadFacts, _ tx: Transaction
  ) throws -> Outcome {
    guard let purpose = question.purpose, !purpose.isEmpty else { return .refused(DomainError(.purposeMissing)) }
    // Whoever consents to a total has not consented to anybody's reading the single value.
    guard purpose != ReleaseEditor.purpose else { return .refused(DomainError(.purposeMismatch)) }
    let received = try facts.received(in: tx).filter { $0.covers(question.recordID) }
    guard !received.isEmpty else { return .refused(DomainError(.noConsent)) }
    let inRole = received.filter { $0.recipientRole == role }
    guard !inRole.isEmpty else { return .refused(DomainError(.roleNotAllowed)) }
    let forPurpose = inRole.filter { $0.purpose == purpose }
    guard !forPurpose.isEmpty else { return .refused(DomainError(.purposeMismatch)) }
    let assessed = try forPurpose.map { try facts.assessment(of: $0, in: tx) }
    return try decide(question, asked, assessed, tx) { wanted in
      try facts.bars(on: wanted, as: role, purpose: purpose, in: tx).refusals(of: wanted, in: tx)
    }
  }

  /// Weighs the consents that fit: a suspension blocks, then active, blocked, scheduled, and the latest that ended.
  ///
  /// - Parameter bars: What no consent opens; each refusal names the fields that it closes.
  private static func decide(
    _ question: ReadQuestion, _ asked: [DataField]?, _ assessed: [ConsentAssessment], _ tx: Transaction,
    bars: ([DataField]) throws -> [DomainError]
  ) throws -> Outcome {
    let suspended = fields(of: assessed.filter { $0.state == .suspended })
    if let asked, asked.contains(where: { suspended.contains($0.id) }) {
      return .refused(DomainError(.consentSuspended))
    }
    let live = assessed.filter { $0.state == .active || $0.state == .blocked }
    guard !live.isEmpty else { return .refused(DomainError(ended(assessed))) }
    let covered = fields(of: live).subtracting(suspended)
    if let asked, case let missing = asked.filter({ !covered.contains($0.id) }), !missing.isEmpty {
      let names = missing.map(\.name)
      return .refused(
        DomainError(.fieldNotCovered, "The consent does not cover \(names.joined(separator: ", ")).", fields: names))
    }
    let active = live.filter { $0.state == .active }
    let readable = fields(of: active).subtracting(suspended)
    var wanted = (asked ?? question.dataSet.fields.filter { readable.contains($0.id) })
    if !wanted.allSatisfy({ readable.contains($0.id) }) || wanted.isEmpty {
      return .refused(DomainError(live.compactMap(\.blockage).first ?? .consentSuspended))
    }
    var barred: DomainError?
    for bar in try bars(wanted) {
      // A question that names fields is all or nothing.
      if asked != nil { return .refused(bar) }
      wanted.removeAll { bar.fields.contains($0.name) }
      barred = barred ?? bar
    }
    guard let consent = active.first(where: { !$0.consent.fieldIDs.isDisjoint(with: wanted.map(\.id)) }) else {
      return .refused(barred ?? DomainError(.noConsent))
    }
    return .permitted(wanted, by: consent.consent)
  }

  private static func fields(of assessed: [ConsentAssessment]) -> Set<DataField.ID> {
    assessed.reduce(into: []) { $0.formUnion($1.consent.fieldIDs) }
  }

  /// Why none is live.
  private static func ended(_ assessed: [ConsentAssessment]) -> Reason {
    if assessed.contains(where: { $0.state == .suspended }) { return .consentSuspended }
    if assessed.contains(where: { $0.state == .scheduled }) { return .consentScheduled }
    return assessed.last?.state == .revoked ? .consentRevoked : .consentExpired
  }
}

extension Reason {
  package static let noConsent = Reason(
    "noConsent", .forbidden, "The owner never consented to your reading this.",
    advice: "Ask the owner for a consent, for one purpose and the fields you need.")
  package static let purposeMissing = Reason(
    "purposeMissing", .forbidden, "A read must say what for.", advice: "Name a registered purpose: ?purpose=…")
  package static let purposeMismatch = Reason(
    "purposeMismatch", .forbidden, "This is not the purpose that was consented to.",
    advice: "Read for the purpose of the consent, or ask for another consent.")
  package static let consentScheduled = Reason(
    "consentScheduled", .forbidden, "The consent has not begun.", advice: "Wait for its first day.")
  package static let consentSuspended = Reason(
    "consentSuspended", .forbidden, "The owner has suspended the consent.", advice: "Ask the owner.")
  package static let consentRevoked = Reason(
    "consentRevoked", .forbidden, "The owner has revoked the consent.",
    advice: "Destroy what you read, confirm it, and ask for a new consent if you need one.")
  package static let consentExpired = Reason(
    "consentExpired", .forbidden, "The consent has ended.", advice: "Ask for a new one.")
  package static let fieldNotCovered = Reason(
    "fieldNotCovered", .forbidden, "The consent does not cover every field that was asked.",
    advice: "Ask for the covered fields only, or for a wider consent.")
  package static let ndaMissing = Reason(
    "ndaMissing", .forbidden, "You have not signed the NDA that the consent needs.", advice: "Sign it.")
  package static let ndaNotInForce = Reason(
    "ndaNotInForce", .forbidden, "The NDA is not in force between you and the owner.",
    advice: "Wait until the owner has signed as well, or see whether it has ended.")
  package static let ndaVersionRequired = Reason(
    "ndaVersionRequired", .forbidden, "The NDA has a newer version that both must sign.", advice: "Sign it.")
  package static let readDecisions: [Reason] =
    [
      .noConsent, .purposeMissing, .purposeMismatch, .consentScheduled, .consentSuspended, .consentRevoked,
      .consentExpired, .fieldNotCovered, .ndaMissing, .ndaNotInForce, .ndaVersionRequired,
    ] + competitionGate
}
