import Foundation
import SQLite
import Testing

/// Snapshots that reads share.
@Suite struct ReaderTests {
  private func opened() throws -> (TemporaryFolder, Writer, Reader) {
    let folder = try TemporaryFolder()
    let writer = try Writer(path: folder.database)
    _ = try writer.sync { try $0.run("CREATE TABLE item (number INTEGER NOT NULL) STRICT") }
    return (folder, writer, try Reader(path: folder.database, commits: writer.commits))
  }

  private func count(_ db: Connection) throws -> Int64 {
    try db.row("SELECT count(*) FROM item") { try $0.get(0) } ?? -1
  }

  @Test func `reads that share a snapshot see what the writer commits in between`() throws {
    let (folder, writer, reader) = try opened()
    defer { withExtendedLifetime(folder) {} }

    reader.beginSharing()
    #expect(try reader.read(count) == 0)
    _ = try writer.sync { try $0.run("INSERT INTO item (number) VALUES (1)") }
    #expect(try reader.read(count) == 1)
    reader.endSharing()
  }

  @Test func `what is made for a snapshot is made again for the next one only`() throws {
    let (folder, writer, reader) = try opened()
    defer { withExtendedLifetime(folder) {} }
    var made: [Counted] = []
    func read() throws -> Int64 {
      try reader.read(with: { db in
        made.append(Counted(try count(db)))
        return made[made.count - 1]
      }) { $0.count }
    }

    #expect(try [read(), read()] == [0, 0])
    #expect(made.count == 2, "nothing is shared yet")
    reader.beginSharing()
    #expect(try [read(), read()] == [0, 0])
    #expect(made.count == 3)
    _ = try writer.sync { try $0.run("INSERT INTO item (number) VALUES (1)") }
    #expect(try [read(), read()] == [1, 1])
    #expect(made.count == 4)
    reader.endSharing()
    reader.beginSharing()
    _ = try read()
    #expect(made.count == 5)
    reader.endSharing()
  }

  private final class Counted {
    let count: Int64

    init(_ count: Int64) {
      self.count = count
    }
  }

  @Test func `what another process writes is seen when sharing has ended`() throws {
    let (folder, _, reader) = try opened()
    let other = try Writer(path: folder.database)

    reader.beginSharing()
    #expect(try reader.read(count) == 0)
    _ = try other.sync { try $0.run("INSERT INTO item (number) VALUES (1)") }
    #expect(try reader.read(count) == 0, "one snapshot")
    reader.endSharing()

    reader.beginSharing()
    #expect(try reader.read(count) == 1)
    reader.endSharing()
  }

  @Test func `a shared snapshot that has ended keeps nothing from the log`() throws {
    let (folder, writer, reader) = try opened()
    defer { withExtendedLifetime(folder) {} }

    reader.beginSharing()
    _ = try reader.read(count)
    _ = try writer.sync { try $0.run("INSERT INTO item (number) VALUES (1)") }
    #expect(try writer.checkpoint() == false, "the snapshot still needs the log")
    reader.endSharing()

    #expect(try writer.checkpoint() == true)
  }

  @Test func `a read that fails ends the snapshot, and the next one goes on`() throws {
    let (folder, _, reader) = try opened()
    defer { withExtendedLifetime(folder) {} }

    reader.beginSharing()
    #expect(throws: SQLiteError.self) { try reader.read { try $0.run("INSERT INTO item (number) VALUES (1)") } }
    #expect(try reader.read(count) == 0)
    reader.endSharing()
  }
}
