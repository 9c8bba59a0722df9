import SchakelDomain

extension Shape {
  private static let resultContent: [Shape.Member] = [
    .required("title", .text(1...200), "What shall be, or was, reached."),
    .optional("description", .text(0...2000), "How it can be verified."),
    .required("dueDate", .day, "The day by which it shall be reached."),
    .optional("achievedDate", .day, "The day on which it was reached; today or before."),
    .defaulted("evidenceLevel", .code(EvidenceLevel.self), "How well it is proven; declared when left out."),
  ]

  static let resultInput = Shape("InitiativeResultInput", resultContent)
  static let result = Shape(
    "InitiativeResult",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Whose result it is.")]
      + resultContent
      + [
        .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
        .readOnly("createdAt", .moment, "When it was made."),
        .readOnly("updatedAt", .moment, "When it was last changed."),
      ])
}

extension ResultContent {
  /// What a body says; in a patch, what it leaves out stays.
  mutating func apply(_ body: Body) {
    if let title = body.text("title") { self.title = title }
    if body.has("description") { description = body.text("description") }
    if let dueDate = body.day("dueDate") { self.dueDate = dueDate }
    if body.has("achievedDate") { achievedDate = body.day("achievedDate") }
    if let level = body.code("evidenceLevel", as: EvidenceLevel.self) { evidenceLevel = level }
  }
}

extension JSONWriter {
  mutating func result(_ result: InitiativeResult) {
    let content = result.content
    member("id", result.id)
    member("initiativeId", result.initiativeID)
    member("title", content.title)
    member("description", content.description)
    member("dueDate", content.dueDate)
    member("achievedDate", content.achievedDate)
    member("evidenceLevel", content.evidenceLevel.rawValue)
    member("version", result.version)
    member("createdAt", result.createdAt)
    member("updatedAt", result.updatedAt)
  }
}
