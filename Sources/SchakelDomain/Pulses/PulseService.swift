import Disclosure

/// A pulse as somebody may see it.
package struct PulseView: Sendable {
  package let pulse: Pulse
  /// Whether this person has answered.
  package let hasAnswered: Bool
  /// Answers in words are for members, not for the network's people.
  package let showsTexts: Bool
}

/// What can be seen of pulses: members and the network's people see questions, how many answered, and once a pulse is
/// closed what may be told of the answers. Nobody sees more, whoever asked.
package struct PulseService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [PulseView] {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let rows = try PulseStore.list(of: initiative, after: after.flatMap { Pulse.ID($0) }, limit: limit + 1, in: tx)
    return try rows.map { try view($0, participation, caller) }
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: Pulse.ID, as caller: Caller) throws -> (PulseView, Participation) {
    guard let pulse = try PulseStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: pulse.initiativeID, tx)
    try participation.requireMember()
    return (try view(pulse, participation, caller), participation)
  }

  private func view(_ pulse: Pulse, _ participation: Participation, _ caller: Caller) throws -> PulseView {
    PulseView(
      pulse: pulse, hasAnswered: try PulseStore.hasAnswered(caller.accountID, pulse.id, in: tx),
      showsTexts: participation.standing.networkRole == nil)
  }
}

/// Opening, answering and closing.
package struct PulseEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Opens a pulse that asks for trust, commitment and what else is asked.
  ///
  /// - Parameter questions: Of the kinds scale and text, each with its text.
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `pulseOpen`.
  package func open(
    _ title: String, _ questions: [(kind: PulseQuestionKind, text: String)], in initiative: Initiative.ID,
    as caller: Caller
  ) throws -> PulseView {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    guard try !PulseStore.hasOpen(in: initiative, tx) else { throw DomainError(.pulseOpen) }
    let kinds: [(PulseQuestionKind, String?)] = [(.trust, nil), (.commitment, nil)]
    let asked = (kinds + questions.map { ($0.kind, $0.text) }).enumerated().map { index, question in
      PulseQuestion(number: Int64(index + 1), kind: question.0, text: question.1)
    }
    let pulse = Pulse(
      id: tx.newID(), initiativeID: initiative, title: title, questions: asked, respondentCount: 0, openedAt: tx.now,
      closedAt: nil)
    try PulseStore.insert(pulse, in: tx)
    try tell(.pulseOpened, pulse, participation)
    return try finish("pulse.opened", pulse, participation, caller)
  }

  /// Answers for the caller in person, once and for good: a later change would need to know which answer it was.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed` for the network's people,
  ///   `mandateInsufficient`, `pulseClosed`, `pulseAnswered`, `invalidContent`.
  package func answer(_ id: Pulse.ID, with answers: [PulseAnswer], as caller: Caller) throws -> PulseView {
    let (view, participation) = try PulseService(tx).find(id, as: caller)
    let partner = try participation.member(for: .read).partnerID
    guard view.pulse.closedAt == nil else { throw DomainError(.pulseClosed) }
    guard !view.hasAnswered else { throw DomainError(.pulseAnswered) }
    let faults = view.pulse.faults(in: answers)
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
    try PulseStore.insertRespondent(caller.accountID, for: partner, to: id, in: tx)
    let given = Dictionary(uniqueKeysWithValues: answers.map { ($0.question, $0) })
    let tallies = try PulseStore.tallies(of: id, in: tx).map { tally in
      var tally = tally
      tally.sum += given[tally.number]?.value ?? 0
      if let text = given[tally.number]?.text { tally.texts = PulseTexts(tally.texts.sorted + [text]) }
      return tally
    }
    try PulseStore.write(tallies, of: id, in: tx)
    return try finish("pulse.answered", view.pulse, participation, caller)
  }

  /// Closes a pulse, and decides for good what is shown of it; closing again changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`.
  package func close(_ id: Pulse.ID, as caller: Caller) throws -> PulseView {
    let (view, participation) = try PulseService(tx).find(id, as: caller)
    try participation.requireShaper()
    if view.pulse.closedAt != nil { return view }
    let earlier = try PulseStore.told(in: view.pulse.initiativeID, tx).map {
      try PulseStore.respondents(to: $0, in: tx)
    }
    let isTold = try PulseStore.respondents(to: id, in: tx).mayBeTold(
      beside: earlier, from: tx.parameters.minPulse)
    let tallies = try PulseStore.tallies(of: id, in: tx)
    let results = zip(view.pulse.questions, tallies).map { question, tally in
      isTold
        ? question.result(of: tally, view.pulse.respondentCount, from: tx.parameters.minPulse) : .withheld
    }
    try PulseStore.close(id, isTold: isTold, results, in: tx)
    try tell(.pulseClosed, view.pulse, participation)
    return try finish("pulse.closed", view.pulse, participation, caller)
  }

  private func tell(_ event: NotificationEvent, _ pulse: Pulse, _ participation: Participation) throws {
    let members = try MembershipStore.live(in: pulse.initiativeID, tx).map(\.partnerID)
    try NotificationStore.tell(
      Set(members), of: event, .init("pulse", pulse.id, in: pulse.initiativeID),
      by: participation.standing.partnerID, in: tx)
  }

  private func finish(
    _ action: String, _ pulse: Pulse, _ participation: Participation, _ caller: Caller
  ) throws -> PulseView {
    let subject = AuditLog.Subject("pulse", pulse.id, in: pulse.initiativeID)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
    return try PulseService(tx).find(pulse.id, as: caller).0
  }
}

extension PulseQuestion {
  /// What is told of the answers, once anything may be.
  fileprivate func result(
    of tally: PulseStore.Tally, _ respondentCount: Int64, from countMin: Int
  ) -> PulseResult {
    guard kind == .text else { return .level(ScaleLevel(sum: tally.sum, count: respondentCount)) }
    return tally.texts.sorted.count < countMin ? .withheld : .texts(tally.texts)
  }
}

extension Pulse {
  /// What is wrong with somebody's answers: all of it, by place.
  func faults(in answers: [PulseAnswer]) -> [DomainError.Fault] {
    var faults: [DomainError.Fault] = []
    var seen: Set<Int64> = []
    for (index, answer) in answers.enumerated() {
      let place = "/answers/\(index)"
      guard let question = questions.first(where: { $0.number == answer.question }) else {
        faults.append(.init(at: place + "/question", code: "unknown", "The pulse has no question of this number."))
        continue
      }
      if !seen.insert(answer.question).inserted {
        faults.append(
          .init(at: place + "/question", code: Reason.invalidContent.code, "Answer each question once."))
      }
      faults += question.faults(in: answer, at: place)
    }
    let missing = questions.filter { $0.kind != .text && !seen.contains($0.number) }
    return faults
      + missing.map { .init(at: "/answers", code: "missingField", "Question \($0.number) is not answered.") }
  }
}

extension PulseQuestion {
  fileprivate func faults(in answer: PulseAnswer, at place: String) -> [DomainError.Fault] {
    let members = [("value", answer.value != nil, kind != .text), ("text", answer.text != nil, kind == .text)]
    return members.compactMap { name, isThere, isWanted in
      if isThere == isWanted { return nil }
      let code = isWanted ? "missingField" : "unexpectedField"
      return .init(
        at: "\(place)/\(name)", code: code, "Question \(number) is answered by \(isWanted ? name : "another member").")
    }
  }
}

extension Reason {
  package static let pulseOpen = Reason(
    "pulseOpen", .conflict, "The initiative has an open pulse, and one at a time is enough.",
    advice: "Close it first.")
  package static let pulseClosed = Reason(
    "pulseClosed", .conflict, "The pulse is closed, and stays as it is.", advice: "Wait for the next one.")
  package static let pulseAnswered = Reason(
    "pulseAnswered", .conflict, "You have answered; which answer is yours is not known, so it cannot be changed.",
    advice: "Answer the next pulse.")
  package static let pulses: [Reason] = [.pulseOpen, .pulseClosed, .pulseAnswered]
}
