import SQLite

/// One decision on an owner's data, as its ledger shows it.
package struct AccessEntry: Sendable {
  package typealias ID = Identifier<AccessEntry>

  package let id: ID
  package let dataSetID: DataSet.ID
  package let askerAccountID: Account.ID
  package let askerPartnerID: Partner.ID?
  package let askerRole: String?
  package let purpose: String?
  package let isPermitted: Bool
  package let reason: String?
  package let recordIDs: [Record.ID]
  package let fieldNames: [String]
  package let createdAt: Timestamp
}

/// Which entries of a ledger are shown.
package struct AccessFilter: Sendable {
  package var recordID: Record.ID?
  package var dataSetID: DataSet.ID?

  package init() {}
}

/// The ledger of decisions on confidential data: each owner reads its own, refusals included.
package enum AccessLedger {
  /// Writes a decision into the owner's ledger and the audit trail. An owner's reading of its own stands in the trail
  /// only.
  ///
  /// - Parameter records: With the versions that were read, or asked for.
  static func record(
    _ question: ReadQuestion, _ decision: ReadDecision, _ records: [Record], by caller: Caller, in tx: WriteTransaction
  ) throws {
    let (fields, consent, reason) = summary(question, decision)
    let isOwn = if case .own = decision.outcome { true } else { false }
    let subject =
      question.recordID.map { AuditLog.Subject("record", $0, in: question.dataSet.initiativeID) }
      ?? AuditLog.Subject("dataset", question.dataSet.id, in: question.dataSet.initiativeID)
    try AuditLog.append(
      "record.read", subject, by: caller, for: decision.partnerID, role: decision.role?.rawValue,
      outcome: reason == nil ? .permitted : .refused, reason: reason, in: tx)
    guard !isOwn else { return }
    let id: AccessEntry.ID = tx.newID()
    // A purpose that is no known code could hold anything, and is not kept.
    let purpose = try question.purpose.flatMap {
      try PurposeStore.find($0, of: question.dataSet.initiativeID, in: tx)?.code
    }
    try tx.db.run(
      """
      INSERT INTO access_entry (id, dataset_id, partner_id, asker_account_id, asker_partner_id, asker_role, purpose,
        consent_id, is_permitted, reason, created_at)
      VALUES (\(id), \(question.dataSet.id), \(question.dataSet.partnerID), \(caller.accountID), \(decision.partnerID),
        \(decision.role), \(purpose), \(consent), \(reason == nil), \(reason?.code), \(tx.now))
      """)
    for record in records {
      try tx.db.run(
        """
        INSERT INTO access_entry_record (access_entry_id, record_id, record_version)
        VALUES (\(id), \(record.id), \(record.version))
        """)
    }
    for field in fields {
      try tx.db.run("INSERT INTO access_entry_field (access_entry_id, field_id) VALUES (\(id), \(field))")
    }
  }

  private static func summary(
    _ question: ReadQuestion, _ decision: ReadDecision
  ) -> (fields: [DataField.ID], consent: Consent.ID?, reason: Reason?) {
    let asked = question.dataSet.fields.filter { question.fields?.contains($0.name) ?? false }.map(\.id)
    switch decision.outcome {
    case .own(let fields): return (fields.map(\.id), nil, nil)
    case .permitted(let fields, let consent): return (fields.map(\.id), consent.id, nil)
    case .refused(let error): return (asked, nil, error.reason)
    case .hidden: return (asked, nil, .notFound)
    }
  }

  /// A page of the ledger of the caller's partner; one more than `limit` when there are further ones.
  package static func list(
    _ filter: AccessFilter, after: String?, limit: Int, as caller: Caller, in tx: Transaction
  ) throws -> [AccessEntry] {
    let partner = try Standing.of(caller, in: tx).mandate(for: .read).partnerID
    var condition: SQL = "access_entry.partner_id = \(partner)"
    if let after { condition += " AND id > \(after)" }
    if let dataSet = filter.dataSetID { condition += " AND dataset_id = \(dataSet)" }
    if let record = filter.recordID {
      condition += " AND id IN (SELECT access_entry_id FROM access_entry_record WHERE record_id = \(record))"
    }
    return try tx.db.rows(
      """
      SELECT id, dataset_id, asker_account_id, asker_partner_id, asker_role, purpose, is_permitted, reason, created_at
      FROM access_entry WHERE \(sql: condition) ORDER BY id LIMIT \(limit + 1)
      """
    ) { try entry($0, in: tx) }
  }

  private static func entry(_ row: Row, in tx: Transaction) throws -> AccessEntry {
    let id: AccessEntry.ID = try row.get(0)
    let records = try tx.db.rows(
      "SELECT record_id FROM access_entry_record WHERE access_entry_id = \(id) ORDER BY record_id"
    ) { try $0.get(0, as: Record.ID.self) }
    let fields = try tx.db.rows(
      """
      SELECT name FROM access_entry_field JOIN dataset_field ON dataset_field.id = field_id
      WHERE access_entry_id = \(id) ORDER BY position
      """
    ) { try $0.get(0, as: String.self) }
    return AccessEntry(
      id: id, dataSetID: try row.get(1), askerAccountID: try row.get(2), askerPartnerID: try row.get(3),
      askerRole: try row.get(4), purpose: try row.get(5), isPermitted: try row.get(6), reason: try row.get(7),
      recordIDs: records, fieldNames: fields, createdAt: try row.get(8))
  }
}
