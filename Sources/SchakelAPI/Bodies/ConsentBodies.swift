import Cryptography
import SchakelDomain

extension Shape {
  static let consentInput = Shape(
    "ConsentInput",
    [
      .required("datasetId", .identifier, "Your data set."),
      .required("recipientPartnerId", .identifier, "Who may read."),
      .required("recipientRole", .code(ChainRole.self), "In which role."),
      .required("purpose", .text(1...60), "For which one purpose.", reason: .consentTooWide),
      .required("fields", .list(.fieldName, 1...200), "Which fields."),
      .defaulted("recordIds", .list(.identifier, 1...1000), "Only these records; all when left out."),
      .optional("ndaId", .identifier, "The NDA it depends on; any that covers the purpose when left out."),
      .defaulted(
        "figure", .object(.figureName),
        "Makes it a waiver: leave to publish this figure though it says much about you, and no more."),
      .optional("startDate", .day, "The first day; today when left out."),
      .required("endDate", .day, "The first day without it, within 365 days.", reason: .consentTooLong),
    ])

  private static let consentEvent = Shape(
    "ConsentEvent",
    [
      .readOnly("event", .code("consentEvent", ConsentEventKind.allCases.map(\.rawValue)), "What happened."),
      .readOnly("createdAt", .moment, "When."),
    ])

  static let consent = Shape(
    "Consent",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("datasetId", .identifier, "The data set."), .readOnly("partnerId", .identifier, "The owner."),
      .readOnly("recipientPartnerId", .identifier, "Who may read."),
      .readOnly("recipientRole", .code(ChainRole.self), "In which role."),
      .readOnly("purpose", .text(1...60), "For which purpose."),
      .readOnly("fields", .list(.fieldName, 1...200), "Which fields."),
      .readOnly("recordIds", .list(.identifier, 0...1000), "Only these records; all when empty."),
      .readOnly("ndaId", .identifier, "The NDA it depends on.", nullable: true),
      .readOnly("figure", .object(.figureName), "The figure that it is a waiver for.", nullable: true),
      .readOnly("startDate", .day, "The first day."), .readOnly("endDate", .day, "The first day without it."),
      .readOnly("state", .code(ConsentState.self), "How it stands now."),
      .readOnly("events", .list(.object(consentEvent), 1...1000), "What happened to it."),
      .readOnly("createdAt", .moment, "When it was granted."),
    ])

  static let receipt = Shape(
    "Receipt",
    [
      .readOnly("id", .identifier, "Its id."),
      .readOnly(
        "event", .code("receiptEvent", ["granted", "refused", "suspended", "resumed", "revoked"]), "What happened."),
      .readOnly("consentId", .identifier, "To which consent.", nullable: true),
      .readOnly("consentRequestId", .identifier, "To which request.", nullable: true),
      .readOnly("auditSeq", .integer(1...9_007_199_254_740_991), "The number of the audit entry."),
      .readOnly("headHash", .text(64...64), "The hash of that entry: proof against a changed history."),
      .readOnly("createdAt", .moment, "When."),
    ])

  private static let dutyItem = Shape(
    "DestructionDutyItem",
    [
      .readOnly("recordId", .identifier, "The record."),
      .readOnly("recordVersion", .integer(1...9_007_199_254_740_991), "Its version."),
      .readOnly("field", .fieldName, "The field that was read."),
    ])

  static let destructionDuty = Shape(
    "DestructionDuty",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("consentId", .identifier, "The consent that was revoked."),
      .readOnly("partnerId", .identifier, "The owner."),
      .readOnly("recipientPartnerId", .identifier, "Who must destroy."),
      .readOnly("dueDate", .day, "The last day for it."),
      .readOnly("state", .code(DestructionDutyState.self), "Whether it was done."),
      .readOnly("fulfilledAt", .moment, "When it was confirmed.", nullable: true),
      .readOnly("items", .list(.object(dutyItem), 0...100_000), "What was read."),
      .readOnly("createdAt", .moment, "When it was imposed."),
    ])

  static let destructionDutyStanding = Shape(
    "DestructionDutyStanding",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("partnerId", .identifier, "The owner."),
      .readOnly("recipientPartnerId", .identifier, "Who must destroy."),
      .readOnly("dueDate", .day, "The last day for it."),
      .readOnly("state", .code(DestructionDutyState.self), "Whether it was done."),
    ])

  static let accessEntry = Shape(
    "AccessEntry",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("datasetId", .identifier, "The data set."),
      .readOnly("recordIds", .list(.identifier, 0...100), "The records."),
      .readOnly("fields", .list(.fieldName, 0...1000), "The fields read, or named in vain."),
      .readOnly("accountId", .identifier, "Who asked."),
      .readOnly("partnerId", .identifier, "For whom.", nullable: true),
      .readOnly("role", .code(ChainRole.self), "In which role.", nullable: true),
      .readOnly("purpose", .text(1...60), "What for.", nullable: true),
      .readOnly("isPermitted", .boolean, "Whether it was allowed."),
      .readOnly("reason", .text(1...60), "Why not.", nullable: true), .readOnly("createdAt", .moment, "When."),
    ])

  static let accessQuestion = Shape(
    "AccessQuestion",
    [
      .required("recordId", .identifier, "The record."), .optional("purpose", .text(1...60), "What for."),
      .defaulted("fields", .list(.fieldName, 1...200), "Which fields; whatever is covered when left out."),
    ])

  static let accessDecision = Shape(
    "AccessDecision",
    [
      .readOnly("isPermitted", .boolean, "Whether you could read it now."),
      .readOnly("reason", .text(1...60), "Why not.", nullable: true),
      .readOnly("detail", .text(0...2000), "Why not, and what to do.", nullable: true),
      .readOnly("fields", .list(.fieldName, 0...1000), "The fields you could read, or that are refused."),
      .readOnly(
        "neutralRoutes", .list(.code(NeutralRoute.self), 0...2),
        "How to learn what a competition-sensitive value is needed for without seeing it."),
    ])
}

extension JSONWriter {
  mutating func consent(_ assessed: ConsentAssessment, _ fields: [String]) {
    let consent = assessed.consent
    member("id", consent.id)
    member("initiativeId", consent.initiativeID)
    member("datasetId", consent.dataSetID)
    member("partnerId", consent.partnerID)
    member("recipientPartnerId", consent.recipientPartnerID)
    member("recipientRole", consent.recipientRole.rawValue)
    member("purpose", consent.purpose)
    member("fields", fields)
    member("recordIds", consent.recordIDs.map(\.text).sorted())
    member("ndaId", consent.ndaID)
    key("figure")
    if let figure = consent.figure {
      object { writer in
        writer.member("measureId", figure.measureID)
        writer.filter(figure.filter)
      }
    } else {
      null()
    }
    member("startDate", consent.startDate)
    member("endDate", consent.endDate)
    member("state", assessed.state.rawValue)
    key("events")
    list(consent.events) { writer, event in
      writer.object { writer in
        writer.member("event", event.event.rawValue)
        writer.member("createdAt", event.createdAt)
      }
    }
    member("createdAt", consent.createdAt)
  }

  mutating func receipt(_ receipt: Receipt) {
    member("id", receipt.id)
    member("event", receipt.event)
    member("consentId", receipt.consentID)
    member("consentRequestId", receipt.consentRequestID)
    member("auditSeq", receipt.auditSeq)
    member("headHash", Hex.encode(receipt.headHash))
    member("createdAt", receipt.createdAt)
  }

  mutating func duty(_ duty: DestructionDuty, today: LocalDate) {
    member("id", duty.id)
    member("consentId", duty.consentID)
    member("partnerId", duty.partnerID)
    member("recipientPartnerId", duty.recipientPartnerID)
    member("dueDate", duty.dueDate)
    member("state", duty.state(on: today).rawValue)
    member("fulfilledAt", duty.fulfilledAt)
    key("items")
    list(duty.items) { writer, item in
      writer.object { writer in
        writer.member("recordId", item.recordID)
        writer.member("recordVersion", item.recordVersion)
        writer.member("field", item.field)
      }
    }
    member("createdAt", duty.createdAt)
  }

  mutating func dutyStanding(_ duty: DestructionDutyStanding) {
    member("id", duty.id)
    member("partnerId", duty.partnerID)
    member("recipientPartnerId", duty.recipientPartnerID)
    member("dueDate", duty.dueDate)
    member("state", duty.state.rawValue)
  }

  mutating func accessEntry(_ entry: AccessEntry) {
    member("id", entry.id)
    member("datasetId", entry.dataSetID)
    member("recordIds", entry.recordIDs.map(\.text))
    member("fields", entry.fieldNames)
    member("accountId", entry.askerAccountID)
    member("partnerId", entry.askerPartnerID)
    member("role", entry.askerRole)
    member("purpose", entry.purpose)
    member("isPermitted", entry.isPermitted)
    member("reason", entry.reason)
    member("createdAt", entry.createdAt)
  }
}
