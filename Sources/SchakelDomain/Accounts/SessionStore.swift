import SQLite

/// A person signed in with a browser; its secrets are stored as hashes only.
package struct Session: Sendable {
  package typealias ID = Identifier<Session>

  package let id: ID
  package let accountID: Account.ID
  package let expiresAt: Timestamp
  package let createdAt: Timestamp
}

/// The SQL of sessions, and of failed sign-ins.
enum SessionStore {
  /// Rows looked at for sweeping out old ones, each time one is added.
  private static let sweepCount = 20

  /// Adds a session, and drops some that have expired.
  ///
  /// All last equally long and ids grow, so those that expire first stand first.
  static func insert(_ session: Session, sha256: [UInt8], csrfSHA256: [UInt8], in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      DELETE FROM session
      WHERE id IN (SELECT id FROM session ORDER BY id LIMIT \(sweepCount)) AND expires_at <= \(tx.now)
      """)
    try tx.db.run(
      """
      INSERT INTO session (id, account_id, sha256, csrf_sha256, expires_at, created_at)
      VALUES (\(session.id), \(session.accountID), \(sha256), \(csrfSHA256), \(session.expiresAt), \(session.createdAt))
      """)
  }

  /// A session that counts now.
  static func find(_ id: Session.ID, in tx: Transaction) throws -> Session? {
    try tx.db.row(
      """
      SELECT id, account_id, expires_at, created_at FROM session
      WHERE id = \(id) AND ended_at IS NULL AND expires_at > \(tx.now)
      """, session)
  }

  /// A page of a person's sessions that count now.
  static func list(of account: Account.ID, after: Session.ID?, limit: Int, in tx: Transaction) throws -> [Session] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT id, account_id, expires_at, created_at FROM session
      WHERE account_id = \(account) AND ended_at IS NULL AND expires_at > \(tx.now) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """, session)
  }

  static func end(_ id: Session.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE session SET ended_at = \(tx.now) WHERE id = \(id) AND ended_at IS NULL")
  }

  /// Ends all sessions of a person.
  ///
  /// - Parameter kept: But for this one.
  static func endAll(of account: Account.ID, but kept: Session.ID?, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      UPDATE session SET ended_at = \(tx.now)
      WHERE account_id = \(account) AND ended_at IS NULL AND id IS NOT \(kept)
      """)
  }

  private static func session(_ row: Row) throws -> Session {
    Session(id: try row.get(0), accountID: try row.get(1), expiresAt: try row.get(2), createdAt: try row.get(3))
  }
}

extension SessionStore {
  /// The failures that still count.
  static func throttle(_ key: [UInt8], in tx: Transaction) throws -> SignInThrottle? {
    try tx.db.row(
      """
      SELECT failure_count, last_failed_at FROM sign_in_throttle
      WHERE name_sha256 = \(key) AND last_failed_at > \(oldest(in: tx))
      """
    ) { SignInThrottle(failureCount: try $0.get(0), lastFailedAt: try $0.get(1)) }
  }

  /// Counts a failure, and drops some that are forgotten.
  ///
  /// Keys are hashes, so the rows behind one's own are as good as any: each failure sweeps a stretch of the table.
  static func noteFailure(_ key: [UInt8], in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      DELETE FROM sign_in_throttle
      WHERE name_sha256 IN (
        SELECT name_sha256 FROM sign_in_throttle WHERE name_sha256 >= \(key) ORDER BY name_sha256 LIMIT \(sweepCount))
        AND last_failed_at <= \(oldest(in: tx))
      """)
    try tx.db.run(
      """
      INSERT INTO sign_in_throttle (name_sha256, failure_count, last_failed_at) VALUES (\(key), 1, \(tx.now))
      ON CONFLICT (name_sha256) DO UPDATE SET failure_count = failure_count + 1, last_failed_at = \(tx.now)
      """)
  }

  static func forgetFailures(_ key: [UInt8], in tx: WriteTransaction) throws {
    try tx.db.run("DELETE FROM sign_in_throttle WHERE name_sha256 = \(key)")
  }

  private static func oldest(in tx: Transaction) -> Timestamp {
    tx.now.adding(milliseconds: -SignInThrottle.keptHours * 3_600_000)
  }
}
