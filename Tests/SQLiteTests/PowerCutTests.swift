import Foundation
import TestSupport
import Testing

@testable import SQLite

/// The power is cut at every step of every commit and checkpoint, and what was not synced is lost, wholly or in part.
struct PowerCutTests {
  let folder: TemporaryFolder
  let disk: TestDisk

  init() throws {
    folder = try TemporaryFolder()
    disk = TestDisk(folder: folder.path)
  }

  private static let fileNames = ["test.db", "test.db-wal"]

  /// Makes the database, and begins to write down.
  ///
  /// - Returns: What is on the disk by then.
  private func begin() throws -> [String: [UInt8]] {
    let connection = try Connection(path: folder.database, access: .create)
    try connection.script("CREATE TABLE item (name TEXT NOT NULL, half INTEGER NOT NULL, filling TEXT) STRICT")
    try connection.checkpoint()
    disk.record()
    return try Dictionary(
      uniqueKeysWithValues: Self.fileNames.map { name in
        (name, Array(try Data(contentsOf: URL(fileURLWithPath: folder / name))))
      })
  }

  private static func insert(_ name: String, into connection: Connection) throws {
    for half in 1...2 {
      try connection.run(
        "INSERT INTO item (name, half, filling) VALUES (\(name), \(half), \(String(repeating: name, count: 300)))")
    }
  }

  /// Cuts the power after each operation.
  ///
  /// - Returns: A sentence for each thing that was acknowledged and is lost, or that is there in part.
  private func faults(after files: [String: [UInt8]]) throws -> [String] {
    var cut = PowerCut(files: files)
    var faults: [String] = []
    for (number, operation) in disk.operations.enumerated() {
      cut.add(operation)
      let losses: [PowerCut.Loss] = [
        .everything, .nothing, .some(seed: UInt64(2 * number + 1)), .some(seed: UInt64(2 * number + 2)),
      ]
      for loss in losses {
        let place = folder / "cut"
        try cut.write(to: place, losing: loss)
        faults += try Self.faults(of: "\(place)/test.db", cut.notes).map { "step \(number), \(loss): \($0)" }
        try FileManager.default.removeItem(atPath: place)
      }
    }
    return faults
  }

  private static func faults(of path: String, _ acknowledged: [String]) throws -> [String] {
    var faults = try IntegrityReport.check(path: path).findings
    let halves = try Reader(path: path).read { connection in
      try connection.rows("SELECT name, count(*) FROM item GROUP BY name") {
        (try $0.get(0, as: String.self), try $0.get(1, as: Int.self))
      }
    }
    for (name, count) in halves where count != 2 { faults.append("\(name) is there in part") }
    let names = Set(halves.map(\.0))
    for name in acknowledged where !names.contains(name) { faults.append("\(name) is lost") }
    return faults
  }

  @Test func `what was acknowledged survives a power cut at every step, and nothing is there in part`() throws {
    let files = try begin()
    let disk = disk
    let writer = try Writer(path: folder.database)

    for round in 1...9 {
      writer.whileBusy {
        for job in 1...3 {
          let name = "\(round).\(job) "
          writer.submit {
            try Self.insert(name, into: $0)
          } completion: { result in
            if case .success = result { disk.note(name) }
          }
        }
      }
      if round % 3 == 0 { try writer.checkpoint() }
    }

    let faults = try faults(after: files)
    #expect(disk.operations.count > 100)
    #expect(faults.isEmpty, "\(faults.count): \(faults.first ?? "")")
  }

  @Test func `a commit that does not wait for the disk is found to lose what it acknowledged`() throws {
    let files = try begin()
    let connection = try Connection(path: folder.database, access: .readWrite)
    try connection.script("PRAGMA synchronous = normal")

    for round in 1...3 {
      let name = "\(round) "
      try connection.transaction { try Self.insert(name, into: connection) }
      disk.note(name)
    }

    #expect(try faults(after: files).contains { $0.contains("is lost") })
  }
}
