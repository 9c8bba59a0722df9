import Cryptography
import HTTPServer
import SQLite
import SchakelDomain

/// One run of a handler: who asks, whether the token allows it, whether it was done before.
struct Turn: Sendable {
  let route: Route
  let credentials: Credentials
  let exchange: Exchange

  /// Finds out who asks.
  ///
  /// - Returns: Nil on an open route, which asks nobody: a cookie that has expired must not stand in the way of signing
  ///   in again.
  /// - Throws: `DomainError` with `unauthenticated`, `csrfTokenMissing` or `scopeInsufficient`.
  func identify(in tx: Transaction) throws -> Caller? {
    if route.operation.isOpen { return nil }
    let isChanging = exchange.request.method != .get && exchange.request.method != .head
    let caller = try credentials.caller(changing: isChanging, in: tx)
    guard caller.scopes.contains(route.scope) else {
      throw DomainError(.scopeInsufficient, "The token lacks the scope `\(route.scope.rawValue)`.")
    }
    return caller
  }

  func perform(
    _ request: APIRequest, _ handler: Route.Read, in tx: Transaction
  ) throws -> (answer: Answer, caller: Caller?) {
    let caller = try identify(in: tx)
    let answer = try handler(caller.map(request.by) ?? request, tx)
    return (try FacilitatorNotice.added(to: answer, request, route, in: tx), caller)
  }

  /// Runs a change; one that was done before under the same key is answered again and not done again.
  func perform(_ request: APIRequest, _ handler: Route.Write, in tx: WriteTransaction) throws -> Answer {
    try FacilitatorNotice.added(to: change(request, handler, in: tx), request, route, in: tx)
  }

  private func change(_ request: APIRequest, _ handler: Route.Write, in tx: WriteTransaction) throws -> Answer {
    guard let caller = try identify(in: tx) else { return try handler(request, tx) }
    try Authentication.noteUse(of: caller, in: tx)
    guard let key = try idempotencyKey() else { return try handler(request.by(caller), tx) }
    let name = "\(exchange.request.method.name) \(exchange.request.path)"
    // For whom the person acts is part of what is asked, also where it is not said.
    let standing = try? Standing.of(caller, in: tx)  // who acts for nobody, or for several, is refused by the handler
    let acting = "\(standing?.partnerID?.text ?? "") \(exchange.request.headers.list("acting-as") ?? "")"
    let hash = SHA256.digest(exchange.request.body + Array(acting.utf8))
    if let kept = try IdempotencyStore.find(key, request: name, bodyHash: hash, of: caller.accountID, in: tx) {
      try requireStillAllowed(in: tx) { _ = try handler(request.by(caller), tx) }
      return try again(kept)
    }
    let answer = try handler(request.by(caller), tx)
    let kept = IdempotencyStore.Answer(
      status: answer.status.code, location: answer.location, etag: answer.etag,
      body: answer.isSecret ? nil : answer.body)
    try IdempotencyStore.keep(kept, under: key, request: name, bodyHash: hash, of: caller.accountID, in: tx)
    return answer
  }

  /// Runs a read of confidential data, whose refusal is kept as well.
  func performAudited(_ request: APIRequest, _ handler: Route.Write, in tx: WriteTransaction) throws -> Answer {
    guard let caller = try identify(in: tx) else { throw DomainError(.unauthenticated) }
    try Authentication.noteUse(of: caller, in: tx)
    return try FacilitatorNotice.added(to: handler(request.by(caller), tx), request, route, in: tx)
  }

  /// Does the slow part.
  ///
  /// - Returns: The change that takes its result.
  func prepare(
    _ request: APIRequest, _ handler: Route.Prepare, in tx: Transaction
  ) throws -> @Sendable (WriteTransaction) throws -> Answer {
    let caller = try identify(in: tx)
    let change = try handler(caller.map(request.by) ?? request, tx)
    return { tx in
      // What was revoked or ended while the work took its time counts.
      if let caller = try identify(in: tx) { try Authentication.noteUse(of: caller, in: tx) }
      return try FacilitatorNotice.added(to: change(tx), request, route, in: tx)
    }
  }

  /// Tries once more what was done before, and undoes it: whoever may not do it any more does not hear the answer
  /// again. That it cannot be done twice is no refusal.
  private func requireStillAllowed(in tx: WriteTransaction, _ act: () throws -> Void) throws {
    do {
      try tx.db.savepoint {
        try act()
        throw Undone()
      }
    } catch is Undone {
      return
    } catch let error as DomainError {
      let kinds: [Reason.Kind] = [.forbidden, .notFound, .notAuthenticated]
      if kinds.contains(error.reason.kind) { throw error }
    }
  }

  private struct Undone: Error {}

  private func again(_ kept: IdempotencyStore.Answer) throws -> Answer {
    guard let body = kept.body else {
      throw DomainError(
        .alreadyExists, "This was made under the same Idempotency-Key; what it showed once cannot be shown again.")
    }
    var answer = Answer(Status(kept.status))
    answer.body = body
    answer.location = kept.location
    answer.etag = kept.etag
    return answer
  }

  private func idempotencyKey() throws -> String? {
    guard exchange.request.method == .post, let header = exchange.request.headers.list("idempotency-key") else {
      return nil
    }
    let isQuoted = header.utf8.count >= 2 && header.hasPrefix("\"") && header.hasSuffix("\"")
    let key = isQuoted ? String(header.dropFirst().dropLast()) : header
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw DomainError(
        .invalidInput, "The Idempotency-Key must be 1 to 255 visible ASCII characters.",
        faults: [.init(.header, at: "Idempotency-Key", code: "format", "Use a UUID.")])
    }
    return key
  }
}
