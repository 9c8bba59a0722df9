import SQLite

/// The SQL of records and their values.
enum RecordStore {
  static func find(_ id: Record.ID, in tx: Transaction) throws -> Record? {
    try tx.db.row("SELECT \(sql: columns) FROM record WHERE record.id = \(id)", record)
  }

  static func isTaken(_ name: String, in dataSet: DataSet.ID, _ tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM record WHERE dataset_id = \(dataSet) AND name = \(name)")
  }

  /// What a further version of a record builds on.
  static func head(
    named name: String, in dataSet: DataSet.ID, _ tx: Transaction
  ) throws -> (id: Record.ID, evidenceLevel: EvidenceLevel, version: Int64)? {
    try tx.db.row(
      """
      SELECT id, evidence_level, record.version FROM record
        JOIN record_version ON record_id = id AND record_version.version = record.version
      WHERE dataset_id = \(dataSet) AND name = \(name)
      """
    ) { (try $0.get(0), try $0.get(1), try $0.get(2)) }
  }

  /// A page of a data set.
  ///
  /// - Parameter selection: Only these; nil for all.
  static func list(
    of dataSet: DataSet.ID, among selection: Set<Record.ID>? = nil, after: Record.ID?, limit: Int, in tx: Transaction
  ) throws -> [Record] {
    var further: SQL = after.map { "AND record.id > \($0)" } ?? ""
    if let selection { further += " AND record.id IN (\(list: selection.sorted()))" }
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM record WHERE dataset_id = \(dataSet) \(sql: further) ORDER BY record.id LIMIT \(limit)
      """, record)
  }

  /// A page of the records of an initiative.
  ///
  /// - Parameter partner: Only those of this owner, and those it has a consent for; nil for all.
  static func list(
    in initiative: Initiative.ID, seenBy partner: Partner.ID?, after: Record.ID?, limit: Int, _ tx: Transaction
  ) throws -> [Record] {
    let further: SQL = after.map { "AND one.id > \($0)" } ?? ""
    let covered: SQL = """
      (NOT EXISTS (SELECT 1 FROM consent_record WHERE consent_id = consent.id)
        OR EXISTS (SELECT 1 FROM consent_record WHERE consent_id = consent.id AND record_id = one.id))
      """
    // Of each data set that the partner sees anything of, no more than the page needs.
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM dataset CROSS JOIN record ON record.id IN (
        SELECT one.id FROM record AS one
        WHERE one.dataset_id = dataset.id \(sql: further) AND \(sql: isSeen(by: partner, covered, tx))
        ORDER BY one.id LIMIT \(limit))
      WHERE dataset.initiative_id = \(initiative) AND \(sql: isSeen(by: partner, "1", tx))
      ORDER BY record.id LIMIT \(limit)
      """, record)
  }

  /// Whether a partner owns the data set, or has a consent for it that meets a further condition.
  private static func isSeen(by partner: Partner.ID?, _ condition: SQL, _ tx: Transaction) -> SQL {
    guard let partner else { return "1" }
    return """
      (dataset.partner_id = \(partner) OR EXISTS (
        SELECT 1 FROM consent WHERE consent.dataset_id = dataset.id AND recipient_partner_id = \(partner)
          AND NOT EXISTS (SELECT 1 FROM consent_event WHERE consent_id = consent.id AND event = 'revoked')
          AND consent.end_date > \(tx.today) AND \(sql: condition)))
      """
  }

  static func insert(_ id: Record.ID, of dataSet: DataSet.ID, name: String, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO record (id, dataset_id, name, created_at, updated_at, version)
      VALUES (\(id), \(dataSet), \(name), \(tx.now), \(tx.now), 0)
      """)
  }

  /// Adds a version; a value that it does not name stays, nil takes one away.
  static func addVersion(
    _ id: Record.ID, _ evidence: EvidenceLevel, _ values: [(DataField.ID, String?)], by account: Account.ID,
    in tx: WriteTransaction
  ) throws {
    try tx.db.run("UPDATE record SET version = version + 1, updated_at = \(tx.now) WHERE id = \(id)")
    guard let version: Int64 = try tx.db.row("SELECT version FROM record WHERE id = \(id)", { try $0.get(0) }) else {
      throw DomainError.notFound
    }
    try tx.db.run(
      """
      INSERT INTO record_version (record_id, version, evidence_level, account_id, created_at)
      VALUES (\(id), \(version), \(evidence), \(account), \(tx.now))
      """)
    for (field, value) in values {
      try tx.db.run(
        "INSERT INTO record_value (record_id, field_id, version, value) VALUES (\(id), \(field), \(version), \(value))")
    }
  }

  /// The present values of these fields; those without a value are left out.
  static func values(of id: Record.ID, _ fields: [DataField], in tx: Transaction) throws -> [RecordValue] {
    try fields.compactMap { field in
      let value = try tx.db.row(
        """
        SELECT value FROM record_value WHERE record_id = \(id) AND field_id = \(field.id) ORDER BY version DESC LIMIT 1
        """
      ) { try $0.get(0, as: String?.self) }
      return (value ?? nil).map { RecordValue(field: field, value: $0) }
    }
  }

  /// The present value of a field, and the record's version when it was written; nil without a value.
  static func latest(
    of id: Record.ID, _ field: DataField, in tx: Transaction
  ) throws -> (value: String, version: Int64)? {
    let latest = try tx.db.row(
      """
      SELECT value, version FROM record_value WHERE record_id = \(id) AND field_id = \(field.id)
      ORDER BY version DESC LIMIT 1
      """
    ) { (value: try $0.get(0, as: String?.self), version: try $0.get(1, as: Int64.self)) }
    return latest.flatMap { row in row.value.map { ($0, row.version) } }
  }

  private static let columns: SQL = """
    record.id, record.dataset_id, record.name,
    (SELECT evidence_level FROM record_version WHERE record_id = record.id AND version = record.version),
    (SELECT count(*) FROM dataset_field WHERE dataset_field.dataset_id = record.dataset_id AND (
      SELECT value FROM record_value WHERE record_id = record.id AND field_id = dataset_field.id
      ORDER BY version DESC LIMIT 1) IS NOT NULL),
    (SELECT count(*) FROM dataset_field WHERE dataset_field.dataset_id = record.dataset_id),
    record.version, record.created_at, record.updated_at
    """

  private static func record(_ row: Row) throws -> Record {
    Record(
      id: try row.get(0), dataSetID: try row.get(1), name: try row.get(2), evidenceLevel: try row.get(3),
      filledCount: try row.get(4), fieldCount: try row.get(5), version: try row.get(6), createdAt: try row.get(7),
      updatedAt: try row.get(8))
  }
}
