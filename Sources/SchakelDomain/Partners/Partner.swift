import SQLite

/// A legal entity that takes part; bears rights and duties.
package struct Partner: Sendable {
  package typealias ID = Identifier<Partner>

  package let id: ID
  package var content: PartnerContent
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// What is registered of a partner, but for its persons.
package struct PartnerContent: Hashable, Sendable {
  package var name: String
  package var groupID: PartnerGroup.ID?
  /// ISO 3166-1 alpha-2.
  package var country = "NL"
  package var size: PartnerSize?
  /// Its number in the Dutch trade register: eight digits.
  package var kvkNumber: String?
  package var website: String?
  package var sectors: [Sector] = []

  package init(name: String) {
    self.name = name
  }

  /// Every fault that the schema cannot see.
  package func faults() -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    if kvkNumber != nil, country != "NL" {
      faults.append(.init(at: "/kvkNumber", code: "notDutch", "Only a Dutch partner has a KvK number."))
    }
    if Set(sectors).count < sectors.count {
      faults.append(.init(at: "/sectors", code: "repeated", "Name each sector once."))
    }
    return faults
  }
}

/// Partners under one control: counted as one in aggregates, and as one undertaking in competition questions.
package struct PartnerGroup: Sendable {
  package typealias ID = Identifier<PartnerGroup>

  package let id: ID
  package let name: String
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// How big a company is, by the European Commission's recommendation 2003/361; the raw value is the code on the wire.
package enum PartnerSize: String, Vocabulary, Bindable, ColumnReadable {
  case micro, small, medium, large

  package static let vocabularyName = "partnerSize"

  package var labels: Labels {
    switch self {
    case .micro: Labels(nl: "micro", en: "micro")
    case .small: Labels(nl: "klein", en: "small")
    case .medium: Labels(nl: "middelgroot", en: "medium")
    case .large: Labels(nl: "groot", en: "large")
    }
  }
}
