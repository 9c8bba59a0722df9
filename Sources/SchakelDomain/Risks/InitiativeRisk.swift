/// Something that an initiative should see to, and what would clear it. It is computed at the moment of the question.
package struct InitiativeRisk: Sendable {
  package let kind: InitiativeRiskKind
  package let subject: Subject
  /// The day on which it ends, or that has passed; nil where there is none.
  package let dueDate: LocalDate?

  /// What it is about.
  package struct Subject: Sendable {
    package let kind: String
    package let id: String

    init<Owner>(_ kind: String, _ id: Identifier<Owner>) {
      self.kind = kind
      self.id = id.text
    }
  }

  /// Its place in the order of a list: the gravest kinds first, then by what it is about.
  package var key: String {
    let rank = InitiativeRiskKind.allCases.firstIndex(of: kind) ?? 0
    return "\(rank < 10 ? "0" : "")\(rank)-\(subject.id)"
  }

  /// Each of these clears it by itself: who facilitates changes nothing about a subsidy that ends.
  package var clearances: [RiskClearance] {
    kind == .continuity && subject.kind == "subsidy" ? [.continuationAgreed] : kind.clearances
  }

  /// Days without an answer after which an invitation shows.
  package static let unansweredDays = 14
  /// Days before the end of a consent or an NDA from which on it shows.
  package static let endingDays = 30
}

/// What is at risk; the raw value is the code on the wire.
package enum InitiativeRiskKind: String, Vocabulary {
  case continuity, noResult, goalMissing, nextResultMissing, independence, checkStale, dutyOverdue, actionOverdue
  case ndaEnding, consentEnding, invitationUnanswered, invitationLapsed

  package static let vocabularyName = "initiativeRisk"

  package var labels: Labels {
    switch self {
    case .continuity: Labels(nl: "voortzetting niet geregeld", en: "continuation not agreed")
    case .noResult: Labels(nl: "resultaat blijft uit", en: "no result for long")
    case .goalMissing: Labels(nl: "geen doel", en: "no goal")
    case .nextResultMissing: Labels(nl: "geen volgend resultaat gepland", en: "no next result planned")
    case .independence: Labels(nl: "onafhankelijkheid van de begeleider", en: "independence of the facilitator")
    case .checkStale: Labels(nl: "mededingingstoets verouderd", en: "competition check stale")
    case .dutyOverdue: Labels(nl: "vernietigingsplicht te laat", en: "destruction duty overdue")
    case .actionOverdue: Labels(nl: "actie te laat", en: "action overdue")
    case .ndaEnding: Labels(nl: "geheimhoudingsovereenkomst loopt af", en: "NDA ending")
    case .consentEnding: Labels(nl: "toestemming loopt af", en: "consent ending")
    case .invitationUnanswered: Labels(nl: "uitnodiging onbeantwoord", en: "invitation unanswered")
    case .invitationLapsed: Labels(nl: "uitnodiging vervallen", en: "invitation lapsed")
    }
  }

  /// Each of these clears it by itself.
  package var clearances: [RiskClearance] {
    switch self {
    case .continuity: [.continuationAgreed, .facilitatorAppointed]
    case .noResult: [.resultAchieved]
    case .goalMissing: [.goalSet]
    case .nextResultMissing: [.resultPlanned]
    case .independence: [.independenceStated, .facilitatorAppointed]
    case .checkStale: [.checkRenewed]
    case .dutyOverdue: [.destructionConfirmed]
    case .actionOverdue: [.actionCompleted]
    case .ndaEnding: [.ndaVersionSigned]
    case .consentEnding: [.consentGranted]
    case .invitationUnanswered: [.invitationAnswered, .invitationWithdrawn]
    case .invitationLapsed: [.partnerInvited, .invitationWithdrawn]
    }
  }
}

/// What clears a risk; the raw value is the code on the wire.
package enum RiskClearance: String, Vocabulary {
  case continuationAgreed, facilitatorAppointed, resultAchieved, goalSet, resultPlanned, independenceStated
  case checkRenewed, destructionConfirmed, actionCompleted, ndaVersionSigned, consentGranted
  case invitationAnswered, invitationWithdrawn, partnerInvited

  package static let vocabularyName = "riskClearance"

  package var labels: Labels {
    switch self {
    case .continuationAgreed: Labels(nl: "voortzetting afspreken", en: "agree on the continuation")
    case .facilitatorAppointed: Labels(nl: "een begeleider benoemen", en: "appoint a facilitator")
    case .resultAchieved: Labels(nl: "een behaald resultaat vastleggen", en: "record a result that was reached")
    case .goalSet: Labels(nl: "een doel stellen", en: "set a goal")
    case .resultPlanned: Labels(nl: "een volgend resultaat met datum plannen", en: "plan a next result with a date")
    case .independenceStated:
      Labels(nl: "onafhankelijk zijn en dat verklaren", en: "be independent, and state it")
    case .checkRenewed: Labels(nl: "de mededingingstoets vernieuwen", en: "renew the competition check")
    case .destructionConfirmed: Labels(nl: "de vernietiging bevestigen", en: "confirm the destruction")
    case .actionCompleted: Labels(nl: "de actie doen en dat melden", en: "do it, and note that it is done")
    case .ndaVersionSigned: Labels(nl: "een nieuwe versie tekenen", en: "sign a new version")
    case .consentGranted: Labels(nl: "een nieuwe toestemming geven", en: "grant a new consent")
    case .invitationAnswered: Labels(nl: "de uitnodiging beantwoorden", en: "answer the invitation")
    case .invitationWithdrawn: Labels(nl: "de uitnodiging intrekken", en: "withdraw the invitation")
    case .partnerInvited: Labels(nl: "de partner opnieuw uitnodigen", en: "invite the partner anew")
    }
  }
}
