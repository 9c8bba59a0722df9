import SQLite

/// A subsidy that was granted: a dated benefit of named partners (MODEL I3).
package struct Subsidy: Sendable {
  package typealias ID = Identifier<Subsidy>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let applicationID: SupportApplication.ID
  package let startDate: LocalDate
  /// The first day without it.
  package let endDate: LocalDate
  /// Who gets what, by id.
  package let parts: [Part]
  package let createdAt: Timestamp

  /// One partner's part.
  package struct Part: Sendable {
    package let partnerID: Partner.ID
    package let amountCents: Int64
    /// The costs that it claimed and did not withdraw. A subsidy pays a share of the costs, so they may be more.
    package let claimedCents: Int64

    package init(_ partnerID: Partner.ID, _ amountCents: Int64, claimedCents: Int64 = 0) {
      self.partnerID = partnerID
      self.amountCents = amountCents
      self.claimedCents = claimedCents
    }
  }
}

/// An invoice of a partner that is claimed on a subsidy.
package struct CostClaim: Sendable {
  package typealias ID = Identifier<CostClaim>

  package let id: ID
  package let subsidyID: Subsidy.ID
  package let partnerID: Partner.ID
  package let invoice: Invoice
  package let createdAt: Timestamp
  /// When the partner took it back; nil while it counts.
  package var withdrawnAt: Timestamp?

  /// The invoice itself.
  package struct Invoice: Sendable {
    package let number: String
    package let date: LocalDate
    package let amountCents: Int64

    package init(_ number: String, of date: LocalDate, _ amountCents: Int64) {
      self.number = number
      self.date = date
      self.amountCents = amountCents
    }

    /// Its number in capitals and digits only, at most 300 of them.
    var key: String {
      let signs = number.uppercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      return String(String.UnicodeScalarView(signs.prefix(300)))
    }
  }
}

/// The SQL of subsidies and claims.
enum SubsidyStore {
  static func find(_ id: Subsidy.ID, in tx: Transaction) throws -> Subsidy? {
    try tx.db.row("SELECT \(sql: columns) FROM subsidy WHERE id = \(id)") { try subsidy($0, in: tx) }
  }

  static func list(of initiative: Initiative.ID, after: Subsidy.ID?, limit: Int, in tx: Transaction) throws -> [Subsidy]
  {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM subsidy WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try subsidy($0, in: tx) }
  }

  /// Of each that was granted: its id and its days.
  static func terms(
    in initiative: Initiative.ID, _ tx: Transaction
  ) throws -> [(id: Subsidy.ID, startDate: LocalDate, endDate: LocalDate)] {
    try tx.db.rows("SELECT id, start_date, end_date FROM subsidy WHERE initiative_id = \(initiative) ORDER BY id") {
      (try $0.get(0), try $0.get(1), try $0.get(2))
    }
  }

  /// Of each of which a partner has a part: its id.
  static func ids(with partner: Partner.ID, in initiative: Initiative.ID, _ tx: Transaction) throws -> [Subsidy.ID] {
    try tx.db.rows(
      """
      SELECT id FROM subsidy JOIN subsidy_part ON subsidy_part.subsidy_id = subsidy.id
      WHERE initiative_id = \(initiative) AND partner_id = \(partner) ORDER BY id
      """
    ) { try $0.get(0) }
  }

  static func isGranted(on application: SupportApplication.ID, _ tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM subsidy WHERE application_id = \(application)")
  }

  static func insert(_ subsidy: Subsidy, by account: Account.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO subsidy (id, initiative_id, application_id, start_date, end_date, account_id, created_at)
      VALUES (\(subsidy.id), \(subsidy.initiativeID), \(subsidy.applicationID), \(subsidy.startDate),
        \(subsidy.endDate), \(account), \(subsidy.createdAt))
      """)
    for part in subsidy.parts {
      try tx.db.run(
        """
        INSERT INTO subsidy_part (subsidy_id, partner_id, amount_cents)
        VALUES (\(subsidy.id), \(part.partnerID), \(part.amountCents))
        """)
    }
  }

  private static let columns: SQL = "id, initiative_id, application_id, start_date, end_date, created_at"

  private static func subsidy(_ row: Row, in tx: Transaction) throws -> Subsidy {
    let id: Subsidy.ID = try row.get(0)
    let parts: SQL = """
      SELECT partner_id, amount_cents, (
        SELECT ifnull(sum(cost_claim.amount_cents), 0) FROM cost_claim
        WHERE cost_claim.subsidy_id = subsidy_part.subsidy_id AND cost_claim.partner_id = subsidy_part.partner_id
          AND withdrawn_at IS NULL)
      FROM subsidy_part WHERE subsidy_id = \(id) ORDER BY subsidy_id, partner_id
      """
    return Subsidy(
      id: id, initiativeID: try row.get(1), applicationID: try row.get(2), startDate: try row.get(3),
      endDate: try row.get(4),
      parts: try tx.db.rows(parts) { Subsidy.Part(try $0.get(0), try $0.get(1), claimedCents: try $0.get(2)) },
      createdAt: try row.get(5))
  }
}

/// The SQL of claims.
enum CostClaimStore {
  /// - Parameter partner: Only of this one; nil for all.
  static func list(
    on subsidy: Subsidy.ID, of partner: Partner.ID?, after: CostClaim.ID?, limit: Int, in tx: Transaction
  ) throws -> [CostClaim] {
    let whose: SQL = partner.map { "AND partner_id = \($0)" } ?? ""
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM cost_claim
      WHERE subsidy_id = \(subsidy) \(sql: whose) \(sql: further) ORDER BY id LIMIT \(limit)
      """, claim)
  }

  static func find(_ id: CostClaim.ID, in tx: Transaction) throws -> CostClaim? {
    try tx.db.row("SELECT \(sql: columns) FROM cost_claim WHERE id = \(id)", claim)
  }

  static func withdraw(_ id: CostClaim.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE cost_claim SET withdrawn_at = \(tx.now) WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, subsidy_id, partner_id, invoice_number, invoice_date, amount_cents, created_at, withdrawn_at
    """

  private static func claim(_ row: Row) throws -> CostClaim {
    CostClaim(
      id: try row.get(0), subsidyID: try row.get(1), partnerID: try row.get(2),
      invoice: CostClaim.Invoice(try row.get(3), of: try row.get(4), try row.get(5)), createdAt: try row.get(6),
      withdrawnAt: try row.get(7))
  }

  /// Whether a claim of a partner on the invoice counts, on whatever subsidy.
  static func isClaimed(_ invoice: CostClaim.Invoice, of partner: Partner.ID, _ tx: Transaction) throws -> Bool {
    try tx.db.exists(
      """
      SELECT 1 FROM cost_claim
      WHERE partner_id = \(partner) AND invoice_key = \(invoice.key) AND invoice_date = \(invoice.date)
        AND withdrawn_at IS NULL
      """)
  }

  static func insert(_ claim: CostClaim, by account: Account.ID, in tx: WriteTransaction) throws {
    let invoice = claim.invoice
    try tx.db.run(
      """
      INSERT INTO cost_claim (id, subsidy_id, partner_id, invoice_number, invoice_key, invoice_date, amount_cents,
        account_id, created_at)
      VALUES (\(claim.id), \(claim.subsidyID), \(claim.partnerID), \(invoice.number), \(invoice.key), \(invoice.date),
        \(invoice.amountCents), \(account), \(claim.createdAt))
      """)
  }
}
