import SQLite

/// The SQL of competition checks.
enum CompetitionCheckStore {
  static func find(_ id: CompetitionCheck.ID, in tx: Transaction) throws -> CompetitionCheck? {
    try tx.db.row("SELECT \(sql: columns) FROM competition_check WHERE id = \(id)") { try check($0, in: tx) }
  }

  static func list(
    of initiative: Initiative.ID, after: CompetitionCheck.ID?, limit: Int, in tx: Transaction
  ) throws -> [CompetitionCheck] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM competition_check WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try check($0, in: tx) }
  }

  static func latest(of initiative: Initiative.ID, in tx: Transaction) throws -> CompetitionCheck? {
    try tx.db.row(
      """
      SELECT \(sql: columns) FROM competition_check WHERE initiative_id = \(initiative) ORDER BY id DESC LIMIT 1
      """
    ) { try check($0, in: tx) }
  }

  static func insert(_ check: CompetitionCheck, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO competition_check (id, initiative_id, account_id, partner_id, outcome, valid_until_date, created_at)
      VALUES (\(check.id), \(check.initiativeID), \(check.accountID), \(check.partnerID), \(check.assessedOutcome),
        \(check.validUntilDate), \(check.createdAt))
      """)
    for answer in check.answers {
      try tx.db.run(
        """
        INSERT INTO competition_check_answer (competition_check_id, question, answer, explanation, source)
        VALUES (\(check.id), \(answer.question), \(answer.answer), \(answer.explanation), \(answer.source))
        """)
    }
    try insertScope(of: check, in: tx)
  }

  private static func insertScope(of check: CompetitionCheck, in tx: WriteTransaction) throws {
    for member in check.scope.members {
      try tx.db.run(
        """
        INSERT INTO competition_check_member (competition_check_id, membership_id, partner_id, group_id, is_live)
        VALUES (\(check.id), \(member.membershipID), \(member.partnerID), \(member.groupID), \(member.isLive))
        """)
    }
    for category in check.scope.categories {
      try tx.db.run(
        """
        INSERT INTO competition_check_category (competition_check_id, csi_kind, data_age)
        VALUES (\(check.id), \(category.kind), \(category.age))
        """)
    }
    for nda in check.scope.ndas {
      try tx.db.run(
        """
        INSERT INTO competition_check_nda (competition_check_id, nda_id, major)
        VALUES (\(check.id), \(nda.ndaID), \(nda.major))
        """)
    }
    if let agreement = check.scope.agreementID {
      try tx.db.run(
        """
        INSERT INTO competition_check_agreement (competition_check_id, agreement_id)
        VALUES (\(check.id), \(agreement))
        """)
    }
  }

  private static let columns: SQL = """
    id, initiative_id, account_id, partner_id, outcome, valid_until_date, created_at
    """

  private static func check(_ row: Row, in tx: Transaction) throws -> CompetitionCheck {
    let id: CompetitionCheck.ID = try row.get(0)
    return CompetitionCheck(
      id: id, initiativeID: try row.get(1), accountID: try row.get(2), partnerID: try row.get(3),
      answers: try answers(of: id, in: tx), assessedOutcome: try row.get(4), validUntilDate: try row.get(5),
      scope: try scope(of: id, in: tx), createdAt: try row.get(6))
  }

  private static func answers(
    of id: CompetitionCheck.ID, in tx: Transaction
  ) throws -> [CompetitionCheck.Answer] {
    let given = try tx.db.rows(
      """
      SELECT question, answer, explanation, source FROM competition_check_answer WHERE competition_check_id = \(id)
      """
    ) { row in
      CompetitionCheck.Answer(
        try row.get(0), try row.get(1), explanation: try row.get(2), source: try row.get(3))
    }
    return CompetitionQuestion.allCases.compactMap { question in given.first { $0.question == question } }
  }

  private static func scope(of id: CompetitionCheck.ID, in tx: Transaction) throws -> CompetitionScope {
    let members = try tx.db.rows(
      """
      SELECT membership_id, partner_id, group_id, is_live FROM competition_check_member
      WHERE competition_check_id = \(id)
      """
    ) { row in
      CompetitionScope.Member(
        membershipID: try row.get(0), partnerID: try row.get(1), groupID: try row.get(2), isLive: try row.get(3))
    }
    let categories = try tx.db.rows(
      "SELECT csi_kind, data_age FROM competition_check_category WHERE competition_check_id = \(id)"
    ) { CSICategory(try $0.get(0), try $0.get(1, as: DataAge.self)) }
    let ndas = try tx.db.rows(
      "SELECT nda_id, major FROM competition_check_nda WHERE competition_check_id = \(id)"
    ) { CompetitionScope.NDAMajor(ndaID: try $0.get(0), major: try $0.get(1)) }
    let agreement = try tx.db.row(
      "SELECT agreement_id FROM competition_check_agreement WHERE competition_check_id = \(id)"
    ) { try $0.get(0, as: Agreement.ID.self) }
    return CompetitionScope(
      members: Set(members), categories: Set(categories), ndas: Set(ndas), agreementID: agreement)
  }
}
