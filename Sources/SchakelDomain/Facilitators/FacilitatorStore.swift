import SQLite

/// The SQL of facilitators, their statements, and interim leads.
enum FacilitatorStore {
  static func find(_ id: Facilitator.ID, in tx: Transaction) throws -> Facilitator? {
    try tx.db.row("SELECT \(sql: columns) FROM facilitator WHERE id = \(id)") { try facilitator($0, in: tx) }
  }

  static func list(
    of initiative: Initiative.ID, after: Facilitator.ID?, limit: Int, in tx: Transaction
  ) throws -> [Facilitator] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM facilitator WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try facilitator($0, in: tx) }
  }

  /// All of an initiative, the oldest first.
  static func all(of initiative: Initiative.ID, _ tx: Transaction) throws -> [Facilitator] {
    try tx.db.rows("SELECT \(sql: columns) FROM facilitator WHERE initiative_id = \(initiative) ORDER BY id") {
      try facilitator($0, in: tx)
    }
  }

  static func insert(
    _ id: Facilitator.ID, _ appointment: Facilitator.Appointment, in initiative: Initiative.ID, by account: Account.ID,
    in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO facilitator (id, initiative_id, partner_id, funding, funding_note, hours, experience_months,
        start_date, end_date, account_id, created_at)
      VALUES (\(id), \(initiative), \(appointment.partnerID), \(appointment.funding), \(appointment.fundingNote),
        \(appointment.hours), \(appointment.experienceMonths), \(appointment.startDate), \(appointment.endDate),
        \(account), \(tx.now))
      """)
  }

  /// - Throws: `SQLiteError` by a trigger for a later day than the one agreed on.
  static func end(_ id: Facilitator.ID, on day: LocalDate, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE facilitator SET end_date = \(day) WHERE id = \(id)")
  }

  static func state(
    _ text: String, interests: [Partner.ID], of id: Facilitator.ID, by account: Account.ID, in tx: WriteTransaction
  ) throws {
    let statement: Identifier<IndependenceStatement> = tx.newID()
    try tx.db.run(
      """
      INSERT INTO independence_statement (id, facilitator_id, text, account_id, stated_at)
      VALUES (\(statement), \(id), \(text), \(account), \(tx.now))
      """)
    for partner in interests {
      try tx.db.run(
        "INSERT INTO independence_interest (statement_id, partner_id) VALUES (\(statement), \(partner))")
    }
  }

  /// The interim lead that was named last, with the day.
  static func interimLead(
    of initiative: Initiative.ID, _ tx: Transaction
  ) throws -> (partnerID: Partner.ID, day: LocalDate, at: Timestamp)? {
    try tx.db.row(
      """
      SELECT partner_id, named_date, named_at FROM interim_lead WHERE initiative_id = \(initiative)
      ORDER BY id DESC LIMIT 1
      """
    ) { (try $0.get(0), try $0.get(1), try $0.get(2)) }
  }

  static func nameInterimLead(
    _ partner: Partner.ID, of initiative: Initiative.ID, by account: Account.ID, in tx: WriteTransaction
  ) throws {
    let id: Identifier<InterimLead> = tx.newID()
    try tx.db.run(
      """
      INSERT INTO interim_lead (id, initiative_id, partner_id, account_id, named_date, named_at)
      VALUES (\(id), \(initiative), \(partner), \(account), \(tx.today), \(tx.now))
      """)
  }

  private static let columns: SQL = """
    id, initiative_id, partner_id, funding, funding_note, hours, start_date, end_date, created_at,
    experience_months
    """

  private static func facilitator(_ row: Row, in tx: Transaction) throws -> Facilitator {
    let id: Facilitator.ID = try row.get(0)
    let appointment = Facilitator.Appointment(
      try row.get(2), funding: try row.get(3), fundingNote: try row.get(4), hours: try row.get(5),
      experienceMonths: try row.get(9), from: try row.get(6), until: try row.get(7))
    return Facilitator(
      id: id, initiativeID: try row.get(1), appointment: appointment, statement: try statement(of: id, in: tx),
      createdAt: try row.get(8))
  }

  private static func statement(of id: Facilitator.ID, in tx: Transaction) throws -> IndependenceStatement? {
    try tx.db.row(
      """
      SELECT id, text, stated_at FROM independence_statement WHERE facilitator_id = \(id) ORDER BY id DESC LIMIT 1
      """
    ) { row in
      let statement: Identifier<IndependenceStatement> = try row.get(0)
      let interests: SQL =
        "SELECT partner_id FROM independence_interest WHERE statement_id = \(statement) ORDER BY partner_id"
      return IndependenceStatement(
        text: try row.get(1), interestPartnerIDs: try tx.db.rows(interests) { try $0.get(0) },
        statedAt: try row.get(2))
    }
  }
}
