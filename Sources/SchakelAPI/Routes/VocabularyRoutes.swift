import CostSharing
import Disclosure
import HTTPServer
import SchakelDomain

/// The closed lists of codes, with their labels.
enum VocabularyRoutes {
  static func add(to routes: inout Routes) {
    routes.direct(.get, "/v1/vocabularies", listing) { _ in everything }
    routes.direct(.get, "/v1/vocabularies/{code}", reading, find)
  }

  private static let vocabularies: [any Vocabulary.Type] = [
    Sector.self, InitiativeStatus.self, PhaseModel.self, Phase.self, Driver.self, Barrier.self, ChainRole.self,
    MembershipState.self, ReasonNotJoining.self, PartnerSize.self, NetworkRole.self, SignatureLevel.self, NDAForce.self,
    FieldType.self, SensitivityClass.self, CSIKind.self, DataAge.self, EvidenceLevel.self, ConsentState.self,
    ConsentRequestState.self, DestructionDutyState.self, SplitSubject.self, SharedAmount.Bearing.self,
    LineKind.self, LineCategory.self, LineCertainty.self, LineRecurrence.self, Distribution.self, Verdict.self,
    Statistic.self, AgreementQuestion.self,
    Exclusivity.self, ExitKind.self, Accession.self, DecisionKind.self, DecisionMethod.self, VoteUnit.self, Vote.self,
    DecisionOutcome.self, AgreementState.self, CompetitionQuestion.self, CompetitionAnswer.self,
    CompetitionOutcome.self, StaleCause.self, NeutralRoute.self, ReleaseFigure.Outcome.self,
    TableProtection.Level.self, Cell.Rule.self,
    FacilitatorState.self, FacilitatorFunding.self, Independence.self, InitiativeRiskKind.self, RiskClearance.self,
    CommitmentState.self, CommitmentPeriod.self, InitiativeActionState.self, PulseQuestionKind.self, ScaleLevel.self,
    GateCondition.self, SupportScheme.self, SupportKind.self, SupportCriterion.self, EligibilityCondition.self,
    ConditionOutcome.self,
    NotificationEvent.self, GlossaryTopic.self,
  ]

  private static let code = Shape(
    "VocabularyCode",
    [
      .readOnly("code", .text(1...60), "The code on the wire."),
      .readOnly("labels", .object(labels), "What people read."),
    ])
  private static let labels = Shape(
    "Labels", [.readOnly("nl", .text(1...200), "Dutch."), .readOnly("en", .text(1...200), "English.")])
  private static let vocabulary = Shape(
    "Vocabulary",
    [
      .readOnly("name", .text(1...60), "Its name."),
      .readOnly("codes", .list(.object(code), 1...100), "Its codes, in order where there is one."),
    ])

  private static let listing = Operation(
    "listVocabularies", tag: "Description", "All vocabularies.",
    answer: .object(Shape("Vocabularies", [.readOnly("items", .list(.object(vocabulary), 1...100), "All of them.")])),
    isOpen: true)

  private static let reading = Operation(
    "getVocabulary", tag: "Description", "One vocabulary.", answer: .object(vocabulary), isOpen: true)

  private static let everything = Answer.ok { writer in
    writer.key("items")
    writer.list(vocabularies) { writer, vocabulary in
      writer.object { writer in write(vocabulary.vocabularyName, vocabulary.entries, to: &writer) }
    }
  }.taggedByContents

  private static let find: @Sendable (APIRequest) throws -> Answer = { request in
    let name = request.pathText("code")
    guard let found = vocabularies.first(where: { $0.vocabularyName == name }) else { throw DomainError.notFound }
    return Answer.ok { writer in write(name, found.entries, to: &writer) }.taggedByContents
  }

  private static func write(_ name: String, _ entries: [VocabularyEntry], to writer: inout JSONWriter) {
    writer.member("name", name)
    writer.key("codes")
    writer.list(entries) { writer, entry in
      writer.object { writer in
        writer.member("code", entry.code)
        writer.key("labels")
        writer.object { writer in
          writer.member("nl", entry.labels.nl)
          writer.member("en", entry.labels.en)
        }
      }
    }
  }
}

/// A code with what people read for it.
private struct VocabularyEntry {
  let code: String
  let labels: Labels
}

extension Vocabulary {
  fileprivate static var entries: [VocabularyEntry] {
    allCases.map { VocabularyEntry(code: $0.rawValue, labels: $0.labels) }
  }
}
