import HTTPServer
import SchakelDomain

/// Signing in and out with a browser, and the password for it.
enum SessionRoutes {
  static func add(to routes: inout Routes) {
    routes.prepared(.put, "/v1/accounts/{account}/password", passwordSetting, setPassword)
    routes.read(.get, "/v1/sessions", listing, list)
    routes.prepared(.post, "/v1/sessions", signingIn, signIn)
    routes.read(.get, "/v1/sessions/{session}", reading, find)
    routes.write(.delete, "/v1/sessions/{session}", ending, end)
  }

  private static let passwordSetting = Operation(
    "setPassword", tag: "Sessions", "Set a password; the person's other sessions end.",
    description: """
      Everybody sets its own: in a session by showing the current one, or with a token of all scopes. The steward may \
      set the first password of somebody who has neither password nor token.
      """,
    body: .passwordInput, status: .noContent,
    reasons: [.notAllowed, .scopeInsufficient, .invalidContent, .passwordWrong, .signInThrottled, .conflict])

  private static let setPassword: Route.Prepare = { request, tx in
    let caller = try request.caller
    let change = try PasswordReader(tx).prepare(
      request.body.text("password") ?? "", current: request.body.text("currentPassword"), of: request.path("account"),
      as: caller)
    return { tx in
      guard try PasswordEditor(tx).set(change, as: caller) else {
        return .refused(DomainError(.passwordWrong, at: "/currentPassword", Reason.passwordWrong.advice))
      }
      return .noContent
    }
  }

  private static let signingIn = Operation(
    "signIn", tag: "Sessions", "Sign in: the answer sets the cookie, and shows the CSRF token this once.",
    description: """
      The session lasts 12 hours. Requests that change something need the header CSRF-Token beside the cookie. \
      Failures make the next try with the same name wait.
      """,
    body: .signInInput, answer: .object(.newSession), status: .created, reasons: [.signInFailed, .signInThrottled],
    isOpen: true)

  private static let signIn: Route.Prepare = { request, tx in
    let attempt = try SessionReader(tx).attempt(
      name: request.body.text("name") ?? "", password: request.body.text("password") ?? "")
    let cookie = request.site.sessionCookie
    return { tx in
      guard let made = try SessionEditor(tx).begin(attempt) else { return .refused(DomainError(.signInFailed)) }
      var answer = Answer.created(at: "/v1/sessions/\(made.session.id)") { writer in
        writer.session(made.session, isCurrent: true)
        writer.member("csrfToken", made.csrfToken)
      }
      answer.headers = [cookie.setting(made.cookie)]
      answer.isSecret = true
      return answer
    }
  }

  private static let listing = Operation(
    "listSessions", tag: "Sessions", "Where you are signed in.", answer: .list(of: .session))

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let caller = try request.caller
    let rows = try SessionReader(tx).list(after: page.after, limit: page.limit, as: caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.session($1, isCurrent: $1.id == caller.sessionID) }
  }

  private static let reading = Operation(
    "getSession", tag: "Sessions", "One of your sessions.", answer: .object(.session))

  private static let find: Route.Read = { request, tx in
    let caller = try request.caller
    let session = try SessionReader(tx).find(request.path("session"), as: caller)
    return Answer.ok { $0.session(session, isCurrent: session.id == caller.sessionID) }
  }

  private static let ending = Operation(
    "endSession", tag: "Sessions", "Sign out, here or elsewhere: end one of your sessions, from the next request on.",
    description: "Ending the session that the request comes with takes the cookie away.", status: .noContent)

  private static let end: Route.Write = { request, tx in
    let caller = try request.caller
    let session = try SessionReader(tx).find(request.path("session"), as: caller)
    try SessionEditor(tx).end(session, as: caller)
    var answer = Answer.noContent
    if session.id == caller.sessionID { answer.headers = [request.site.sessionCookie.clearing] }
    return answer
  }
}
