import SchakelDomain

extension Shape {
  private static let question: [Shape.Member] = [
    .required("datasetId", .identifier, "The data set."),
    .required("role", .code(ChainRole.self), "In which role the asker would read."),
    .required("purpose", .text(1...60), "For which one purpose.", reason: .consentTooWide),
    .required("fields", .list(.fieldName, 1...200), "Which fields."),
    .required("startDate", .day, "The first day."),
    .required("endDate", .day, "The first day without it, within 365 days.", reason: .consentTooLong),
    .optional("reason", .text(0...2000), "Why it is asked."),
  ]

  static let consentRequestInput = Shape("ConsentRequestInput", question)

  static let consentRequest = Shape(
    "ConsentRequest",
    [.readOnly("id", .identifier, "Its id.")] + question + [
      .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("ownerPartnerId", .identifier, "The owner, who is asked."),
      .readOnly("partnerId", .identifier, "Who asks."),
      .readOnly("state", .code(ConsentRequestState.self), "Whether it can be answered."),
      .readOnly("lapseDate", .day, "The first day on which it is too late to answer."),
      .readOnly("refusedAt", .moment, "When it was refused.", nullable: true),
      .readOnly("createdAt", .moment, "When it was asked."),
    ])

  static let consentRefusal = Shape(
    "ConsentRefusalInput", [.optional("reason", .text(0...2000), "Why it is refused.")])
}

extension JSONWriter {
  mutating func consentRequest(_ request: ConsentRequest, today: LocalDate) {
    member("id", request.id)
    member("datasetId", request.dataSetID)
    member("role", request.role.rawValue)
    member("purpose", request.purpose)
    member("fields", request.fields)
    member("startDate", request.startDate)
    member("endDate", request.endDate)
    member("reason", request.reason)
    member("initiativeId", request.initiativeID)
    member("ownerPartnerId", request.ownerPartnerID)
    member("partnerId", request.partnerID)
    member("state", request.state(on: today).rawValue)
    member("lapseDate", request.lapseDate)
    member("refusedAt", request.refusedAt)
    member("createdAt", request.createdAt)
  }
}
