import SchakelDomain

extension Shape {
  private static let amountCents = ValueType.integer(0...SupportApplication.centsMax)

  private static let applicationContent: [Shape.Member] = [
    .required("title", .text(1...200), "What it is called."),
    .required("openingId", .identifier, "On which opening: a profile of an instrument."),
    .required("leadPartnerId", .identifier, "Who applies for all; one of those that take part."),
    .required("startDate", .day, "The first day of the project."),
    .required("endDate", .day, "The first day after it."),
  ]

  static let supportApplicationInput = Shape(
    "SupportApplicationInput",
    applicationContent + [.required("partnerIds", .list(.identifier, 1...50), "The members that take part.")])

  private static let participant = Shape(
    "SupportParticipant",
    [
      .readOnly("partnerId", .identifier, "Who takes part."),
      .readOnly("hasEnteredCosts", .boolean, "Whether it entered its eligible costs."),
      .readOnly("eligibleCents", amountCents, "How much; null where you may not see it.", nullable: true),
    ])

  static let supportApplication = Shape(
    "SupportApplication",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative.")]
      + applicationContent + [
        .readOnly("participants", .list(.object(participant), 1...50), "Who takes part."),
        .readOnly("submittedAt", .moment, "When it was handed in; null while it is prepared.", nullable: true),
        .readOnly("createdAt", .moment, "When it was made."),
      ])

  static let eligibleCostsInput = Shape(
    "EligibleCostsInput", [.required("eligibleCents", amountCents, "What the partner's costs that count will be.")])

  static let deMinimisInput = Shape(
    "DeMinimisStatementInput",
    [.required("receivedCents", amountCents, "Small state aid received in three years; 0 for none.")])

  static let deMinimisStatement = Shape(
    "DeMinimisStatement",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("partnerId", .identifier, "Whose."),
      .readOnly("receivedCents", amountCents, "How much; null where you may not see it.", nullable: true),
      .readOnly("statedAt", .moment, "When."),
    ])

  private static let eligibilityFinding = Shape(
    "EligibilityFinding",
    [
      .readOnly("condition", .code(EligibilityCondition.self), "What must hold."),
      .readOnly("outcome", .code(ConditionOutcome.self), "Whether it does."),
      .readOnly("bound", .cents, "The number in the profile.", nullable: true),
      .readOnly("actual", .cents, "The number that there is.", nullable: true),
      .readOnly("partnerIds", .list(.identifier, 0...50), "The partners for whom it fails."),
      .readOnly("roles", .list(.code(ChainRole.self), 0...30), "The links that count, where it is about links."),
      .readOnly("detail", .text(1...2000), "What to do; null for one that is met.", nullable: true),
    ])

  private static let supportAmount = Shape(
    "SupportAmount",
    [
      .readOnly("eligibleCents", .cents, "Costs that count."), .readOnly("subsidyCents", .cents, "Subsidy."),
      .readOnly("ownContributionCents", .cents, "What is left of them to pay."),
    ])

  private static let partnerAmount = Shape(
    "SupportPartnerAmount",
    [.readOnly("partnerId", .identifier, "Whose.")] + supportAmount.members)

  static let eligibility = Shape(
    "Eligibility",
    [
      .readOnly("openingId", .identifier, "Against which profile."),
      .readOnly("isEligible", .boolean, "Whether every condition is met."),
      .readOnly("findings", .list(.object(eligibilityFinding), 0...40), "Each condition of the profile."),
      .readOnly("amounts", .list(.object(partnerAmount), 0...50), "What is known, and you may see."),
      .readOnly(
        "total", .object(supportAmount), "Of all together; null where one is not known, or you may not see it.",
        nullable: true),
    ])
}

extension Body {
  func supportApplication(today: LocalDate) throws -> SupportApplication.Content {
    guard let opening = id("openingId", as: SupportOpening.self), let lead = id("leadPartnerId", as: Partner.self)
    else { throw DomainError.notFound }
    return SupportApplication.Content(
      text("title") ?? "", on: opening, lead: lead, partners: (texts("partnerIds") ?? []).compactMap { Partner.ID($0) },
      from: day("startDate") ?? today, until: day("endDate") ?? today)
  }
}

extension JSONWriter {
  mutating func supportApplication(_ application: SupportApplication, _ amounts: SupportAmounts) {
    let content = application.content
    member("id", application.id)
    member("initiativeId", application.initiativeID)
    member("title", content.title)
    member("openingId", content.openingID)
    member("leadPartnerId", content.leadPartnerID)
    member("startDate", content.startDate)
    member("endDate", content.endDate)
    key("participants")
    list(application.participants) { writer, participant in
      writer.object { writer in
        writer.member("partnerId", participant.partnerID)
        writer.member("hasEnteredCosts", participant.eligibleCents != nil)
        writer.member("eligibleCents", amounts.shows(participant.partnerID) ? participant.eligibleCents : nil)
      }
    }
    member("submittedAt", application.submittedAt)
    member("createdAt", application.createdAt)
  }

  mutating func deMinimisStatement(_ statement: DeMinimisStatement, _ amounts: SupportAmounts) {
    member("id", statement.id)
    member("initiativeId", statement.initiativeID)
    member("partnerId", statement.partnerID)
    member("receivedCents", amounts.shows(statement.partnerID) ? statement.receivedCents : nil)
    member("statedAt", statement.statedAt)
  }

  mutating func eligibility(_ eligibility: Eligibility, _ amounts: SupportAmounts) {
    member("openingId", eligibility.openingID)
    member("isEligible", eligibility.isEligible)
    key("findings")
    list(eligibility.findings) { writer, finding in
      writer.object { $0.eligibilityFinding(finding.shown(to: amounts)) }
    }
    key("amounts")
    let shown = eligibility.amounts.filter { $0.amount != nil && amounts.shows($0.partnerID) }
    list(shown) { writer, row in
      writer.object { writer in
        writer.member("partnerId", row.partnerID)
        if let amount = row.amount { writer.supportAmount(amount) }
      }
    }
    key("total")
    if let total = eligibility.total, amounts.seesAll { object { $0.supportAmount(total) } } else { null() }
  }

  private mutating func eligibilityFinding(_ finding: Eligibility.Finding) {
    member("condition", finding.condition.rawValue)
    member("outcome", finding.outcome.rawValue)
    member("bound", finding.bound)
    member("actual", finding.actual)
    member("partnerIds", finding.partnerIDs.map(\.text))
    member("roles", finding.roles.map(\.rawValue))
    member("detail", finding.detail)
  }

  private mutating func supportAmount(_ amount: Eligibility.Amount) {
    member("eligibleCents", amount.eligibleCents)
    member("subsidyCents", amount.subsidyCents)
    member("ownContributionCents", amount.ownContributionCents)
  }
}
