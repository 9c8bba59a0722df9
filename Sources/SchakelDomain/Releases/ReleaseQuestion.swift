import Disclosure

/// What is asked of a measure: one figure, or a table of them by one or two dimensions.
package struct ReleaseQuestion: Hashable, Sendable {
  package let measureID: Measure.ID
  package let statistic: Statistic
  package let filter: Population
  /// The fields that a table is broken down by, each with the values that are asked for.
  package let dimensions: [Population.Condition]

  /// Figures in one answer.
  package static let figuresMax = LedgerAudit.Bounds.asked

  package init(
    _ statistic: Statistic, of measureID: Measure.ID, filter: Population, dimensions: [Population.Condition]
  ) {
    self.measureID = measureID
    self.statistic = statistic
    self.filter = filter
    self.dimensions = dimensions
  }

  /// One figure that is to be decided on.
  struct Part: Hashable {
    let level: TableProtection.Level
    let filter: Population
  }

  /// The figures that answer it: cells, margins, the total; and before them what shares are shares of.
  var parts: [Part] {
    let cells = dimensions.reduce([filter]) { parts, dimension in
      parts.flatMap { part in dimension.values.map { part.narrowed(by: [.init(dimension.field, [$0])]) } }
    }
    var parts = cells.map { Part(level: .cell, filter: $0) }
    if dimensions.count == 2 {
      for (dimension, other) in [(dimensions[0], dimensions[1]), (dimensions[1], dimensions[0])] {
        let margin = filter.narrowed(by: [other])
        parts += dimension.values.map {
          Part(level: .margin, filter: margin.narrowed(by: [.init(dimension.field, [$0])]))
        }
      }
    }
    if !dimensions.isEmpty { parts.append(Part(level: .total, filter: filter.narrowed(by: dimensions))) }
    return statistic == .share ? [Part(level: .whole, filter: .everything)] + parts : parts
  }

  /// How many figures there are.
  private var partCount: Int {
    let counts = dimensions.map(\.values.count)
    return counts.reduce(1, *) + (counts.count == 2 ? counts.reduce(0, +) : 0) + 2
  }

  /// Checks a question against what the data sets of the initiative hold.
  ///
  /// - Parameter categories: The fields that records can be told apart by.
  /// - Throws: `DomainError` with `invalidContent`, `tooManyFigures`.
  func requireSound(of measure: Measure, _ categories: Set<String>, filters: [Population.Condition]) throws {
    var faults = Population.faults(filters, at: "/filter", of: measure.field, categories)
    faults += Population.faults(dimensions, at: "/dimensions", of: measure.field, categories)
    for (index, dimension) in dimensions.enumerated()
    where filters.contains(where: { $0.field == dimension.field })
      || dimensions.prefix(index).contains(where: { $0.field == dimension.field })
    {
      faults.append(
        .init(at: "/dimensions/\(index)/field", code: "repeated", "Name each field once: as a filter or a dimension."))
    }
    if statistic == .share, filters.isEmpty, dimensions.isEmpty {
      faults.append(.init(at: "/statistic", code: "share", "Name a filter or a dimension: the whole has no share."))
    }
    try DomainError.refuse(faults)
    guard partCount <= Self.figuresMax else {
      throw DomainError(.tooManyFigures, at: "/dimensions", "A table has at most \(Self.figuresMax) figures.")
    }
  }
}

extension Population {
  /// What is wrong with conditions: a field that is none, is measured itself, or is named twice.
  static func faults(
    _ conditions: [Condition], at place: String, of measured: String, _ categories: Set<String>
  ) -> [DomainError.Fault] {
    conditions.enumerated().compactMap { index, condition in
      let location = "\(place)/\(index)/field"
      if condition.field == measured {
        return .init(at: location, code: "measured", "Values cannot be chosen by what is measured: it would tell them.")
      }
      if conditions.prefix(index).contains(where: { $0.field == condition.field }) {
        return .init(at: location, code: "repeated", "Name each field once.")
      }
      guard !categories.contains(condition.field) else { return nil }
      return .init(
        at: location, code: "unknown",
        "No data set here has this field as a text, a day or a yes or no that is not competition-sensitive.")
    }
  }
}

extension DomainError {
  /// - Throws: `invalidContent` with all faults, if there are any.
  static func refuse(_ faults: [Fault]) throws {
    guard let first = faults.first else { return }
    let detail = faults.count == 1 ? first.detail : "\(faults.count) places are faulty; errors lists them all."
    throw DomainError(.invalidContent, detail, faults: faults)
  }
}
