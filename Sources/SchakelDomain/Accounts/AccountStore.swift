import SQLite

/// The SQL of accounts, their network roles and their tokens.
enum AccountStore {
  static func find(name: String, in tx: Transaction) throws -> Account.ID? {
    try tx.db.row("SELECT id FROM account WHERE name = \(name)") { try $0.get(0) }
  }

  static func isEmpty(in tx: Transaction) throws -> Bool {
    try !tx.db.exists("SELECT 1 FROM account")
  }

  static func find(_ id: Account.ID, in tx: Transaction) throws -> Account? {
    try tx.db.row("SELECT \(sql: columns) FROM account WHERE id = \(id)") { try account($0, in: tx) }
  }

  static func list(after: Account.ID?, limit: Int, in tx: Transaction) throws -> [Account] {
    let condition: SQL = after.map { "id > \($0)" } ?? "id > ''"
    return try tx.db.rows("SELECT \(sql: columns) FROM account WHERE \(sql: condition) ORDER BY id LIMIT \(limit)") {
      try account($0, in: tx)
    }
  }

  static func insert(_ id: Account.ID, name: String, email: String?, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO account (id, name, email, created_at, updated_at)
      VALUES (\(id), \(name), \(email), \(tx.now), \(tx.now))
      """)
  }

  private static let columns: SQL = "id, name, email, version, created_at, updated_at"

  private static func account(_ row: Row, in tx: Transaction) throws -> Account {
    let id: Account.ID = try row.get(0)
    let sql: SQL = "SELECT role FROM network_role WHERE account_id = \(id) AND ended_at IS NULL ORDER BY role"
    return Account(
      id: id, name: try row.get(1), email: try row.get(2), networkRoles: try tx.db.rows(sql) { try $0.get(0) },
      version: try row.get(3), createdAt: try row.get(4), updatedAt: try row.get(5))
  }

  static func hasLiveMandate(_ id: Account.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists(
      """
      SELECT 1 FROM mandate WHERE account_id = \(id) AND ended_at IS NULL
        AND (end_date IS NULL OR end_date > \(tx.today))
      """)
  }

  static func has(_ role: NetworkRole, _ id: Account.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM network_role WHERE account_id = \(id) AND role = \(role) AND ended_at IS NULL")
  }

  static func grant(_ role: NetworkRole, to id: Account.ID, in tx: WriteTransaction) throws {
    let roleID: Identifier<NetworkRole> = tx.newID()
    try tx.db.run(
      "INSERT INTO network_role (id, account_id, role, granted_at) VALUES (\(roleID), \(id), \(role), \(tx.now))")
  }

  static func noteUse(of token: Token.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE token SET last_used_at = \(tx.now) WHERE id = \(token)")
  }

  static func insertToken(
    _ id: Token.ID, of account: Account.ID, name: String, sha256: [UInt8], scopes: Set<Scope>, expiresAt: Timestamp?,
    in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO token (id, account_id, name, sha256, may_read, may_write, may_values, expires_at, created_at)
      VALUES (\(id), \(account), \(name), \(sha256), \(scopes.contains(.read)), \(scopes.contains(.write)),
        \(scopes.contains(.values)), \(expiresAt), \(tx.now))
      """)
  }

  /// Sets a password; the version stays, because no answer shows it.
  static func setPassword(_ password: PasswordHash, of id: Account.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      "UPDATE account SET password_salt = \(password.salt), password_hash = \(password.key) WHERE id = \(id)")
  }

  /// The password as it is stored; nil for an account without.
  static func password(of id: Account.ID, in tx: Transaction) throws -> PasswordHash? {
    try tx.db.row(
      "SELECT password_salt, password_hash FROM account WHERE id = \(id) AND password_salt IS NOT NULL"
    ) { PasswordHash(salt: try $0.get(0), key: try $0.get(1)) }
  }

  /// Whoever may sign in with this name, and the password to be shown; nil for a name that nobody may.
  static func signIn(name: String, in tx: Transaction) throws -> (id: Account.ID, password: PasswordHash)? {
    try tx.db.row(
      """
      SELECT id, password_salt, password_hash FROM account
      WHERE name = \(name) AND password_salt IS NOT NULL AND disabled_at IS NULL
      """
    ) { (try $0.get(0), PasswordHash(salt: try $0.get(1), key: try $0.get(2))) }
  }

  /// Whether the person can come in, or ever could: with a password, or with a token, be it revoked.
  static func hasCredential(_ id: Account.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists(
      """
      SELECT 1 FROM token WHERE account_id = \(id)
      UNION ALL SELECT 1 FROM account WHERE id = \(id) AND password_salt IS NOT NULL
      """)
  }

  static func findToken(_ id: Token.ID, in tx: Transaction) throws -> Token? {
    try tx.db.row("SELECT \(sql: tokenColumns) FROM token WHERE id = \(id)", token)
  }

  static func listTokens(of account: Account.ID, after: Token.ID?, limit: Int, in tx: Transaction) throws -> [Token] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: tokenColumns) FROM token WHERE account_id = \(account) \(sql: further) ORDER BY id LIMIT \(limit)
      """, token)
  }

  static func revokeToken(_ id: Token.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE token SET revoked_at = \(tx.now) WHERE id = \(id) AND revoked_at IS NULL")
  }

  private static let tokenColumns: SQL = """
    id, account_id, name, may_read, may_write, may_values, expires_at, last_used_at, revoked_at, created_at
    """

  private static func token(_ row: Row) throws -> Token {
    var scopes: [Scope] = []
    for (index, scope) in [Scope.read, .write, .values].enumerated() where try row.get(3 + index) {
      scopes.append(scope)
    }
    return Token(
      id: try row.get(0), accountID: try row.get(1), name: try row.get(2), scopes: scopes, expiresAt: try row.get(6),
      lastUsedAt: try row.get(7), revokedAt: try row.get(8), createdAt: try row.get(9))
  }
}
