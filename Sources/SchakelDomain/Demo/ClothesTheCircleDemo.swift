/// Clothes the Circle: what its members agreed on, a decision that an objection stopped, and the next one, on which one
/// vote is still to come.
struct ClothesTheCircleDemo {
  private static let members: [(company: String, role: ChainRole)] = [
    ("Draadkracht", .recycler), ("Weefhuis", .manufacturer), ("Merk Lente", .retailer), ("Sorteer Oost", .sorter),
    ("Winkelketen Delta", .retailer),
  ]

  private let builder: DemoBuilder
  private let tx: WriteTransaction
  private let lead: Caller

  init(_ builder: DemoBuilder) throws {
    self.builder = builder
    tx = builder.tx
    lead = try builder.caller(.director)
  }

  /// - Returns: The ids that the walk needs.
  func build() throws -> [DemoNetwork.Variable] {
    let initiative = try InitiativeEditor(tx).create(DemoCases.clothesTheCircle, roles: [.facilitator], as: lead).id
    try builder.join(Self.members, initiative, as: lead)
    let agreement = try agree(initiative)
    try promise(initiative)
    try ask(initiative)
    let candidate = try builder.partner("Zuidergaren")
    let first = try admission("Admit Zuidergaren", "Zuidergaren weaves what Draadkracht spins.", candidate, initiative)
    try vote([.agree, .agree, .object, .agree, .agree], on: first)
    _ = try DecisionEditor(tx).close(first, as: lead)
    let second = try admission(
      "Admit Zuidergaren, after a trial", "It spins a hundred kilos first, and shares what came of it.", candidate,
      initiative)
    try vote([.agree, nil, .standAside, .agree, .agree], on: second)
    return [
      ("CIRCLE", initiative.text, "Clothes the Circle"), ("AGREEMENT", agreement.text, "what its members agreed on"),
      ("DECISION", second.text, "whether they admit Zuidergaren"),
      ("MAKER_ID", try builder.partner("Weefhuis").text, "Weefhuis"), ("CANDIDATE_ID", candidate.text, "Zuidergaren"),
    ]
  }

  private func agree(_ initiative: Initiative.ID) throws -> Agreement.ID {
    let agreement = try AgreementEditor(tx).draft(content, of: initiative, as: lead).id
    let hash = try AgreementEditor(tx).offer(agreement, as: lead).content.documentHash
    for (company, _) in Self.members {
      _ = try AgreementEditor(tx).sign(
        agreement, for: builder.partner(company), documentHash: hash, level: .simple, as: builder.caller(company))
    }
    return agreement
  }

  private var content: AgreementContent {
    var content = AgreementContent(
      title: "How we work together",
      text: "We make new yarn of used clothes, and tell each other in time what goes wrong. (Invented for the demo.)")
    content.exclusivity = ExclusivityTerms(.withinScope, untilDate: tx.today.adding(months: 21))
    content.exit = .noticeDays(60)
    content.accession = .vote
    content.sharing = [.internal, .confidential].map { SharedClass($0, roles: nil, purposes: nil) }
    content.rules = [
      DecisionRule(.accession, .consent, quorumPercent: 60, isSecretUntilClose: true),
      DecisionRule(.budget, .consent, quorumPercent: 60, isSecretUntilClose: true),
      DecisionRule(.planning, .simpleMajority, quorumPercent: 60, isSecretUntilClose: true),
    ]
    content.explanations = [.informationSharing: "What is confidential goes under an NDA and by consent only."]
    return content
  }

  private func promise(_ initiative: Initiative.ID) throws {
    let sorting = Commitment.Content(
      try builder.partner("Sorteer Oost"), title: "Sort what the shops take in", hours: 16, per: .month,
      from: tx.today, until: nil)
    let commitment = try CommitmentEditor(tx).propose(sorting, in: initiative, as: lead)
    _ = try CommitmentEditor(tx).answer(commitment.id, accepts: true, as: builder.caller("Sorteer Oost"))
  }

  /// A pulse that all have answered.
  private func ask(_ initiative: Initiative.ID) throws {
    let question = (kind: PulseQuestionKind.scale, text: "Do our meetings bring results?")
    let pulse = try PulseEditor(tx).open("After the first months", [question], in: initiative, as: lead).pulse.id
    let given: [[Int64]] = [[4, 5, 3], [5, 4, 2], [4, 4, 3], [3, 5, 3], [4, 5, 4]]
    for ((company, _), values) in zip(Self.members, given) {
      let answers = values.enumerated().map { PulseAnswer(question: Int64($0 + 1), value: $1, text: nil) }
      _ = try PulseEditor(tx).answer(pulse, with: answers, as: builder.caller(company))
    }
    _ = try PulseEditor(tx).close(pulse, as: lead)
  }

  private func admission(
    _ title: String, _ text: String, _ candidate: Partner.ID, _ initiative: Initiative.ID
  ) throws -> Decision.ID {
    let proposal = Decision.Proposal(.accession, title: title, text: text, subject: .partner(candidate))
    return try DecisionEditor(tx).open(proposal, in: initiative, as: lead).id
  }

  /// - Parameter votes: In the order of the members; nil for who has not voted yet.
  private func vote(_ votes: [Vote?], on decision: Decision.ID) throws {
    for ((company, _), vote) in zip(Self.members, votes) {
      guard let vote else { continue }
      _ = try DecisionEditor(tx).vote(
        vote, reason: vote == .object ? "We want to see a trial first." : nil, on: decision,
        for: builder.partner(company), as: builder.caller(company))
    }
  }
}
