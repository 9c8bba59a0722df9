import SchakelDomain

extension Shape {
  private static let competitorRelationContent: [Shape.Member] = [
    .required("market", .text(1...200), "On which market: a product and a region."),
    .required("answer", .code(CompetitionAnswer.self), "Whether they compete there, or could."),
    .required("source", .text(1...1000), "What the answer rests on."),
  ]

  static let competitorRelationInput = Shape(
    "CompetitorRelationInput",
    [.required("partnerIds", .list(.identifier, 2...2), "The two partners; the answer is for their groups.")]
      + competitorRelationContent)

  static let competitorRelation = Shape(
    "CompetitorRelation",
    [
      .readOnly("id", .identifier, "Its id."),
      .readOnly("sides", .list(.object(undertaking), 2...2), "The two undertakings."),
    ] + competitorRelationContent + [
      .readOnly("isCurrent", .boolean, "Whether no later answer for the same two and market has taken its place."),
      .readOnly("accountId", .identifier, "Who answered."),
      .readOnly("authorPartnerId", .identifier, "For whom; null for the network.", nullable: true),
      .readOnly("createdAt", .moment, "When it was answered."),
    ])

  private static let undertaking = Shape(
    "Undertaking",
    [
      .readOnly("groupId", .identifier, "A group.", nullable: true),
      .readOnly("partnerId", .identifier, "Or a partner that is in none.", nullable: true),
    ])
}

extension JSONWriter {
  mutating func competitorRelation(_ relation: CompetitorRelation) {
    member("id", relation.id)
    key("sides")
    list(relation.sides) { writer, side in
      writer.object { writer in
        writer.member("groupId", side.groupID)
        writer.member("partnerId", side.partnerID)
      }
    }
    member("market", relation.market)
    member("answer", relation.answer.rawValue)
    member("source", relation.source)
    member("isCurrent", relation.isCurrent)
    member("accountId", relation.accountID)
    member("authorPartnerId", relation.partnerID)
    member("createdAt", relation.createdAt)
  }
}
