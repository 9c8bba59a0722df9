import SQLite

/// A collection of records with one schema and one owner.
package struct DataSet: Sendable {
  package typealias ID = Identifier<DataSet>

  package let id: ID
  package let initiativeID: Initiative.ID
  /// The owner.
  package let partnerID: Partner.ID
  package let title: String
  package let description: String?
  package let sensitivityClass: SensitivityClass
  package let fields: [DataField]
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp

  package func field(named name: String) -> DataField? { fields.first { $0.name == name } }
}

/// A field of a data set; it keeps its meaning, because consents name it.
package struct DataField: Hashable, Sendable {
  package typealias ID = Identifier<DataField>

  package let id: ID
  package let name: String
  package let title: String?
  package let type: FieldType
  package let unit: String?
  package let sensitivityClass: SensitivityClass
  /// Set: competition-sensitive information of this kind.
  package let csiKind: CSIKind?
  /// How old the values are, as far as their owner says.
  package let dataAge: DataAge?
}

/// What the values of a field are; the raw value is the code on the wire.
package enum FieldType: String, Vocabulary, Bindable, ColumnReadable {
  case decimal, integer, text, boolean, date

  package static let vocabularyName = "fieldType"

  package var labels: Labels {
    switch self {
    case .decimal: Labels(nl: "decimaal getal", en: "decimal number")
    case .integer: Labels(nl: "geheel getal", en: "integer")
    case .text: Labels(nl: "tekst", en: "text")
    case .boolean: Labels(nl: "ja of nee", en: "yes or no")
    case .date: Labels(nl: "dag", en: "day")
    }
  }
}

/// How harmful disclosure would be.
package enum SensitivityClass: String, Vocabulary, Bindable, ColumnReadable {
  case `public`, `internal`, confidential, restricted

  package static let vocabularyName = "sensitivityClass"

  package var labels: Labels {
    switch self {
    case .public: Labels(nl: "openbaar", en: "public")
    case .internal: Labels(nl: "intern", en: "internal")
    case .confidential: Labels(nl: "vertrouwelijk", en: "confidential")
    case .restricted: Labels(nl: "zeer vertrouwelijk", en: "restricted")
    }
  }
}

/// What a competitor could learn from a value.
package enum CSIKind: String, Vocabulary, Bindable, ColumnReadable {
  case price, purchasePrice, cost, margin, volume, capacity, productionPlan, marketShare, customer, supplierTerms
  case strategy, bid, futureProduct

  package static let vocabularyName = "csiKind"

  package var labels: Labels { Labels(nl: rawValue, en: rawValue) }
}

/// How old values are; the raw value is the code on the wire. The younger, the more they say of what a company is
/// about to do.
package enum DataAge: String, Vocabulary, Bindable, ColumnReadable {
  case future, current, recent, historic

  package static let vocabularyName = "dataAge"

  package var labels: Labels {
    switch self {
    case .future: Labels(nl: "toekomstig", en: "future")
    case .current: Labels(nl: "actueel", en: "current")
    case .recent: Labels(nl: "recent", en: "recent")
    case .historic: Labels(nl: "historisch", en: "historic")
    }
  }
}

/// How well a value is proven, from weak to strong.
package enum EvidenceLevel: String, Vocabulary, Bindable, ColumnReadable {
  case unknown, estimated, declared, documented, verified

  package static let vocabularyName = "evidenceLevel"

  package var labels: Labels {
    switch self {
    case .unknown: Labels(nl: "onbekend", en: "unknown")
    case .estimated: Labels(nl: "geschat", en: "estimated")
    case .declared: Labels(nl: "verklaard", en: "declared")
    case .documented: Labels(nl: "onderbouwd", en: "documented")
    case .verified: Labels(nl: "geverifieerd", en: "verified")
    }
  }
}

/// A versioned row of values, without the values: what coordinators may know.
package struct Record: Sendable {
  package typealias ID = Identifier<Record>

  package let id: ID
  package let dataSetID: DataSet.ID
  package let name: String
  package let evidenceLevel: EvidenceLevel
  /// Fields that have a value.
  package let filledCount: Int64
  package let fieldCount: Int64
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// One value, exact as written.
package struct RecordValue: Sendable {
  package let field: DataField
  package let value: String

  package init(field: DataField, value: String) {
    self.field = field
    self.value = value
  }
}
