import Disclosure
import HTTPServer
import SchakelDomain

/// Questionnaires that are answered without names.
enum PulseRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/pulses", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/pulses", opening, open)
    routes.read(.get, "/v1/pulses/{pulse}", reading, find)
    // PUT, so that no hash of an answer is kept for an Idempotency-Key.
    routes.write(.put, "/v1/pulses/{pulse}/answer", answering, answer)
    routes.write(.put, "/v1/pulses/{pulse}/closing", closing, close)
  }

  private static let shaping: [Reason] = [.notAllowed, .notMember, .mandateInsufficient, .mandateEnded]

  private static let listing = Operation(
    "listPulses", tag: "Pulses", "The pulses of an initiative.", answer: .list(of: .pulse), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try PulseService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.pulse.id.text) { $0.pulse($1) }
  }

  private static let opening = Operation(
    "openPulse", tag: "Pulses", "Ask the members how they are doing.",
    description: """
      Trust and commitment are always asked, as questions 1 and 2; further ones follow. While it is open everybody \
      sees how many answered, and nothing more. An initiative has one open pulse at a time.
      """,
    body: .pulseInput, answer: .object(.pulse), status: .created, reasons: shaping + [.pulseOpen])

  private static let open: Route.Write = { request, tx in
    let questions = (request.body.objects("questions") ?? []).map { question in
      (kind: question.code("kind", as: PulseQuestionKind.self) ?? .scale, text: question.text("text") ?? "")
    }
    let view = try PulseEditor(tx).open(
      request.body.text("title") ?? "", questions, in: request.path("initiative"), as: request.caller)
    return Answer.created(at: "/v1/pulses/\(view.pulse.id)") { $0.pulse(view) }
  }

  private static let reading = Operation(
    "getPulse", tag: "Pulses", "One pulse, and once it is closed what is shown of the answers.",
    answer: .object(.pulse), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (view, _) = try PulseService(tx).find(request.path("pulse"), as: request.caller)
    return Answer.ok { $0.pulse(view) }
  }

  private static let fewest = Parameters.minPulseBounds.lowerBound

  private static let answering = Operation(
    "answerPulse", tag: "Pulses", "Answer in person, once and without your name.",
    description: """
      Every question on a scale must be answered; one in words may be left out. It is remembered that you answered, \
      and apart from that what was answered, as sums and sorted texts: nobody can join the two, so an answer cannot be \
      changed. Once the pulse is closed all members read the texts, among \(fewest) or more, or as many \
      as the network has set: write nothing that only you can know.
      """,
    body: .pulseAnswerInput, answer: .object(.pulse),
    reasons: [.notAllowed, .notMember, .mandateInsufficient, .pulseClosed, .pulseAnswered, .invalidContent])

  private static let answer: Route.Write = { request, tx in
    let answers = (request.body.objects("answers") ?? []).map { answer in
      PulseAnswer(
        question: answer.integer("question") ?? 0, value: answer.integer("value"), text: answer.text("text"))
    }
    let view = try PulseEditor(tx).answer(request.path("pulse"), with: answers, as: request.caller)
    return Answer.ok { $0.pulse(view) }
  }

  private static let closing = Operation(
    "closePulse", tag: "Pulses", "Close a pulse: what is shown of the answers is decided now, for good.",
    description: """
      Answers are shown from \(fewest) persons (or as many as the network has set) of three companies on, companies \
      under one control as one, of whom three without any one company; and only when they are the same persons as of \
      each pulse shown before, or differ by persons of three companies. Of a scale a level is shown, whatever the \
      answers: nobody's can be told from it. What is not shown is deleted.
      """,
    answer: .object(.pulse), reasons: shaping)

  private static let close: Route.Write = { request, tx in
    let view = try PulseEditor(tx).close(request.path("pulse"), as: request.caller)
    return Answer.ok { $0.pulse(view) }
  }
}
