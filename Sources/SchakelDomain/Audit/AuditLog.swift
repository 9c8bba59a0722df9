package import SQLite

/// The tamper-evident log: one entry for each change and each decision on confidential data.
package enum AuditLog {
  /// The last entry's number and hash.
  package struct Head: Hashable, Sendable {
    /// 0 for a trail without entries.
    package let seq: Int64
    /// 32 bytes.
    package let hash: [UInt8]
  }

  /// What an entry is about.
  package struct Subject: Sendable {
    package let kind: String
    package let id: String
    package let initiativeID: Initiative.ID?

    package init(_ kind: String, _ id: String, in initiativeID: Initiative.ID? = nil) {
      self.kind = kind
      self.id = id
      self.initiativeID = initiativeID
    }

    package init<Owner>(_ kind: String, _ id: Identifier<Owner>, in initiativeID: Initiative.ID? = nil) {
      self.init(kind, id.text, in: initiativeID)
    }
  }

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - action: What was done: a noun, a dot and a participle, such as `consent.granted`.
  ///   - caller: Who did it; nil for the command line.
  ///   - partnerID: The partner acted for.
  ///   - role: The role acted in.
  /// - Returns: The head of the trail, for a receipt.
  @discardableResult
  package static func append(
    _ action: String, _ subject: Subject, by caller: Caller?, for partnerID: Partner.ID? = nil, role: String? = nil,
    outcome: AuditOutcome = .done, reason: Reason? = nil, in tx: WriteTransaction
  ) throws -> Head {
    let last = try head(in: tx)
    let entry = AuditEntry(
      seq: last.seq + 1, createdAt: tx.now, accountID: caller?.accountID, partnerID: partnerID, role: role,
      action: action, subjectKind: subject.kind, subjectID: subject.id, initiativeID: subject.initiativeID,
      outcome: outcome, reason: reason?.code, previousHash: last.hash)
    let hash = entry.computedHash()
    try tx.db.run(
      """
      INSERT INTO audit_entry (seq, created_at, account_id, partner_id, role, action, subject_kind, subject_id,
        initiative_id, outcome, reason, previous_hash, hash)
      VALUES (\(entry.seq), \(entry.createdAt), \(entry.accountID), \(entry.partnerID), \(entry.role), \(entry.action),
        \(entry.subjectKind), \(entry.subjectID), \(entry.initiativeID), \(entry.outcome.rawValue), \(entry.reason),
        \(entry.previousHash), \(hash))
      """)
    return Head(seq: entry.seq, hash: hash)
  }

  /// The last entry's number and hash.
  package static func head(in tx: Transaction) throws -> Head {
    try tx.db.row("SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1") {
      Head(seq: try $0.get(0), hash: try $0.get(1))
    } ?? Head(seq: 0, hash: [UInt8](repeating: 0, count: 32))
  }

  /// The latest moment of the last ten thousand entries, or the beginning of time. The clock may have been set back, so
  /// the last one need not be the latest; the whole trail would take long to look through.
  package static func lastMoment(in db: Connection) throws -> Timestamp {
    let last = try db.row(
      "SELECT max(created_at) FROM (SELECT created_at FROM audit_entry ORDER BY seq DESC LIMIT 10000)"
    ) { try $0.get(0, as: Timestamp?.self) }
    return (last ?? nil) ?? Timestamp(milliseconds: 0)
  }
}
