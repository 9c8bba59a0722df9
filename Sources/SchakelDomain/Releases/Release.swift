import SQLite

/// What is added up over the contributors of an initiative: a field by its name and unit.
package struct Measure: Sendable {
  package typealias ID = Identifier<Measure>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let title: String
  package let field: String
  package let unit: String?
  package let createdAt: Timestamp
}

/// A published figure: it never changes, and never says who contributed.
package struct Release: Sendable {
  package typealias ID = Identifier<Release>

  package let id: ID
  package let measure: Measure
  package let statistic: Statistic
  /// A decimal, exact.
  package let value: String
  /// Whether a contributor has taken its consent back since, or corrected what went in.
  package let isBasedOnWithdrawnData: Bool
  package let createdAt: Timestamp
}

/// How parts become a figure. Minima, maxima, percentiles and ranks are never released (MODEL D8).
package enum Statistic: String, Vocabulary, Bindable, ColumnReadable {
  case sum

  package static let vocabularyName = "statistic"

  package var labels: Labels {
    switch self {
    case .sum: Labels(nl: "som", en: "sum")
    }
  }
}

/// A record version that goes into a figure, with the consent that lets it.
struct ReleaseContribution: Hashable, Sendable {
  let recordID: Record.ID
  let recordVersion: Int64
  let consentID: Consent.ID
}
