import Cryptography

/// What the slow part of a sign-in found out: scrypt runs before the writer is asked, and what it compared with may
/// have changed by then.
package struct SignInAttempt: Sendable {
  let name: String
  /// The account and password that were compared with; nil when nobody can sign in with the name.
  let compared: (id: Account.ID, password: PasswordHash)?
  let isRight: Bool
}

/// A session just begun, with the two secrets that are shown this once.
package struct NewSession: Sendable {
  package let session: Session
  /// The cookie's value.
  package let cookie: String
  package let csrfToken: String
}

/// What can be seen of sessions: one's own, as long as they count.
package struct SessionReader {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// Compares a password. It takes as long for a name that nobody bears as for a wrong password.
  ///
  /// - Throws: `DomainError` with `signInThrottled`.
  package func attempt(name: String, password: String) throws -> SignInAttempt {
    try SignInThrottle.requireOpen(name, in: tx)
    let found = try AccountStore.signIn(name: name, in: tx)
    let isRight = (found?.password ?? .decoy).matches(password)
    return SignInAttempt(name: name, compared: found, isRight: isRight)
  }

  /// A page of one's own sessions.
  package func list(after: String?, limit: Int, as caller: Caller) throws -> [Session] {
    try SessionStore.list(of: caller.accountID, after: after.flatMap { Session.ID($0) }, limit: limit + 1, in: tx)
  }

  /// One of one's own sessions.
  ///
  /// - Throws: `DomainError` with `notFound`, for one that has ended as well.
  package func find(_ id: Session.ID, as caller: Caller) throws -> Session {
    guard let session = try SessionStore.find(id, in: tx), session.accountID == caller.accountID else {
      throw DomainError.notFound
    }
    return session
  }
}

/// Signing in and out.
package struct SessionEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// How long a session lasts.
  private static let lifetimeHours: Int64 = 12

  /// Begins a session, or counts the failure: the trail of that must be committed, so it is no error here.
  ///
  /// A failure leaves no audit entry. It concerns no known person, and the trail is kept: whoever guesses could
  /// make it grow without end.
  ///
  /// - Returns: Nil when the name or the password is wrong.
  /// - Throws: `DomainError` with `signInThrottled`: of guesses made at once only the first is answered.
  package func begin(_ attempt: SignInAttempt) throws -> NewSession? {
    try SignInThrottle.requireOpen(attempt.name, in: tx)
    let present = try AccountStore.signIn(name: attempt.name, in: tx)
    guard attempt.isRight, let compared = attempt.compared, let present, present == compared else {
      try SignInThrottle.noteFailure(attempt.name, in: tx)
      return nil
    }
    try SignInThrottle.reset(attempt.name, in: tx)
    let made = try make(for: present.id)
    // Looked up as the next request will be, so that the entry names who came in.
    let caller = try Authentication.caller(cookie: made.cookie, csrf: nil, needsCSRF: false, actingAs: nil, in: tx)
    try AuditLog.append("session.created", .init("session", made.session.id), by: caller, in: tx)
    return made
  }

  private func make(for account: Account.ID) throws -> NewSession {
    let (cookie, csrf) = (Base64URL.encode(Random.bytes(32)), Base64URL.encode(Random.bytes(32)))
    let session = Session(
      id: tx.newID(), accountID: account, expiresAt: tx.now.adding(milliseconds: Self.lifetimeHours * 3_600_000),
      createdAt: tx.now)
    try SessionStore.insert(
      session, sha256: SHA256.digest(of: cookie), csrfSHA256: SHA256.digest(of: csrf), in: tx)
    return NewSession(session: session, cookie: cookie, csrfToken: csrf)
  }

  /// Ends a session, from the next request on.
  package func end(_ session: Session, as caller: Caller) throws {
    try SessionStore.end(session.id, in: tx)
    try AuditLog.append("session.ended", .init("session", session.id), by: caller, in: tx)
  }
}

extension Caller {
  /// The session that the request came with; nil for a token.
  package var sessionID: Session.ID? {
    if case .session(let id) = credential { id } else { nil }
  }
}

extension Reason {
  package static let signInFailed = Reason(
    "signInFailed", .notAuthenticated, "The name or the password is wrong.",
    advice: "Check both; whoever has no password sets one with a token.")
}
