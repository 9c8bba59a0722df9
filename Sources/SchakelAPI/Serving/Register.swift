package import SQLite
package import SchakelDomain

/// The database as requests use it: a reader for each shard, the one writer, and a pool for slow work.
package final class Register: Sendable {
  private let readers: [Reader]
  private let writer: Writer
  private let pool: SlowPool
  private let clock: Clock
  private let identifiers: IdentifierGenerator
  private let parameters: Parameters

  /// - Parameters:
  ///   - path: An existing, migrated database.
  ///   - shardCount: As many as the server has.
  ///   - parameters: What the network has set for itself.
  ///   - configuration: Of the writer.
  package init(
    path: String, shardCount: Int, clock: Clock, parameters: Parameters = Parameters(),
    configuration: Writer.Configuration = Writer.Configuration()
  ) throws {
    writer = try Writer(path: path, configuration: configuration)
    readers = try (0..<shardCount).map { [commits = writer.commits] _ in try Reader(path: path, commits: commits) }
    pool = try SlowPool(path: path)
    self.clock = clock
    self.parameters = parameters
    identifiers = IdentifierGenerator(after: try writer.sync { try AuditLog.lastMoment(in: $0) })
  }

  /// Whether anything can be written; not when the disk has failed.
  var isWritable: Bool { !writer.hasFailed }

  /// Whether as many changes wait as may.
  var isFull: Bool { writer.isFull }

  /// Reads on the shard's own connection, at once. Requests that share a snapshot share the transaction, and with it
  /// the moment.
  func read<T>(on shard: Int, _ body: (Transaction) throws -> T) throws -> T {
    try readers[shard].read(with: { Transaction($0, at: try clock.now(), by: parameters) }, body)
  }

  /// Requests that came in together share a snapshot until the turn ends, or until something is written.
  func beginTurn(on shard: Int) {
    readers[shard].beginSharing()
  }

  func endTurn(on shard: Int) {
    readers[shard].endSharing()
  }

  /// Writes, all or nothing; the result comes after the commit.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (WriteTransaction) throws -> T,
    completion: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    writer.submit(
      { [clock, parameters, identifiers] db in
        try body(WriteTransaction(db, at: try clock.now(), by: parameters, identifiers: identifiers))
      },
      completion: completion)
  }

  /// Reads confidential data and writes that it was read. Readings that follow upon one another in one commit share
  /// what decides on them, and with it the moment, as long as nothing else is written in between.
  func audit<T: Sendable>(
    _ body: @escaping @Sendable (WriteTransaction) throws -> T,
    completion: @escaping @Sendable (Result<T, any Error>) -> Void
  ) {
    writer.submit(
      { [clock, parameters, identifiers] db in
        try db.sharing(
          with: {
            WriteTransaction(
              db, at: try clock.now(), by: parameters, identifiers: identifiers, isForReadings: true)
          }, body)
      },
      completion: completion)
  }

  /// Writes and waits; for starting up and tests.
  package func writeNow<T>(_ body: (WriteTransaction) throws -> T) throws -> T {
    try writer.sync {
      try body(WriteTransaction($0, at: try clock.now(), by: parameters, identifiers: identifiers))
    }
  }

  /// Reads in the pool, and goes on there once the snapshot has been given back: as long as one is held, the
  /// write-ahead log grows.
  ///
  /// - Returns: False when the pool is full; neither is called then.
  func readSlowly<T>(
    _ body: @escaping @Sendable (Transaction) throws -> T, then: @escaping @Sendable (Result<T, any Error>) -> Void
  ) -> Bool {
    pool.submit { [clock, parameters] reader in
      then(
        Result {
          let now = try clock.now()
          return try reader.read { try body(Transaction($0, at: now, by: parameters)) }
        })
    }
  }

  /// Finishes what waits, and moves the log into the database file.
  package func close(completion: @escaping @Sendable ((any Error)?) -> Void) {
    writer.close(completion: completion)
  }
}
