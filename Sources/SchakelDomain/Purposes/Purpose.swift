import SQLite

/// A registered reason for use. Partners consent to its text, so it never changes.
package struct Purpose: Sendable {
  package let initiativeID: Initiative.ID
  /// `impactStudy`
  package let code: String
  package let text: String
  /// The roles that data may go to for it.
  package let roles: [ChainRole]
  package let createdAt: Timestamp
}

/// The SQL of purposes.
enum PurposeStore {
  static func find(_ code: String, of initiative: Initiative.ID, in tx: Transaction) throws -> Purpose? {
    try tx.db.row(
      "SELECT \(sql: columns) FROM purpose WHERE initiative_id = \(initiative) AND code = \(code)"
    ) { try purpose($0, in: tx) }
  }

  static func list(of initiative: Initiative.ID, after: String?, limit: Int, in tx: Transaction) throws -> [Purpose] {
    try tx.db.rows(
      """
      SELECT \(sql: columns) FROM purpose WHERE initiative_id = \(initiative) AND code > \(after ?? "")
      ORDER BY code LIMIT \(limit)
      """
    ) { try purpose($0, in: tx) }
  }

  static func insert(_ purpose: Purpose, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO purpose (initiative_id, code, text, created_at)
      VALUES (\(purpose.initiativeID), \(purpose.code), \(purpose.text), \(purpose.createdAt))
      """)
    for role in purpose.roles {
      try tx.db.run(
        """
        INSERT INTO purpose_role (initiative_id, code, role) VALUES (\(purpose.initiativeID), \(purpose.code), \(role))
        """)
    }
  }

  private static let columns: SQL = "initiative_id, code, text, created_at"

  private static func purpose(_ row: Row, in tx: Transaction) throws -> Purpose {
    let initiative: Initiative.ID = try row.get(0)
    let code: String = try row.get(1)
    let roles: SQL = """
      SELECT role FROM purpose_role WHERE initiative_id = \(initiative) AND code = \(code) ORDER BY role
      """
    return Purpose(
      initiativeID: initiative, code: code, text: try row.get(2), roles: try tx.db.rows(roles) { try $0.get(0) },
      createdAt: try row.get(3))
  }
}

/// Registering purposes, and reading them.
package struct PurposeService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; for members and the network's people.
  package func list(of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller) throws -> [Purpose] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try PurposeStore.list(of: initiative, after: after, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notMember`, `notFound`.
  package func find(_ code: String, of initiative: Initiative.ID, as caller: Caller) throws -> Purpose {
    try Participation.of(caller, in: initiative, tx).requireMember()
    guard let purpose = try PurposeStore.find(code, of: initiative, in: tx) else { throw DomainError.notFound }
    return purpose
  }

  /// Registers a purpose.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, or `alreadyExists`.
  package static func register(
    _ code: String, text: String, roles: [ChainRole], of initiative: Initiative.ID, as caller: Caller,
    in tx: WriteTransaction
  ) throws -> Purpose {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    guard Set(roles).count == roles.count else {
      throw DomainError(.invalidContent, at: "/roles", "Name each role once.")
    }
    guard try PurposeStore.find(code, of: initiative, in: tx) == nil else {
      throw DomainError(.alreadyExists, at: "/code", "The purpose is registered already, and its text is final.")
    }
    let purpose = Purpose(initiativeID: initiative, code: code, text: text, roles: roles, createdAt: tx.now)
    try PurposeStore.insert(purpose, in: tx)
    let subject = AuditLog.Subject("purpose", code, in: initiative)
    try AuditLog.append("purpose.registered", subject, by: caller, for: participation.standing.partnerID, in: tx)
    return purpose
  }
}
