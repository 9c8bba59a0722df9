import SQLite

/// One appointment of a partner to facilitate an initiative: its rights to lead the process begin and end with it.
package struct Facilitator: Sendable {
  package typealias ID = Identifier<Facilitator>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let appointment: Appointment
  /// The last one; nil when independence was not stated.
  package let statement: IndependenceStatement?
  package let createdAt: Timestamp

  /// What is agreed on.
  package struct Appointment: Sendable {
    package let partnerID: Partner.ID
    package let funding: FacilitatorFunding
    package let fundingNote: String?
    /// Of the whole appointment.
    package let hours: Int64
    /// Of such work before, in months; nil where that is not known.
    package let experienceMonths: Int64?
    package let startDate: LocalDate
    /// The first day without it.
    package let endDate: LocalDate

    package init(
      _ partnerID: Partner.ID, funding: FacilitatorFunding, fundingNote: String?, hours: Int64,
      experienceMonths: Int64? = nil, from startDate: LocalDate, until endDate: LocalDate
    ) {
      self.partnerID = partnerID
      self.funding = funding
      self.fundingNote = fundingNote
      self.hours = hours
      self.experienceMonths = experienceMonths
      self.startDate = startDate
      self.endDate = endDate
    }
  }

  /// The state on a day.
  package func state(on today: LocalDate, by parameters: Parameters) -> FacilitatorState {
    if today < appointment.startDate { return .appointed }
    if today >= appointment.endDate { return .ended }
    let warnedFrom = appointment.endDate.adding(days: -parameters.continuityWarningDays)
    return today >= warnedFrom ? .ending : .active
  }
}

/// What a facilitator says of its interests.
package struct IndependenceStatement: Sendable {
  package let text: String
  /// Members in which it has an interest.
  package let interestPartnerIDs: [Partner.ID]
  package let statedAt: Timestamp
}

/// A facilitator beside what else it is in the initiative (MODEL H7).
package struct FacilitatorView: Sendable {
  package let facilitator: Facilitator
  package let state: FacilitatorState
  /// What it does in the chain besides.
  package let doubleRoles: [ChainRole]
  /// The members it declared an interest in, and those of its own group.
  package let interestPartnerIDs: [Partner.ID]

  package var independence: Independence {
    if !doubleRoles.isEmpty || !interestPartnerIDs.isEmpty { return .interest }
    return facilitator.statement == nil ? .notStated : .stated
  }
}

/// Somebody that leads the process and is not known to be independent (MODEL H7).
package struct FacilitatorConcern: Sendable {
  /// Nil for who leads by a role alone, and so has made no statement.
  package let facilitatorID: Facilitator.ID?
  package let partnerID: Partner.ID
  package let independence: Independence
  package let doubleRoles: [ChainRole]
  package let interestPartnerIDs: [Partner.ID]
}

/// Who leads while no facilitator is appointed.
package struct InterimLead: Sendable {
  package let initiativeID: Initiative.ID
  package let partnerID: Partner.ID
  package let namedAt: Timestamp
  /// Whether it leads now: no facilitator is active, and none has begun since it was named.
  package let isLeading: Bool
}

/// Where an appointment stands; the raw value is the code on the wire.
package enum FacilitatorState: String, Vocabulary {
  case appointed, active, ending, ended

  package static let vocabularyName = "facilitatorState"

  package var labels: Labels {
    switch self {
    case .appointed: Labels(nl: "benoemd", en: "appointed")
    case .active: Labels(nl: "actief", en: "active")
    case .ending: Labels(nl: "loopt af", en: "ending")
    case .ended: Labels(nl: "beëindigd", en: "ended")
    }
  }

  /// Whether it gives rights.
  package var isInOffice: Bool { self == .active || self == .ending }
}

/// Who pays a facilitator; the raw value is the code on the wire.
package enum FacilitatorFunding: String, Vocabulary, Bindable, ColumnReadable {
  case subsidy, members, tradeAssociation, authority, own, other

  package static let vocabularyName = "facilitatorFunding"

  package var labels: Labels {
    switch self {
    case .subsidy: Labels(nl: "subsidie", en: "subsidy")
    case .members: Labels(nl: "de deelnemers", en: "the members")
    case .tradeAssociation: Labels(nl: "branchevereniging", en: "trade association")
    case .authority: Labels(nl: "overheid", en: "authority")
    case .own: Labels(nl: "eigen middelen", en: "its own means")
    case .other: Labels(nl: "anders", en: "other")
    }
  }
}

/// How independent a facilitator is, as far as is known; the raw value is the code on the wire.
package enum Independence: String, Vocabulary {
  case notStated, stated
  /// It plays a second role, or has an interest in a member.
  case interest

  package static let vocabularyName = "independence"

  package var labels: Labels {
    switch self {
    case .notStated: Labels(nl: "onafhankelijkheid niet verklaard", en: "independence not stated")
    case .stated: Labels(nl: "onafhankelijkheid verklaard", en: "independence stated")
    case .interest: Labels(nl: "belang of dubbele rol", en: "interest or double role")
    }
  }
}
