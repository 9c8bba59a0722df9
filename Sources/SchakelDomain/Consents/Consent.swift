import SQLite

/// An owner's permission: one recipient in one role, one purpose, named fields, one period.
package struct Consent: Sendable {
  package typealias ID = Identifier<Consent>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let dataSetID: DataSet.ID
  /// The owner, who grants.
  package let partnerID: Partner.ID
  package let recipientPartnerID: Partner.ID
  package let recipientRole: ChainRole
  package let purpose: String
  /// The NDA it depends on; nil for any of the initiative that covers the purpose.
  package let ndaID: NDA.ID?
  package let startDate: LocalDate
  /// The first day without it.
  package let endDate: LocalDate
  package let fieldIDs: Set<DataField.ID>
  /// The records it is limited to; none for all.
  package let recordIDs: Set<Record.ID>
  /// The figure that it is a waiver for: then it lets that one be published, and nothing be read or counted.
  package let figure: ConsentFigure?
  package let events: [ConsentEvent]
  package let createdAt: Timestamp

  package func covers(_ record: Record.ID?) -> Bool {
    guard let record, !recordIDs.isEmpty else { return true }
    return recordIDs.contains(record)
  }
}

/// A figure over several contributors, by its measure and what is asked of it (MODEL D4).
package struct ConsentFigure: Hashable, Sendable {
  package let measureID: Measure.ID
  package let filter: Population

  package init(measureID: Measure.ID, filter: Population) {
    self.measureID = measureID
    self.filter = filter
  }
}

/// What happened to a consent.
package struct ConsentEvent: Sendable {
  package let event: ConsentEventKind
  package let accountID: Account.ID
  package let createdAt: Timestamp
}

/// The raw value is the code on the wire.
package enum ConsentEventKind: String, CaseIterable, Sendable, Bindable, ColumnReadable {
  case granted, suspended, resumed, revoked
}

/// How a consent stands now, computed from its events, the clock and what it depends on.
package enum ConsentState: String, Vocabulary {
  case scheduled, active
  /// A dependency is not in force.
  case blocked
  case suspended, revoked, expired

  package static let vocabularyName = "consentState"

  package var labels: Labels {
    switch self {
    case .scheduled: Labels(nl: "gepland", en: "scheduled")
    case .active: Labels(nl: "actief", en: "active")
    case .blocked: Labels(nl: "geblokkeerd", en: "blocked")
    case .suspended: Labels(nl: "opgeschort", en: "suspended")
    case .revoked: Labels(nl: "ingetrokken", en: "revoked")
    case .expired: Labels(nl: "verlopen", en: "expired")
    }
  }

  package var isEnded: Bool { self == .revoked || self == .expired }
}
