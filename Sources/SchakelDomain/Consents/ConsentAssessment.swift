import SQLite

/// A consent's state at this moment, and what stands in its way.
package struct ConsentAssessment: Sendable {
  package let consent: Consent
  package let state: ConsentState
  /// Of a blocked one: the reason its recipient hears.
  package let blockage: Reason?

  /// Judges a consent (MODEL §4, B4, B8): what ended it comes first, then a suspension, then its dependencies.
  static func of(_ consent: Consent, in tx: Transaction) throws -> ConsentAssessment {
    var ndas = KnownNDAs()
    return try of(consent, &ndas, in: tx)
  }

  /// The same for one of many, which mostly depend on the same NDAs.
  static func of(_ consent: Consent, _ ndas: inout KnownNDAs, in tx: Transaction) throws -> ConsentAssessment {
    func assessed(_ state: ConsentState, _ blockage: Reason? = nil) -> ConsentAssessment {
      ConsentAssessment(consent: consent, state: state, blockage: blockage)
    }
    let last = consent.events.last?.event
    if last == .revoked { return assessed(.revoked) }
    if consent.endDate <= tx.today { return assessed(.expired) }
    for partner in [consent.partnerID, consent.recipientPartnerID] {
      guard let stay = try MembershipStore.latest(of: partner, in: consent.initiativeID, tx) else {
        return assessed(.blocked, .notMember)
      }
      // Who left and came back starts without its old consents (MODEL C12).
      // Ids tell which came first also when the clock has stepped back.
      if stay.isLive(on: tx.today), stay.id.text > consent.id.text { return assessed(.expired) }
      let state = stay.state(on: tx.today)
      if state == .left || state == .expelled { return assessed(.expired) }
      if !stay.isLive(on: tx.today) { return assessed(.blocked, .notMember) }
      if partner == consent.recipientPartnerID, !stay.roles.contains(consent.recipientRole) {
        return assessed(.blocked, .roleNotAllowed)
      }
    }
    if last == .suspended { return assessed(.suspended) }
    if consent.startDate > tx.today { return assessed(.scheduled) }
    if let blockage = try ndaBlockage(of: consent, &ndas, in: tx) { return assessed(.blocked, blockage) }
    return assessed(.active)
  }

  /// Which NDA is missing between owner and recipient (MODEL 5.1.5, decision 10); nil when one is in force.
  private static func ndaBlockage(
    of consent: Consent, _ ndas: inout KnownNDAs, in tx: Transaction
  ) throws -> Reason? {
    let facts = try consent.ndaID.map { [try ndas.facts(of: $0, tx)] } ?? ndas.facts(in: consent.initiativeID, tx)
    let (owner, recipient) = (consent.partnerID, consent.recipientPartnerID)
    let isInForce = facts.contains {
      $0.inForceCovers(
        purpose: consent.purpose, role: consent.recipientRole, between: owner, and: recipient, at: tx.now)
    }
    if isInForce { return nil }
    let covering = facts.filter { $0.covers(purpose: consent.purpose, role: consent.recipientRole) }
    let signed = covering.filter { $0.isSigned(by: recipient) }
    guard !signed.isEmpty else { return .ndaMissing }
    let states = signed.map { $0.force(between: owner, and: recipient, at: tx.now) }
    return states.contains(.superseded) ? .ndaVersionRequired : .ndaNotInForce
  }
}

/// The facts of NDAs, each read once in a transaction.
struct KnownNDAs {
  private var facts: [NDA.ID: NDAFacts] = [:]
  private var lists: [Initiative.ID: [NDA.ID]] = [:]

  mutating func facts(of nda: NDA.ID, _ tx: Transaction) throws -> NDAFacts {
    if let known = facts[nda] { return known }
    let read = try NDAStore.facts(of: nda, in: tx)
    facts[nda] = read
    return read
  }

  /// Those of all NDAs of an initiative.
  mutating func facts(in initiative: Initiative.ID, _ tx: Transaction) throws -> [NDAFacts] {
    let list =
      try lists[initiative] ?? NDAStore.list(of: initiative, after: nil, limit: 1_000, in: tx).map(\.id)
    lists[initiative] = list
    var found: [NDAFacts] = []
    for nda in list { found.append(try facts(of: nda, tx)) }
    return found
  }
}
