import SchakelDomain

extension Shape {
  private static let instrumentMembers: [Shape.Member] = [
    .readOnly("code", .text(1...60), "Its stable name."),
    .readOnly("scheme", .code(SupportScheme.self), "Whose it is."),
    .readOnly("kind", .code(SupportKind.self), "What sort of help."),
    .readOnly("name", .text(1...200), "As it is called in Dutch."),
    .readOnly("summary", .text(1...2000), "What it is."),
    .readOnly("source", .text(1...2000), "Where that is known from."),
    .readOnly(
      "criteria", .list(.object(criterion), 0...10), "What it is for; a criterion that is missing asks for nothing."),
  ]

  private static let criterion = Shape(
    "SupportCriterionValues",
    [
      .readOnly("criterion", .code(SupportCriterion.self), "By what."),
      .readOnly("values", .list(.text(1...200), 1...100), "One of these fits."),
    ])

  static let supportInstrument = Shape("SupportInstrument", instrumentMembers)

  static let supportInstrumentWithOpenings = Shape(
    "SupportInstrumentWithOpenings",
    instrumentMembers
      + [.readOnly("openings", .list(.object(supportOpening), 0...10_000), "By period, the oldest version first.")])

  private static let condition = Shape(
    "SupportCondition",
    [
      .required("condition", .code(EligibilityCondition.self), "What must hold."),
      .optional("bound", .cents, "Its number, in what the condition counts; null where it counts nothing."),
      .required("source", .text(1...2000), "Where it is known from."),
    ])

  private static let openingContent: [Shape.Member] = [
    .required("period", .text(1...60), "As the opening period is called: a year, mostly."),
    .optional("opensDate", .day, "The first day on which one can apply; null where it is not known."),
    .optional("closesDate", .day, "The first day on which nobody can any more; null where it is not known."),
    .optional("percent", .integer(1...100), "Of the eligible costs; null for help that is no money, or not known."),
    .optional("partnerMaxCents", .integer(1...9_007_199_254_740_991), "The most that one entrepreneur gets."),
    .optional("remarks", .text(0...2000), "What is not known of it, or not tested."),
    .required("source", .text(1...2000), "Where it is known from."),
    .defaulted("conditions", .list(.object(condition), 0...30), "What must hold to be eligible."),
  ]

  static let supportOpeningInput = Shape("SupportOpeningInput", openingContent)

  static let supportOpening = Shape(
    "SupportOpening",
    [
      .readOnly("id", .identifier, "Its id."),
      .readOnly("instrumentCode", .text(1...60), "Of which instrument."),
      .readOnly("version", .integer(1...1_000_000), "Of its period."),
    ] + openingContent + [.readOnly("createdAt", .moment, "When it was put on record.")])

  private static let matchFinding = Shape(
    "SupportMatchFinding",
    [
      .readOnly("criterion", .code(SupportCriterion.self), "By what."),
      .readOnly("outcome", .code(ConditionOutcome.self), "Unknown where the initiative says nothing of it."),
      .readOnly("wanted", .list(.text(1...200), 1...100), "What the instrument is for."),
      .readOnly("matched", .list(.text(1...200), 0...100), "What of that the initiative has."),
    ])

  static let supportMatch = Shape(
    "SupportMatch",
    [
      .readOnly("instrumentCode", .text(1...60), "Which instrument."),
      .readOnly("name", .text(1...200), "As it is called in Dutch."),
      .readOnly("outcome", .code(ConditionOutcome.self), "Whether it fits by every criterion that it has."),
      .readOnly("findings", .list(.object(matchFinding), 0...10), "Why, or why not."),
    ])
}

extension Body {
  var supportOpening: SupportOpening.Content {
    var content = SupportOpening.Content(period: text("period") ?? "", source: text("source") ?? "")
    content.opensDate = day("opensDate")
    content.closesDate = day("closesDate")
    content.percent = integer("percent")
    content.partnerMaxCents = integer("partnerMaxCents")
    content.remarks = text("remarks")
    content.conditions = (objects("conditions") ?? []).compactMap { body in
      guard let kind = body.code("condition", as: EligibilityCondition.self) else { return nil }
      return SupportOpening.Condition(kind, bound: body.integer("bound"), source: body.text("source") ?? "")
    }
    return content
  }
}

extension JSONWriter {
  mutating func supportInstrument(_ instrument: SupportInstrument) {
    member("code", instrument.code)
    member("scheme", instrument.scheme.rawValue)
    member("kind", instrument.kind.rawValue)
    member("name", instrument.name)
    member("summary", instrument.summary)
    member("source", instrument.source)
    key("criteria")
    list(SupportCriterion.allCases.filter { instrument.criteria[$0] != nil }) { writer, criterion in
      writer.object { writer in
        writer.member("criterion", criterion.rawValue)
        writer.member("values", instrument.criteria[criterion] ?? [])
      }
    }
  }

  mutating func supportOpening(_ opening: SupportOpening) {
    let content = opening.content
    member("id", opening.id)
    member("instrumentCode", opening.instrumentCode)
    member("version", opening.version)
    member("period", content.period)
    member("opensDate", content.opensDate)
    member("closesDate", content.closesDate)
    member("percent", content.percent)
    member("partnerMaxCents", content.partnerMaxCents)
    member("remarks", content.remarks)
    member("source", content.source)
    key("conditions")
    list(content.conditions) { writer, condition in
      writer.object { writer in
        writer.member("condition", condition.kind.rawValue)
        writer.member("bound", condition.bound)
        writer.member("source", condition.source)
      }
    }
    member("createdAt", opening.createdAt)
  }

  mutating func supportMatch(_ match: SupportMatch) {
    member("instrumentCode", match.instrument.code)
    member("name", match.instrument.name)
    member("outcome", match.outcome.rawValue)
    key("findings")
    list(match.findings) { writer, finding in
      writer.object { writer in
        writer.member("criterion", finding.criterion.rawValue)
        writer.member("outcome", finding.outcome.rawValue)
        writer.member("wanted", finding.wanted)
        writer.member("matched", finding.matched)
      }
    }
  }
}
