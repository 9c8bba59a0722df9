import SQLite

/// The SQL of accounts, their network roles and their tokens.
enum AccountStore {
  static func find(name: String, in tx: Transaction) throws -> Account.ID? {
    try tx.db.row("SELECT id FROM account WHERE name = \(name)") { try $0.get(0) }
  }

  static func isEmpty(in tx: Transaction) throws -> Bool {
    try !tx.db.exists("SELECT 1 FROM account")
  }

  static func insert(_ id: Account.ID, name: String, in tx: WriteTransaction) throws {
    try tx.db.run(
      "INSERT INTO account (id, name, created_at, updated_at) VALUES (\(id), \(name), \(tx.now), \(tx.now))")
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
}
