/// Dated answers to the questions of competition law for one initiative, as it was then. A self-assessment, no legal
/// advice (MODEL E6). It never changes: it is renewed by another one, and goes stale by itself.
package struct CompetitionCheck: Sendable {
  package typealias ID = Identifier<CompetitionCheck>

  package let id: ID
  package let initiativeID: Initiative.ID
  /// Who answered.
  package let accountID: Account.ID
  /// For whom the author acted; nil for the network.
  package let partnerID: Partner.ID?
  /// All twenty, in the order of the questions.
  package let answers: [Answer]
  /// What the answers came to.
  package let assessedOutcome: CompetitionOutcome
  /// The first day on which it is too old.
  package let validUntilDate: LocalDate
  /// What it was answered for.
  package let scope: CompetitionScope
  package let createdAt: Timestamp

  package struct Answer: Sendable {
    package let question: CompetitionQuestion
    package let answer: CompetitionAnswer
    package let explanation: String?
    /// What it rests on; nil only where nobody knows.
    package let source: String?

    package init(
      _ question: CompetitionQuestion, _ answer: CompetitionAnswer, explanation: String?, source: String?
    ) {
      self.question = question
      self.answer = answer
      self.explanation = explanation
      self.source = source
    }
  }

  /// Days that a check is valid at most (MODEL §8).
  package static let validDays = 365
  /// Stands on every check.
  package static let statement = "Self-assessment, not legal advice."
}

/// What a check is bound to: a change in any of it makes the check stale (MODEL E5).
package struct CompetitionScope: Hashable, Sendable {
  /// Former ones too: whoever joined and left again has been a member that the check did not know.
  package let members: Set<Member>
  /// The competition-sensitive categories that data sets of the initiative have.
  package let categories: Set<CSICategory>
  package let ndas: Set<NDAMajor>
  /// The version of the collaboration agreement in force.
  package let agreementID: Agreement.ID?

  /// A stay that was accepted, and the group that the partner belongs to while it lasts.
  package struct Member: Hashable, Sendable {
    package let membershipID: Membership.ID
    package let partnerID: Partner.ID
    package let groupID: PartnerGroup.ID?
    package let isLive: Bool
  }

  /// The latest major version on offer of an NDA; minor ones are editorial and change nothing.
  package struct NDAMajor: Hashable, Sendable {
    package let ndaID: NDA.ID
    package let major: Int64
  }

  /// As it is now.
  static func now(of initiative: Initiative.ID, in tx: Transaction) throws -> CompetitionScope {
    CompetitionScope(
      members: Set(try MembershipStore.acceptedInGroups(in: initiative, tx)),
      categories: Set(try DataSetStore.csiCategories(of: initiative, in: tx)),
      ndas: Set(try NDAStore.majorsOnOffer(of: initiative, in: tx)),
      agreementID: try AgreementStore.inForce(in: initiative, tx)?.id)
  }
}

/// Why a check does not count any more; the raw value is the code on the wire.
package enum StaleCause: String, Vocabulary {
  case membership, agreementVersion, dataCategories, age, renewal

  package static let vocabularyName = "staleCause"

  package var labels: Labels {
    switch self {
    case .membership: Labels(nl: "andere deelnemers", en: "other members")
    case .agreementVersion: Labels(nl: "andere afspraken", en: "other agreements")
    case .dataCategories: Labels(nl: "andere soorten gegevens", en: "other categories of data")
    case .age: Labels(nl: "te oud", en: "too old")
    case .renewal: Labels(nl: "vernieuwd", en: "renewed by a later check")
    }
  }
}

/// A check and how it stands now.
package struct CompetitionAssessment: Sendable {
  package let check: CompetitionCheck
  package let staleCauses: [StaleCause]

  package var outcome: CompetitionOutcome { staleCauses.isEmpty ? check.assessedOutcome : .stale }
  package var opensFlows: Bool { outcome.opensFlows }

  /// Holds a check against the initiative as it is now.
  static func of(_ check: CompetitionCheck, in tx: Transaction) throws -> CompetitionAssessment {
    let now = try CompetitionScope.now(of: check.initiativeID, in: tx)
    let causes: [(StaleCause, Bool)] = [
      (.membership, now.members != check.scope.members),
      (.agreementVersion, (now.ndas, now.agreementID) != (check.scope.ndas, check.scope.agreementID)),
      (.dataCategories, now.categories != check.scope.categories),
      (.age, check.validUntilDate <= tx.today),
      (.renewal, try CompetitionCheckStore.latest(of: check.initiativeID, in: tx)?.id != check.id),
    ]
    return CompetitionAssessment(check: check, staleCauses: causes.filter(\.1).map(\.0))
  }

  /// The latest check of an initiative; nil when there is none.
  static func latest(of initiative: Initiative.ID, in tx: Transaction) throws -> CompetitionAssessment? {
    try CompetitionCheckStore.latest(of: initiative, in: tx).map { try of($0, in: tx) }
  }
}
