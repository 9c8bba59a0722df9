import SQLite

/// The SQL of initiatives.
enum InitiativeStore {
  static func find(_ id: Initiative.ID, in tx: Transaction) throws -> Initiative? {
    try tx.db.row("SELECT \(sql: columns) FROM initiative WHERE id = \(id)") { try initiative($0, in: tx) }
  }

  static func hasFacilitators(_ id: Initiative.ID, in tx: Transaction) throws -> Bool {
    try tx.db.row("SELECT has_facilitators FROM initiative WHERE id = \(id)") { try $0.get(0) } ?? false
  }

  /// A page in the order of ids, which is that of their making.
  ///
  /// - Parameter seenBy: Only those that this partner may see; nil for all.
  static func each(
    _ filter: InitiativeFilter, seenBy partner: Partner.ID?, after: Initiative.ID?, limit: Int, in tx: Transaction,
    _ body: (Initiative) throws -> Void
  ) throws {
    var condition = condition(filter, after)
    if let partner { condition = "id IN (\(sql: SQL.firstIDs(of: seen(by: partner, condition), limit: limit)))" }
    try tx.db.each("SELECT \(sql: columns) FROM initiative WHERE \(sql: condition) ORDER BY id LIMIT \(limit)") {
      try body(try initiative($0, in: tx))
    }
  }

  static func count(_ filter: InitiativeFilter, seenBy partner: Partner.ID?, in tx: Transaction) throws -> Int64 {
    var condition = condition(filter, nil)
    if let partner {
      let seen = seen(by: partner, condition)
      condition = "id IN (\(sql: seen[0]) UNION \(sql: seen[1]))"
    }
    return try tx.db.row("SELECT count(*) FROM initiative WHERE \(sql: condition)") { try $0.get(0) } ?? 0
  }

  private static func condition(_ filter: InitiativeFilter, _ after: Initiative.ID?) -> SQL {
    var condition: SQL = after.map { "initiative.id > \($0)" } ?? "initiative.id > ''"
    if let sector = filter.sector { condition += " AND sector = \(sector)" }
    if let status = filter.status { condition += " AND status = \(status)" }
    if let lead = filter.leadPartnerID { condition += " AND lead_partner_id = \(lead)" }
    return condition
  }

  /// The ids of those that a partner may see, as two ranges: the few that it leads or was invited to are looked up, and
  /// not looked for among all.
  private static func seen(by partner: Partner.ID, _ condition: SQL) -> [SQL] {
    [
      "SELECT id FROM initiative WHERE lead_partner_id = \(partner) AND \(sql: condition)",
      """
      SELECT DISTINCT initiative_id AS id FROM membership CROSS JOIN initiative ON initiative.id = initiative_id
      WHERE membership.partner_id = \(partner) AND withdrawn_at IS NULL AND \(sql: condition)
      """,
    ]
  }

  /// Its lead, and whoever was ever invited, unless that was withdrawn.
  private static func isSeen(by partner: Partner.ID) -> SQL {
    """
    (lead_partner_id = \(partner) OR EXISTS (
      SELECT 1 FROM membership WHERE membership.initiative_id = initiative.id
        AND membership.partner_id = \(partner) AND withdrawn_at IS NULL))
    """
  }

  static func isSeen(_ id: Initiative.ID, by partner: Partner.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM initiative WHERE id = \(id) AND \(sql: isSeen(by: partner))")
  }

  static func insert(_ initiative: Initiative, in tx: WriteTransaction) throws {
    let content = initiative.content
    try tx.db.run(
      """
      INSERT INTO initiative (id, title, summary, goal, vision, product_group, sector, region, phase_model, phase,
        status, lead_partner_id, created_at, updated_at, version)
      VALUES (\(initiative.id), \(content.title), \(content.summary), \(content.goal), \(content.vision),
        \(content.productGroup), \(content.sector), \(content.region), \(content.phaseModel), \(content.phase),
        \(content.status), \(content.leadPartnerID), \(initiative.createdAt), \(initiative.updatedAt),
        \(initiative.version))
      """)
    try insertLists(initiative, in: tx)
  }

  static func update(_ initiative: Initiative, in tx: WriteTransaction) throws {
    let content = initiative.content
    try tx.db.run(
      """
      UPDATE initiative SET title = \(content.title), summary = \(content.summary), goal = \(content.goal),
        vision = \(content.vision), product_group = \(content.productGroup), sector = \(content.sector),
        region = \(content.region), phase_model = \(content.phaseModel), phase = \(content.phase),
        status = \(content.status), lead_partner_id = \(content.leadPartnerID), updated_at = \(initiative.updatedAt),
        version = \(initiative.version)
      WHERE id = \(initiative.id)
      """)
    try tx.db.run("DELETE FROM initiative_driver WHERE initiative_id = \(initiative.id)")
    try tx.db.run("DELETE FROM initiative_barrier WHERE initiative_id = \(initiative.id)")
    try tx.db.run("DELETE FROM initiative_needed_role WHERE initiative_id = \(initiative.id)")
    try insertLists(initiative, in: tx)
  }

  /// Whether anything hangs on it that is evidence: another partner's membership, a purpose, an NDA, a data set, a
  /// split, a result that was reached.
  static func isBuiltOn(_ id: Initiative.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists(
      """
      SELECT 1 FROM membership JOIN initiative ON initiative.id = membership.initiative_id
      WHERE initiative.id = \(id) AND membership.partner_id IS NOT initiative.lead_partner_id
      UNION ALL SELECT 1 FROM purpose WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM nda WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM dataset WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM split WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM agreement WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM facilitator WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM commitment WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM meeting WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM pulse WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM initiative_action WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM interim_lead WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM competition_check WHERE initiative_id = \(id)
      UNION ALL SELECT 1 FROM initiative_result WHERE initiative_id = \(id) AND achieved_date IS NOT NULL
      """)
  }

  static func delete(_ id: Initiative.ID, in tx: WriteTransaction) throws {
    try MembershipStore.deleteAll(of: id, in: tx)
    try tx.db.run("DELETE FROM initiative WHERE id = \(id)")
  }

  private static func insertLists(_ initiative: Initiative, in tx: WriteTransaction) throws {
    for (index, driver) in initiative.content.drivers.enumerated() {
      try tx.db.run(
        "INSERT INTO initiative_driver (initiative_id, rank, driver) VALUES (\(initiative.id), \(index + 1), \(driver))"
      )
    }
    for (index, barrier) in initiative.content.barriers.enumerated() {
      try tx.db.run(
        """
        INSERT INTO initiative_barrier (initiative_id, rank, barrier)
        VALUES (\(initiative.id), \(index + 1), \(barrier))
        """
      )
    }
    for role in initiative.content.neededRoles {
      try tx.db.run("INSERT INTO initiative_needed_role (initiative_id, role) VALUES (\(initiative.id), \(role))")
    }
  }

  private static let columns: SQL = """
    id, title, summary, goal, vision, product_group, sector, region, phase_model, phase, status, lead_partner_id,
    created_at, updated_at, version,
    has_drivers, has_barriers, has_needed_roles, has_facilitators
    """

  private static func initiative(_ row: Row, in tx: Transaction) throws -> Initiative {
    let id: Initiative.ID = try row.get(0)
    return Initiative(
      id: id, hasFacilitators: try row.get(18), version: try row.get(14), createdAt: try row.get(12),
      updatedAt: try row.get(13), content: try content(row, of: id, in: tx))
  }

  /// All at once: a content that is filled member by member lets go of each that was there before.
  private static func content(_ row: Row, of id: Initiative.ID, in tx: Transaction) throws -> InitiativeContent {
    InitiativeContent(
      title: try row.get(1), summary: try row.get(2), goal: try row.get(3), vision: try row.get(4),
      productGroup: try row.get(5), sector: try row.get(6), region: try row.get(7), phaseModel: try row.get(8),
      phase: try row.get(9), status: try row.get(10), leadPartnerID: try row.get(11),
      drivers: try row.get(15)
        ? codes("SELECT driver FROM initiative_driver WHERE initiative_id = \(id) ORDER BY rank", in: tx) : [],
      barriers: try row.get(16)
        ? codes("SELECT barrier FROM initiative_barrier WHERE initiative_id = \(id) ORDER BY rank", in: tx) : [],
      neededRoles: try row.get(17)
        ? codes("SELECT role FROM initiative_needed_role WHERE initiative_id = \(id) ORDER BY role", in: tx) : [])
  }

  private static func codes<Code: ColumnReadable>(_ sql: SQL, in tx: Transaction) throws -> [Code] {
    try tx.db.rows(sql) { try $0.get(0) }
  }
}

/// Which initiatives a list shows.
package struct InitiativeFilter: Sendable {
  package var sector: Sector?
  package var status: InitiativeStatus?
  package var leadPartnerID: Partner.ID?

  package init() {}
}
