package import Disclosure
import SQLite

/// What is added up over the contributors of an initiative: a field by its name and unit, of a population.
package struct Measure: Sendable {
  package typealias ID = Identifier<Measure>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let title: String
  package let field: String
  package let unit: String?
  package let population: Population
  package let createdAt: Timestamp

  /// Whether both add up the same values, of whatever population: then they share one ledger.
  func hasField(of other: Measure) -> Bool { field == other.field && unit == other.unit }
}

/// An answer to a question: it never changes, and never says who contributed.
package struct Release: Sendable {
  package typealias ID = Identifier<Release>

  package let id: ID
  package let measure: Measure
  package let question: ReleaseQuestion
  /// One, or those of a table: its cells, its margins, its total.
  package let figures: [ReleaseFigure]
  /// Whether a contributor has taken its consent back since, or corrected what went in.
  package let isBasedOnWithdrawnData: Bool
  package let createdAt: Timestamp
}

/// One figure of an answer.
package struct ReleaseFigure: Sendable {
  package let level: TableProtection.Level
  /// The question's, with the categories of the cell.
  package let filter: Population
  package let outcome: Outcome
  /// A decimal; exact for a sum and a count. Nil where nothing was released.
  package let value: String?

  /// What became of a figure; the raw value is the code on the wire.
  package enum Outcome: String, Vocabulary, Bindable, ColumnReadable {
    case released, withheld, notComputable

    package static let vocabularyName = "figureOutcome"

    package var labels: Labels {
      switch self {
      case .released: Labels(nl: "vrijgegeven", en: "released")
      case .withheld: Labels(nl: "achtergehouden", en: "withheld")
      case .notComputable: Labels(nl: "niet te berekenen", en: "not computable")
      }
    }
  }
}

/// A figure that was withheld, and why: for the steward.
package struct WithheldFigure: Sendable {
  package let number: Int64
  package let measureID: Measure.ID
  /// The table that it is a part of.
  package let releaseID: Release.ID?
  package let statistic: Statistic
  package let level: TableProtection.Level
  package let filter: Population
  package let rule: Cell.Rule
  package let createdAt: Timestamp
}

/// How parts become a figure. Minima, maxima, percentiles and ranks are never released (MODEL D8).
package enum Statistic: String, Vocabulary, Bindable, ColumnReadable {
  case sum
  /// The sum by the number of values, rounded to six places.
  case mean
  /// Of contributors; companies under one control count once.
  case count
  /// Of the sum over the measure's whole population, rounded to six places.
  case share

  package static let vocabularyName = "statistic"

  package var labels: Labels {
    switch self {
    case .sum: Labels(nl: "som", en: "sum")
    case .mean: Labels(nl: "gemiddelde", en: "mean")
    case .count: Labels(nl: "aantal bijdragers", en: "number of contributors")
    case .share: Labels(nl: "aandeel in het geheel", en: "share of the whole")
    }
  }
}

extension Cell.Rule: Vocabulary, Bindable, ColumnReadable {
  package static let vocabularyName = "withholdingRule"

  package var labels: Labels {
    switch self {
    case .tooFewGroups: Labels(nl: "te weinig groepen dragen bij", en: "too few groups contribute")
    case .allZero: Labels(nl: "alle bijdragen zijn nul", en: "every part is zero")
    case .dominance: Labels(nl: "p%-regel: één groep overheerst", en: "p%-rule: one group dominates")
    case .earlierRelease:
      Labels(nl: "met eerdere cijfers te herleiden", en: "could be computed from earlier figures")
    case .difference:
      Labels(nl: "verschilt te weinig van een ander cijfer", en: "differs too little from another figure")
    case .dominatedDifference:
      Labels(nl: "p%-regel op een verschil", en: "p%-rule on a difference between figures")
    case .earlierRefusal:
      Labels(nl: "verschilt te weinig van een achtergehouden cijfer", en: "differs too little from a withheld figure")
    case .tooLarge: Labels(nl: "te veel om te beoordelen", en: "more than can be judged")
    case .future: Labels(nl: "gaat over de toekomst van concurrenten", en: "speaks of competitors' future")
    }
  }
}

extension TableProtection.Level: Vocabulary, Bindable, ColumnReadable {
  package static let vocabularyName = "figureLevel"

  package var labels: Labels {
    switch self {
    case .whole: Labels(nl: "geheel", en: "whole")
    case .total: Labels(nl: "totaal", en: "total")
    case .margin: Labels(nl: "rand", en: "margin")
    case .cell: Labels(nl: "cel", en: "cell")
    }
  }
}
