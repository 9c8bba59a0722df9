import SQLite

/// What an entrepreneur states of the small state aid it had in three years. The last statement counts.
package struct DeMinimisStatement: Sendable {
  package typealias ID = Identifier<DeMinimisStatement>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let partnerID: Partner.ID
  package let receivedCents: Int64
  package let statedAt: Timestamp
}

/// The SQL of de-minimis statements.
enum DeMinimisStore {
  static func list(
    of initiative: Initiative.ID, after: DeMinimisStatement.ID?, limit: Int, in tx: Transaction
  ) throws -> [DeMinimisStatement] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM de_minimis_statement WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """, statement)
  }

  static func latest(
    of partner: Partner.ID, in initiative: Initiative.ID, _ tx: Transaction
  ) throws -> DeMinimisStatement? {
    try tx.db.row(
      """
      SELECT \(sql: columns) FROM de_minimis_statement
      WHERE initiative_id = \(initiative) AND partner_id = \(partner) ORDER BY id DESC LIMIT 1
      """, statement)
  }

  static func insert(_ statement: DeMinimisStatement, by account: Account.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO de_minimis_statement (id, initiative_id, partner_id, received_cents, account_id, stated_at)
      VALUES (\(statement.id), \(statement.initiativeID), \(statement.partnerID), \(statement.receivedCents),
        \(account), \(statement.statedAt))
      """)
  }

  private static let columns: SQL = "id, initiative_id, partner_id, received_cents, stated_at"

  private static func statement(_ row: Row) throws -> DeMinimisStatement {
    DeMinimisStatement(
      id: try row.get(0), initiativeID: try row.get(1), partnerID: try row.get(2), receivedCents: try row.get(3),
      statedAt: try row.get(4))
  }
}
