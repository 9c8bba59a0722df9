import HTTPServer
import SchakelDomain

/// Persons, their mandates and their tokens.
enum AccountRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/me", meReading, me)
    routes.read(.get, "/v1/accounts", listing, list)
    routes.write(.post, "/v1/accounts", creation, create)
    routes.read(.get, "/v1/accounts/{account}", reading, find)
    routes.read(.get, "/v1/accounts/{account}/mandates", mandateListing, listMandates)
    routes.write(.post, "/v1/accounts/{account}/mandates", giving, give)
    routes.read(.get, "/v1/accounts/{account}/mandates/{mandate}", mandateReading, findMandate)
    routes.write(.put, "/v1/accounts/{account}/mandates/{mandate}/ending", ending, end)
    routes.read(.get, "/v1/tokens", tokenListing, listTokens)
    routes.write(.post, "/v1/tokens", tokenCreation, makeToken)
    routes.write(.put, "/v1/tokens/{token}/revocation", revocation, revoke)
  }

  private static let meReading = Operation(
    "getMe", tag: "Accounts", "Who you are, and for whom you may act.", answer: .object(.me))

  private static let me: Route.Read = { request, tx in
    let caller = try request.caller
    let mandates = try AccountReader(tx).liveMandates(of: caller)
    return Answer.ok { $0.me(caller, mandates) }
  }

  private static let listing = Operation(
    "listAccounts", tag: "Accounts", "All persons; for the network's staff.", answer: .list(of: .account),
    reasons: [.notAllowed])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try AccountReader(tx).list(after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.account($1) }
  }

  private static let creation = Operation(
    "createAccount", tag: "Accounts", "Make an account for a person.", body: .accountInput, answer: .object(.account),
    status: .created, reasons: [.notAllowed, .mandateInsufficient, .alreadyExists])

  private static let create: Route.Write = { request, tx in
    let body = request.body
    let account = try AccountService(tx).create(
      name: body.text("name") ?? "", email: body.text("email"), networkRoles: Set(body.codes("networkRoles") ?? []),
      as: request.caller)
    return Answer.created(at: "/v1/accounts/\(account.id)", version: account.version) { $0.account(account) }
  }

  private static let reading = Operation("getAccount", tag: "Accounts", "One person.", answer: .object(.account))

  private static let find: Route.Read = { request, tx in
    let account = try AccountReader(tx).find(request.path("account"), as: request.caller)
    return Answer.ok(version: account.version) { $0.account(account) }
  }

  private static let mandateListing = Operation(
    "listMandates", tag: "Accounts", "What a person may do for partners, ended mandates included.",
    answer: .list(of: .mandate))

  private static let listMandates: Route.Read = { request, tx in
    let page = try request.page
    let rows = try MandateService(tx).list(
      of: request.path("account"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.mandate($1, today: tx.today) }
  }

  private static let giving = Operation(
    "giveMandate", tag: "Accounts", "Let a person act for a partner.",
    description:
      "The partner gives mandates itself; the steward gives only the first, of a partner nobody manages yet.",
    body: .mandateInput, answer: .object(.mandate), status: .created,
    reasons: [.notAllowed, .notOwner, .mandateInsufficient, .networkRoleExcludesMandate, .invalidContent])

  private static let give: Route.Write = { request, tx in
    let body = request.body
    guard let partner = body.id("partnerId", as: Partner.self) else { throw DomainError.notFound }
    let rights = Set((body.texts("rights") ?? []).compactMap(MandateRight.init))
    let mandate = try MandateEditor(tx).give(
      rights, to: request.path("account"), for: partner, startDate: body.day("startDate"),
      endDate: body.day("endDate"), as: request.caller)
    let today = tx.today
    return Answer.created(at: "/v1/accounts/\(mandate.accountID)/mandates/\(mandate.id)") {
      $0.mandate(mandate, today: today)
    }
  }

  private static let mandateReading = Operation(
    "getMandate", tag: "Accounts", "One mandate.", answer: .object(.mandate))

  private static let findMandate: Route.Read = { request, tx in
    let mandate = try MandateService(tx).find(
      request.path("mandate"), of: request.path("account"), as: request.caller)
    return Answer.ok { $0.mandate(mandate, today: tx.today) }
  }

  private static let ending = Operation(
    "endMandate", tag: "Accounts", "Take a mandate back, from this moment on.", answer: .object(.mandate),
    reasons: [.notAllowed, .notOwner, .mandateInsufficient])

  private static let end: Route.Write = { request, tx in
    let caller = try request.caller
    let mandate = try MandateService(tx).find(request.path("mandate"), of: request.path("account"), as: caller)
    let ended = try MandateEditor(tx).end(mandate, as: caller)
    let today = tx.today
    return Answer.ok { $0.mandate(ended, today: today) }
  }

  private static let tokenListing = Operation(
    "listTokens", tag: "Accounts", "Your tokens, without their secrets.", answer: .list(of: .token))

  private static let listTokens: Route.Read = { request, tx in
    let page = try request.page
    let rows = try AccountReader(tx).listTokens(after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.token($1) }
  }

  private static let tokenCreation = Operation(
    "createToken", tag: "Accounts", "Make a token; its secret is shown this once.", body: .tokenInput,
    answer: .object(.newToken), status: .created, reasons: [.notAllowed, .scopeInsufficient, .invalidContent])

  private static let makeToken: Route.Write = { request, tx in
    let body = request.body
    let (token, secret) = try AccountService(tx).makeToken(
      named: body.text("name") ?? "", for: body.id("accountId"),
      scopes: Set((body.texts("scopes") ?? []).compactMap(Scope.init)), expiresAt: body.moment("expiresAt"),
      as: request.caller)
    var answer = Answer.created(at: "/v1/tokens") { writer in
      writer.token(token)
      writer.member("secret", secret)
    }
    answer.isSecret = true
    return answer
  }

  private static let revocation = Operation(
    "revokeToken", tag: "Accounts", "Revoke a token, from the next request on.", answer: .object(.token))

  private static let revoke: Route.Write = { request, tx in
    let token = try AccountService(tx).revokeToken(request.path("token"), as: request.caller)
    return Answer.ok { $0.token(token) }
  }
}
