import Foundation
import Testing

@testable import SQLite

struct ServerLockTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `a second server is refused until the first lets go`() throws {
    var first: ServerLock? = try ServerLock(databasePath: folder.database)

    let error = sqliteError { _ = try ServerLock(databasePath: folder.database) }
    withExtendedLifetime(first) {}
    first = nil

    #expect(error?.kind == .busy)
    #expect(error?.message.contains(folder.database) == true)
    _ = try ServerLock(databasePath: folder.database)
  }

  @Test func `another name of the same file is refused too`() throws {
    _ = try Connection(path: folder.database, access: .create)
    try FileManager.default.createSymbolicLink(atPath: folder / "other.db", withDestinationPath: folder.database)
    let first = try ServerLock(databasePath: folder.database)

    #expect(sqliteError { _ = try ServerLock(databasePath: folder / "other.db") }?.kind == .busy)
    withExtendedLifetime(first) {}
  }

  @Test func `the lock does not stand in the way of the database`() throws {
    let lock = try ServerLock(databasePath: folder.database)

    try Connection(path: folder.database, access: .create).script("CREATE TABLE item (id INTEGER) STRICT")
    withExtendedLifetime(lock) {}
  }

  @Test func `a folder that does not exist is an error`() {
    #expect(sqliteError { _ = try ServerLock(databasePath: folder / "none/test.db") }?.kind == .cannotOpen)
  }
}
