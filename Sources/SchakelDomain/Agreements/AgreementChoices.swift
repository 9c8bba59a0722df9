import SQLite

/// A conscious choice that members make before they sign; the raw value is the code on the wire. The first five are
/// those of Clothes the Circle, and none of them may stay open.
package enum AgreementQuestion: String, Vocabulary, Bindable, ColumnReadable {
  case exclusivity, exit, accession, informationSharing, decisionMaking
  case effort, goal, burdensBenefits, continuation, resultsAndIp, disputes

  package static let vocabularyName = "agreementQuestion"

  package var labels: Labels {
    switch self {
    case .exclusivity: Labels(nl: "Is de samenwerking exclusief?", en: "Is the collaboration exclusive?")
    case .exit: Labels(nl: "Wanneer mag een deelnemer uitstappen?", en: "When may a member leave?")
    case .accession: Labels(nl: "Wie kan toetreden?", en: "Who can join?")
    case .informationSharing: Labels(nl: "Welke informatie mag gedeeld worden?", en: "What may be shared?")
    case .decisionMaking: Labels(nl: "Hoe worden besluiten genomen?", en: "How are decisions taken?")
    case .effort: Labels(nl: "Wat zet ieder in?", en: "What does each put in?")
    case .goal: Labels(nl: "Wat is het einddoel?", en: "What is the goal?")
    case .burdensBenefits:
      Labels(nl: "Hoe worden lasten en lusten verdeeld?", en: "How are burdens and benefits split?")
    case .continuation: Labels(nl: "Hoe gaat het verder na de steun?", en: "How does it go on after the support?")
    case .resultsAndIp: Labels(nl: "Van wie zijn de resultaten?", en: "Whose are the results?")
    case .disputes: Labels(nl: "Wat bij een geschil?", en: "What if there is a dispute?")
    }
  }
}

/// Whether members may do the same with others.
package struct ExclusivityTerms: Hashable, Sendable {
  package let scope: Exclusivity
  /// The first day without it; nil for none.
  package let untilDate: LocalDate?

  package init(_ scope: Exclusivity, untilDate: LocalDate?) {
    self.scope = scope
    self.untilDate = untilDate
  }
}

package enum Exclusivity: String, Vocabulary, Bindable, ColumnReadable {
  case none, withinScope, full

  package static let vocabularyName = "exclusivity"

  package var labels: Labels {
    switch self {
    case .none: Labels(nl: "niet exclusief", en: "not exclusive")
    case .withinScope: Labels(nl: "exclusief voor dezelfde productgroep", en: "exclusive for the same product group")
    case .full: Labels(nl: "geheel exclusief", en: "exclusive altogether")
    }
  }
}

/// When a member may leave.
package enum ExitTerms: Hashable, Sendable {
  case anyTime
  /// Days between notice and end.
  case noticeDays(Int64)
  /// On the day that the next result is due.
  case atMilestone
  case notBefore(LocalDate)

  package var kind: ExitKind {
    switch self {
    case .anyTime: .anyTime
    case .noticeDays: .noticeDays
    case .atMilestone: .atMilestone
    case .notBefore: .notBefore
    }
  }

  /// - Returns: Nil when what the kind needs is missing.
  package init?(_ kind: ExitKind, noticeDays: Int64?, notBefore: LocalDate?) {
    switch (kind, noticeDays, notBefore) {
    case (.anyTime, nil, nil): self = .anyTime
    case (.atMilestone, nil, nil): self = .atMilestone
    case (.noticeDays, let days?, nil): self = .noticeDays(days)
    case (.notBefore, nil, let date?): self = .notBefore(date)
    default: return nil
    }
  }

  package var noticeDays: Int64? { if case .noticeDays(let days) = self { days } else { nil } }
  package var notBeforeDate: LocalDate? { if case .notBefore(let date) = self { date } else { nil } }
}

package enum ExitKind: String, Vocabulary, Bindable, ColumnReadable {
  case anyTime, noticeDays, atMilestone, notBefore

  package static let vocabularyName = "exitKind"

  package var labels: Labels {
    switch self {
    case .anyTime: Labels(nl: "op ieder moment", en: "at any time")
    case .noticeDays: Labels(nl: "met opzegtermijn", en: "with notice")
    case .atMilestone: Labels(nl: "bij een mijlpaal", en: "at a milestone")
    case .notBefore: Labels(nl: "niet voor een dag", en: "not before a day")
    }
  }
}

/// Who can join after the start.
package enum Accession: String, Vocabulary, Bindable, ColumnReadable {
  case open, criteria, vote, closed

  package static let vocabularyName = "accession"

  package var labels: Labels {
    switch self {
    case .open: Labels(nl: "ieder die tekent", en: "whoever signs")
    case .criteria: Labels(nl: "wie aan de eisen voldoet", en: "whoever meets the criteria")
    case .vote: Labels(nl: "na een besluit", en: "after a decision")
    case .closed: Labels(nl: "niemand meer", en: "nobody any more")
    }
  }
}

/// A class of data that may go to some roles for some purposes.
package struct SharedClass: Hashable, Sendable {
  package let sensitivityClass: SensitivityClass
  /// Nil for every role, which must be said: an empty list means nobody.
  package let roles: [ChainRole]?
  /// Nil for every purpose.
  package let purposes: [String]?

  package init(_ sensitivityClass: SensitivityClass, roles: [ChainRole]?, purposes: [String]?) {
    self.sensitivityClass = sensitivityClass
    self.roles = roles
    self.purposes = purposes
  }

  func lets(_ asked: SensitivityClass, to role: ChainRole, for purpose: String) -> Bool {
    asked == sensitivityClass && roles?.contains(role) != false && purposes?.contains(purpose) != false
  }
}
