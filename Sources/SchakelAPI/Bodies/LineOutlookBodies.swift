import CostSharing
import SchakelDomain

extension Shape {
  /// When a line falls and how uncertain it is.
  static let outlook: [Shape.Member] = [
    .defaulted("recurrence", .code(LineRecurrence.self), "How often it falls; once when left out."),
    .optional(
      "startYear", .integer(0...9_999),
      "The year, or the first of them; the base year when left out."),
    .optional(
      "endYear", .integer(0...9_999), "Of a yearly line, the last year; the horizon when left out."),
    .optional("lowCents", .cents, "The low estimate; amountCents when left out."),
    .optional("highCents", .cents, "The high estimate; amountCents when left out."),
    .defaulted(
      "probability", .decimal, "The chance that it happens at all, 0 to 1; 1 when left out."),
    .defaulted(
      "growthRate", .decimal,
      "What it grows by every year after the first, -0.5 to 1; 0 when left out."),
    .defaulted("distribution", .code(Distribution.self), "How it varies between low and high."),
    .optional(
      "driverId", .text(1...64), "The uncertain cause that moves this line and others together."),
    .optional(
      "requires", .list(.identifier, 0...64),
      "Partners without whom it does not happen, beside its owner; all when left out."),
  ]
}

extension Body {
  /// What a body says of it; what it leaves out stays.
  func change(_ outlook: inout LineOutlook) {
    if let recurrence = code("recurrence", as: LineRecurrence.self) {
      outlook.recurrence = recurrence
    }
    if has("startYear") { outlook.startYear = integer("startYear") }
    if has("endYear") { outlook.endYear = integer("endYear") }
    if has("lowCents") { outlook.lowCents = integer("lowCents") }
    if has("highCents") { outlook.highCents = integer("highCents") }
    if let probability = decimal("probability") { outlook.probability = probability }
    if let rate = decimal("growthRate") { outlook.growthRate = rate }
    if let distribution = code("distribution", as: Distribution.self) {
      outlook.distribution = distribution
    }
    if has("driverId") { outlook.driver = text("driverId") }
    if has("requires") { outlook.requires = texts("requires")?.compactMap { Partner.ID($0) } }
  }
}

extension JSONWriter {
  mutating func outlook(_ outlook: LineOutlook) {
    member("recurrence", outlook.recurrence.rawValue)
    member("startYear", outlook.startYear)
    member("endYear", outlook.endYear)
    member("lowCents", outlook.lowCents)
    member("highCents", outlook.highCents)
    member("probability", outlook.probability)
    member("growthRate", outlook.growthRate)
    member("distribution", outlook.distribution.rawValue)
    member("driverId", outlook.driver)
    if let requires = outlook.requires {
      member("requires", requires.map(\.text))
    } else {
      member("requires", nil as String?)
    }
  }
}
