import SQLite

/// The SQL of counted reasons for not joining.
enum ReasonTableStore {
  static func list(
    of initiative: Initiative.ID, after: ReasonTable.ID?, limit: Int, in tx: Transaction
  ) throws -> [ReasonTable] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT id, created_at FROM reason_table WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { row in
      let id: ReasonTable.ID = try row.get(0)
      return ReasonTable(
        id: id, initiativeID: initiative, counts: try counts(of: id, in: tx), createdAt: try row.get(1))
    }
  }

  private static func counts(of table: ReasonTable.ID, in tx: Transaction) throws -> [ReasonTable.Count] {
    let rows = try tx.db.rows("SELECT reason, count FROM reason_count WHERE table_id = \(table)") {
      (try $0.get(0, as: ReasonNotJoining.self), try $0.get(1, as: Int?.self))
    }
    let counts = Dictionary(uniqueKeysWithValues: rows)
    return ReasonNotJoining.allCases.map { ReasonTable.Count(reason: $0, count: counts[$0] ?? nil) }
  }

  /// The refusals of undertakings none of whose refusals was counted, and none of whose reasons is open anyway.
  static func uncounted(in initiative: Initiative.ID, _ tx: Transaction) throws -> [ReasonTable.Refused] {
    try tx.db.rows(
      """
      SELECT membership.id, decline_reason, coalesce(group_id, partner.id) AS undertaking
      FROM membership JOIN partner ON partner.id = partner_id
      WHERE initiative_id = \(initiative) AND declined_at IS NOT NULL AND undertaking NOT IN (
        SELECT coalesce(group_id, partner.id)
        FROM membership JOIN partner ON partner.id = partner_id
        WHERE initiative_id = \(initiative)
          AND (is_reason_open OR membership.id IN (SELECT membership_id FROM reason_counted)))
      ORDER BY membership.id
      """
    ) {
      ReasonTable.Refused(membershipID: try $0.get(0), reason: try $0.get(1), undertaking: try $0.get(2))
    }
  }

  static func insert(
    _ id: ReasonTable.ID, _ counts: [ReasonTable.Count], of refused: [ReasonTable.Refused],
    in initiative: Initiative.ID, _ tx: WriteTransaction
  ) throws {
    try tx.db.run(
      "INSERT INTO reason_table (id, initiative_id, created_at) VALUES (\(id), \(initiative), \(tx.now))")
    for count in counts {
      try tx.db.run(
        "INSERT INTO reason_count (table_id, reason, count) VALUES (\(id), \(count.reason), \(count.count))")
    }
    for refusal in refused {
      try tx.db.run(
        "INSERT INTO reason_counted (membership_id, table_id) VALUES (\(refusal.membershipID), \(id))")
    }
  }
}
