import FoundationEssentials

// Migrations go forward only. The table schema_migration holds what was applied, with a checksum of each file:
//
//   folder     0001  0002  0003          applied: 0001 0002           → 0003 is pending
//   folder     0001  0002'               applied: 0001 0002           → refused: an applied file was edited
//   folder     0001                      applied: 0001 0002           → refused: the database is newer
//
// Each pending migration runs in a transaction of its own, with foreign keys unenforced (a table can then be rebuilt
// under its references) and all of them checked before the commit. Before the first one a copy of the database is made.

/// Brings a database to the schema that a folder of numbered SQL files describes.
public struct Migrator: Sendable {
  private let migrations: [Migration]
  private let digest: @Sendable ([UInt8]) -> [UInt8]

  /// Reads the folder's files `NNNN_name.sql`.
  ///
  /// - Parameters:
  ///   - folder: Its files are numbered from 0001, without gaps.
  ///   - digest: SHA-256: 32 bytes.
  /// - Throws: `MigrationRefusal`.
  public init(folder: String, digest: @escaping @Sendable ([UInt8]) -> [UInt8]) throws {
    self.migrations = try Migration.read(folder: folder)
    self.digest = digest
  }

  /// The names of the migrations that the database does not have yet, in order.
  ///
  /// - Throws: `MigrationRefusal` when the database has others than the folder; `SQLiteError`.
  public func pending(in connection: Connection) throws -> [String] {
    try pendingMigrations(in: connection).map(\.name)
  }

  /// Applies the pending migrations.
  ///
  /// A database that does not exist is made.
  ///
  /// Before the first one, a database that holds anything is copied to `FILE.before-NNNN`.
  ///
  /// - Parameters:
  ///   - path: The database file.
  ///   - backupFolder: Where the copy goes; nil for beside the database.
  /// - Returns: The names of the migrations applied now.
  /// - Throws: `MigrationRefusal`, with what came before it kept; `SQLiteError`.
  public func migrate(path: String, backupFolder: String? = nil) throws -> [String] {
    let connection = try Connection(path: path, access: .create)
    let pending = try pendingMigrations(in: connection)
    guard let first = pending.first else { return [] }
    if try connection.exists("SELECT 1 FROM sqlite_schema") {
      try Backup.copy(from: path, to: Self.freeName(for: path, in: backupFolder, before: first))
    }
    try connection.enforceForeignKeys(false)
    return try pending.filter { try apply($0, to: connection) }.map(\.name)
  }

  /// - Returns: False when another process applied it meanwhile.
  private func apply(_ migration: Migration, to connection: Connection) throws -> Bool {
    do {
      return try connection.transaction {
        try connection.script(Self.table)
        guard try pendingMigrations(in: connection).contains(where: { $0.number == migration.number }) else {
          return false
        }
        try connection.withoutTransactionStatements { try connection.script(migration.script) }
        try requireSound(connection, after: migration)
        try record(migration, in: connection)
        return true
      }
    } catch let error as SQLiteError where !error.isUnavailability {
      throw MigrationRefusal("Migration \(migration.name) fails, nothing of it was kept: \(error)")
    }
  }

  private func requireSound(_ connection: Connection, after migration: Migration) throws {
    let findings = try IntegrityReport.foreignKeyFindings(in: connection)
    guard findings.isEmpty else {
      let first = findings.prefix(3).joined(separator: "; ")
      throw MigrationRefusal("Migration \(migration.name) leaves loose references, nothing of it was kept: \(first)")
    }
  }

  private func record(_ migration: Migration, in connection: Connection) throws {
    try connection.run(
      """
      INSERT INTO schema_migration (number, name, sha256, applied_at)
      VALUES (\(migration.number), \(migration.name), \(checksum(of: migration)), unixepoch() * 1000)
      """)
  }

  private func pendingMigrations(in connection: Connection) throws -> [Migration] {
    guard try connection.exists("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'") else {
      return migrations
    }
    let applied = try connection.rows("SELECT number, name, sha256 FROM schema_migration ORDER BY number") { row in
      (
        number: try row.get(0, as: Int.self), name: try row.get(1, as: String.self),
        sha256: try row.get(2, as: [UInt8].self)
      )
    }
    for (index, row) in applied.enumerated() {
      guard index < migrations.count else {
        throw MigrationRefusal(
          "The database is newer than this program: it has \(row.name), and the program knows \(migrations.count) "
            + "migrations; start a newer version")
      }
      guard row.number == index + 1 else {
        throw MigrationRefusal("The database lacks migration \(migrations[index].name) but has \(row.name)")
      }
      guard row.sha256 == checksum(of: migrations[index]) else {
        throw MigrationRefusal(
          "Migration \(migrations[index].name) was edited after it was applied as \(row.name); restore the file as it "
            + "was and put the change in a new migration")
      }
    }
    return Array(migrations[applied.count...])
  }

  private func checksum(of migration: Migration) -> [UInt8] {
    digest(Array(migration.script.utf8))
  }

  /// An earlier attempt may have left a copy; it is kept and the new one gets a number.
  private static func freeName(for path: String, in folder: String?, before migration: Migration) throws -> String {
    let place = FilePlace(path)
    let name = "\(folder ?? place.folder)/\(place.name).before-\(Migration.padded(migration.number))"
    let names = [name] + (2...copiesMax).map { "\(name)-\($0)" }
    guard let free = names.first(where: { !FileManager.default.fileExists(atPath: $0) }) else {
      throw MigrationRefusal("There are \(copiesMax) copies \(name)-…; remove those that are not needed")
    }
    return free
  }

  private static let copiesMax = 99

  private static let table = """
    CREATE TABLE IF NOT EXISTS schema_migration (
      number      INTEGER NOT NULL PRIMARY KEY,
      name        TEXT    NOT NULL,
      sha256      BLOB    NOT NULL,
      applied_at  INTEGER NOT NULL,  -- ms since 1970-01-01T00:00Z
      CONSTRAINT schema_migration_sha256_is_32_bytes CHECK (length(sha256) = 32)
    ) STRICT
    """
}
