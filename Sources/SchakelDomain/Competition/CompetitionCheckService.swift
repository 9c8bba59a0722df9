/// What can be seen of competition checks: members and the network's people see all of an initiative.
package struct CompetitionCheckService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page, the latest last; one more than `limit` when there are further ones.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [CompetitionAssessment] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try CompetitionCheckStore.list(
      of: initiative, after: after.flatMap { CompetitionCheck.ID($0) }, limit: limit + 1, in: tx
    ).map { try CompetitionAssessment.of($0, in: tx) }
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: CompetitionCheck.ID, as caller: Caller) throws -> CompetitionAssessment {
    guard let check = try CompetitionCheckStore.find(id, in: tx) else { throw DomainError.notFound }
    try Participation.of(caller, in: check.initiativeID, tx).requireMember()
    return try CompetitionAssessment.of(check, in: tx)
  }
}

/// Answering the questions, for the initiative as it is now.
package struct CompetitionCheckEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Records a check, which takes the place of earlier ones.
  ///
  /// - Parameter validUntilDate: The first day on which it is too old; nil for a year from now.
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `mandateInsufficient`, `questionUnanswered`,
  ///   `invalidContent`.
  package func record(
    _ answers: [CompetitionCheck.Answer], validUntilDate: LocalDate?, of initiative: Initiative.ID, as caller: Caller
  ) throws -> CompetitionAssessment {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    try Self.requireWhole(answers)
    let end = validUntilDate ?? tx.today.adding(days: CompetitionCheck.validDays)
    try requirePeriod(until: end)
    let given = Dictionary(uniqueKeysWithValues: answers.map { ($0.question, $0.answer) })
    let check = CompetitionCheck(
      id: tx.newID(), initiativeID: initiative, accountID: caller.accountID,
      partnerID: participation.standing.partnerID,
      answers: answers, assessedOutcome: .of(given), validUntilDate: end,
      scope: try .now(of: initiative, in: tx), createdAt: tx.now)
    try CompetitionCheckStore.insert(check, in: tx)
    try AuditLog.append(
      "competitionCheck.recorded", .init("competitionCheck", check.id, in: initiative), by: caller,
      for: participation.standing.partnerID, in: tx)
    guard let stored = try CompetitionCheckStore.find(check.id, in: tx) else { throw DomainError.notFound }
    return try CompetitionAssessment.of(stored, in: tx)
  }

  /// Every question once, each with a source unless nobody knows; all faults at once.
  private static func requireWhole(_ answers: [CompetitionCheck.Answer]) throws {
    var faults: [DomainError.Fault] = []
    var seen: Set<CompetitionQuestion> = []
    for (index, answer) in answers.enumerated() {
      if !seen.insert(answer.question).inserted {
        faults.append(.init(at: "/answers/\(index)/question", code: "repeated", "Answer each question once."))
      }
      if answer.answer != .unknown, answer.source == nil {
        let detail = "Say what the answer rests on, or answer unknown."
        faults.append(.init(at: "/answers/\(index)/source", code: "missingField", detail))
      }
    }
    let missing = CompetitionQuestion.allCases.filter { !seen.contains($0) }
    faults += missing.map {
      .init(at: "/answers", code: Reason.questionUnanswered.code, "\($0.rawValue) is not answered: \($0.labels.en)")
    }
    guard let first = faults.first else { return }
    let detail = faults.count == 1 ? first.detail : "\(faults.count) places are faulty; errors lists them all."
    throw DomainError(missing.isEmpty ? .invalidContent : .questionUnanswered, detail, faults: faults)
  }

  private func requirePeriod(until end: LocalDate) throws {
    guard end > tx.today, end <= tx.today.adding(days: CompetitionCheck.validDays) else {
      throw DomainError(
        .invalidContent, at: "/validUntilDate", "A check is valid for 1 to \(CompetitionCheck.validDays) days from now."
      )
    }
  }
}

extension Reason {
  package static let questionUnanswered = Reason(
    "questionUnanswered", .unacceptable, "A question is not answered.",
    advice: "Answer every question that errors names; unknown is an answer to those of a competition check.")
  package static let competition: [Reason] = [.questionUnanswered]
}
