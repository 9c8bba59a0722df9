import SchakelDomain

extension Shape {
  static let initiativeRisk = Shape(
    "InitiativeRisk",
    [
      .readOnly("kind", .code(InitiativeRiskKind.self), "What is at risk."),
      .readOnly("subjectKind", .text(1...60), "What it is about: facilitator, consent, initiative …"),
      .readOnly("subjectId", .identifier, "Its id."),
      .readOnly("dueDate", .day, "The day on which it ends, or that has passed.", nullable: true),
      .readOnly("clearedBy", .list(.code(RiskClearance.self), 1...5), "Each of these clears it."),
    ])

  static let initiativeRisks = Shape(
    "InitiativeRisks",
    [
      .readOnly("initiativeId", .identifier, "Which initiative."),
      .readOnly("title", .text(1...200), "What it is called."),
      .readOnly("risks", .list(.object(initiativeRisk), 0...10_000), "What is at risk in it; none for all well."),
    ])
}

extension JSONWriter {
  mutating func initiativeRisks(_ initiative: Initiative, _ risks: [InitiativeRisk]) {
    member("initiativeId", initiative.id)
    member("title", initiative.content.title)
    key("risks")
    list(risks) { writer, risk in writer.object { $0.initiativeRisk(risk) } }
  }

  mutating func initiativeRisk(_ risk: InitiativeRisk) {
    member("kind", risk.kind.rawValue)
    member("subjectKind", risk.subject.kind)
    member("subjectId", risk.subject.id)
    member("dueDate", risk.dueDate)
    member("clearedBy", risk.clearances.map(\.rawValue))
  }
}
