import HTTPServer
import SchakelDomain

/// Applications for support, what is stated for them, and whether they are eligible.
enum SupportApplicationRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/support-applications", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/support-applications", making, make)
    routes.read(.get, "/v1/support-applications/{application}", reading, find)
    routes.read(.get, "/v1/support-applications/{application}/eligibility", testing, test)
    routes.write(.put, "/v1/support-applications/{application}/eligible-costs/{partner}", entering, enter)
    routes.write(.put, "/v1/support-applications/{application}/submission", submitting, submit)
    routes.read(.get, "/v1/initiatives/{initiative}/de-minimis-statements", statementListing, listStatements)
    routes.write(.post, "/v1/initiatives/{initiative}/de-minimis-statements", stating, state)
  }

  private static let shaping: [Reason] = [.notAllowed, .notMember, .mandateInsufficient, .mandateEnded]

  private static let listing = Operation(
    "listSupportApplications", tag: "Support", "What an initiative applied for, or prepares to.",
    answer: .list(of: .supportApplication), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let (rows, amounts) = try SupportApplicationService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.supportApplication($1, amounts) }
  }

  private static let making = Operation(
    "makeSupportApplication", tag: "Support", "Prepare an application of several members on one opening.",
    body: .supportApplicationInput, answer: .object(.supportApplication), status: .created,
    reasons: shaping + [.invalidContent])

  private static let make: Route.Write = { request, tx in
    let application = try SupportApplicationEditor(tx).make(
      request.body.supportApplication(today: tx.today), in: request.path("initiative"), as: request.caller)
    let (_, amounts, _) = try SupportApplicationService(tx).find(application.id, as: request.caller)
    return Answer.created(at: "/v1/support-applications/\(application.id)") {
      $0.supportApplication(application, amounts)
    }
  }

  private static let reading = Operation(
    "getSupportApplication", tag: "Support", "One application.", answer: .object(.supportApplication),
    reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (application, amounts, _) = try SupportApplicationService(tx).find(
      request.path("application"), as: request.caller)
    return Answer.ok { $0.supportApplication(application, amounts) }
  }

  private static let testing = Operation(
    "getEligibility", tag: "Support", "Whether an application meets the profile applied for, or another one.",
    description: """
      Each condition comes with the fact that it rests on and the partners that it names; one whose fact is not on \
      record is unknown, and says what to record. Amounts of others are for a facilitator that stated its independence \
      and the steward. It is no decision of whoever gives the money.
      """,
    query: [QueryParameter("openingId", .identifier, "Against this opening; the one applied for when left out.")],
    answer: .object(.eligibility), reasons: [.notMember])

  private static let test: Route.Read = { request, tx in
    let (_, eligibility, amounts) = try SupportApplicationService(tx).eligibility(
      of: request.path("application"), against: request.query.id("openingId"), as: request.caller)
    return Answer.ok { $0.eligibility(eligibility, amounts) }
  }

  private static let entering = Operation(
    "enterEligibleCosts", tag: "Support", "Enter your partner's estimate of its costs that count.",
    body: .eligibleCostsInput, answer: .object(.supportApplication),
    reasons: [.notAllowed, .notMember, .notOwner, .mandateInsufficient, .applicationSubmitted])

  private static let enter: Route.Write = { request, tx in
    let application = try SupportApplicationEditor(tx).enter(
      request.body.integer("eligibleCents") ?? 0, of: request.path("partner"), on: request.path("application"),
      as: request.caller)
    return try answer(application, request, tx)
  }

  private static let submitting = Operation(
    "submitSupportApplication", tag: "Support", "Note that an application was handed in, once it is eligible.",
    answer: .object(.supportApplication), reasons: shaping + [.notEligible, .openingClosed])

  private static let submit: Route.Write = { request, tx in
    let application = try SupportApplicationEditor(tx).submit(request.path("application"), as: request.caller)
    return try answer(application, request, tx)
  }

  private static func answer(
    _ application: SupportApplication, _ request: APIRequest, _ tx: Transaction
  ) throws -> Answer {
    let (_, amounts, _) = try SupportApplicationService(tx).find(application.id, as: request.caller)
    return Answer.ok { $0.supportApplication(application, amounts) }
  }

  private static let statementListing = Operation(
    "listDeMinimisStatements", tag: "Support", "Who stated the small state aid it had.",
    answer: .list(of: .deMinimisStatement), reasons: [.notMember])

  private static let listStatements: Route.Read = { request, tx in
    let page = try request.page
    let (rows, amounts) = try SupportApplicationService(tx).deMinimisStatements(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.deMinimisStatement($1, amounts) }
  }

  private static let stating = Operation(
    "giveDeMinimisStatement", tag: "Support", "State the small state aid that your partner had in three years.",
    description: "The last statement of a partner counts; earlier ones stay.", body: .deMinimisInput,
    answer: .object(.deMinimisStatement), status: .created, reasons: [.notAllowed, .notMember, .mandateInsufficient])

  private static let state: Route.Write = { request, tx in
    let initiative: Initiative.ID = try request.path("initiative")
    let statement = try SupportApplicationEditor(tx).state(
      receivedCents: request.body.integer("receivedCents") ?? 0, in: initiative, as: request.caller)
    let (_, amounts) = try SupportApplicationService(tx).deMinimisStatements(
      of: initiative, after: nil, limit: 0, as: request.caller)
    return Answer.created(at: "/v1/initiatives/\(initiative)/de-minimis-statements") {
      $0.deMinimisStatement(statement, amounts)
    }
  }
}
