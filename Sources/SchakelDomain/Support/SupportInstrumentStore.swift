import SQLite

/// The SQL of instruments and their openings.
enum SupportInstrumentStore {
  static func find(_ code: String, in tx: Transaction) throws -> SupportInstrument? {
    try tx.db.row("SELECT \(sql: columns) FROM support_instrument WHERE code = \(code)") { try instrument($0, in: tx) }
  }

  static func list(after: String?, limit: Int, in tx: Transaction) throws -> [SupportInstrument] {
    try tx.db.rows(
      """
      SELECT \(sql: columns) FROM support_instrument WHERE code > \(after ?? "") ORDER BY code LIMIT \(limit)
      """
    ) { try instrument($0, in: tx) }
  }

  /// All openings of an instrument, by period, the oldest version first.
  static func openings(of code: String, in tx: Transaction) throws -> [SupportOpening] {
    try tx.db.rows(
      """
      SELECT \(sql: openingColumns) FROM support_opening WHERE instrument_code = \(code) ORDER BY period, version
      """
    ) { try opening($0, in: tx) }
  }

  static func findOpening(_ id: SupportOpening.ID, in tx: Transaction) throws -> SupportOpening? {
    try tx.db.row("SELECT \(sql: openingColumns) FROM support_opening WHERE id = \(id)") { try opening($0, in: tx) }
  }

  static func insert(_ opening: SupportOpening, by account: Account.ID, in tx: WriteTransaction) throws {
    let content = opening.content
    try tx.db.run(
      """
      INSERT INTO support_opening (id, instrument_code, period, version, opens_date, closes_date, percent,
        partner_max_cents, remarks, source, account_id, created_at)
      VALUES (\(opening.id), \(opening.instrumentCode), \(content.period), \(opening.version), \(content.opensDate),
        \(content.closesDate), \(content.percent), \(content.partnerMaxCents), \(content.remarks), \(content.source),
        \(account), \(opening.createdAt))
      """)
    for condition in content.conditions {
      try tx.db.run(
        """
        INSERT INTO support_condition (opening_id, condition, bound, source)
        VALUES (\(opening.id), \(condition.kind), \(condition.bound), \(condition.source))
        """)
    }
  }

  private static let columns: SQL = "code, scheme, kind, name, summary, source"

  private static func instrument(_ row: Row, in tx: Transaction) throws -> SupportInstrument {
    let code: String = try row.get(0)
    var criteria: [SupportCriterion: [String]] = [:]
    let pairs: [(SupportCriterion, String)] = try tx.db.rows(
      """
      SELECT criterion, value FROM support_criterion WHERE instrument_code = \(code)
      ORDER BY instrument_code, criterion, value
      """
    ) { (try $0.get(0), try $0.get(1)) }
    for (criterion, value) in pairs { criteria[criterion, default: []].append(value) }
    return SupportInstrument(
      code: code, scheme: try row.get(1), kind: try row.get(2), name: try row.get(3), summary: try row.get(4),
      source: try row.get(5), criteria: criteria)
  }

  private static let openingColumns: SQL = """
    id, instrument_code, period, version, opens_date, closes_date, percent, partner_max_cents, remarks, source,
    created_at
    """

  private static func opening(_ row: Row, in tx: Transaction) throws -> SupportOpening {
    let id: SupportOpening.ID = try row.get(0)
    var content = SupportOpening.Content(period: try row.get(2), source: try row.get(9))
    content.opensDate = try row.get(4)
    content.closesDate = try row.get(5)
    content.percent = try row.get(6)
    content.partnerMaxCents = try row.get(7)
    content.remarks = try row.get(8)
    let conditions: SQL =
      "SELECT condition, bound, source FROM support_condition WHERE opening_id = \(id) ORDER BY opening_id, condition"
    content.conditions = try tx.db.rows(conditions) {
      SupportOpening.Condition(try $0.get(0), bound: try $0.get(1), source: try $0.get(2))
    }
    return SupportOpening(
      id: id, instrumentCode: try row.get(1), version: try row.get(3), content: content, createdAt: try row.get(10))
  }
}
