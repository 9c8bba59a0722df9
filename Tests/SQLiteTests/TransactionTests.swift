import Testing

@testable import SQLite

struct TransactionTests {
  struct Refusal: Error {}

  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.database, access: .create)
    try connection.script("CREATE TABLE item (name TEXT NOT NULL UNIQUE) STRICT")
  }

  private func add(_ name: String) throws { try connection.run("INSERT INTO item (name) VALUES (\(name))") }

  private var names: [String] {
    get throws { try connection.rows("SELECT name FROM item ORDER BY name") { try $0.get(0) } }
  }

  @Test func `a transaction whose body throws leaves nothing`() throws {
    #expect(throws: Refusal.self) {
      try connection.transaction {
        try add("a")
        throw Refusal()
      }
    }

    #expect(try names.isEmpty)
    #expect(!connection.isInTransaction)
  }

  @Test func `a savepoint is undone alone, also within another`() throws {
    try connection.transaction {
      try add("a")
      try connection.savepoint {
        try add("b")
        #expect(throws: Refusal.self) {
          try connection.savepoint {
            try add("c")
            throw Refusal()
          }
        }
      }
    }

    #expect(try names == ["a", "b"])
  }

  @Test func `after a refused statement the transaction goes on`() throws {
    try connection.transaction {
      try add("a")
      #expect(sqliteError { try add("a") }?.kind == .constraintUnique)
      try add("b")
    }

    #expect(try names == ["a", "b"])
  }

  @Test func `work that goes on after its transaction was lost is refused`() throws {
    try connection.script(
      "CREATE TRIGGER item_ends BEFORE INSERT ON item WHEN new.name = 'end' BEGIN SELECT RAISE(ROLLBACK, 'ended'); END")

    let error = sqliteError {
      try connection.transaction {
        try add("a")
        #expect(sqliteError { try add("end") }?.constraint == "ended")
        try add("b")
      }
    }

    #expect(error?.kind == .transactionLost)
    #expect(try names.isEmpty)
    try add("c")
    #expect(try names == ["c"])
  }

  @Test func `a read-only connection does not write`() throws {
    let reader = try Connection(path: folder.database, access: .readOnly)

    #expect(sqliteError { try reader.run("DELETE FROM item") }?.kind == .readOnly)
  }

  @Test func `a reader keeps its snapshot while another writes`() throws {
    let reader = try Reader(path: folder.database)
    try add("a")

    try reader.read { snapshot throws in
      #expect(try snapshot.exists("SELECT 1 FROM item WHERE name = 'a'"))
      try add("b")
      #expect(try !snapshot.exists("SELECT 1 FROM item WHERE name = 'b'"))
    }

    #expect(try reader.read { try $0.exists("SELECT 1 FROM item WHERE name = 'b'") })
  }

  @Test func `a second writer waits and is then told that the database is busy`() throws {
    var settings = Connection.Settings()
    settings.busyTimeoutMilliseconds = 1
    let other = try Connection(path: folder.database, access: .readWrite, settings: settings)

    try connection.transaction {
      #expect(sqliteError { try other.transaction {} }?.kind == .busy)
    }

    try other.transaction {}
  }
}
