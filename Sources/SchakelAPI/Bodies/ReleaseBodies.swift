import SchakelDomain

extension Shape {
  private static let measureContent: [Shape.Member] = [
    .required("title", .text(1...200), "What it is called."),
    .required("field", .fieldName, "The field that is added up, in every data set that has it."),
    .optional("unit", .text(1...30), "The field's unit."),
  ]

  static let measureInput = Shape("MeasureInput", measureContent)

  static let measure = Shape(
    "Measure",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative.")]
      + measureContent + [.readOnly("createdAt", .moment, "When it was registered.")])

  static let releaseInput = Shape(
    "ReleaseInput",
    [
      .required("measureId", .identifier, "What is added up."),
      .defaulted("statistic", .code(Statistic.self), "How; sum when left out."),
    ])

  static let release = Shape(
    "Release",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("measureId", .identifier, "Of which measure."),
      .readOnly("statistic", .code(Statistic.self), "How its parts became one figure."),
      .readOnly("value", .decimal, "The figure, exact."), .readOnly("unit", .text(1...30), "Its unit.", nullable: true),
      .readOnly(
        "isBasedOnWithdrawnData", .boolean,
        "Whether data in it was withdrawn or corrected since; the figure itself stays."),
      .readOnly("createdAt", .moment, "When it was released."),
    ])
}

extension JSONWriter {
  mutating func measure(_ measure: Measure) {
    member("id", measure.id)
    member("initiativeId", measure.initiativeID)
    member("title", measure.title)
    member("field", measure.field)
    member("unit", measure.unit)
    member("createdAt", measure.createdAt)
  }

  /// Neither who contributed nor how many.
  mutating func release(_ release: Release) {
    member("id", release.id)
    member("initiativeId", release.measure.initiativeID)
    member("measureId", release.measure.id)
    member("statistic", release.statistic.rawValue)
    member("value", release.value)
    member("unit", release.measure.unit)
    member("isBasedOnWithdrawnData", release.isBasedOnWithdrawnData)
    member("createdAt", release.createdAt)
  }
}
