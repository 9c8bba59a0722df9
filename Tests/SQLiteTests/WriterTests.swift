import Foundation
import TestSupport
import Testing

@testable import SQLite

struct WriterTests {
  struct Refusal: Error, CustomStringConvertible { let description = "refused" }

  let folder: TemporaryFolder
  let writer: Writer
  let log = CompletionLog()

  init() throws {
    folder = try TemporaryFolder()
    writer = try Writer(path: folder.database)
    try writer.sync { try $0.script("CREATE TABLE item (name TEXT NOT NULL UNIQUE) STRICT") }
  }

  private func add(_ name: String, to writer: Writer? = nil) {
    (writer ?? self.writer).submit(name, to: log) { try $0.run("INSERT INTO item (name) VALUES (\(name))") }
  }

  /// What a program without a share in the writer's connection sees: committed rows.
  private func committedNames() throws -> [String] {
    try Reader(path: folder.database).read { try $0.rows("SELECT name FROM item ORDER BY rowid") { try $0.get(0) } }
  }

  @Test func `work is committed when its caller is told`() async throws {
    let path = folder.database

    let isThere = try await withCheckedThrowingContinuation { continuation in
      writer.submit {
        try $0.run("INSERT INTO item (name) VALUES ('a')")
      } completion: { result in
        continuation.resume(
          with: result.flatMap { _ in
            Result { try Connection(path: path, access: .readOnly).exists("SELECT 1 FROM item WHERE name = 'a'") }
          })
      }
    }

    #expect(isThere)
  }

  @Test func `callers are told in the order of submitting, refused ones too`() throws {
    writer.whileBusy {
      for name in ["a", "b", "a", "c"] { add(name) }
    }

    #expect(log.lines == ["a done", "b done", "a constraintUnique", "c done"])
    #expect(try committedNames() == ["a", "b", "c"])
  }

  @Test func `a job that throws is undone alone`() throws {
    writer.whileBusy {
      add("a")
      writer.submit("b", to: log) { connection in
        try connection.run("INSERT INTO item (name) VALUES ('b')")
        throw Refusal()
      }
      add("c")
    }

    #expect(log.lines == ["a done", "b refused", "c done"])
    #expect(try committedNames() == ["a", "c"])
  }

  @Test func `jobs are run again only when one throws that has written, and are kept once`() throws {
    let runs = Guarded<[String]>([])
    func count(_ name: String, _ sql: SQL, refused: Bool = false) {
      writer.submit(name, to: log) { connection in
        runs.withLock { $0.append(name) }
        try connection.run(sql)
        if refused { throw Refusal() }
      }
    }

    writer.whileBusy {
      count("a", "INSERT INTO item (name) VALUES ('a')")
      count("look", "SELECT 1", refused: true)
      count("b", "INSERT INTO item (name) VALUES ('b')")
    }
    #expect(runs.withLock { $0 } == ["a", "look", "b"])

    writer.whileBusy {
      count("c", "INSERT INTO item (name) VALUES ('c')")
      count("table", "CREATE TABLE other (name TEXT) STRICT", refused: true)
      count("d", "INSERT INTO item (name) VALUES ('d')")
    }
    #expect(runs.withLock { $0.suffix(5) } == ["c", "table", "c", "table", "d"])
    #expect(log.lines == ["a done", "look refused", "b done", "c done", "table refused", "d done"])
    #expect(try committedNames() == ["a", "b", "c", "d"])
    let isThere = try Reader(path: folder.database).read {
      try $0.exists("SELECT 1 FROM sqlite_schema WHERE name = 'other'")
    }
    #expect(!isThere)
  }

  @Test func `waiting jobs share a transaction, and nobody is told before its commit`() throws {
    let path = folder.database
    let log = log

    writer.whileBusy {
      add("a")
      writer.submit("peek", to: log) { connection in
        let other = try Connection(path: path, access: .readOnly)
        guard try connection.exists("SELECT 1 FROM item"), try !other.exists("SELECT 1 FROM item"), log.lines.isEmpty
        else { throw Refusal() }
      }
    }

    #expect(log.lines == ["a done", "peek done"])
  }

  @Test func `a transaction takes no more jobs than its limit`() throws {
    var limits = Writer.Configuration()
    limits.batchCountMax = 2
    let writer = try Writer(path: folder.database, configuration: limits)
    let path = folder.database

    writer.whileBusy {
      for name in ["a", "b"] { add(name, to: writer) }
      writer.submit("peek", to: log) { _ in
        let other = try Connection(path: path, access: .readOnly)
        guard try other.exists("SELECT 1 FROM item WHERE name = 'b'") else { throw Refusal() }
      }
      add("c", to: writer)
    }

    #expect(log.lines == ["a done", "b done", "peek done", "c done"])
  }

  @Test func `a transaction takes no more jobs when its time is over`() throws {
    var limits = Writer.Configuration()
    limits.batchMilliseconds = 0
    let writer = try Writer(path: folder.database, configuration: limits)
    let path = folder.database

    writer.whileBusy {
      add("a", to: writer)
      writer.submit("peek", to: log) { _ in
        guard try Connection(path: path, access: .readOnly).exists("SELECT 1 FROM item") else { throw Refusal() }
      }
    }

    #expect(log.lines == ["a done", "peek done"])
  }

  @Test func `beyond the limit of waiting jobs a caller is refused at once`() throws {
    var limits = Writer.Configuration()
    limits.waitingMax = 3
    let writer = try Writer(path: folder.database, configuration: limits)

    writer.whileBusy {
      // The job that keeps the writer busy is one of the three.
      for name in ["a", "b", "c"] { add(name, to: writer) }
      #expect(log.lines == ["c queueFull"])
    }
    add("d", to: writer)
    writer.queueIsDrained()

    #expect(log.lines == ["c queueFull", "a done", "b done", "d done"])
  }

  @Test func `as long as the first in line waits for too long a caller is refused at once`() throws {
    var limits = Writer.Configuration()
    limits.batchCountMax = 1
    limits.waitMillisecondsMax = 0
    let writer = try Writer(path: folder.database, configuration: limits)

    writer.whileBusy {
      add("a", to: writer)
      writer.submit("b", to: log) { [log] _ in
        guard writer.isFull else { throw Refusal() }
        writer.submit("c", to: log) { _ in }
      }
      add("d", to: writer)
    }
    add("e", to: writer)
    writer.queueIsDrained()

    #expect(log.lines == ["a done", "c queueFull", "b done", "d done", "e done"])
  }

  @Test func `when the transaction is lost the jobs so far are told so and the others are tried again`() throws {
    try writer.sync {
      try $0.script(
        """
        CREATE TRIGGER item_ends BEFORE INSERT ON item WHEN new.name = 'end'
        BEGIN SELECT RAISE(ROLLBACK, 'ended'); END
        """)
    }

    writer.whileBusy {
      for name in ["a", "end", "b"] { add(name) }
    }

    #expect(log.lines == ["a transactionLost", "end transactionLost", "b done"])
    #expect(try committedNames() == ["b"])
  }

  @Test func `a foreign key left open until the commit fails its own job alone`() throws {
    try writer.sync {
      try $0.script(
        "CREATE TABLE part (item TEXT NOT NULL REFERENCES item (name) DEFERRABLE INITIALLY DEFERRED) STRICT")
    }

    writer.whileBusy {
      add("a")
      writer.submit("loose", to: log) { try $0.run("INSERT INTO part (item) VALUES ('none')") }
      writer.submit("closed", to: log) { connection in
        try connection.run("INSERT INTO part (item) VALUES ('b')")
        try connection.run("INSERT INTO item (name) VALUES ('b')")
      }
    }

    #expect(log.lines == ["a done", "loose constraintForeignKey", "closed done"])
  }

  @Test func `another process that keeps the lock makes everyone busy, and later work goes on`() throws {
    var limits = Writer.Configuration()
    limits.connection.busyTimeoutMilliseconds = 1
    let writer = try Writer(path: folder.database, configuration: limits)
    let other = try Connection(path: folder.database, access: .readWrite)

    try other.transaction {
      for name in ["a", "b"] { add(name, to: writer) }
      writer.queueIsDrained()
    }
    add("c", to: writer)
    writer.queueIsDrained()

    #expect(log.lines == ["a busy", "b busy", "c done"])
  }

  @Test func `a full disk fails the work at hand, and space makes later work succeed`() throws {
    let pages = try writer.sync { try $0.row("PRAGMA page_count") { try $0.get(0, as: Int.self) } ?? 0 }
    let large = String(repeating: "x", count: 100_000)
    try writer.sync { try $0.script("PRAGMA max_page_count = \(pages + 2)") }

    writer.whileBusy {
      add("a")
      writer.submit("large", to: log) { try $0.run("INSERT INTO item (name) VALUES (\(large))") }
    }
    try writer.sync { try $0.script("PRAGMA max_page_count = 1000") }
    writer.submit("large", to: log) { try $0.run("INSERT INTO item (name) VALUES (\(large))") }
    writer.queueIsDrained()

    // Whether SQLite keeps the transaction depends on the statement; what was acknowledged must be what is there.
    let kept = log.lines.first == "a done"
    #expect(log.lines == [kept ? "a done" : "a full", "large full", "large done"])
    #expect(try committedNames() == (kept ? ["a", large] : [large]))
  }

  @Test func `closing finishes what waits, empties the log, and refuses later work`() async throws {
    let log = log
    let writer = writer
    for name in ["a", "b"] { add(name) }

    let error = await withCheckedContinuation { continuation in
      writer.close { continuation.resume(returning: $0) }
    }
    add("c")
    writer.queueIsDrained()

    #expect(error == nil)
    #expect(log.lines == ["a done", "b done", "c closed"])
    #expect(try folder.fileNames == ["test.db"])
    #expect(try committedNames() == ["a", "b"])
  }

  @Test func `a checkpoint empties the log`() throws {
    add("a")

    #expect(try writer.checkpoint())

    let attributes = try FileManager.default.attributesOfItem(atPath: folder.database + "-wal")
    #expect(attributes[.size] as? Int == 0)
  }

  @Test func `sync keeps nothing of work that throws`() throws {
    #expect(throws: Refusal.self) {
      try writer.sync { connection in
        try connection.run("INSERT INTO item (name) VALUES ('a')")
        throw Refusal()
      }
    }

    #expect(try committedNames().isEmpty)
  }
}
