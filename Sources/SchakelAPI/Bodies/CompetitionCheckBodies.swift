import SchakelDomain

extension Shape {
  private static let answer: [Shape.Member] = [
    .required("question", .code(CompetitionQuestion.self), "Which question."),
    .required("answer", .code(CompetitionAnswer.self), "The answer; unknown is one."),
    .optional("explanation", .text(0...2000), "Which market, which data, who."),
    .optional("source", .text(1...1000), "What the answer rests on; needed unless it is unknown."),
  ]

  static let competitionCheckInput = Shape(
    "CompetitionCheckInput",
    [
      .required("answers", .list(.object(Shape("CompetitionAnswerInput", answer)), 1...20), "All twenty."),
      .optional("validUntilDate", .day, "The first day on which it is too old; a year from now when left out."),
    ])

  static let competitionCheck = Shape(
    "CompetitionCheck",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative."),
      .readOnly("accountId", .identifier, "Who answered."),
      .readOnly("authorPartnerId", .identifier, "For whom; null for the network.", nullable: true),
      .readOnly("statement", .text(1...200), "What a check is, and is not."),
      .readOnly("outcome", .code(CompetitionOutcome.self), "How it stands now."),
      .readOnly("assessedOutcome", .code(CompetitionOutcome.self), "What the answers came to."),
      .readOnly("staleCauses", .list(.code(StaleCause.self), 0...10), "Why it does not count any more."),
      .readOnly("opensFlows", .boolean, "Whether independent roles may receive competition-sensitive values now."),
      .readOnly("validUntilDate", .day, "The first day on which it is too old."),
      .readOnly("answers", .list(.object(Shape("CompetitionAnswer", answer)), 20...20), "The answers."),
      .readOnly("members", .list(.object(checkedMember), 0...10_000), "The members it was answered for."),
      .readOnly("dataCategories", .list(.object(category), 0...100), "The categories it was answered for."),
      .readOnly("ndas", .list(.object(checkedNDA), 0...10_000), "The NDAs on offer that it was answered for."),
      .readOnly(
        "agreementId", .identifier, "The version of the collaboration agreement in force then.", nullable: true),
      .readOnly("createdAt", .moment, "When it was answered."),
    ])

  private static let checkedMember = Shape(
    "CompetitionCheckMember",
    [
      .readOnly("partnerId", .identifier, "The member."),
      .readOnly("groupId", .identifier, "Its group then.", nullable: true),
    ])
  private static let category = Shape(
    "DataCategory",
    [
      .readOnly("csiKind", .code(CSIKind.self), "What a competitor could learn."),
      .readOnly("dataAge", .code(DataAge.self), "How old."),
    ])
  private static let checkedNDA = Shape(
    "CompetitionCheckNDA",
    [
      .readOnly("ndaId", .identifier, "The NDA."),
      .readOnly("major", .integer(1...9_007_199_254_740_991), "Its major version."),
    ])
}

extension JSONWriter {
  mutating func competitionCheck(_ assessed: CompetitionAssessment) {
    let check = assessed.check
    member("id", check.id)
    member("initiativeId", check.initiativeID)
    member("accountId", check.accountID)
    member("authorPartnerId", check.partnerID)
    member("statement", CompetitionCheck.statement)
    member("outcome", assessed.outcome.rawValue)
    member("assessedOutcome", check.assessedOutcome.rawValue)
    member("staleCauses", assessed.staleCauses.map(\.rawValue))
    member("opensFlows", assessed.opensFlows)
    member("validUntilDate", check.validUntilDate)
    key("answers")
    list(check.answers) { writer, answer in
      writer.object { writer in
        writer.member("question", answer.question.rawValue)
        writer.member("answer", answer.answer.rawValue)
        writer.member("explanation", answer.explanation)
        writer.member("source", answer.source)
      }
    }
    scope(check.scope)
    member("agreementId", check.scope.agreementID)
    member("createdAt", check.createdAt)
  }

  private mutating func scope(_ scope: CompetitionScope) {
    key("members")
    list(scope.members.filter(\.isLive).sorted { $0.partnerID < $1.partnerID }) { writer, member in
      writer.object { writer in
        writer.member("partnerId", member.partnerID)
        writer.member("groupId", member.groupID)
      }
    }
    key("dataCategories")
    let name = { (category: CSICategory) in "\(category.kind.rawValue) \(category.age.rawValue)" }
    list(scope.categories.sorted { name($0) < name($1) }) { writer, category in
      writer.object { writer in
        writer.member("csiKind", category.kind.rawValue)
        writer.member("dataAge", category.age.rawValue)
      }
    }
    key("ndas")
    list(scope.ndas.sorted { $0.ndaID < $1.ndaID }) { writer, agreement in
      writer.object { writer in
        writer.member("ndaId", agreement.ndaID)
        writer.member("major", agreement.major)
      }
    }
  }
}
