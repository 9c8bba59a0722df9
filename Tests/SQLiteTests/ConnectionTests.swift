import Testing

@testable import SQLite

struct ConnectionTests {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.database, access: .create)
    try connection.script("CREATE TABLE item (id INTEGER PRIMARY KEY, name ANY) STRICT")
  }

  @Test func `every kind of value comes back as it was bound`() throws {
    let values: [Value] = [
      .null, .integer(.min), .integer(.max), .text(""), .text("é'\"--\u{1F600}"), .blob([]), .blob([0, 255]),
    ]

    for value in values { try connection.run("INSERT INTO item (name) VALUES (\(value))") }

    #expect(try connection.rows("SELECT name FROM item ORDER BY id") { try $0.get(0, as: Value.self) } == values)
  }

  @Test func `the Swift types are bound and read`() throws {
    let none: String? = nil

    let row = try connection.row(
      "SELECT \(7), \(Int64(8)), \(true), \("nine"), \([UInt8(10)]), \(none), \(Optional(11))"
    ) { row throws -> Int in
      #expect(try row.get(0, as: Int.self) == 7)
      #expect(try row.get(1, as: Int64.self) == 8)
      #expect(try row.get(2, as: Bool.self))
      #expect(try row.get(3, as: String.self) == "nine")
      #expect(try row.get(4, as: [UInt8].self) == [10])
      #expect(try row.get(5, as: String?.self) == nil)
      #expect(try row.get(6, as: Int?.self) == 11)
      return row.count
    }

    #expect(row == 7)
  }

  enum Colour: String, Bindable, ColumnReadable { case red, blue }

  @Test func `an enumeration is bound and read by its raw value`() throws {
    #expect(try connection.row("SELECT \(Colour.blue)") { try $0.get(0, as: Colour.self) } == .blue)
    #expect(
      sqliteError { _ = try connection.row("SELECT 'green'") { try $0.get(0, as: Colour.self) } }?.kind
        == .unexpectedColumn)
  }

  @Test func `a value that looks like SQL stays a value`() throws {
    let name = "x'); DROP TABLE item; --"

    try connection.run("INSERT INTO item (name) VALUES (\(name))")

    #expect(try connection.row("SELECT name FROM item") { try $0.get(0, as: String.self) } == name)
  }

  @Test func `parts of statements are joined with their bindings`() throws {
    let condition: SQL = "id IN (\(list: [1, 2, 5]))"
    let sql = "SELECT id FROM item WHERE \(sql: condition)" + " AND name = \("b")"

    #expect(sql.text == "SELECT id FROM item WHERE id IN (?, ?, ?) AND name = ?")
    #expect(sql.bindings == [.integer(1), .integer(2), .integer(5), .text("b")])
  }

  @Test func `an empty list matches nothing`() throws {
    try connection.run("INSERT INTO item (name) VALUES ('a')")

    #expect(try !connection.exists("SELECT 1 FROM item WHERE id IN (\(list: [Int]()))"))
  }

  @Test(arguments: ["SELECT NULL", "SELECT 'text'", "SELECT x'00'", "SELECT 1.0"] as [SQL])
  func `a column of another type is not read as an integer`(_ sql: SQL) throws {
    let error = sqliteError { _ = try connection.row(sql) { try $0.get(0, as: Int.self) } }

    #expect(error?.kind == .unexpectedColumn)
  }

  @Test func `a column that does not exist is not read`() throws {
    for index in [-1, 1, .max] {
      #expect(
        sqliteError { _ = try connection.row("SELECT 1") { try $0.get(index, as: Int.self) } }?.kind
          == .unexpectedColumn)
      #expect(
        sqliteError { _ = try connection.row("SELECT 1") { try $0.get(index, as: Int?.self) } }?.kind
          == .unexpectedColumn)
    }
  }

  @Test func `an integer other than 0 and 1 is no Bool`() throws {
    #expect(
      sqliteError { _ = try connection.row("SELECT 2") { try $0.get(0, as: Bool.self) } }?.kind == .unexpectedColumn)
  }

  @Test func `a text with a NUL is refused`() throws {
    #expect(sqliteError { try connection.run("INSERT INTO item (name) VALUES (\("a\0b"))") }?.kind == .other)
    #expect(try !connection.exists("SELECT 1 FROM item"))
  }

  @Test func `a statement is prepared once`() throws {
    let before = connection.preparedCount

    for name in ["a", "b", "c"] { try connection.run("INSERT INTO item (name) VALUES (\(name))") }

    #expect(connection.preparedCount == before + 1)
  }

  @Test func `the number of prepared statements is bounded`() throws {
    var settings = Connection.Settings()
    settings.statementCountMax = 4
    let small = try Connection(path: folder.database, access: .readWrite, settings: settings)

    for count in 1...20 { _ = try small.exists("SELECT 1 FROM item WHERE id IN (\(list: Array(0..<count)))") }

    #expect(small.preparedCount == 4)
  }

  @Test func `a statement may be used inside itself`() throws {
    for name in ["a", "b", "c"] { try connection.run("INSERT INTO item (name) VALUES (\(name))") }
    func names(after id: Int) throws -> [String] {
      try connection.rows("SELECT id, name FROM item WHERE id > \(id) ORDER BY id LIMIT 1") { row in
        [try row.get(1)] + (try names(after: row.get(0)))
      }.flatMap { $0 }
    }

    #expect(try names(after: 0) == ["a", "b", "c"])
  }

  @Test func `a statement is usable after its reader threw`() throws {
    struct Stop: Error {}
    for _ in 1...2 {
      #expect(throws: Stop.self) { try connection.rows("SELECT \(1) UNION SELECT \(2)") { _ in throw Stop() } }
    }

    // A statement that had not been reset would keep its read transaction and with it the old snapshot.
    #expect(try connection.rows("SELECT \(1) UNION SELECT \(2)") { try $0.get(0, as: Int.self) } == [1, 2])
    #expect(!connection.isInTransaction)
  }

  @Test func `run answers the number of changed rows`() throws {
    for name in ["a", "b", "b"] { try connection.run("INSERT INTO item (name) VALUES (\(name))") }

    #expect(try connection.run("UPDATE item SET name = 'c' WHERE name = 'b'") == 2)
    #expect(try connection.run("UPDATE item SET name = 'd' WHERE name = 'b'") == 0)
    #expect(try connection.run("SELECT 1") == 0)
  }

  @Test func `a row that an insert returns is stored`() throws {
    let id = try connection.row("INSERT INTO item (name) VALUES ('a') RETURNING id") { try $0.get(0, as: Int.self) }

    #expect(id == 1)
    #expect(try Connection(path: folder.database, access: .readOnly).exists("SELECT 1 FROM item"))
  }

  @Test func `more than one statement, or none, is refused`() throws {
    #expect(sqliteError { try connection.run("DELETE FROM item; DELETE FROM item") }?.kind == .other)
    #expect(sqliteError { try connection.run("") }?.kind == .other)
    #expect(sqliteError { try connection.run("SELECT ?") }?.kind == .other)
  }

  @Test func `a misspelt column in double quotes is an error`() throws {
    #expect(sqliteError { try connection.run("SELECT \"nmae\" FROM item") }?.kind == .other)
  }
}
