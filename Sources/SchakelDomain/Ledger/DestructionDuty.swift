import SQLite

/// The duty of a recipient that read, once the consent is revoked (MODEL B6).
package struct DestructionDuty: Sendable {
  package typealias ID = Identifier<DestructionDuty>

  package let id: ID
  package let consentID: Consent.ID
  /// The owner.
  package let partnerID: Partner.ID
  package let recipientPartnerID: Partner.ID
  package let dueDate: LocalDate
  package let fulfilledAt: Timestamp?
  package let items: [Item]
  package let createdAt: Timestamp

  /// A field of a version of a record that was read.
  package struct Item: Sendable {
    package let recordID: Record.ID
    package let recordVersion: Int64
    package let field: String
  }

  package func state(on today: LocalDate) -> DestructionDutyState {
    .of(dueDate: dueDate, fulfilledAt: fulfilledAt, on: today)
  }
}

/// A duty as those who lead the process see it: who owes what to whom by when, and nothing of what was read.
package struct DestructionDutyStanding: Sendable {
  package let id: DestructionDuty.ID
  /// The owner.
  package let partnerID: Partner.ID
  package let recipientPartnerID: Partner.ID
  package let dueDate: LocalDate
  package let state: DestructionDutyState
}

/// The raw value is the code on the wire.
package enum DestructionDutyState: String, Vocabulary {
  case open, fulfilled, overdue

  package static let vocabularyName = "destructionDutyState"

  static func of(dueDate: LocalDate, fulfilledAt: Timestamp?, on today: LocalDate) -> DestructionDutyState {
    if fulfilledAt != nil { return .fulfilled }
    return dueDate < today ? .overdue : .open
  }

  package var labels: Labels {
    switch self {
    case .open: Labels(nl: "open", en: "open")
    case .fulfilled: Labels(nl: "vervuld", en: "fulfilled")
    case .overdue: Labels(nl: "te laat", en: "overdue")
    }
  }
}

/// The SQL of destruction duties, and their fulfilment.
package enum DestructionDutyStore {
  /// Days that a recipient has.
  static let dueDays = 30

  /// Puts the duty on the recipient of a revoked consent for all that it read while that covered it, whichever of
  /// several consents a read was put down to; none when it read nothing.
  static func impose(_ consent: Consent, in tx: WriteTransaction) throws {
    let read = cellsRead(under: consent)
    guard try tx.db.exists("SELECT 1 \(sql: read)") else { return }
    let id: DestructionDuty.ID = tx.newID()
    try tx.db.run(
      """
      INSERT INTO destruction_duty (id, consent_id, partner_id, recipient_partner_id, due_date, created_at)
      VALUES (\(id), \(consent.id), \(consent.partnerID), \(consent.recipientPartnerID),
        \(tx.today.adding(days: dueDays)), \(tx.now))
      """)
    try tx.db.run(
      """
      INSERT INTO destruction_duty_item (destruction_duty_id, record_id, record_version, field_id)
      SELECT DISTINCT \(id), record_id, record_version, field_id \(sql: read)
      """)
    try NotificationStore.tell(
      [consent.recipientPartnerID], of: .destructionDutyImposed,
      .init("destructionDuty", id, in: consent.initiativeID), by: consent.partnerID, in: tx)
  }

  private static func cellsRead(under consent: Consent) -> SQL {
    """
    FROM access_entry JOIN access_entry_record ON access_entry_record.access_entry_id = access_entry.id
      JOIN access_entry_field ON access_entry_field.access_entry_id = access_entry.id
    WHERE access_entry.dataset_id = \(consent.dataSetID) AND asker_partner_id = \(consent.recipientPartnerID)
      AND asker_role = \(consent.recipientRole) AND purpose = \(consent.purpose) AND is_permitted = 1
      AND access_entry.id > \(consent.id) AND access_entry.created_at < \(consent.endDate.startOfDay)
      AND field_id IN (SELECT field_id FROM consent_field WHERE consent_id = \(consent.id))
      AND (NOT EXISTS (SELECT 1 FROM consent_record WHERE consent_id = \(consent.id))
        OR record_id IN (SELECT record_id FROM consent_record WHERE consent_id = \(consent.id)))
    """
  }

  package static func find(_ id: DestructionDuty.ID, in tx: Transaction) throws -> DestructionDuty? {
    try tx.db.row("SELECT \(sql: columns) FROM destruction_duty WHERE id = \(id)") { try duty($0, in: tx) }
  }

  /// A page of the duties that the caller's partner owes, or is owed.
  package static func list(after: String?, limit: Int, as caller: Caller, in tx: Transaction) throws
    -> [DestructionDuty]
  {
    let partner = try Standing.of(caller, in: tx).mandate(for: .read).partnerID
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    let ids = SQL.firstIDs(
      of: [
        "SELECT id FROM destruction_duty WHERE partner_id = \(partner) \(sql: further)",
        "SELECT id FROM destruction_duty WHERE recipient_partner_id = \(partner) \(sql: further)",
      ], limit: limit + 1)
    return try tx.db.rows(
      "SELECT \(sql: columns) FROM destruction_duty WHERE id IN (\(sql: ids)) ORDER BY id LIMIT \(limit + 1)"
    ) { try duty($0, in: tx) }
  }

  /// A page of the duties in an initiative, as states: for its coordinators, and for the network's steward and staff.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `mandateInsufficient`.
  package static func list(
    in initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller, tx: Transaction
  ) throws -> [DestructionDutyStanding] {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    if participation.isCoordinator {
      _ = try participation.standing.mandate(for: .read)
    } else {
      try participation.standing.require(.steward, .staff)
    }
    let further: SQL = after.map { "AND destruction_duty.id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT destruction_duty.id, destruction_duty.partner_id, destruction_duty.recipient_partner_id, due_date,
        fulfilled_at
      FROM consent CROSS JOIN destruction_duty ON consent.id = consent_id
      WHERE consent.initiative_id = \(initiative) \(sql: further) ORDER BY destruction_duty.id LIMIT \(limit + 1)
      """
    ) { row in
      let due: LocalDate = try row.get(3)
      return DestructionDutyStanding(
        id: try row.get(0), partnerID: try row.get(1), recipientPartnerID: try row.get(2), dueDate: due,
        state: .of(dueDate: due, fulfilledAt: try row.get(4), on: tx.today))
    }
  }

  /// The duties in an initiative that are overdue, with the day.
  ///
  /// - Parameter partner: Whose, as owner or recipient; nil for all.
  static func overdue(
    in initiative: Initiative.ID, of partner: Partner.ID?, _ tx: Transaction
  ) throws -> [(DestructionDuty.ID, LocalDate)] {
    let own: SQL =
      partner.map { "AND \($0) IN (destruction_duty.partner_id, destruction_duty.recipient_partner_id)" } ?? ""
    return try tx.db.rows(
      """
      SELECT destruction_duty.id, due_date FROM consent CROSS JOIN destruction_duty ON consent.id = consent_id
      WHERE consent.initiative_id = \(initiative) AND fulfilled_at IS NULL AND due_date < \(tx.today) \(sql: own)
      """
    ) { (try $0.get(0), try $0.get(1)) }
  }

  /// The recipient confirms that it destroyed what it had; confirming again changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notOwner`, `mandateInsufficient`.
  package static func fulfil(
    _ id: DestructionDuty.ID, as caller: Caller, in tx: WriteTransaction
  ) throws -> DestructionDuty {
    let mandate = try Standing.of(caller, in: tx).mandate(for: .manage)
    guard let duty = try find(id, in: tx), [duty.partnerID, duty.recipientPartnerID].contains(mandate.partnerID) else {
      throw DomainError.notFound
    }
    guard duty.recipientPartnerID == mandate.partnerID else { throw DomainError(.notOwner) }
    guard duty.fulfilledAt == nil else { return duty }
    try tx.db.run(
      """
      UPDATE destruction_duty SET fulfilled_at = \(tx.now), fulfilled_account_id = \(caller.accountID),
        version = version + 1
      WHERE id = \(id)
      """)
    let initiative = try ConsentStore.find(duty.consentID, in: tx)?.initiativeID
    let subject = AuditLog.Subject("destructionDuty", id, in: initiative)
    try AuditLog.append("destructionDuty.fulfilled", subject, by: caller, for: mandate.partnerID, in: tx)
    try NotificationStore.tell(
      [duty.partnerID], of: .destructionDutyFulfilled, subject, by: mandate.partnerID, in: tx)
    return try find(id, in: tx) ?? duty
  }

  private static let columns: SQL = """
    id, consent_id, partner_id, recipient_partner_id, due_date, fulfilled_at, created_at
    """

  private static func duty(_ row: Row, in tx: Transaction) throws -> DestructionDuty {
    let id: DestructionDuty.ID = try row.get(0)
    let items = try tx.db.rows(
      """
      SELECT record_id, record_version, name FROM destruction_duty_item
        JOIN dataset_field ON dataset_field.id = field_id
      WHERE destruction_duty_id = \(id) ORDER BY record_id, record_version, position
      """
    ) { DestructionDuty.Item(recordID: try $0.get(0), recordVersion: try $0.get(1), field: try $0.get(2)) }
    return DestructionDuty(
      id: id, consentID: try row.get(1), partnerID: try row.get(2), recipientPartnerID: try row.get(3),
      dueDate: try row.get(4), fulfilledAt: try row.get(5), items: items, createdAt: try row.get(6))
  }
}
