import CSQLite
import Synchronization
import Testing

@testable import SQLite

/// Serialized: the faulty disk has one setting for the whole process.
@Suite(.serialized)
struct FaultyDiskTests {
  let folder: TemporaryFolder
  let writer: Writer
  let log = CompletionLog()
  let path: String

  init() throws {
    FaultyDisk.install()
    folder = try TemporaryFolder()
    path = folder / "faulty-disk.db"
    writer = try Writer(path: path)
    try writer.sync { try $0.script("CREATE TABLE item (name TEXT NOT NULL) STRICT") }
  }

  private func add(_ name: String) {
    writer.submit(name, to: log) { try $0.run("INSERT INTO item (name) VALUES (\(name))") }
  }

  private func names() throws -> [String] {
    try Reader(path: path).read { try $0.rows("SELECT name FROM item ORDER BY rowid") { try $0.get(0) } }
  }

  @Test func `a disk that is full at the commit fails the whole transaction, and the next one is tried`() throws {
    writer.whileBusy {
      for name in ["a", "b"] { add(name) }
      FaultyDisk.writeAnswer.store(SQLITE_FULL, ordering: .relaxed)
    }
    FaultyDisk.writeAnswer.store(0, ordering: .relaxed)
    add("c")
    writer.queueIsDrained()

    #expect(log.lines == ["a full", "b full", "c done"])
    #expect(try names() == ["c"])
  }

  @Test func `a disk error at the commit fails the whole transaction and all later work`() async throws {
    let writer = writer
    writer.whileBusy {
      for name in ["a", "b"] { add(name) }
      FaultyDisk.syncAnswer.store(FaultyDisk.fsyncFailed, ordering: .relaxed)
    }
    FaultyDisk.syncAnswer.store(0, ordering: .relaxed)
    add("c")
    #expect(sqliteError { try writer.sync { _ in } }?.kind == .ioError)

    #expect(log.lines == ["a ioError", "b ioError", "c ioError"])
    #expect(sqliteError { try writer.checkpoint() }?.kind == .ioError)
    await withCheckedContinuation { continuation in writer.close { _ in continuation.resume() } }
    #expect(try IntegrityReport.check(path: path).isSound)
  }

  @Test func `a disk error at the commit of waiting work also stops the writer`() throws {
    FaultyDisk.syncAnswer.store(FaultyDisk.fsyncFailed, ordering: .relaxed)
    let error = sqliteError { try writer.sync { _ = try $0.run("INSERT INTO item (name) VALUES ('a')") } }
    FaultyDisk.syncAnswer.store(0, ordering: .relaxed)
    add("b")
    writer.queueIsDrained()

    #expect(error?.kind == .ioError)
    #expect(log.lines == ["b ioError"])
  }
}
