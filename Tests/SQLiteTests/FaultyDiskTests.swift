import TestSupport
import Testing

@testable import SQLite

struct FaultyDiskTests {
  let folder: TemporaryFolder
  let disk: TestDisk
  let writer: Writer
  let failures = CompletionLog()
  let log = CompletionLog()

  init() throws {
    folder = try TemporaryFolder()
    disk = TestDisk(folder: folder.path)
    var limits = Writer.Configuration()
    limits.onFailure = { [failures] in failures.add("told", Result<Int, any Error>.failure($0)) }
    writer = try Writer(path: folder.database, configuration: limits)
    try writer.sync { try $0.script("CREATE TABLE item (name TEXT NOT NULL) STRICT") }
  }

  private func add(_ name: String) {
    writer.submit(name, to: log) { try $0.run("INSERT INTO item (name) VALUES (\(name))") }
  }

  private func names() throws -> [String] {
    try Reader(path: folder.database).read { try $0.rows("SELECT name FROM item ORDER BY rowid") { try $0.get(0) } }
  }

  @Test func `a disk that is full at the commit fails the whole transaction, and the next one is tried`() throws {
    writer.whileBusy {
      for name in ["a", "b"] { add(name) }
      disk.set(.full)
    }
    disk.set(nil)
    add("c")
    writer.queueIsDrained()

    #expect(log.lines == ["a full", "b full", "c done"])
    #expect(try names() == ["c"])
    #expect(failures.lines.isEmpty && !writer.hasFailed)
  }

  @Test(arguments: [TestDisk.Fault.brokenSyncs, .brokenWrites])
  func `a disk error at the commit fails the whole transaction and all later work`(_ fault: TestDisk.Fault) async throws
  {
    let writer = writer
    writer.whileBusy {
      for name in ["a", "b"] { add(name) }
      disk.set(fault)
    }
    disk.set(nil)
    add("c")
    #expect(sqliteError { try writer.sync { _ in } }?.kind == .ioError)

    #expect(log.lines == ["a ioError", "b ioError", "c ioError"])
    #expect(failures.lines == ["told ioError"], "once, when it happens")
    #expect(writer.hasFailed)
    #expect(sqliteError { try writer.checkpoint() }?.kind == .ioError)
    #expect(try names().isEmpty, "reads go on")
    await withCheckedContinuation { continuation in writer.close { _ in continuation.resume() } }
    #expect(try IntegrityReport.check(path: folder.database).isSound)
  }

  @Test func `a disk error within a job loses its neighbours' work too, and stops the writer`() throws {
    let writer = writer
    writer.whileBusy {
      add("a")
      writer.submit("large", to: log) { [disk] connection in
        // More than the connection keeps in memory, so that some of it is written before the commit.
        disk.set(.brokenWrites)
        for _ in 0..<40 { try connection.run("INSERT INTO item (name) VALUES (hex(zeroblob(200000)))") }
      }
    }
    disk.set(nil)
    add("b")
    writer.queueIsDrained()

    #expect(log.lines == ["a ioError", "large ioError", "b ioError"])
    #expect(failures.lines == ["told ioError"])
    #expect(try names().isEmpty)
  }

  @Test func `a disk error at the commit of waiting work also stops the writer`() throws {
    disk.set(.brokenSyncs)
    let error = sqliteError { try writer.sync { _ = try $0.run("INSERT INTO item (name) VALUES ('a')") } }
    disk.set(nil)
    add("b")
    writer.queueIsDrained()

    #expect(error?.kind == .ioError)
    #expect(log.lines == ["b ioError"])
    #expect(failures.lines == ["told ioError"])
  }

  @Test func `a disk error while the log is moved stops the writer, and loses nothing`() throws {
    add("a")
    writer.queueIsDrained()

    disk.set(.brokenSyncs)
    #expect(sqliteError { try writer.checkpoint() }?.kind == .ioError)
    disk.set(nil)
    add("b")
    writer.queueIsDrained()

    #expect(log.lines == ["a done", "b ioError"])
    #expect(try names() == ["a"])
  }
}
