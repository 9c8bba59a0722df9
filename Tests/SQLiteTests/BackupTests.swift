import Foundation
import Testing

@testable import SQLite

struct BackupTests {
  let folder: TemporaryFolder
  let writer: Writer

  init() throws {
    folder = try TemporaryFolder()
    writer = try Writer(path: folder.database)
    try writer.sync { connection in
      try connection.script("CREATE TABLE item (number INTEGER NOT NULL, filling BLOB) STRICT")
      // More pages than one step copies, so that writes come in between.
      for number in 0..<2_000 {
        try connection.run("INSERT INTO item (number, filling) VALUES (\(number), zeroblob(4000))")
      }
    }
  }

  @Test func `a copy made while others write is one sound snapshot`() throws {
    let writes = 50
    let log = CompletionLog()
    for number in 2_000..<2_000 + writes {
      writer.submit("write", to: log) { try $0.run("INSERT INTO item (number) VALUES (\(number))") }
    }

    try Backup.copy(from: folder.database, to: folder / "copy.db")
    writer.queueIsDrained()

    #expect(log.lines == Array(repeating: "write done", count: writes))
    #expect(try IntegrityReport.check(path: folder / "copy.db").isSound)
    let copy = try Reader(path: folder / "copy.db")
    let (count, greatest) = try #require(
      try copy.read {
        try $0.row("SELECT count(*), max(number) FROM item") {
          (try $0.get(0, as: Int.self), try $0.get(1, as: Int.self))
        }
      })
    #expect((2_000...2_000 + writes).contains(count))
    #expect(greatest == count - 1)
  }

  @Test func `a copy holds what is still in the log, and nothing else is left`() throws {
    let log = try FileManager.default.attributesOfItem(atPath: folder.database + "-wal")
    #expect(log[.size] as? Int != 0)

    try Backup.copy(from: folder.database, to: folder / "copy.db")

    #expect(try folder.fileNames == ["copy.db", "test.db", "test.db-shm", "test.db-wal"])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder / "copy.db")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try Reader(path: folder / "copy.db").read { try $0.exists("SELECT 1 FROM item WHERE number = 1999") })
  }

  @Test func `an existing file is not overwritten`() throws {
    try folder.write("precious", to: "copy.db")

    let error = sqliteError { try Backup.copy(from: folder.database, to: folder / "copy.db") }

    #expect(error?.message.contains("exists already") == true)
    #expect(try String(contentsOfFile: folder / "copy.db", encoding: .utf8) == "precious")
  }

  @Test func `a database that does not exist leaves no copy`() throws {
    let error = sqliteError { try Backup.copy(from: folder / "none.db", to: folder / "copy.db") }

    #expect(error?.kind == .cannotOpen)
    #expect(try !folder.fileNames.contains { $0.contains("copy") })
  }

  @Test func `a folder that does not exist is named`() {
    let error = sqliteError { try Backup.copy(from: folder.database, to: folder / "none/copy.db") }

    #expect(error?.kind == .cannotOpen)
    #expect(error?.message.contains("none/copy.db") == true)
  }
}
