import SQLite

/// One stay of a partner in an initiative: what happened, from which its state follows.
package struct Membership: Sendable {
  package typealias ID = Identifier<Membership>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let partnerID: Partner.ID
  package let invitedAt: Timestamp
  /// What it was invited for.
  package let offeredRoles: [ChainRole]
  /// The first day on which it is too late to answer; nil where that was not said.
  package let lapseDate: LocalDate?
  package let withdrawnAt: Timestamp?
  package let acceptedAt: Timestamp?
  package let declinedAt: Timestamp?
  package let declineReason: ReasonNotJoining?
  /// In the partner's own words.
  package let declineText: String?
  package let isTrustRelated: Bool?
  /// Whether the reason is for more than the coordinators and the partner itself.
  package let isReasonOpen: Bool
  package let noticeAt: Timestamp?
  /// The first day no longer a member, once notice was given.
  package let endDate: LocalDate?
  package let expelledAt: Timestamp?
  package let roles: [ChainRole]
  /// The strongest first; the member's own, see `Motivation`.
  package let drivers: [Driver]
  /// Whether those who lead the process see its drivers and barriers.
  package let isMotivationShared: Bool
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp

  /// The state on a day: notice counts until the day it ends on.
  package func state(on today: LocalDate) -> MembershipState {
    if expelledAt != nil { return .expelled }
    if declinedAt != nil { return .declined }
    if withdrawnAt != nil { return .withdrawn }
    guard acceptedAt != nil else { return lapseDate.map { $0 <= today } == true ? .lapsed : .invited }
    guard let endDate else { return .member }
    return endDate <= today ? .left : .notice
  }

  /// Whether the partner takes part on a day.
  package func isLive(on today: LocalDate) -> Bool {
    let state = state(on: today)
    return state == .member || state == .notice
  }
}

/// Where a partner stands in an initiative; the raw value is the code on the wire.
package enum MembershipState: String, Vocabulary {
  case invited, declined, withdrawn, lapsed, member, notice, left, expelled

  package static let vocabularyName = "membershipState"

  package var labels: Labels {
    switch self {
    case .invited: Labels(nl: "uitgenodigd", en: "invited")
    case .declined: Labels(nl: "afgewezen", en: "declined")
    case .withdrawn: Labels(nl: "ingetrokken", en: "withdrawn")
    case .lapsed: Labels(nl: "vervallen", en: "lapsed")
    case .member: Labels(nl: "deelnemer", en: "member")
    case .notice: Labels(nl: "opgezegd, nog deelnemer", en: "gave notice, still a member")
    case .left: Labels(nl: "uitgetreden", en: "left")
    case .expelled: Labels(nl: "uitgesloten", en: "expelled")
    }
  }
}

/// Why a partner does not join: the four reasons of the report, and room for more.
package enum ReasonNotJoining: String, Vocabulary, Bindable, ColumnReadable {
  case commercialInterests, competitionLaw, noAddedValue, noCapacity, other

  package static let vocabularyName = "reasonNotJoining"

  package var labels: Labels {
    switch self {
    case .commercialInterests: Labels(nl: "afwijkende commerciële belangen", en: "differing commercial interests")
    case .competitionLaw: Labels(nl: "zorgen over mededingingsrecht", en: "worries about competition law")
    case .noAddedValue: Labels(nl: "onvoldoende meerwaarde", en: "too little added value")
    case .noCapacity: Labels(nl: "gebrek aan capaciteit en middelen", en: "too little capacity and means")
    case .other: Labels(nl: "anders", en: "other")
    }
  }
}
