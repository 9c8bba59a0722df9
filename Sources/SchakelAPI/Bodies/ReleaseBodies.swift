import Disclosure
import SchakelDomain

extension Shape {
  private static let condition = Shape(
    "FilterCondition",
    [
      .required("field", .fieldName, "A text, a day or a yes or no that every record has one of."),
      .required("values", .list(.text(1...200), 1...50), "What it may hold."),
    ])

  private static let filter = Member.defaulted(
    "filter", .list(.object(condition), 1...5), "Only records that meet every condition; all when left out.")

  private static let shownFilter = Member.readOnly(
    "filter", .list(.object(condition), 0...10), "The conditions that its records meet; all records when empty.")

  private static let measureContent: [Shape.Member] = [
    .required("title", .text(1...200), "What it is called."),
    .required("field", .fieldName, "The field that is added up, in every data set that has it."),
    .optional("unit", .text(1...30), "The field's unit."),
  ]

  static let measureInput = Shape("MeasureInput", measureContent + [filter])

  static let measure = Shape(
    "Measure",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative.")]
      + measureContent + [shownFilter, .readOnly("createdAt", .moment, "When it was registered.")])

  /// A figure as a waiver names it.
  static let figureName = Shape(
    "FigureName", [.required("measureId", .identifier, "Of which measure."), filter])

  static let releaseInput = Shape(
    "ReleaseInput",
    [
      .required("measureId", .identifier, "What is added up."),
      .defaulted("statistic", .code(Statistic.self), "How; sum when left out."), filter,
      .defaulted(
        "dimensions", .list(.object(condition), 1...2),
        "The fields that a table is broken down by, with the values that are asked for."),
    ])

  private static let figure = Shape(
    "ReleaseFigure",
    [
      .readOnly("level", .code(TableProtection.Level.self), "Whether it is a cell or what adds cells up."),
      shownFilter, .readOnly("outcome", .code(ReleaseFigure.Outcome.self), "What became of it."),
      .readOnly("value", .decimal, "The figure, where it was released.", nullable: true),
    ])

  static let release = Shape(
    "Release",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("measureId", .identifier, "Of which measure."),
      .readOnly("statistic", .code(Statistic.self), "How its parts became one figure."), shownFilter,
      .readOnly("dimensions", .list(.object(condition), 0...2), "What the table is broken down by."),
      .readOnly(
        "value", .decimal, "The figure: sums and counts are exact, others have six places. Null for a table.",
        nullable: true), .readOnly("unit", .text(1...30), "Its unit.", nullable: true),
      .readOnly("figures", .list(.object(figure), 1...200), "The figure, or those of the table."),
      .readOnly(
        "isBasedOnWithdrawnData", .boolean,
        "Whether data in it was withdrawn or corrected since; the figure itself stays."),
      .readOnly("createdAt", .moment, "When it was released."),
    ])

  static let withheldFigure = Shape(
    "WithheldFigure",
    [
      .readOnly("number", .integer(1...9_007_199_254_740_991), "Its number."),
      .readOnly("measureId", .identifier, "Of which measure."),
      .readOnly("releaseId", .identifier, "The table that it is a part of.", nullable: true),
      .readOnly("statistic", .code(Statistic.self), "What was asked for."),
      .readOnly("level", .code(TableProtection.Level.self), "Whether it is a cell or what adds cells up."), shownFilter,
      .readOnly("rule", .code(Cell.Rule.self), "Why it was withheld."),
      .readOnly("createdAt", .moment, "When it was decided."),
    ])
}

extension Body {
  /// The conditions in a member; none when it is left out.
  func conditions(_ name: String) -> [Population.Condition] {
    (objects(name) ?? []).map { .init($0.text("field") ?? "", $0.texts("values") ?? []) }
  }

  /// The figure that a waiver is for.
  var figureName: ConsentFigure? {
    guard let figure = object("figure"), let measure = figure.id("measureId", as: Measure.self) else { return nil }
    return ConsentFigure(measureID: measure, filter: Population(figure.conditions("filter")))
  }
}

extension JSONWriter {
  mutating func measure(_ measure: Measure) {
    member("id", measure.id)
    member("initiativeId", measure.initiativeID)
    member("title", measure.title)
    member("field", measure.field)
    member("unit", measure.unit)
    filter(measure.population)
    member("createdAt", measure.createdAt)
  }

  mutating func filter(_ filter: Population) {
    key("filter")
    conditions(filter.conditions)
  }

  private mutating func conditions(_ conditions: [Population.Condition]) {
    list(conditions) { writer, condition in
      writer.object { writer in
        writer.member("field", condition.field)
        writer.member("values", condition.values)
      }
    }
  }

  /// Neither who contributed nor, unless that was asked, how many.
  mutating func release(_ release: Release) {
    let question = release.question
    member("id", release.id)
    member("initiativeId", release.measure.initiativeID)
    member("measureId", release.measure.id)
    member("statistic", question.statistic.rawValue)
    filter(question.filter)
    key("dimensions")
    conditions(question.dimensions)
    member("value", question.dimensions.isEmpty ? release.figures.last?.value : nil)
    member("unit", [.sum, .mean].contains(question.statistic) ? release.measure.unit : nil)
    key("figures")
    list(release.figures) { writer, figure in
      writer.object { writer in
        writer.member("level", figure.level.rawValue)
        writer.filter(figure.filter)
        writer.member("outcome", figure.outcome.rawValue)
        writer.member("value", figure.value)
      }
    }
    member("isBasedOnWithdrawnData", release.isBasedOnWithdrawnData)
    member("createdAt", release.createdAt)
  }

  mutating func withheldFigure(_ figure: WithheldFigure) {
    member("number", figure.number)
    member("measureId", figure.measureID)
    member("releaseId", figure.releaseID)
    member("statistic", figure.statistic.rawValue)
    member("level", figure.level.rawValue)
    filter(figure.filter)
    member("rule", figure.rule.rawValue)
    member("createdAt", figure.createdAt)
  }
}
