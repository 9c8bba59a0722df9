import Dispatch
import Foundation
import Synchronization
import Testing

@testable import SQLite

struct CheckpointerTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var limits: Checkpointer.Limits {
    var limits = Checkpointer.Limits()
    limits.stepPageCount = 10
    limits.firmPageCount = 100
    limits.waitMilliseconds = 5_000
    return limits
  }

  private func configuration(_ log: Checkpointer.Limits) -> Writer.Configuration {
    var configuration = Writer.Configuration()
    configuration.log = log
    return configuration
  }

  private func writer(_ log: Checkpointer.Limits) throws -> Writer {
    let writer = try Writer(path: folder.database, configuration: configuration(log))
    try writer.sync { try $0.script("CREATE TABLE item (name TEXT NOT NULL) STRICT") }
    return writer
  }

  private func write(_ count: Int, to writer: Writer) {
    let log = CompletionLog()
    for _ in 0..<count {
      writer.submit("", to: log) { try $0.run("INSERT INTO item (name) VALUES (hex(randomblob(500)))") }
      writer.queueIsDrained()
    }
    #expect(log.lines == Array(repeating: " done", count: count))
  }

  private func count(_ reader: Reader) throws -> Int? {
    try reader.read { connection in try connection.row("SELECT count(*) FROM item") { try $0.get(0) } }
  }

  private var logPageCount: Int {
    get throws {
      let size = try FileManager.default.attributesOfItem(atPath: folder.database + "-wal")[.size] as? Int
      return (size ?? 0) / 4_120
    }
  }

  @Test func `the log is moved each so many pages, and firmly only above its limit`() {
    var checkpointer = Checkpointer(limits: limits)

    let due = [5, 10, 12, 20, 31, 99, 105, 110, 130, 131, 160, 4, 9, 10].map { checkpointer.due(at: $0) }

    #expect(
      due == [
        nil, .passive, nil, .passive, .passive, .passive, nil, .restart, nil, nil, .restart, nil, nil, .passive,
      ])
  }

  @Test func `without readers the log is begun anew`() throws {
    let writer = try writer(limits)

    write(100, to: writer)

    #expect(try logPageCount < 40)
  }

  @Test func `the log is emptied when that was asked for, once nobody reads from it`() throws {
    let writer = try writer(limits)
    let log = CompletionLog()
    func write() {
      writer.submit("", to: log) {
        $0.emptyLogAfterCommit()
        try $0.run("INSERT INTO item (name) VALUES ('a')")
      }
      writer.queueIsDrained()
    }
    write()
    #expect(try logPageCount == 0)

    let other = try Connection(path: folder.database, access: .readOnly)
    try other.begin(immediate: false)
    #expect(try other.exists("SELECT 1 FROM item"))
    var impatient = limits
    impatient.waitMilliseconds = 1
    let second = try Writer(path: folder.database, configuration: configuration(impatient))
    second.submit("", to: log) {
      $0.emptyLogAfterCommit()
      try $0.run("INSERT INTO item (name) VALUES ('b')")
    }
    second.queueIsDrained()
    #expect(try logPageCount > 0)
    try other.commit()
    self.write(1, to: second)

    #expect(try logPageCount == 0)
  }

  @Test func `a soak under readers that follow one another without a gap leaves the log bounded`() throws {
    let writer = try writer(limits)
    let soak = try Soak(path: folder.database, commits: writer.commits)

    soak.run { write(600, to: writer) }

    // Every write adds at least two pages.
    #expect(try logPageCount < 250)
    #expect(soak.readCount > 100)
  }

  @Test func `a reader that keeps its snapshot costs the writer a moment and no failure`() throws {
    var limits = limits
    limits.waitMilliseconds = 1
    let writer = try writer(limits)
    let reader = try Reader(path: folder.database)

    try reader.read { connection throws in
      #expect(try !connection.exists("SELECT 1 FROM item"))
      write(200, to: writer)
      #expect(try !connection.exists("SELECT 1 FROM item"), "its snapshot is as before")
    }

    #expect(try count(reader) == 200)
    let before = try logPageCount
    write(200, to: writer)
    #expect(try logPageCount <= before * 3 / 2, "what it held up is made good")
  }

  @Test func `a replicator that reads the log all the time and moves it by itself disturbs nobody`() throws {
    var limits = limits
    limits.waitMilliseconds = 1
    let writer = try writer(limits)
    let (holder, mover) = (
      try Connection(path: folder.database, access: .readWrite),
      try Connection(path: folder.database, access: .readWrite)
    )

    for _ in 1...5 {
      try holder.begin(immediate: false)
      _ = try holder.exists("SELECT 1 FROM item")
      write(60, to: writer)
      try mover.checkpoint(.passive)
      try holder.commit()
      // Without its own lock the replicator begins the log anew.
      #expect(try mover.checkpoint(.truncate))
      #expect(try logPageCount == 0)
    }

    #expect(try count(Reader(path: folder.database)) == 300)
    #expect(try IntegrityReport.check(path: folder.database).isSound)
  }

  @Test func `closing beside another one that reads leaves the log to it, and loses nothing`() async throws {
    let writer = try writer(limits)
    let other = try Connection(path: folder.database, access: .readOnly)
    try other.begin(immediate: false)
    #expect(try !other.exists("SELECT 1 FROM item"))
    write(1, to: writer)

    let error = await withCheckedContinuation { continuation in
      writer.close { continuation.resume(returning: $0) }
    }

    #expect(error == nil)
    try other.commit()
    #expect(try other.exists("SELECT 1 FROM item"))
  }

  @Test func `a read that takes too long is ended, and the next one goes on`() throws {
    _ = try writer(limits)
    let reader = try Reader(path: folder.database, secondsMax: 0)
    let endless: SQL = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    let error = sqliteError { _ = try reader.read { try $0.exists(endless) } }

    #expect(error?.kind == .interrupted)
    #expect(error?.isUnavailability == true)
    #expect(try !reader.read { try $0.exists("SELECT 1 FROM item") })
  }

  @Test func `reads do not wait for a write that is under way`() throws {
    let writer = try writer(limits)
    let reader = try Reader(path: folder.database)

    try writer.sync { connection throws in
      try connection.run("INSERT INTO item (name) VALUES ('a')")
      #expect(try !reader.read { try $0.exists("SELECT 1 FROM item") })
    }

    #expect(try reader.read { try $0.exists("SELECT 1 FROM item") })
  }
}

/// Two readers of which one always has a snapshot open: each lets go of its own only when the other has a newer one and
/// a few commits came between, or would have come were the writer not waiting.
private final class Soak: Sendable {
  private let readers: [Reader]
  private let mayOpen = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
  private let mayClose = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
  private let isOver = Atomic<Bool>(false)
  private let reads = Atomic<Int>(0)

  private let commits: CommitCounter

  init(path: String, commits: CommitCounter) throws {
    self.commits = commits
    readers = try (0..<2).map { _ in try Reader(path: path) }
  }

  var readCount: Int { reads.load(ordering: .relaxed) }

  /// Reads for as long as the body takes.
  func run(_ body: () -> Void) {
    let group = DispatchGroup()
    for number in 0..<2 {
      DispatchQueue(label: "soak \(number)").async(group: group) { self.read(number) }
    }
    mayOpen[0].signal()
    body()
    isOver.store(true, ordering: .sequentiallyConsistent)
    for semaphore in mayOpen + mayClose { semaphore.signal() }
    group.wait()
  }

  private func read(_ number: Int) {
    let other = 1 - number
    var isFirst = number == 0
    while true {
      mayOpen[number].wait()
      if isOver.load(ordering: .sequentiallyConsistent) { return }
      let outcome = Result {
        try readers[number].read { connection throws -> Void in
          _ = try connection.exists("SELECT 1 FROM item")
          reads.wrappingAdd(1, ordering: .relaxed)
          if !isFirst { mayClose[other].signal() }
          outlastCommits()
          mayOpen[other].signal()
          mayClose[number].wait()
        }
      }
      isFirst = false
      guard case .success = outcome else {
        Issue.record("\(outcome)")
        return
      }
    }
  }

  private func outlastCommits() {
    let (last, end) = (commits.value + 4, DispatchTime.now() + .milliseconds(5))
    while commits.value < last, DispatchTime.now() < end { usleep(100) }
  }
}
