import HTTPServer
import SchakelDomain

/// The questions of competition law for an initiative, and their answers.
enum CompetitionCheckRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/competition-checks", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/competition-checks", recording, record)
    routes.read(.get, "/v1/competition-checks/{check}", reading, find)
  }

  private static let listing = Operation(
    "listCompetitionChecks", tag: "Competition", "The competition checks of an initiative; the last one counts.",
    answer: .list(of: .competitionCheck), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try CompetitionCheckService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.check.id.text) { $0.competitionCheck($1) }
  }

  private static let recording = Operation(
    "recordCompetitionCheck", tag: "Competition", "Answer the twenty questions for the initiative as it is now.",
    description: """
      A self-assessment, no legal advice. It goes stale when members, the agreement in force, an NDA's major version \
      or the competition-sensitive categories of data change; a new one renews it. The questions stand in the \
      vocabulary competitionQuestion.
      """,
    body: .competitionCheckInput, answer: .object(.competitionCheck), status: .created,
    reasons: [.notMember, .notAllowed, .mandateInsufficient, .questionUnanswered, .invalidContent])

  private static let record: Route.Write = { request, tx in
    let body = request.body
    let answers = (body.objects("answers") ?? []).map { answer in
      CompetitionCheck.Answer(
        answer.code("question") ?? .competitors, answer.code("answer") ?? .unknown,
        explanation: answer.text("explanation"), source: answer.text("source"))
    }
    let recorded = try CompetitionCheckEditor(tx).record(
      answers, validUntilDate: body.day("validUntilDate"), of: request.path("initiative"), as: request.caller)
    return Answer.created(at: "/v1/competition-checks/\(recorded.check.id)") { $0.competitionCheck(recorded) }
  }

  private static let reading = Operation(
    "getCompetitionCheck", tag: "Competition", "One competition check, and whether it still counts.",
    answer: .object(.competitionCheck), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let found = try CompetitionCheckService(tx).find(request.path("check"), as: request.caller)
    // Whether it is stale follows from more than itself, so there is no version to tag it with.
    return Answer.ok { $0.competitionCheck(found) }
  }
}
