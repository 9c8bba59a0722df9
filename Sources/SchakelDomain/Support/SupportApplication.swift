import SQLite

/// An application of several members for support, on the profile of one opening period.
package struct SupportApplication: Sendable {
  package typealias ID = Identifier<SupportApplication>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let content: Content
  /// Who takes part, by id, with the estimate of its costs that count; nil until it entered that.
  package let participants: [(partnerID: Partner.ID, eligibleCents: Int64?)]
  package let submittedAt: Timestamp?
  package let createdAt: Timestamp

  /// What is applied for.
  package struct Content: Sendable {
    package let openingID: SupportOpening.ID
    package let title: String
    /// Who applies for all.
    package let leadPartnerID: Partner.ID
    package let partnerIDs: [Partner.ID]
    package let startDate: LocalDate
    /// The first day without it.
    package let endDate: LocalDate

    package init(
      _ title: String, on openingID: SupportOpening.ID, lead leadPartnerID: Partner.ID, partners: [Partner.ID],
      from startDate: LocalDate, until endDate: LocalDate
    ) {
      self.openingID = openingID
      self.title = title
      self.leadPartnerID = leadPartnerID
      partnerIDs = partners
      self.startDate = startDate
      self.endDate = endDate
    }
  }

  /// Euro cents that one partner's costs can be.
  package static let centsMax: Int64 = 1_000_000_000_000
}

/// The SQL of applications.
enum SupportApplicationStore {
  static func find(_ id: SupportApplication.ID, in tx: Transaction) throws -> SupportApplication? {
    try tx.db.row("SELECT \(sql: columns) FROM support_application WHERE id = \(id)") { try application($0, in: tx) }
  }

  static func list(
    of initiative: Initiative.ID, after: SupportApplication.ID?, limit: Int, in tx: Transaction
  ) throws -> [SupportApplication] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM support_application WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try application($0, in: tx) }
  }

  static func insert(
    _ id: SupportApplication.ID, _ content: SupportApplication.Content, in initiative: Initiative.ID,
    by account: Account.ID, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO support_application (id, initiative_id, opening_id, title, lead_partner_id, start_date, end_date,
        account_id, created_at)
      VALUES (\(id), \(initiative), \(content.openingID), \(content.title), \(content.leadPartnerID),
        \(content.startDate), \(content.endDate), \(account), \(tx.now))
      """)
    for partner in content.partnerIDs {
      try tx.db.run(
        "INSERT INTO support_application_partner (application_id, partner_id) VALUES (\(id), \(partner))")
    }
  }

  static func enter(
    _ cents: Int64, of partner: Partner.ID, on id: SupportApplication.ID, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      UPDATE support_application_partner SET eligible_cents = \(cents)
      WHERE application_id = \(id) AND partner_id = \(partner)
      """)
  }

  static func submit(_ id: SupportApplication.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE support_application SET submitted_at = \(tx.now) WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, initiative_id, opening_id, title, lead_partner_id, start_date, end_date, submitted_at, created_at
    """

  private static func application(_ row: Row, in tx: Transaction) throws -> SupportApplication {
    let id: SupportApplication.ID = try row.get(0)
    let partners: SQL = """
      SELECT partner_id, eligible_cents FROM support_application_partner WHERE application_id = \(id)
      ORDER BY application_id, partner_id
      """
    let participants: [(Partner.ID, Int64?)] = try tx.db.rows(partners) { (try $0.get(0), try $0.get(1)) }
    let content = SupportApplication.Content(
      try row.get(3), on: try row.get(2), lead: try row.get(4), partners: participants.map(\.0),
      from: try row.get(5), until: try row.get(6))
    return SupportApplication(
      id: id, initiativeID: try row.get(1), content: content, participants: participants,
      submittedAt: try row.get(7), createdAt: try row.get(8))
  }
}
