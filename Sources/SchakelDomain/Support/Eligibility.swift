// The test of an application against a profile. Pure: facts in, findings out, each with the fact it rests on and the
// partners that it names (MODEL I2). A fact that is not on record counts as unknown, never as met, and the finding says
// what to record.

/// What the register knows of an application.
struct EligibilityFacts: Sendable {
  var participants: [Participant]
  var leadPartnerID: Partner.ID
  var facilitators: [Guide]
  var startDate: LocalDate
  var endDate: LocalDate
  /// The links that signed the ambition document that has most of them.
  var signedLinks: [ChainRole]

  /// One partner that applies.
  struct Participant: Sendable {
    let partnerID: Partner.ID
    var size: PartnerSize?
    var groupID: PartnerGroup.ID?
    /// What it is in the chain; empty for who only supports it, or is no member any more.
    var links: Set<ChainRole>
    var eligibleCents: Int64?
    /// Small state aid it had; nil without a statement.
    var deMinimisCents: Int64?
  }

  /// One that is appointed to facilitate.
  struct Guide: Sendable {
    let partnerID: Partner.ID
    let experienceMonths: Int64?
    let independence: Independence
  }

  var entrepreneurs: [Participant] { participants.filter { !$0.links.isEmpty } }
}

/// How an application holds against one profile.
package struct Eligibility: Sendable {
  package let openingID: SupportOpening.ID
  package let findings: [Finding]
  /// What each participant would get, in the order of ids; nil where its costs are not on record.
  package let amounts: [(partnerID: Partner.ID, amount: Amount?)]

  /// One condition.
  package struct Finding: Sendable {
    package let condition: EligibilityCondition
    package let bound: Int64?
    package let outcome: ConditionOutcome
    /// The number that was held against the bound; nil where nothing is counted, or it is not known.
    package var actual: Int64?
    /// Whom it names.
    package var partnerIDs: [Partner.ID] = []
    package var roles: [ChainRole] = []
    /// What to do, for a condition that is not met.
    package var detail: String?
  }

  /// In euro cents.
  package struct Amount: Sendable {
    package let eligibleCents: Int64
    package let subsidyCents: Int64
    package var ownContributionCents: Int64 { eligibleCents - subsidyCents }
  }

  package var isEligible: Bool { findings.allSatisfy { $0.outcome == .met } }
  package var unmet: [Finding] { findings.filter { $0.outcome != .met } }

  /// Nil where one is not known, or the help is no money.
  package var total: Amount? {
    let known = amounts.compactMap(\.amount)
    guard known.count == amounts.count, !known.isEmpty else { return nil }
    return Amount(
      eligibleCents: known.map(\.eligibleCents).reduce(0, +), subsidyCents: known.map(\.subsidyCents).reduce(0, +))
  }

  init(of facts: EligibilityFacts, against opening: SupportOpening) {
    let content = opening.content
    openingID = opening.id
    amounts = facts.participants.map { participant in
      (participant.partnerID, participant.eligibleCents.flatMap { Self.amount(of: $0, content) })
    }
    let known = amounts.compactMap(\.amount?.subsidyCents)
    let subsidy = known.count == amounts.count ? known.reduce(0, +) : nil
    var findings = content.conditions.map { condition in
      facts.finding(of: condition.kind, bound: condition.bound ?? 0, subsidyCents: subsidy)
    }
    if content.percent != nil { findings.append(facts.costsEntered) }
    self.findings = findings
  }

  /// The percentage, rounded down to the cent, and no more than the maximum.
  private static func amount(of eligibleCents: Int64, _ content: SupportOpening.Content) -> Amount? {
    guard let percent = content.percent else { return nil }
    // Below 10¹² times 100, see `SupportApplication.centsMax`.
    let share = eligibleCents * percent / 100
    return Amount(eligibleCents: eligibleCents, subsidyCents: min(share, content.partnerMaxCents ?? share))
  }
}
