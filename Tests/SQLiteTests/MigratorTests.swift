import Foundation
import Testing

@testable import SQLite

struct MigratorTests {
  let folder: TemporaryFolder
  let migrations: String

  init() throws {
    folder = try TemporaryFolder()
    migrations = folder / "migrations"
    try FileManager.default.createDirectory(atPath: migrations, withIntermediateDirectories: false)
    try write("0001_partner", "CREATE TABLE partner (id INTEGER PRIMARY KEY, name TEXT) STRICT;")
    try write("0002_item", "CREATE TABLE item (partner INTEGER REFERENCES partner (id)) STRICT; -- items\n")
  }

  private func write(_ name: String, _ script: String) throws {
    try folder.write(script, to: "migrations/\(name).sql")
  }

  /// No SHA-256, but also 32 bytes that differ when the text does, for the texts in these tests.
  private func migrator() throws -> Migrator {
    try Migrator(folder: migrations) { bytes in
      var digest = [UInt8](repeating: 0, count: 32)
      for (index, byte) in bytes.enumerated() { digest[index % 32] = digest[index % 32] &* 31 &+ byte }
      return digest
    }
  }

  @discardableResult
  private func migrate() throws -> [String] { try migrator().migrate(path: folder.database) }

  private func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? MigrationRefusal)?.description
    }
  }

  private func tables(of path: String? = nil) throws -> [String] {
    try Connection(path: path ?? folder.database, access: .readOnly)
      .rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") { try $0.get(0) }
  }

  @Test func `an empty database gets all migrations in order, and no copy`() throws {
    #expect(try migrate() == ["0001_partner", "0002_item"])

    #expect(try tables() == ["item", "partner", "schema_migration"])
    #expect(try folder.fileNames.filter { $0.contains("before") }.isEmpty)
  }

  @Test func `migrating again does nothing`() throws {
    try migrate()

    #expect(try migrate().isEmpty)
    #expect(try migrator().pending(in: Connection(path: folder.database, access: .readOnly)).isEmpty)
  }

  @Test func `a pending migration is applied after a copy was made`() throws {
    try migrate()
    try write("0003_place", "CREATE TABLE place (id INTEGER) STRICT")

    #expect(try migrate() == ["0003_place"])

    #expect(try tables(of: folder.database + ".before-0003") == ["item", "partner", "schema_migration"])
  }

  @Test func `the copy of an earlier attempt is kept`() throws {
    try migrate()
    try write("0003_place", "nonsense")
    #expect(refusal { try migrate() } != nil)
    try write("0003_place", "CREATE TABLE place (id INTEGER) STRICT")

    try migrate()

    #expect(try folder.fileNames.filter { $0.contains("before") } == ["test.db.before-0003", "test.db.before-0003-2"])
  }

  @Test func `the copy goes to the folder that was named`() throws {
    try migrate()
    try write("0003_place", "CREATE TABLE place (id INTEGER) STRICT")

    _ = try migrator().migrate(path: folder.database, backupFolder: migrations)

    #expect(FileManager.default.fileExists(atPath: migrations + "/test.db.before-0003"))
  }

  @Test func `an edited migration that was applied is refused`() throws {
    try migrate()
    try write("0002_item", "CREATE TABLE item (id INTEGER) STRICT")

    #expect(refusal { try migrate() }?.contains("0002_item was edited") == true)
  }

  @Test func `a database newer than the folder is refused`() throws {
    try migrate()
    try FileManager.default.removeItem(atPath: migrations + "/0002_item.sql")

    #expect(refusal { try migrate() }?.contains("newer than this program") == true)
  }

  @Test(arguments: [("0004_gap", "0003 is expected"), ("0002_twice", "0003 is expected"), ("3_short", "named like")])
  func `a gap, a duplicate and a faulty name are refused`(_ name: String, _ sentence: String) throws {
    try write(name, "SELECT 1")

    #expect(refusal { _ = try migrator() }?.contains(sentence) == true)
  }

  @Test func `a folder without migrations is refused`() throws {
    #expect(refusal { _ = try Migrator(folder: folder / "none") { $0 } } != nil)
    #expect(refusal { _ = try Migrator(folder: folder.path) { $0 } } != nil)
  }

  @Test func `a migration that fails leaves nothing, and those before it stay`() throws {
    try write("0003_place", "CREATE TABLE place (id INTEGER) STRICT")
    try write("0004_wrong", "CREATE TABLE wrong (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)")

    #expect(refusal { try migrate() }?.contains("0004_wrong") == true)

    #expect(try tables() == ["item", "partner", "place", "schema_migration"])
    #expect(try migrator().pending(in: Connection(path: folder.database, access: .readOnly)) == ["0004_wrong"])
  }

  @Test func `a migration cannot end its own transaction`() throws {
    try write("0003_commits", "CREATE TABLE place (id INTEGER) STRICT; COMMIT; BEGIN")

    #expect(refusal { try migrate() } != nil)

    #expect(try tables() == ["item", "partner", "schema_migration"])
  }

  @Test func `a migration that leaves a loose reference is refused`() throws {
    try write("0003_loose", "INSERT INTO item (partner) VALUES (7)")

    #expect(refusal { try migrate() }?.contains("Row 1 of item refers to a partner that does not exist") == true)

    #expect(try !Connection(path: folder.database, access: .readOnly).exists("SELECT 1 FROM item"))
  }

  @Test func `a table is rebuilt under its references`() throws {
    try migrate()
    try Connection(path: folder.database, access: .readWrite).script(
      "INSERT INTO partner (id) VALUES (1); INSERT INTO item (partner) VALUES (1)")
    try write(
      "0003_rebuild",
      """
      CREATE TABLE partner_new (id INTEGER PRIMARY KEY, name TEXT, size INTEGER) STRICT;
      INSERT INTO partner_new (id, name) SELECT id, name FROM partner;
      DROP TABLE partner;
      ALTER TABLE partner_new RENAME TO partner;
      """)

    try migrate()

    let connection = try Connection(path: folder.database, access: .readWrite)
    #expect(try connection.exists("SELECT 1 FROM item JOIN partner ON partner.id = item.partner"))
    #expect(sqliteError { try connection.run("DELETE FROM partner") }?.kind == .constraintForeignKey)
  }
}
