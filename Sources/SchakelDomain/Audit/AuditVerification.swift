import Cryptography
package import SQLite

/// What reading the whole trail brought to light.
package enum AuditVerification: Equatable, Sendable {
  /// Every entry follows from the one before.
  case whole(entryCount: Int64, headHash: [UInt8])
  /// The first entry that does not, and what is wrong with it.
  case broken(seq: Int64, String)
  /// Every entry follows, but none has the hash that was asked for.
  case cut

  /// Checks the numbers and hashes of all entries, from the first to the last.
  ///
  /// - Parameter head: A hash that the trail had once: entries cut from the end leave no other trace.
  package static func run(_ db: Connection, holding head: [UInt8]? = nil) throws -> AuditVerification {
    var isHeld = head == nil
    var previous = [UInt8](repeating: 0, count: 32)
    var count: Int64 = 0
    var broken: AuditVerification?
    try db.each("SELECT \(sql: AuditEntry.columns), hash FROM audit_entry ORDER BY seq") { row in
      guard broken == nil else { return }
      let entry = try AuditEntry(row)
      let hash: [UInt8] = try row.get(12)
      broken = fault(of: entry, hash, after: count, previous)
      count += 1
      previous = hash
      if hash == head { isHeld = true }
    }
    return broken ?? (isHeld ? nil : .cut) ?? .whole(entryCount: count, headHash: previous)
  }

  private static func fault(
    of entry: AuditEntry, _ hash: [UInt8], after count: Int64, _ previous: [UInt8]
  ) -> AuditVerification? {
    if entry.seq != count + 1 { return .broken(seq: count + 1, "it is missing") }
    if entry.previousHash != previous { return .broken(seq: entry.seq, "it does not follow the entry before it") }
    if entry.computedHash() != hash { return .broken(seq: entry.seq, "its contents do not fit its hash") }
    return nil
  }
}

extension AuditEntry {
  /// The columns that `init(_:)` reads, in order.
  static let columns: SQL = """
    seq, created_at, account_id, partner_id, role, action, subject_kind, subject_id, initiative_id, outcome, reason,
    previous_hash
    """

  init(_ row: Row) throws {
    let outcome: String = try row.get(9)
    guard let known = AuditOutcome(rawValue: outcome) else { throw UnreadableColumn(holds: "no known outcome") }
    self.init(
      seq: try row.get(0), createdAt: try row.get(1), accountID: try row.get(2), partnerID: try row.get(3),
      role: try row.get(4), action: try row.get(5), subjectKind: try row.get(6), subjectID: try row.get(7),
      initiativeID: try row.get(8), outcome: known, reason: try row.get(10), previousHash: try row.get(11))
  }
}
