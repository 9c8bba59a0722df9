import Testing

@testable import SQLite

/// What pieces of work in one transaction share.
struct CompanionTests {
  /// Told apart by its number, as an address may be used again.
  private final class Made {
    let number: Int
    init(_ number: Int) { self.number = number }
  }

  private final class Maker {
    private var count = 0
    func make() -> Made {
      count += 1
      return Made(count)
    }
  }

  private let folder: TemporaryFolder
  private let connection: Connection
  private let maker = Maker()

  init() throws {
    folder = try TemporaryFolder()
    connection = try Connection(path: folder.database, access: .create)
    try connection.script("CREATE TABLE item (name TEXT NOT NULL UNIQUE) STRICT; INSERT INTO item VALUES ('first')")
  }

  private func add(_ name: String) throws { try connection.run("INSERT INTO item (name) VALUES (\(name))") }

  /// The number of the companion that work gets which adds something itself.
  private func share(_ name: String) throws -> Int {
    try connection.sharing(with: maker.make) { made in
      try add(name)
      return made.number
    }
  }

  @Test func `it stays whatever the work itself writes, and is made anew after anybody else's writing`() throws {
    let numbers = try connection.transaction {
      let before = [try share("a"), try share("b")]
      try add("another's")
      return before + [try share("c"), try share("d")]
    }

    #expect(numbers == [1, 1, 2, 2])
  }

  @Test func `what was written and undone counts as written`() throws {
    struct Undone: Error {}
    let numbers = try connection.transaction {
      let before = try share("a")
      try? connection.savepoint {
        try add("another's")
        throw Undone()
      }
      return [before, try share("b")]
    }

    #expect(numbers == [1, 2])
  }

  @Test func `it ends with the transaction, however that ends`() throws {
    struct Undone: Error {}
    let first = try connection.transaction { try share("a") }
    #expect(throws: Undone.self) {
      try connection.transaction {
        #expect(try share("b") == 2)
        throw Undone()
      }
    }
    let third = try connection.transaction { try share("b") }
    let outside = [try share("c"), try share("d")]

    #expect(first == 1 && third == 3 && outside == [4, 5])
  }

  @Test func `work that fails hands on what it was given`() throws {
    struct Failed: Error {}
    let number = try connection.transaction {
      #expect(throws: Failed.self) { try connection.sharing(with: maker.make) { _ in throw Failed() } }
      return try share("a")
    }

    #expect(number == 1)
  }
}
