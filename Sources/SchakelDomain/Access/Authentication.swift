import Cryptography
import SQLite

/// Finds out who makes a request. Only hashes are stored, so a copy of the database lets nobody in.
package enum Authentication {
  /// Tokens begin with this, so that one found in a file can be recognised.
  package static let tokenPrefix = "schakel_"

  /// The person with this token.
  ///
  /// - Parameters:
  ///   - bearer: The text after `Bearer `.
  ///   - actingAs: The header `Acting-As`, already read.
  /// - Throws: `DomainError` with `unauthenticated` when the token is unknown, revoked or expired, or the account
  /// disabled.
  package static func caller(bearer: String, actingAs: ActingAs?, in tx: Transaction) throws -> Caller {
    guard let known = tx.memory else { return try find(bearer: bearer, actingAs: actingAs, in: tx) }
    return try known.caller(.init(bearer: bearer, actingAs: actingAs)) {
      try find(bearer: bearer, actingAs: actingAs, in: tx)
    }
  }

  private static func find(bearer: String, actingAs: ActingAs?, in tx: Transaction) throws -> Caller {
    guard bearer.hasPrefix(tokenPrefix) else { throw unknownToken }
    let hash = SHA256.digest(of: bearer)
    let found = try tx.db.row(
      """
      SELECT token.id, account.id, account.name, may_read, may_write, may_values,
        token.last_used_at IS NULL OR token.last_used_at < \(tx.now.adding(milliseconds: -60_000))
      FROM token JOIN account ON account.id = token.account_id
      WHERE token.sha256 = \(hash) AND token.revoked_at IS NULL AND account.disabled_at IS NULL
        AND (token.expires_at IS NULL OR token.expires_at > \(tx.now))
      """
    ) { row in
      let flags: [(Scope, Bool)] = [(.read, try row.get(3)), (.write, try row.get(4)), (.values, try row.get(5))]
      let account: Account.ID = try row.get(1)
      return Caller(
        accountID: account, accountName: try row.get(2), scopes: flags.filter(\.1).map(\.0),
        networkRoles: try networkRoles(of: account, in: tx), actingAs: actingAs, credential: .token(try row.get(0)),
        isUseToBeNoted: try row.get(6))
    }
    guard let found else { throw unknownToken }
    return found
  }

  /// The person with this session cookie.
  ///
  /// - Parameters:
  ///   - cookie: The cookie's value.
  ///   - csrf: The header `CSRF-Token`; needed for whatever changes something.
  ///   - needsCSRF: Whether the request may change something.
  /// - Throws: `DomainError` with `unauthenticated`, or `csrfTokenMissing` when the token is missing or another's.
  package static func caller(
    cookie: String, csrf: String?, needsCSRF: Bool, actingAs: ActingAs?, in tx: Transaction
  ) throws -> Caller {
    let found = try tx.db.row(
      """
      SELECT session.id, account.id, account.name, csrf_sha256
      FROM session JOIN account ON account.id = session.account_id
      WHERE session.sha256 = \(SHA256.digest(of: cookie)) AND session.ended_at IS NULL
        AND session.expires_at > \(tx.now) AND account.disabled_at IS NULL
      """
    ) { row in
      let hash: [UInt8] = try row.get(3)
      if needsCSRF {
        guard let csrf, isEqualInConstantTime(SHA256.digest(of: csrf), hash) else {
          throw DomainError(.csrfTokenMissing)
        }
      }
      let account: Account.ID = try row.get(1)
      return Caller(
        accountID: account, accountName: try row.get(2), scopes: Scope.allCases,
        networkRoles: try networkRoles(of: account, in: tx), actingAs: actingAs, credential: .session(try row.get(0)))
    }
    guard let found else { throw DomainError(.unauthenticated, "The session has ended; sign in again.") }
    return found
  }

  /// Notes that a token was used, at most once a minute.
  package static func noteUse(of caller: Caller, in tx: WriteTransaction) throws {
    guard caller.isUseToBeNoted, case .token(let token) = caller.credential else { return }
    try AccountStore.noteUse(of: token, in: tx)
  }

  private static func networkRoles(of account: Account.ID, in tx: Transaction) throws -> Set<NetworkRole> {
    Set(
      try tx.db.rows("SELECT role FROM network_role WHERE account_id = \(account) AND ended_at IS NULL") {
        try $0.get(0, as: NetworkRole.self)
      })
  }

  private static let unknownToken = DomainError(
    .unauthenticated, "The token is unknown, revoked or expired; ask for a new one.")
}
