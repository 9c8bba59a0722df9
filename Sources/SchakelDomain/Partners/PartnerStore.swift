import SQLite

/// The SQL of partners and their groups.
enum PartnerStore {
  static func find(_ id: Partner.ID, in tx: Transaction) throws -> Partner? {
    try tx.db.row("SELECT \(sql: columns) FROM partner WHERE id = \(id)") { try partner($0, in: tx) }
  }

  static func exists(_ id: Partner.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM partner WHERE id = \(id)")
  }

  static func list(_ filter: PartnerFilter, after: Partner.ID?, limit: Int, in tx: Transaction) throws -> [Partner] {
    var condition: SQL = after.map { "id > \($0)" } ?? "id > ''"
    if let group = filter.groupID { condition += " AND group_id = \(group)" }
    if let number = filter.kvkNumber { condition += " AND kvk_number = \(number)" }
    if let sector = filter.sector {
      condition += " AND id IN (SELECT partner_id FROM partner_sector WHERE sector = \(sector))"
    }
    return try tx.db.rows("SELECT \(sql: columns) FROM partner WHERE \(sql: condition) ORDER BY id LIMIT \(limit)") {
      try partner($0, in: tx)
    }
  }

  static func isTaken(_ kvkNumber: String, besides id: Partner.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM partner WHERE kvk_number = \(kvkNumber) AND id <> \(id)")
  }

  static func insert(_ partner: Partner, in tx: WriteTransaction) throws {
    let content = partner.content
    try tx.db.run(
      """
      INSERT INTO partner (id, name, group_id, country, size, kvk_number, website, created_at, updated_at, version)
      VALUES (\(partner.id), \(content.name), \(content.groupID), \(content.country), \(content.size),
        \(content.kvkNumber), \(content.website), \(partner.createdAt), \(partner.updatedAt), \(partner.version))
      """)
    try insertSectors(partner, in: tx)
  }

  static func update(_ partner: Partner, in tx: WriteTransaction) throws {
    let content = partner.content
    try tx.db.run(
      """
      UPDATE partner SET name = \(content.name), group_id = \(content.groupID), country = \(content.country),
        size = \(content.size), kvk_number = \(content.kvkNumber), website = \(content.website),
        updated_at = \(partner.updatedAt), version = \(partner.version)
      WHERE id = \(partner.id)
      """)
    try tx.db.run("DELETE FROM partner_sector WHERE partner_id = \(partner.id)")
    try insertSectors(partner, in: tx)
  }

  private static func insertSectors(_ partner: Partner, in tx: WriteTransaction) throws {
    for sector in partner.content.sectors {
      try tx.db.run("INSERT INTO partner_sector (partner_id, sector) VALUES (\(partner.id), \(sector))")
    }
  }

  private static let columns: SQL = """
    id, name, group_id, country, size, kvk_number, website, created_at, updated_at, version
    """

  private static func partner(_ row: Row, in tx: Transaction) throws -> Partner {
    let id: Partner.ID = try row.get(0)
    var content = PartnerContent(name: try row.get(1))
    content.groupID = try row.get(2)
    content.country = try row.get(3)
    content.size = try row.get(4)
    content.kvkNumber = try row.get(5)
    content.website = try row.get(6)
    content.sectors = try tx.db.rows("SELECT sector FROM partner_sector WHERE partner_id = \(id) ORDER BY sector") {
      try $0.get(0)
    }
    return Partner(
      id: id, content: content, version: try row.get(9), createdAt: try row.get(7), updatedAt: try row.get(8))
  }
}

extension PartnerStore {
  static func findGroup(_ id: PartnerGroup.ID, in tx: Transaction) throws -> PartnerGroup? {
    try tx.db.row("SELECT \(sql: groupColumns) FROM partner_group WHERE id = \(id)", group)
  }

  static func hasGroup(named name: String, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM partner_group WHERE name = \(name)")
  }

  static func listGroups(after: PartnerGroup.ID?, limit: Int, in tx: Transaction) throws -> [PartnerGroup] {
    let condition: SQL = after.map { "id > \($0)" } ?? "id > ''"
    return try tx.db.rows(
      "SELECT \(sql: groupColumns) FROM partner_group WHERE \(sql: condition) ORDER BY id LIMIT \(limit)", group)
  }

  static func insert(_ group: PartnerGroup, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO partner_group (id, name, created_at, updated_at, version)
      VALUES (\(group.id), \(group.name), \(group.createdAt), \(group.updatedAt), \(group.version))
      """)
  }

  /// The partners that belong to a group now.
  static func members(of id: PartnerGroup.ID, in tx: Transaction) throws -> [Partner.ID] {
    try tx.db.rows("SELECT id FROM partner WHERE group_id = \(id) ORDER BY id") { try $0.get(0) }
  }

  private static let groupColumns: SQL = "id, name, created_at, updated_at, version"

  private static func group(_ row: Row) throws -> PartnerGroup {
    PartnerGroup(
      id: try row.get(0), name: try row.get(1), version: try row.get(4), createdAt: try row.get(2),
      updatedAt: try row.get(3))
  }
}

/// Which partners a list shows.
package struct PartnerFilter: Sendable {
  package var sector: Sector?
  package var groupID: PartnerGroup.ID?
  package var kvkNumber: String?

  package init() {}
}
