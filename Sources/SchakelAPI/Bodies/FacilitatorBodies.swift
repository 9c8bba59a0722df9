import SchakelDomain

extension Shape {
  private static let appointment: [Shape.Member] = [
    .required("partnerId", .identifier, "The member that facilitates."),
    .required("funding", .code(FacilitatorFunding.self), "Who pays it."),
    .optional("fundingNote", .text(0...500), "In words: which scheme, from which budget."),
    .required("hours", .integer(1...20_000), "Hours of the whole appointment."),
    .optional(
      "experienceMonths", .integer(0...720), "Of such work before, in months; null where that is not known."),
    .required("startDate", .day, "The first day of it."),
    .required("endDate", .day, "The first day without it: its rights stop there."),
  ]

  static let facilitatorInput = Shape("FacilitatorInput", appointment)

  static let facilitator = Shape(
    "Facilitator",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative.")]
      + appointment + [
        .readOnly("state", .code(FacilitatorState.self), "Where it stands now."),
        .readOnly("independence", .code(Independence.self), "How independent it is, as far as is known."),
        .readOnly("independenceStatement", .text(1...5000), "What it states; null when it did not.", nullable: true),
        .readOnly("independenceStatedAt", .moment, "When.", nullable: true),
        .readOnly("doubleRoles", .list(.code(ChainRole.self), 0...30), "What it is in the chain besides."),
        .readOnly(
          "interestPartnerIds", .list(.identifier, 0...10_000),
          "Members it declared an interest in, and those of its own group."),
        .readOnly("createdAt", .moment, "When it was put on record."),
      ])

  static let independenceInput = Shape(
    "IndependenceStatementInput",
    [
      .required("text", .text(1...5000), "What the facilitator states."),
      .defaulted("interestPartnerIds", .list(.identifier, 0...200), "The members it has an interest in."),
    ])

  static let endingInput = Shape(
    "FacilitatorEndingInput", [.required("endDate", .day, "The first day without it, earlier than was agreed.")])

  static let interimLeadInput = Shape(
    "InterimLeadInput", [.required("partnerId", .identifier, "The member that leads in between.")])

  static let interimLead = Shape(
    "InterimLead",
    [
      .readOnly("initiativeId", .identifier, "Of which initiative."),
      .readOnly("partnerId", .identifier, "Who was named last."),
      .readOnly("namedAt", .moment, "When."),
      .readOnly("isLeading", .boolean, "Whether it leads now: nobody is appointed."),
    ])
}

extension Body {
  func appointment(today: LocalDate) throws -> Facilitator.Appointment {
    guard let partner = id("partnerId", as: Partner.self) else { throw DomainError.notFound }
    return Facilitator.Appointment(
      partner, funding: code("funding") ?? .other, fundingNote: text("fundingNote"), hours: integer("hours") ?? 1,
      experienceMonths: integer("experienceMonths"), from: day("startDate") ?? today, until: day("endDate") ?? today)
  }
}

extension JSONWriter {
  mutating func facilitator(_ view: FacilitatorView) {
    let (facilitator, appointment) = (view.facilitator, view.facilitator.appointment)
    member("id", facilitator.id)
    member("initiativeId", facilitator.initiativeID)
    member("partnerId", appointment.partnerID)
    member("funding", appointment.funding.rawValue)
    member("fundingNote", appointment.fundingNote)
    member("hours", appointment.hours)
    member("experienceMonths", appointment.experienceMonths)
    member("startDate", appointment.startDate)
    member("endDate", appointment.endDate)
    member("state", view.state.rawValue)
    member("independence", view.independence.rawValue)
    member("independenceStatement", facilitator.statement?.text)
    member("independenceStatedAt", facilitator.statement?.statedAt)
    member("doubleRoles", view.doubleRoles.map(\.rawValue))
    member("interestPartnerIds", view.interestPartnerIDs.map(\.text))
    member("createdAt", facilitator.createdAt)
  }

  mutating func interimLead(_ lead: InterimLead) {
    member("initiativeId", lead.initiativeID)
    member("partnerId", lead.partnerID)
    member("namedAt", lead.namedAt)
    member("isLeading", lead.isLeading)
  }
}
