import SchakelDomain

extension Shape {
  private static let commitmentContent: [Shape.Member] = [
    .required("partnerId", .identifier, "The member that carries it."),
    .required("title", .text(1...200), "What is promised."),
    .optional("hours", .integer(1...20_000), "Hours; left out for other means."),
    .defaulted("per", .code(CommitmentPeriod.self), "What the hours are of; the whole when left out."),
    .required("startDate", .day, "The first day of it."),
    .optional("endDate", .day, "The first day without it."),
  ]

  static let commitmentInput = Shape("CommitmentInput", commitmentContent)

  static let commitment = Shape(
    "Commitment",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative.")]
      + commitmentContent + [
        .readOnly("state", .code(CommitmentState.self), "Where it stands now."),
        .readOnly("proposedAt", .moment, "When it was entered."),
        .readOnly("acceptedAt", .moment, "When the member that carries it accepted.", nullable: true),
        .readOnly("declinedAt", .moment, "When that declined.", nullable: true),
      ])
}

extension Body {
  func commitment(today: LocalDate) throws -> Commitment.Content {
    guard let partner = id("partnerId", as: Partner.self) else { throw DomainError.notFound }
    return Commitment.Content(
      partner, title: text("title") ?? "", hours: integer("hours"), per: code("per") ?? .whole,
      from: day("startDate") ?? today, until: day("endDate"))
  }
}

extension JSONWriter {
  mutating func commitment(_ commitment: Commitment, today: LocalDate) {
    let content = commitment.content
    member("id", commitment.id)
    member("initiativeId", commitment.initiativeID)
    member("partnerId", content.partnerID)
    member("title", content.title)
    member("hours", content.hours)
    member("per", content.per.rawValue)
    member("startDate", content.startDate)
    member("endDate", content.endDate)
    member("state", commitment.state(on: today).rawValue)
    member("proposedAt", commitment.proposedAt)
    member("acceptedAt", commitment.acceptedAt)
    member("declinedAt", commitment.declinedAt)
  }
}
