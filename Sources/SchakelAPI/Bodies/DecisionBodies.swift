import SchakelDomain

extension Shape {
  private static let proposal: [Shape.Member] = [
    .required("kind", .code(DecisionKind.self), "About what; it says which rule counts."),
    .required("title", .text(1...200), "What it is called."),
    .required("proposal", .text(1...20_000), "What is proposed."),
    .optional("partnerId", .identifier, "Of an accession: who would be admitted."),
    .optional("agreementId", .identifier, "Of an agreement: the version on offer that would come into force."),
    .optional("phase", .code(Phase.self), "Of a phase: the one the initiative is in, whose gate would be waived."),
    .optional("splitProposalId", .identifier, "Of a split: the proposal that would bind."),
  ]

  static let decisionInput = Shape("DecisionInput", proposal)

  static let decision = Shape(
    "Decision",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative.")]
      + proposal + [
        .readOnly("rule", .object(decisionRule), "How it is decided."),
        .readOnly("ruleAgreementId", .identifier, "The version whose rule that is."),
        .readOnly("openedAt", .moment, "When it opened."),
        .readOnly("closedAt", .moment, "When it was closed.", nullable: true),
        .readOnly("outcome", .code(DecisionOutcome.self), "How; null while it is open.", nullable: true),
        .readOnly("votedCount", .integer(0...100_000), "Votes cast."),
        .readOnly("voterCount", .integer(0...100_000), "Votes that can be cast."),
        .readOnly("ownVote", .code(Vote.self), "What your partner, or its group, voted.", nullable: true),
        .readOnly(
          "boundPartnerIds", .list(.identifier, 0...10_000), "Of each for itself: whom it binds once adopted."),
      ])

  static let voteInput = Shape(
    "VoteInput",
    [
      .required("vote", .code(Vote.self), "The vote."),
      .optional("reason", .text(0...5000), "Why; an objection needs it."),
    ])

  static let decisionVote = Shape(
    "DecisionVote",
    [
      .readOnly("partnerId", .identifier, "Whose vote."), .readOnly("vote", .code(Vote.self), "The vote."),
      .readOnly("reason", .text(0...5000), "Why.", nullable: true), .readOnly("votedAt", .moment, "When."),
    ])
}

extension Body {
  /// What a decision's body proposes.
  ///
  /// - Throws: `DomainError` with `invalidContent` when the subject does not fit the kind.
  func proposal() throws -> Decision.Proposal {
    let kind = code("kind", as: DecisionKind.self) ?? .other
    let subjects: [(name: String, kind: DecisionKind, isNeeded: Bool, subject: Decision.Subject?)] = [
      ("partnerId", .accession, true, id("partnerId").map { .partner($0) }),
      ("agreementId", .agreement, true, id("agreementId").map { .agreement($0) }),
      ("phase", .phase, false, code("phase").map { .gate($0) }),
      ("splitProposalId", .split, false, id("splitProposalId").map { .split($0) }),
    ]
    let faults = subjects.compactMap { name, own, isNeeded, subject -> DomainError.Fault? in
      if subject != nil, kind != own {
        return .init(at: "/\(name)", code: "unexpectedField", "Only a decision on \(own.rawValue) has this.")
      }
      guard subject == nil, kind == own, isNeeded else { return nil }
      return .init(at: "/\(name)", code: "missingField", "A decision on \(kind.rawValue) needs it.")
    }
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
    let subject = subjects.lazy.compactMap(\.subject).first ?? .none
    return Decision.Proposal(kind, title: text("title") ?? "", text: text("proposal") ?? "", subject: subject)
  }
}

extension JSONWriter {
  /// - Parameter partner: For whose eyes; nil for the network's people.
  mutating func decision(_ decision: Decision, for partner: Partner.ID?) {
    member("id", decision.id)
    member("initiativeId", decision.initiativeID)
    member("kind", decision.proposal.kind.rawValue)
    member("title", decision.proposal.title)
    member("proposal", decision.proposal.text)
    if case .partner(let id) = decision.proposal.subject { member("partnerId", id) }
    if case .agreement(let id) = decision.proposal.subject { member("agreementId", id) }
    if case .gate(let phase) = decision.proposal.subject { member("phase", phase.rawValue) }
    if case .split(let id) = decision.proposal.subject { member("splitProposalId", id) }
    key("rule")
    object { $0.decisionRule(decision.rule) }
    member("ruleAgreementId", decision.agreementID)
    member("openedAt", decision.openedAt)
    member("closedAt", decision.closedAt)
    member("outcome", decision.outcome?.rawValue)
    member("votedCount", Int64(decision.votes.count))
    member("voterCount", Int64(decision.unitCount))
    let unit = decision.voters.first { $0.partnerID == partner }?.unit
    member("ownVote", decision.votes.first { $0.unit == unit }?.vote.rawValue)
    member("boundPartnerIds", decision.boundPartnerIDs.map(\.text))
  }

  mutating func decisionVote(_ vote: DecisionVote) {
    member("partnerId", vote.partnerID)
    member("vote", vote.vote.rawValue)
    member("reason", vote.reason)
    member("votedAt", vote.votedAt)
  }
}
