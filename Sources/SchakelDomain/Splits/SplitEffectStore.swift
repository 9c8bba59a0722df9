import SQLite

/// The SQL of effects.
enum SplitEffectStore {
  static func find(_ id: Split.Effect.ID, in tx: Transaction) throws -> Split.Effect? {
    try tx.db.row("SELECT \(sql: columns) FROM split_effect WHERE id = \(id)", effect)
  }

  /// Effects in the order in which they were entered.
  ///
  /// - Parameters:
  ///   - sharing: The partners whose open effects are seen; those of the whole chain always are.
  ///   - partner: Whose own are seen, private ones included.
  ///   - variant: Only of this one; nil for all.
  static func list(
    of split: Split.ID, openFrom sharing: [Partner.ID], ownOf partner: Partner.ID, variant: String?,
    after: Split.Effect.ID? = nil, limit: Int? = nil, in tx: Transaction
  ) throws -> [Split.Effect] {
    var condition: SQL = """
      split_id = \(split) AND (partner_id = \(partner) OR (is_private = 0
        AND (partner_id IS NULL OR partner_id IN (\(list: sharing)))))
      """
    if let variant { condition += " AND variant = \(variant)" }
    if let after { condition += " AND id > \(after)" }
    let bound: SQL = limit.map { "LIMIT \($0)" } ?? ""
    return try tx.db.rows(
      "SELECT \(sql: columns) FROM split_effect WHERE \(sql: condition) ORDER BY id \(sql: bound)", effect)
  }

  static func count(of split: Split.ID, on account: SplitAccount, in tx: Transaction) throws -> Int {
    try tx.db.row(
      "SELECT count(*) FROM split_effect WHERE split_id = \(split) AND partner_id IS \(account.partnerID)"
    ) { try $0.get(0) } ?? 0
  }

  static func insert(_ effect: Split.Effect, in tx: WriteTransaction) throws {
    let content = effect.content
    try tx.db.run(
      """
      INSERT INTO split_effect (id, split_id, partner_id, category, description, quantity, unit, variant, is_private,
        entered_by, created_at)
      VALUES (\(effect.id), \(effect.splitID), \(content.account.partnerID), \(content.category),
        \(content.description), \(content.quantity), \(content.unit), \(content.variant), \(content.isPrivate),
        \(effect.enteredBy), \(effect.createdAt))
      """)
  }

  static func delete(_ id: Split.Effect.ID, in tx: WriteTransaction) throws {
    try tx.db.run("DELETE FROM split_effect WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, split_id, partner_id, category, description, quantity, unit, variant, is_private, entered_by, created_at
    """

  private static func effect(_ row: Row) throws -> Split.Effect {
    var content = SplitEffectContent(
      try row.get(3), try row.get(5), try row.get(6), of: SplitAccount(try row.get(2, as: Partner.ID?.self)))
    content.description = try row.get(4)
    content.variant = try row.get(7)
    content.isPrivate = try row.get(8)
    return Split.Effect(
      id: try row.get(0), splitID: try row.get(1), content: content, enteredBy: try row.get(9),
      createdAt: try row.get(10))
  }
}
