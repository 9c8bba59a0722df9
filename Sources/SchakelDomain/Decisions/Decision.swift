import SQLite

/// A proposal, the rule it is decided by, and what came of it. Once closed it never changes; another decision can
/// follow it.
package struct Decision: Sendable {
  package typealias ID = Identifier<Decision>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let proposal: Proposal
  /// The version in force when it opened, whose rule counts until it is closed (MODEL H3).
  package let agreementID: Agreement.ID
  package let rule: DecisionRule
  package let voters: [DecisionVoter]
  package let votes: [DecisionVote]
  package let openedAt: Timestamp
  package let closedAt: Timestamp?
  package let outcome: DecisionOutcome?

  /// What is decided about.
  package struct Proposal: Sendable {
    package let kind: DecisionKind
    package let title: String
    package let text: String
    package let subject: Subject

    package init(_ kind: DecisionKind, title: String, text: String, subject: Subject) {
      self.kind = kind
      self.title = title
      self.text = text
      self.subject = subject
    }
  }

  /// What the effect is on.
  package enum Subject: Hashable, Sendable {
    /// Who is admitted.
    case partner(Partner.ID)
    /// The version that comes into force.
    case agreement(Agreement.ID)
    /// The phase whose gate is waived.
    case gate(Phase)
    /// The division that comes to bind.
    case split(SplitProposal.ID)
    case none
  }

  /// Votes that can be cast.
  package var unitCount: Int { Set(voters.map(\.unit)).count }

  /// Whether votes are hidden still.
  package var areVotesSecret: Bool { rule.isSecretUntilClose && closedAt == nil }

  /// Of an adopted decision of each for itself: those whom it binds.
  package var boundPartnerIDs: [Partner.ID] {
    guard rule.method == .eachForItself, outcome == .adopted else { return [] }
    let units = Set(votes.filter { $0.vote == .agree }.map(\.unit))
    return voters.filter { units.contains($0.unit) }.map(\.partnerID)
  }
}

/// Who may vote.
package struct DecisionVoter: Sendable {
  package let partnerID: Partner.ID
  /// The partner's id, or its group's: one unit has one vote.
  package let unit: String
}

/// A vote as it stands.
package struct DecisionVote: Sendable {
  package let partnerID: Partner.ID
  package let unit: String
  package let vote: Vote
  package let reason: String?
  package let votedAt: Timestamp
}

/// The raw value is the code on the wire.
package enum Vote: String, Vocabulary, Bindable, ColumnReadable {
  case agree, abstain, disagree
  /// With a reason: under the rule of consent it stops the decision.
  case object
  case standAside

  package static let vocabularyName = "vote"

  package var labels: Labels {
    switch self {
    case .agree: Labels(nl: "eens", en: "agree")
    case .abstain: Labels(nl: "onthouding", en: "abstain")
    case .disagree: Labels(nl: "oneens", en: "disagree")
    case .object: Labels(nl: "overwegend bezwaar", en: "paramount objection")
    case .standAside: Labels(nl: "doet niet mee, houdt niet tegen", en: "stand aside")
    }
  }
}

/// How a decision was closed; the raw value is the code on the wire.
package enum DecisionOutcome: String, Vocabulary, Bindable, ColumnReadable {
  case adopted, rejected, noQuorum, objected

  package static let vocabularyName = "decisionOutcome"

  package var labels: Labels {
    switch self {
    case .adopted: Labels(nl: "aangenomen", en: "adopted")
    case .rejected: Labels(nl: "verworpen", en: "rejected")
    case .noQuorum: Labels(nl: "te weinig stemmen", en: "no quorum")
    case .objected: Labels(nl: "overwegend bezwaar", en: "objected")
    }
  }
}

extension DecisionRule {
  /// What votes come to. Whoever abstains counts for the quorum, and agrees to nothing.
  ///
  /// - Parameters:
  ///   - votes: One of each unit that voted.
  ///   - unitCount: Units that could vote.
  package func outcome(of votes: [Vote], unitCount: Int) -> DecisionOutcome {
    guard !votes.isEmpty, Int64(votes.count) * 100 >= quorumPercent * Int64(unitCount) else { return .noQuorum }
    let agreed = Int64(votes.count { $0 == .agree })
    let against = Int64(votes.count { $0 == .disagree || $0 == .object })
    switch method {
    case .unanimity: return agreed == Int64(unitCount) ? .adopted : .rejected
    case .consent:
      if votes.contains(.object) { return .objected }
      return agreed > 0 ? .adopted : .rejected
    case .simpleMajority: return agreed > against ? .adopted : .rejected
    case .qualifiedMajority:
      guard let fraction, agreed > 0 else { return .rejected }
      return agreed * fraction.denominator >= fraction.numerator * (agreed + against) ? .adopted : .rejected
    case .mandated, .eachForItself: return agreed > 0 ? .adopted : .rejected
    }
  }
}
