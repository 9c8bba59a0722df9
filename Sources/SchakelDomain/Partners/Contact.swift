import SQLite

/// A person to call at a partner. Personal data: it stands in no list of partners and in no audit entry.
package struct Contact: Sendable {
  package typealias ID = Identifier<Contact>

  package let id: ID
  package let partnerID: Partner.ID
  package let content: ContactContent
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// What is kept of a person to call.
package struct ContactContent: Hashable, Sendable {
  package var name: String
  /// What the person does at the partner.
  package var function: String?
  package var email: String?
  package var phone: String?

  package init(name: String) {
    self.name = name
  }
}

/// The SQL of persons to call.
enum ContactStore {
  static func find(_ id: Contact.ID, in tx: Transaction) throws -> Contact? {
    try tx.db.row("SELECT \(sql: columns) FROM partner_contact WHERE id = \(id)", contact)
  }

  static func list(of partner: Partner.ID, after: Contact.ID?, limit: Int, in tx: Transaction) throws -> [Contact] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM partner_contact WHERE partner_id = \(partner) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """, contact)
  }

  static func insert(_ contact: Contact, in tx: WriteTransaction) throws {
    let content = contact.content
    try tx.db.run(
      """
      INSERT INTO partner_contact (id, partner_id, name, function, email, phone, created_at, updated_at, version)
      VALUES (\(contact.id), \(contact.partnerID), \(content.name), \(content.function), \(content.email),
        \(content.phone), \(contact.createdAt), \(contact.updatedAt), \(contact.version))
      """)
  }

  static func update(_ contact: Contact, in tx: WriteTransaction) throws {
    let content = contact.content
    try tx.db.run(
      """
      UPDATE partner_contact SET name = \(content.name), function = \(content.function), email = \(content.email),
        phone = \(content.phone), updated_at = \(contact.updatedAt), version = \(contact.version)
      WHERE id = \(contact.id)
      """)
  }

  static func delete(_ id: Contact.ID, in tx: WriteTransaction) throws {
    try tx.db.run("DELETE FROM partner_contact WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, partner_id, name, function, email, phone, created_at, updated_at, version
    """

  private static func contact(_ row: Row) throws -> Contact {
    var content = ContactContent(name: try row.get(2))
    content.function = try row.get(3)
    content.email = try row.get(4)
    content.phone = try row.get(5)
    return Contact(
      id: try row.get(0), partnerID: try row.get(1), content: content, version: try row.get(8),
      createdAt: try row.get(6), updatedAt: try row.get(7))
  }
}
