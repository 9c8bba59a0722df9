import Foundation
import Testing

@testable import SQLite

struct SQLiteErrorTests {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.database, access: .create)
    try connection.script(
      """
      CREATE TABLE partner (id INTEGER PRIMARY KEY) STRICT;
      CREATE TABLE item (
        id       INTEGER PRIMARY KEY,
        name     TEXT NOT NULL,
        place    TEXT NOT NULL DEFAULT '',
        partner  INTEGER REFERENCES partner (id),
        CONSTRAINT item_name_is_not_blank CHECK (trim(name) <> ''),
        UNIQUE (name, place)
      ) STRICT;
      CREATE TRIGGER item_is_final BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'item_is_final'); END;
      INSERT INTO item (id, name) VALUES (1, 'a');
      """)
  }

  private func error(of sql: SQL) -> SQLiteError? { sqliteError { try connection.run(sql) } }

  @Test func `a CHECK is recognised with its name`() {
    let error = error(of: "INSERT INTO item (name) VALUES (' ')")

    #expect(error?.kind == .constraintCheck)
    #expect(error?.constraint == "item_name_is_not_blank")
  }

  @Test func `a UNIQUE is recognised with its columns`() {
    let error = error(of: "INSERT INTO item (name) VALUES ('a')")

    #expect(error?.kind == .constraintUnique)
    #expect(error?.constraint == "item.name, item.place")
  }

  @Test func `a primary key is recognised as unique`() {
    let error = error(of: "INSERT INTO item (id, name) VALUES (1, 'b')")

    #expect(error?.kind == .constraintUnique)
    #expect(error?.constraint == "item.id")
  }

  @Test func `a foreign key is recognised, from either side`() throws {
    #expect(error(of: "INSERT INTO item (name, partner) VALUES ('b', 9)")?.kind == .constraintForeignKey)
    try connection.script("INSERT INTO partner (id) VALUES (9); INSERT INTO item (name, partner) VALUES ('b', 9)")
    #expect(error(of: "DELETE FROM partner")?.kind == .constraintForeignKey)
  }

  @Test func `a NOT NULL is recognised with its column`() {
    let error = error(of: "INSERT INTO item (name) VALUES (NULL)")

    #expect(error?.kind == .constraintNotNull)
    #expect(error?.constraint == "item.name")
  }

  @Test func `a trigger is recognised with the text it raises`() {
    let error = error(of: "DELETE FROM item")

    #expect(error?.kind == .constraintTrigger)
    #expect(error?.constraint == "item_is_final")
  }

  @Test func `a wrong type in a STRICT table is recognised with its column`() {
    let error = error(of: "INSERT INTO item (name, partner) VALUES ('b', 'nine')")

    #expect(error?.kind == .constraintDataType)
    #expect(error?.constraint == "item.partner")
  }

  @Test func `faulty SQL is no constraint and no unavailability`() {
    let error = error(of: "SELEC 1")

    #expect(error?.kind == .other)
    #expect(error?.constraint == nil)
    #expect(error?.isUnavailability == false)
  }

  @Test func `a file that does not exist is not opened and not made`() throws {
    let path = folder / "none.db"

    let error = sqliteError { _ = try Connection(path: path, access: .readWrite) }

    #expect(error?.kind == .cannotOpen)
    #expect(error?.description.contains(path) == true)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a folder is not opened`() {
    let error = sqliteError { _ = try Connection(path: folder.path, access: .create) }

    #expect(error?.kind == .cannotOpen)
    #expect(error?.message.contains("it is a folder") == true)
  }

  @Test func `a file of another kind is recognised`() throws {
    try folder.write(String(repeating: "This is a letter. ", count: 400), to: "letter.db")

    let error = sqliteError { _ = try Connection(path: folder / "letter.db", access: .readOnly) }

    #expect(error?.kind == .notADatabase)
    #expect(error?.isUnavailability == true)
  }

  @Test func `a new database is for its owner only`() throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.database)

    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
