import SQLite

/// Answers kept so that a request sent twice has its effect once.
package enum IdempotencyStore {
  /// An answer as it was given.
  package struct Answer: Sendable {
    package let status: Int
    package let location: String?
    package let etag: String?
    /// Nil when it held a secret, which is not stored.
    package let body: [UInt8]?

    package init(status: Int, location: String?, etag: String?, body: [UInt8]?) {
      self.status = status
      self.location = location
      self.etag = etag
      self.body = body
    }
  }

  /// Hours an answer is kept.
  package static let keptHours: Int64 = 24

  /// The answer given before under this key.
  ///
  /// - Throws: `DomainError` with `idempotencyKeyReused` when the key came with another request.
  package static func find(
    _ key: String, request: String, bodyHash: [UInt8], of account: Account.ID, in tx: Transaction
  ) throws -> Answer? {
    let found = try tx.db.row(
      """
      SELECT request, body_sha256, status, location, etag, body FROM idempotency_key
      WHERE account_id = \(account) AND key = \(key) AND created_at > \(oldest(in: tx))
      """
    ) { row in
      let isSame = try row.get(0, as: String.self) == request && row.get(1, as: [UInt8].self) == bodyHash
      return (
        isSame, Answer(status: try row.get(2), location: try row.get(3), etag: try row.get(4), body: try row.get(5))
      )
    }
    guard let (isSame, answer) = found else { return nil }
    guard isSame else { throw DomainError(.idempotencyKeyReused) }
    return answer
  }

  /// Keeps an answer, and drops those that are past their time.
  package static func keep(
    _ answer: Answer, under key: String, request: String, bodyHash: [UInt8], of account: Account.ID,
    in tx: WriteTransaction
  ) throws {
    try tx.db.run("DELETE FROM idempotency_key WHERE created_at <= \(oldest(in: tx))")
    try tx.db.run(
      """
      INSERT INTO idempotency_key (account_id, key, request, body_sha256, status, location, etag, body, created_at)
      VALUES (\(account), \(key), \(request), \(bodyHash), \(answer.status), \(answer.location), \(answer.etag),
        \(answer.body), \(tx.now))
      """)
  }

  private static func oldest(in tx: Transaction) -> Timestamp {
    tx.now.adding(milliseconds: -keptHours * 3_600_000)
  }
}

extension Reason {
  package static let idempotencyKeyReused = Reason(
    "idempotencyKeyReused", .unacceptable, "The Idempotency-Key came before with another request.",
    advice: "Use a new key for a new request.")
}
