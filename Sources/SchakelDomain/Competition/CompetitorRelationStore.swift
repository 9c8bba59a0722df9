import SQLite

/// The SQL of competitor relations.
enum CompetitorRelationStore {
  static func find(_ id: CompetitorRelation.ID, in tx: Transaction) throws -> CompetitorRelation? {
    try tx.db.row("SELECT \(sql: columns) FROM competitor_relation WHERE id = \(id)", relation)
  }

  /// A page, earlier answers included.
  ///
  /// - Parameter sides: Only those with one of these, as a partner is now and as it was; nil for all.
  static func list(
    ofEither sides: [Undertaking]?, after: CompetitorRelation.ID?, limit: Int, in tx: Transaction
  ) throws -> [CompetitorRelation] {
    var condition: SQL = after.map { "id > \($0)" } ?? "id > ''"
    if let texts = sides?.map(\.text) {
      condition += " AND (one_id IN (\(list: texts)) OR other_id IN (\(list: texts)))"
    }
    return try tx.db.rows(
      "SELECT \(sql: columns) FROM competitor_relation WHERE \(sql: condition) ORDER BY id LIMIT \(limit)", relation)
  }

  /// The current answers between two undertakings, and those between parts of them.
  static func answers(
    between one: Undertaking, and other: Undertaking, in tx: Transaction
  ) throws -> (whole: [CompetitionAnswer], parts: [CompetitionAnswer]) {
    let (here, there) = (try ids(of: one, in: tx), try ids(of: other, in: tx))
    let rows = try tx.db.rows(
      """
      SELECT one_id, other_id, answer FROM competitor_relation
      WHERE \(sql: isCurrent) AND (
        (one_id IN (\(list: here)) AND other_id IN (\(list: there)))
        OR (one_id IN (\(list: there)) AND other_id IN (\(list: here))))
      """
    ) { row in
      let sides: Set<String> = [try row.get(0), try row.get(1)]
      return (isWhole: sides == [one.text, other.text], answer: try row.get(2, as: CompetitionAnswer.self))
    }
    return (rows.filter(\.isWhole).map(\.answer), rows.filter { !$0.isWhole }.map(\.answer))
  }

  /// A group's own id and those of its partners; a partner's own.
  private static func ids(of undertaking: Undertaking, in tx: Transaction) throws -> [String] {
    guard let group = undertaking.groupID else { return [undertaking.text] }
    return try [group.text] + PartnerStore.members(of: group, in: tx).map(\.text)
  }

  static func insert(_ relation: CompetitorRelation, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO competitor_relation (id, one_group_id, one_partner_id, other_group_id, other_partner_id, market,
        answer, source, account_id, partner_id, created_at)
      VALUES (\(relation.id), \(relation.sides[0].groupID), \(relation.sides[0].partnerID),
        \(relation.sides[1].groupID), \(relation.sides[1].partnerID), \(relation.market), \(relation.answer),
        \(relation.source), \(relation.accountID), \(relation.partnerID), \(relation.createdAt))
      """)
  }

  private static let isCurrent: SQL = """
    NOT EXISTS (SELECT 1 FROM competitor_relation AS later
      WHERE later.one_id = competitor_relation.one_id AND later.other_id = competitor_relation.other_id
        AND later.market = competitor_relation.market AND later.id > competitor_relation.id)
    """

  private static let columns: SQL = """
    id, one_group_id, one_partner_id, other_group_id, other_partner_id, market, answer, source, account_id,
    partner_id, \(sql: isCurrent), created_at
    """

  private static func relation(_ row: Row) throws -> CompetitorRelation {
    let sides = [
      Undertaking(try row.get(1), try row.get(2)), Undertaking(try row.get(3), try row.get(4)),
    ].compactMap(\.self)
    return CompetitorRelation(
      id: try row.get(0), sides: sides, market: try row.get(5), answer: try row.get(6), source: try row.get(7),
      accountID: try row.get(8), partnerID: try row.get(9), isCurrent: try row.get(10), createdAt: try row.get(11))
  }
}
