import Dispatch
package import SQLite
package import SchakelDomain
import Synchronization

/// The database as requests use it: a reader for each shard, the one writer, and a pool for slow work.
package final class Register: Sendable {
  private let readers: [Reader]
  private let writer: Writer
  private let pool: SlowPool
  private let clock: Clock
  private let identifiers: IdentifierGenerator

  /// - Parameters:
  ///   - path: An existing, migrated database.
  ///   - shardCount: As many as the server has.
  ///   - configuration: Of the writer.
  package init(
    path: String, shardCount: Int, clock: Clock, configuration: Writer.Configuration = Writer.Configuration()
  ) throws {
    writer = try Writer(path: path, configuration: configuration)
    readers = try (0..<shardCount).map { [commits = writer.commits] _ in try Reader(path: path, commits: commits) }
    pool = try SlowPool(path: path)
    self.clock = clock
    identifiers = IdentifierGenerator(after: try writer.sync { try AuditLog.lastMoment(in: $0) })
  }

  /// Whether anything can be written; not when the disk has failed.
  var isWritable: Bool { !writer.hasFailed }

  /// Whether as many changes wait as may.
  var isFull: Bool { writer.isFull }

  /// Reads on the shard's own connection, at once. Requests that share a snapshot share the transaction, and with it
  /// the moment.
  func read<T>(on shard: Int, _ body: (Transaction) throws -> T) throws -> T {
    try readers[shard].read(with: { Transaction($0, at: try clock.now()) }, body)
  }

  /// Requests that came in together share a snapshot until the turn ends, or until something is written.
  func beginTurn(on shard: Int) {
    readers[shard].beginSharing()
  }

  func endTurn(on shard: Int) {
    readers[shard].endSharing()
  }

  /// Writes in a savepoint; the result comes after the commit.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (WriteTransaction) throws -> T,
    completion: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    writer.submit(
      { [clock, identifiers] db in try body(WriteTransaction(db, at: try clock.now(), identifiers: identifiers)) },
      completion: completion)
  }

  /// Writes and waits; for starting up and tests.
  package func writeNow<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
    try writer.sync { try body(WriteTransaction($0, at: try clock.now(), identifiers: identifiers)) }
  }

  /// Reads in the pool.
  ///
  /// - Returns: False when the pool is full.
  func readSlowly(_ body: @escaping @Sendable (Result<Transaction, any Error>) -> Void) -> Bool {
    pool.submit { [clock] reader in
      do {
        let now = try clock.now()
        try reader.read { body(.success(Transaction($0, at: now))) }
      } catch {
        body(.failure(error))
      }
    }
  }

  /// Finishes what waits, and moves the log into the database file.
  package func close(completion: @escaping @Sendable ((any Error)?) -> Void) {
    writer.close(completion: completion)
  }
}

/// A few serial queues with a reader each, for work that would hold up a shard.
final class SlowPool: Sendable {
  private struct Lane: Sendable {
    let queue: DispatchQueue
    let reader: Reader
  }

  private static let laneCount = 2
  /// Jobs under way or in line; further ones are refused.
  private static let jobCountMax = 16
  /// Seconds that reading may take in one job: so long the write-ahead log may have to grow.
  private static let secondsMax = 30

  private let lanes: [Lane]
  private let jobCount = Atomic<Int>(0)
  private let turn = Atomic<Int>(0)

  init(path: String) throws {
    lanes = try (0..<Self.laneCount).map {
      Lane(
        queue: DispatchQueue(label: "schakel.slow.\($0)"),
        reader: try Reader(path: path, secondsMax: Self.secondsMax))
    }
  }

  /// - Returns: False when the pool is full; the work is dropped then.
  func submit(_ work: @escaping @Sendable (Reader) -> Void) -> Bool {
    guard jobCount.wrappingAdd(1, ordering: .relaxed).newValue <= Self.jobCountMax else {
      jobCount.wrappingSubtract(1, ordering: .relaxed)
      return false
    }
    let lane = lanes[turn.wrappingAdd(1, ordering: .relaxed).newValue % lanes.count]
    lane.queue.async {
      work(lane.reader)
      self.jobCount.wrappingSubtract(1, ordering: .relaxed)
    }
    return true
  }
}
