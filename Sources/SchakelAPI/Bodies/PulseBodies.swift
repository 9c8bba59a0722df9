import Disclosure
import SchakelDomain

extension Shape {
  private static let ownQuestion = Shape(
    "PulseQuestionInput",
    [
      .required(
        "kind", .code(PulseQuestionKind.vocabularyName, [PulseQuestionKind.scale, .text].map(\.rawValue)),
        "How it is answered."),
      .required("text", .text(1...500), "What is asked."),
    ])

  static let pulseInput = Shape(
    "PulseInput",
    [
      .required("title", .text(1...200), "What it is called."),
      .defaulted("questions", .list(.object(ownQuestion), 0...10), "What is asked besides trust and commitment."),
    ])

  private static let pulseQuestion = Shape(
    "PulseQuestion",
    [
      .readOnly("number", .integer(1...12), "Its number."),
      .readOnly("kind", .code(PulseQuestionKind.self), "What is asked, and how it is answered."),
      .readOnly("text", .text(1...500), "What is asked; null where the kind says it.", nullable: true),
      .readOnly(
        "outcome", .code(ReleaseFigure.Outcome.self), "Whether answers are shown; null while it is open.",
        nullable: true),
      .readOnly("level", .code(ScaleLevel.self), "Where the mean of the answers lies.", nullable: true),
      .readOnly(
        "texts", .list(.text(1...1000), 0...100_000), "What was answered in words, sorted; for members.",
        nullable: true),
    ])

  static let pulse = Shape(
    "Pulse",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative."),
      .readOnly("title", .text(1...200), "What it is called."),
      .readOnly("questions", .list(.object(pulseQuestion), 2...12), "What is asked, and what came of it."),
      .readOnly("respondentCount", .integer(0...1_000_000), "Persons who answered."),
      .readOnly("hasAnswered", .boolean, "Whether you have."),
      .readOnly("openedAt", .moment, "When it opened."),
      .readOnly("closedAt", .moment, "When it was closed.", nullable: true),
    ])

  private static let pulseAnswer = Shape(
    "PulseAnswer",
    [
      .required("question", .integer(1...12), "The question's number."),
      .optional("value", .integer(ScaleLevel.scale), "On a scale: from 1, not at all, to 5, fully."),
      .optional("text", .text(1...1000), "In words."),
    ])

  static let pulseAnswerInput = Shape(
    "PulseAnswerInput", [.required("answers", .list(.object(pulseAnswer), 1...12), "Your answers.")])
}

extension JSONWriter {
  mutating func pulse(_ view: PulseView) {
    let pulse = view.pulse
    member("id", pulse.id)
    member("initiativeId", pulse.initiativeID)
    member("title", pulse.title)
    key("questions")
    list(pulse.questions) { writer, question in
      writer.object { $0.pulseQuestion(question, showsTexts: view.showsTexts) }
    }
    member("respondentCount", pulse.respondentCount)
    member("hasAnswered", view.hasAnswered)
    member("openedAt", pulse.openedAt)
    member("closedAt", pulse.closedAt)
  }

  private mutating func pulseQuestion(_ question: PulseQuestion, showsTexts: Bool) {
    member("number", question.number)
    member("kind", question.kind.rawValue)
    member("text", question.text)
    member("outcome", question.result?.outcome.rawValue)
    member("level", question.result?.level?.rawValue)
    key("texts")
    if showsTexts, let texts = question.result?.texts {
      list(texts.sorted) { $0.text($1) }
    } else {
      null()
    }
  }
}
