// The one connection that writes, on a serial queue of its own.
//
// A durable commit waits for the disk, and the disk takes as long for one row as for a hundred. So jobs that come in
// while a commit is under way gather, and the next transaction takes them all:
//
//   submit ─→ queue: [put in line] [put in line] [batch ………………… commit] [put in line] [put in line] [batch …
//
// Putting a job in line schedules one batch behind it. What else has been submitted by then stands before that batch in
// the dispatch queue and so joins it: a lone write on an idle server commits at once, a busy one batches by itself, and
// no timer decides.
//
// States:  open ──close──→ closed        open ──I/O error──→ failed ──close──→ closed
// After such an error nobody knows whether the batch is on the disk, and the kernel may have dropped the pages it could
// not write. Whatever is written next could rest on something lost, so the writer says so once and refuses all further
// work. Reads go on: they see the last commit that was acknowledged.
//
// Once everybody has been told, the write-ahead log is moved into the database when it is long enough (`Checkpointer`).
import Dispatch
import Synchronization

/// Runs work on the one writing connection, in transactions that waiting jobs share.
///
/// `@unchecked Sendable`: everything that changes is touched on `queue` only, but for the atomic count.
public final class Writer: @unchecked Sendable {
  private enum State {
    case open(Connection)
    case failed(Connection, SQLiteError)
    case closed
  }

  /// Grows with each commit.
  public let commits = CommitCounter()

  private let queue = DispatchQueue(label: "sqlite.writer")
  private let limits: Configuration
  private var checkpointer: Checkpointer
  private let failure = Atomic<Bool>(false)
  /// Whether the first in line has waited for too long.
  private let isLate = Atomic<Bool>(false)
  /// Jobs submitted and not yet taken by a batch.
  private let waitingCount = Atomic<Int>(0)
  private var state: State
  /// Jobs in line, from `waitingStart` on; those before it are done.
  private var waiting: [Job] = []
  private var waitingStart = 0
  private var batchIsScheduled = false

  /// Opens the database for writing; a file that does not exist is made.
  ///
  /// - Throws: `SQLiteError` with kind `cannotOpen`, `notADatabase`, `readOnly`, `busy` or what else stood in the way.
  public init(path: String, configuration: Configuration = Configuration()) throws {
    limits = configuration
    checkpointer = Checkpointer(limits: configuration.log)
    let connection = try Connection(path: path, access: .create, settings: configuration.connection)
    connection.commits = commits
    connection.countLogPages()
    state = .open(connection)
  }

  /// Whether a job would be refused because as many wait as may, or for as long as they may; from any queue.
  public var isFull: Bool {
    waitingCount.load(ordering: .relaxed) >= limits.waitingMax || isLate.load(ordering: .relaxed)
  }

  /// Whether the disk has failed, so that nothing more is written; from any queue.
  public var hasFailed: Bool { failure.load(ordering: .relaxed) }

  /// Runs the work in the transaction that all waiting work shares, and answers after its commit.
  ///
  /// When the work throws, only what it did itself is undone. For that the work of a transaction may be run once more,
  /// from its beginning and on the state before it. When the transaction fails, all its work fails with a
  /// `SQLiteError` for which `isUnavailability` holds, and nothing of it was kept, but for an `ioError` in the commit
  /// itself: that leaves it unknown.
  ///
  /// - Parameters:
  ///   - work: Must not keep the connection, must not wait for this writer, and must leave no trace but in the
  ///     database.
  ///   - completion: Called once, in the order of submitting, on the writer's queue; or at once on the caller's when
  ///     the line is full (`queueFull`). It should hand on, not work.
  public func submit<T: Sendable>(
    _ work: @escaping @Sendable (Connection) throws -> T,
    completion: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    let job = Job(
      perform: { connection in
        let value = try work(connection)
        return { completion(.success(value)) }
      },
      fail: { completion(.failure($0)) })
    let count = waitingCount.wrappingAdd(1, ordering: .relaxed).newValue
    guard count <= limits.waitingMax, !isLate.load(ordering: .relaxed) else {
      waitingCount.wrappingSubtract(1, ordering: .relaxed)
      return job.fail(SQLiteError(.queueFull, "\(count - 1) jobs wait for the database"))
    }
    queue.async { self.putInLine(job) }
  }

  /// Runs the work as `submit` does, and waits for the commit.
  ///
  /// For starting up, command lines and tests.
  ///
  /// - Throws: `SQLiteError`, or what the work throws.
  public func sync<T>(_ work: (Connection) throws -> T) throws -> T {
    try queue.sync {
      runWaiting()
      let connection = try openConnection()
      defer { if connection.diskHasFailed { fail(connection) } }
      do {
        return try connection.transaction { try work(connection) }
      } catch {
        connection.noteDiskError(error)
        throw error
      }
    }
  }

  /// Runs what is in line, moves the write-ahead log into the database file, and closes.
  ///
  /// Later work gets `closed`.
  ///
  /// - Parameter completion: Called on the writer's queue, with the error when the log could not be moved. Nothing is
  ///   lost then: the next start reads the log.
  public func close(completion: @escaping @Sendable ((any Error)?) -> Void) {
    queue.async {
      self.runWaiting()
      completion(self.closeConnection())
    }
  }

  /// Runs what is in line, and moves the write-ahead log into the database file as far as readers allow.
  ///
  /// - Returns: Whether the log is empty.
  /// - Throws: `SQLiteError`.
  @discardableResult
  public func checkpoint() throws -> Bool {
    try queue.sync {
      runWaiting()
      let connection = try openConnection()
      defer { if connection.diskHasFailed { fail(connection) } }
      return try connection.checkpoint()
    }
  }

  private func putInLine(_ job: Job) {
    waiting.append(job)
    guard !batchIsScheduled else { return }
    batchIsScheduled = true
    queue.async { self.runBatch() }
  }

  private func runBatch() {
    batchIsScheduled = false
    takeBatch()
    guard waitingStart < waiting.count, !batchIsScheduled else { return }
    batchIsScheduled = true
    queue.async { self.runBatch() }
  }

  private func runWaiting() {
    while waitingStart < waiting.count { takeBatch() }
  }

  /// Runs one batch from the front of the line; at least one job leaves the line.
  private func takeBatch() {
    // What was in line may have been taken meanwhile, by `sync` for instance.
    guard waitingStart < waiting.count else { return }
    do {
      let connection = try openConnection()
      let count = Batch.run(waiting[waitingStart...], on: connection, limits: limits)
      leaveLine(count)
      // What cannot be moved now stays in the log, and nothing is lost; only a disk error means something.
      try? checkpointer.run(on: connection)
      if connection.diskHasFailed { fail(connection) }
    } catch {
      for job in waiting[waitingStart...] { job.fail(error) }
      leaveLine(waiting.count - waitingStart)
    }
  }

  /// Forgets jobs from the front. The line is moved up now and then only: that takes a step for each that waits.
  private func leaveLine(_ count: Int) {
    waitingStart += count
    waitingCount.wrappingSubtract(count, ordering: .relaxed)
    if waitingStart * 2 >= waiting.count {
      waiting.removeFirst(waitingStart)
      waitingStart = 0
    }
    let deadline = waiting.dropFirst(waitingStart).first.map {
      $0.submittedAt + .milliseconds(limits.waitMillisecondsMax)
    }
    isLate.store(deadline.map { DispatchTime.now() > $0 } ?? false, ordering: .relaxed)
  }

  private func openConnection() throws -> Connection {
    switch state {
    case .open(let connection): return connection
    case .failed(_, let error): throw error
    case .closed: throw SQLiteError(.closed, "The database has been closed")
    }
  }

  private func fail(_ connection: Connection) {
    connection.leaveLogOnClose()
    let error = SQLiteError(.ioError, "The disk has failed, so nothing more is written until a new start")
    state = .failed(connection, error)
    failure.store(true, ordering: .relaxed)
    limits.onFailure(error)
  }

  private func closeConnection() -> (any Error)? {
    defer { state = .closed }
    guard case .open(let connection) = state else { return nil }
    do {
      try connection.checkpoint()
      return nil
    } catch {
      return error
    }
  }
}

extension Writer {
  /// The writer's limits.
  public struct Configuration: Sendable {
    /// Jobs that may wait; further ones are refused at once.
    public var waitingMax = 16_384
    /// Milliseconds that the first in line may wait; as long as it waits for longer, further ones are refused at once.
    public var waitMillisecondsMax = 2_000
    /// Jobs in one transaction.
    public var batchCountMax = 256
    /// Milliseconds after which a transaction takes no further jobs.
    public var batchMilliseconds = 20
    /// Of the connection.
    public var connection = Connection.Settings()
    /// Of the write-ahead log.
    var log = Checkpointer.Limits()
    /// Told once, when the disk fails and nothing more is written; on the writer's queue.
    public var onFailure: @Sendable (SQLiteError) -> Void = { _ in }

    /// The defaults.
    public init() {}
  }
}
