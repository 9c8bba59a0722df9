import SQLite

/// The SQL of consents.
enum ConsentStore {
  static func find(_ id: Consent.ID, in tx: Transaction) throws -> Consent? {
    try tx.db.row("SELECT \(sql: columns) FROM consent WHERE id = \(id)") { try consent($0, in: tx) }
  }

  /// The consents on a data set, in the order of granting.
  ///
  /// - Parameter recipient: Only those to this partner; nil for all.
  static func list(of dataSet: DataSet.ID, for recipient: Partner.ID?, in tx: Transaction) throws -> [Consent] {
    let further: SQL = recipient.map { "AND recipient_partner_id = \($0)" } ?? ""
    return try tx.db.rows(
      "SELECT \(sql: columns) FROM consent WHERE dataset_id = \(dataSet) \(sql: further) ORDER BY id"
    ) { try consent($0, in: tx) }
  }

  /// A page of those that a partner gave or received.
  static func list(ofEither partner: Partner.ID, after: Consent.ID?, limit: Int, in tx: Transaction) throws -> [Consent]
  {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    let ids = SQL.firstIDs(
      of: [
        "SELECT id FROM consent WHERE partner_id = \(partner) \(sql: further)",
        "SELECT id FROM consent WHERE recipient_partner_id = \(partner) \(sql: further)",
      ], limit: limit)
    return try tx.db.rows(
      "SELECT \(sql: columns) FROM consent WHERE id IN (\(sql: ids)) ORDER BY id LIMIT \(limit)"
    ) { try consent($0, in: tx) }
  }

  /// The live consents that a partner gave or has in an initiative and that end by a day, with the day.
  static func ending(
    by last: LocalDate, in initiative: Initiative.ID, of partner: Partner.ID, _ tx: Transaction
  ) throws -> [(Consent.ID, LocalDate)] {
    try tx.db.rows(
      """
      SELECT id, end_date FROM consent
      WHERE initiative_id = \(initiative) AND \(partner) IN (partner_id, recipient_partner_id)
        AND end_date > \(tx.today) AND end_date <= \(last)
        AND NOT EXISTS (SELECT 1 FROM consent_event WHERE consent_id = consent.id AND event = 'revoked')
      """
    ) { (try $0.get(0), try $0.get(1)) }
  }

  static func insert(_ consent: Consent, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO consent (id, initiative_id, dataset_id, partner_id, recipient_partner_id, recipient_role, purpose,
        nda_id, start_date, end_date, created_at)
      VALUES (\(consent.id), \(consent.initiativeID), \(consent.dataSetID), \(consent.partnerID),
        \(consent.recipientPartnerID), \(consent.recipientRole), \(consent.purpose), \(consent.ndaID),
        \(consent.startDate), \(consent.endDate), \(consent.createdAt))
      """)
    for field in consent.fieldIDs {
      try tx.db.run("INSERT INTO consent_field (consent_id, field_id) VALUES (\(consent.id), \(field))")
    }
    for record in consent.recordIDs {
      try tx.db.run("INSERT INTO consent_record (consent_id, record_id) VALUES (\(consent.id), \(record))")
    }
    if let figure = consent.figure {
      try tx.db.run(
        """
        INSERT INTO consent_figure (consent_id, measure_id, filter)
        VALUES (\(consent.id), \(figure.measureID), \(figure.filter))
        """)
    }
    for event in consent.events { try append(event, to: consent.id, in: tx) }
  }

  static func append(_ event: ConsentEvent, to id: Consent.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO consent_event (consent_id, number, event, account_id, created_at)
      SELECT \(id), coalesce(max(number), 0) + 1, \(event.event), \(event.accountID), \(event.createdAt)
      FROM consent_event WHERE consent_id = \(id)
      """)
  }

  private static let columns: SQL = """
    id, initiative_id, dataset_id, partner_id, recipient_partner_id, recipient_role, purpose, nda_id, start_date,
    end_date, created_at
    """

  private static func consent(_ row: Row, in tx: Transaction) throws -> Consent {
    let id: Consent.ID = try row.get(0)
    let fields = try tx.db.rows("SELECT field_id FROM consent_field WHERE consent_id = \(id)") {
      try $0.get(0, as: DataField.ID.self)
    }
    let records = try tx.db.rows("SELECT record_id FROM consent_record WHERE consent_id = \(id)") {
      try $0.get(0, as: Record.ID.self)
    }
    let figure = try tx.db.row("SELECT measure_id, filter FROM consent_figure WHERE consent_id = \(id)") {
      ConsentFigure(measureID: try $0.get(0), filter: try $0.get(1))
    }
    let events = try tx.db.rows(
      "SELECT event, account_id, created_at FROM consent_event WHERE consent_id = \(id) ORDER BY number"
    ) { ConsentEvent(event: try $0.get(0), accountID: try $0.get(1), createdAt: try $0.get(2)) }
    return Consent(
      id: id, initiativeID: try row.get(1), dataSetID: try row.get(2), partnerID: try row.get(3),
      recipientPartnerID: try row.get(4), recipientRole: try row.get(5), purpose: try row.get(6),
      ndaID: try row.get(7), startDate: try row.get(8), endDate: try row.get(9), fieldIDs: Set(fields),
      recordIDs: Set(records), figure: figure, events: events, createdAt: try row.get(10))
  }
}
