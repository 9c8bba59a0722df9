/// A meeting of an initiative's members, and what came of it.
package struct Meeting: Sendable {
  package typealias ID = Identifier<Meeting>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let content: MeetingContent
  package let cancelledAt: Timestamp?
  package let ratings: [MeetingRating]
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// What is written of a meeting.
package struct MeetingContent: Hashable, Sendable {
  package var title: String
  package var startsAt: Timestamp
  package var endsAt: Timestamp
  package var place: String?
  package var agenda: String?
  /// Once it has begun.
  package var report: String?
  /// Who was there; once it has begun.
  package var attendeePartnerIDs: [Partner.ID] = []

  package init(title: String, startsAt: Timestamp, endsAt: Timestamp) {
    self.title = title
    self.startsAt = startsAt
    self.endsAt = endsAt
  }
}

/// How useful a member found a meeting. Openly: what is to stay unnamed is asked by other means.
package struct MeetingRating: Sendable {
  package let partnerID: Partner.ID
  /// 1 (of no use) to 5.
  package let rating: Int64
  package let ratedAt: Timestamp
}

/// What a member is to do by a day.
package struct InitiativeAction: Sendable {
  package typealias ID = Identifier<InitiativeAction>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let content: Content
  package let doneDate: LocalDate?
  package let createdAt: Timestamp

  /// What is agreed on.
  package struct Content: Sendable {
    /// Who does it.
    package let partnerID: Partner.ID
    package let title: String
    package let dueDate: LocalDate
    /// In which it was agreed on.
    package let meetingID: Meeting.ID?

    package init(_ partnerID: Partner.ID, title: String, dueDate: LocalDate, meetingID: Meeting.ID?) {
      self.partnerID = partnerID
      self.title = title
      self.dueDate = dueDate
      self.meetingID = meetingID
    }
  }

  /// The state on a day.
  package func state(on today: LocalDate) -> InitiativeActionState {
    if doneDate != nil { return .done }
    return content.dueDate < today ? .overdue : .open
  }
}

/// Where an action stands; the raw value is the code on the wire.
package enum InitiativeActionState: String, Vocabulary {
  case open, overdue, done

  package static let vocabularyName = "actionState"

  package var labels: Labels {
    switch self {
    case .open: Labels(nl: "open", en: "open")
    case .overdue: Labels(nl: "te laat", en: "overdue")
    case .done: Labels(nl: "gedaan", en: "done")
    }
  }
}
