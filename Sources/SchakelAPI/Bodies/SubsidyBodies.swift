import SchakelDomain

extension Shape {
  private static let partInput = Shape(
    "SubsidyPartInput",
    [
      .required("partnerId", .identifier, "Who gets it."),
      .required("amountCents", .integer(0...SupportApplication.centsMax), "How much."),
    ])

  private static let part = Shape(
    "SubsidyPart",
    [
      .readOnly("partnerId", .identifier, "Who gets it."),
      .readOnly(
        "amountCents", .integer(0...SupportApplication.centsMax), "How much; null where you may not see it.",
        nullable: true),
      .readOnly(
        "claimedCents", .cents,
        "Costs that it claimed and did not withdraw, of which a subsidy pays a share; null where you may not see it.",
        nullable: true),
    ])

  private static let days: [Shape.Member] = [
    .required("startDate", .day, "The first day of it."), .required("endDate", .day, "The first day without it."),
  ]

  static let subsidyInput = Shape(
    "SubsidyInput", days + [.required("parts", .list(.object(partInput), 1...50), "What each partner gets.")])

  static let subsidy = Shape(
    "Subsidy",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative."),
      .readOnly("applicationId", .identifier, "On which application."),
    ] + days + [
      .readOnly("parts", .list(.object(part), 1...50), "Who gets what."),
      .readOnly("createdAt", .moment, "When it was put on record."),
    ])

  private static let invoice: [Shape.Member] = [
    .required("invoiceNumber", .text(1...100), "As it stands on the invoice."),
    .required("invoiceDate", .day, "As it stands there, too."),
    .required("amountCents", .integer(1...SupportApplication.centsMax), "What of it is claimed."),
  ]

  static let costClaimInput = Shape("CostClaimInput", invoice)

  static let costClaim = Shape(
    "CostClaim",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("subsidyId", .identifier, "On which subsidy."),
      .readOnly("partnerId", .identifier, "Whose."),
    ] + invoice + [
      .readOnly("createdAt", .moment, "When it was claimed."),
      .readOnly("withdrawnAt", .moment, "When it was taken back; null while it counts.", nullable: true),
    ])
}

extension JSONWriter {
  mutating func subsidy(_ subsidy: Subsidy, _ amounts: SupportAmounts) {
    member("id", subsidy.id)
    member("initiativeId", subsidy.initiativeID)
    member("applicationId", subsidy.applicationID)
    member("startDate", subsidy.startDate)
    member("endDate", subsidy.endDate)
    key("parts")
    list(subsidy.parts) { writer, part in
      writer.object { writer in
        writer.member("partnerId", part.partnerID)
        let isShown = amounts.shows(part.partnerID)
        writer.member("amountCents", isShown ? part.amountCents : nil)
        writer.member("claimedCents", isShown ? part.claimedCents : nil)
      }
    }
    member("createdAt", subsidy.createdAt)
  }

  mutating func costClaim(_ claim: CostClaim) {
    member("id", claim.id)
    member("subsidyId", claim.subsidyID)
    member("partnerId", claim.partnerID)
    member("invoiceNumber", claim.invoice.number)
    member("invoiceDate", claim.invoice.date)
    member("amountCents", claim.invoice.amountCents)
    member("createdAt", claim.createdAt)
    member("withdrawnAt", claim.withdrawnAt)
  }
}
