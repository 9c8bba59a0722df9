import SQLite

/// The SQL of mandates.
enum MandateStore {
  /// The mandates that count now.
  static func live(of account: Account.ID, in tx: Transaction) throws -> [Mandate] {
    try tx.db.rows(
      """
      SELECT \(sql: columns) FROM mandate
      WHERE account_id = \(account) AND ended_at IS NULL AND start_date <= \(tx.today)
        AND (end_date IS NULL OR end_date > \(tx.today))
      ORDER BY id
      """, record
    ).map { Mandate(id: $0.id, partnerID: $0.partnerID, rights: $0.rights) }
  }

  /// Whether anybody was ever to manage the partner. Ended mandates count: else whoever ends the last one could put
  /// somebody of its own in the place.
  static func wasEverManaged(_ partner: Partner.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM mandate WHERE partner_id = \(partner) AND may_manage = 1")
  }

  /// Whether somebody else was ever to manage a partner that the person acts for.
  static func isColleague(_ account: Account.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists(
      """
      SELECT 1 FROM mandate AS own JOIN mandate AS other ON other.partner_id = own.partner_id
      WHERE own.account_id = \(account) AND other.account_id <> \(account) AND other.may_manage = 1
      """)
  }

  static func find(_ id: Mandate.ID, in tx: Transaction) throws -> MandateRecord? {
    try tx.db.row("SELECT \(sql: columns) FROM mandate WHERE id = \(id)", record)
  }

  /// A page of a person's mandates.
  ///
  /// - Parameter partner: Only for this partner; nil for all.
  static func list(
    of account: Account.ID, for partner: Partner.ID?, after: Mandate.ID?, limit: Int, in tx: Transaction
  ) throws -> [MandateRecord] {
    var condition: SQL = "account_id = \(account)"
    if let partner { condition += " AND partner_id = \(partner)" }
    if let after { condition += " AND id > \(after)" }
    return try tx.db.rows(
      "SELECT \(sql: columns) FROM mandate WHERE \(sql: condition) ORDER BY id LIMIT \(limit)", record)
  }

  static func insert(_ mandate: MandateRecord, in tx: WriteTransaction) throws {
    let rights = mandate.rights
    try tx.db.run(
      """
      INSERT INTO mandate (id, account_id, partner_id, may_read, may_manage, may_sign, may_grant, start_date, end_date,
        created_at)
      VALUES (\(mandate.id), \(mandate.accountID), \(mandate.partnerID), \(rights.contains(.read)),
        \(rights.contains(.manage)), \(rights.contains(.sign)), \(rights.contains(.grant)), \(mandate.startDate),
        \(mandate.endDate), \(mandate.createdAt))
      """)
  }

  static func end(_ id: Mandate.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE mandate SET ended_at = \(tx.now) WHERE id = \(id) AND ended_at IS NULL")
  }

  private static let columns: SQL = """
    id, account_id, partner_id, may_read, may_manage, may_sign, may_grant, start_date, end_date, ended_at, created_at
    """

  private static func record(_ row: Row) throws -> MandateRecord {
    var rights: Set<MandateRight> = []
    for (index, right) in MandateRight.allCases.enumerated() where try row.get(3 + index) { rights.insert(right) }
    return MandateRecord(
      id: try row.get(0), accountID: try row.get(1), partnerID: try row.get(2), rights: rights,
      startDate: try row.get(7), endDate: try row.get(8), endedAt: try row.get(9), createdAt: try row.get(10))
  }
}
