package import Disclosure
import FoundationEssentials
package import SQLite

// How members are doing: trust, commitment, and what the facilitator wants to know besides (MODEL H6). People only say
// what they think when it cannot be told that they did. So who answered is remembered, to let each person answer once;
// what was answered is remembered; and the two cannot be joined:
//
//   no row of an answer    While a pulse is open it has one tally a question: a sum, and texts in alphabetical order.
//                          The tally follows from the answers alone, in whatever order they came, and each answer
//                          writes all of it anew; what it held before is overwritten in the file (`secure_delete`)
//                          and leaves its write-ahead log (`emptyLogAfterCommit`).
//                          It holds no id, no moment and no row that could be matched with a respondent's.
//   elsewhere              The audit trail says that a person answered, never what; nobody is notified; the answer has
//                          no id, and comes by PUT, so that no hash of it is kept for an Idempotency-Key.
//   closing                turns the tally into results and deletes it. What is withheld is gone then.
//
// What is shown:
//
//   while it is open       How many answered, and nothing else.
//   when it is closed      The result is computed once and never changes. It is shown when five persons or more (or as
//                          many as the network has set) of three undertakings or more answered, three of them for
//                          others than any one undertaking; and when they differ enough from those of the pulses that
//                          were shown before (`RespondentSet`): the same persons, or three undertakings apart. Every
//                          question on a scale must be answered, so that all have the same respondents.
//   of a scale             A level, and neither mean nor counts: see `ScaleLevel`. All that agree are shown like any
//                          others whose mean is at that end.
//   of a text              All texts, from as many as that; never which came with which, and to members only. Whoever
//                          writes is told beforehand who reads it: words can give their writer away.
//
// There is one open pulse in an initiative: two at once, closed in turn, would be a way to subtract.
//
// What it does not do. Whoever looks into the database file or copies of it again and again while a pulse is open sees
// what changed between two looks, and with the first answer what the first answered. No register that can be added to
// by itself can hide that; hosting is a matter of trust. Persons who tell each other what they answered know
// more of the rest.

/// A questionnaire that is answered without names.
package struct Pulse: Sendable {
  package typealias ID = Identifier<Pulse>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let title: String
  /// Trust first, commitment second; numbered from 1.
  package let questions: [PulseQuestion]
  /// Persons who answered.
  package let respondentCount: Int64
  package let openedAt: Timestamp
  package let closedAt: Timestamp?
}

/// What is asked, and once the pulse is closed what came of it.
package struct PulseQuestion: Sendable {
  /// From 1.
  package let number: Int64
  package let kind: PulseQuestionKind
  /// Nil where the kind says it all.
  package let text: String?
  /// Nil while the pulse is open.
  package var result: PulseResult?
}

/// What is shown of the answers to a question.
package enum PulseResult: Sendable {
  case withheld
  case level(ScaleLevel)
  case texts(PulseTexts)

  package var outcome: ReleaseFigure.Outcome { if case .withheld = self { .withheld } else { .released } }
  package var level: ScaleLevel? { if case .level(let level) = self { level } else { nil } }
  package var texts: PulseTexts? { if case .texts(let texts) = self { texts } else { nil } }
}

/// What one person answers to a question.
package struct PulseAnswer: Sendable {
  package let question: Int64
  /// From 1 to 5.
  package let value: Int64?
  package let text: String?

  package init(question: Int64, value: Int64?, text: String?) {
    self.question = question
    self.value = value
    self.text = text
  }
}

/// Texts in alphabetical order, so that nothing remains of the order in which they came.
package struct PulseTexts: Hashable, Sendable, Bindable, ColumnReadable {
  package let sorted: [String]

  package init(_ texts: [String]) {
    sorted = texts.sorted()
  }

  package var value: Value {
    guard let data = try? JSONEncoder().encode(sorted) else { preconditionFailure("Texts can be encoded") }
    return .text(String(decoding: data, as: UTF8.self))
  }

  package static func read(_ row: Row, _ index: Int) throws -> PulseTexts {
    PulseTexts(try JSONDecoder().decode([String].self, from: Data(try row.get(index, as: String.self).utf8)))
  }
}

/// What is asked; the raw value is the code on the wire. The first two are asked in every pulse.
package enum PulseQuestionKind: String, Vocabulary, Bindable, ColumnReadable {
  case trust, commitment
  /// In own words, answered from 1 to 5.
  case scale
  /// In own words, answered in words or not at all.
  case text

  package static let vocabularyName = "pulseQuestionKind"

  package var labels: Labels {
    switch self {
    case .trust:
      Labels(nl: "Hoeveel vertrouwen hebt u in de andere deelnemers?", en: "How far do you trust the other members?")
    case .commitment:
      Labels(nl: "Hoe groot is uw eigen inzet voor het initiatief?", en: "How committed are you to the initiative?")
    case .scale: Labels(nl: "eigen vraag, van 1 tot 5", en: "a question of its own, from 1 to 5")
    case .text: Labels(nl: "eigen vraag, in woorden", en: "a question of its own, in words")
    }
  }
}

extension ScaleLevel: Vocabulary, Bindable, ColumnReadable {
  package static let vocabularyName = "scaleLevel"

  package var labels: Labels {
    switch self {
    case .low: Labels(nl: "laag", en: "low")
    case .middle: Labels(nl: "midden", en: "middle")
    case .high: Labels(nl: "hoog", en: "high")
    }
  }
}
