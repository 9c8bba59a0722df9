import Dispatch

/// A read-only connection.
///
/// One `read` sees one snapshot, whatever is written meanwhile. Beginning and ending a snapshot costs locks that all
/// connections of the process share; between `beginSharing` and `endSharing` reads therefore go on with the snapshot of
/// the read before, as long as the writer has committed nothing since.
///
/// `@unchecked Sendable`: it belongs to the serial queue that its owner uses it on (a shard's, or one of the pool for
/// slow work). Two uses at once are a fault of the owner; `isReading` catches them as far as it can without a lock.
public final class Reader: @unchecked Sendable {
  private let connection: Connection
  private let commits: CommitCounter?
  private let secondsMax: Int?
  private var isReading = false
  private var isSharing = false
  /// The commits that the open snapshot has seen; nil when none is open.
  private var snapshot: Int?
  /// What the reads of this snapshot share.
  private var companion: AnyObject?

  /// Opens an existing database.
  ///
  /// - Parameters:
  ///   - commits: Of the writer in this process; nil for one snapshot a read.
  ///   - secondsMax: After these a read's statements end with `interrupted`; nil for no end. As long as a read goes on
  ///     the write-ahead log cannot begin anew, so work that may take long needs one.
  /// - Throws: `SQLiteError` with kind `cannotOpen`, `notADatabase` or what else stood in the way.
  public init(path: String, commits: CommitCounter? = nil, secondsMax: Int? = nil) throws {
    connection = try Connection(path: path, access: .readOnly)
    self.commits = commits
    self.secondsMax = secondsMax
    if secondsMax != nil { connection.watchDeadline() }
  }

  /// Runs the body on one snapshot of the database.
  ///
  /// - Throws: `SQLiteError`, or what the body throws.
  public func read<T>(_ body: (Connection) throws -> T) throws -> T {
    precondition(!isReading, "A reader is used by two at once, or inside itself")
    isReading = true
    defer { isReading = false }
    if let secondsMax { connection.deadline = .now() + .seconds(secondsMax) }
    guard isSharing, let commits else {
      companion = nil
      return try connection.transaction(immediate: false) { try body(connection) }
    }
    try requireLatest(commits.value)
    do {
      return try body(connection)
    } catch let error as SQLiteError {
      endSnapshot()
      throw error
    }
  }

  /// Runs the body on one snapshot of the database, with what was made for that snapshot.
  ///
  /// - Parameters:
  ///   - make: Called once for each snapshot; what it makes ends with the snapshot.
  ///   - body: Must not keep what it is given.
  /// - Throws: `SQLiteError`, or what the closures throw.
  public func read<Companion: AnyObject, T>(
    with make: (Connection) throws -> Companion, _ body: (Companion) throws -> T
  ) throws -> T {
    try read { connection in
      if let known = companion as? Companion { return try body(known) }
      let made = try make(connection)
      companion = made
      return try body(made)
    }
  }

  /// Reads from here on may share a snapshot.
  ///
  /// What other processes write is then seen only after `endSharing`; so keep it short.
  public func beginSharing() {
    isSharing = true
  }

  /// Ends the shared snapshot.
  public func endSharing() {
    isSharing = false
    endSnapshot()
  }

  /// - Parameter count: Read before the snapshot begins, so that it is never said to have seen more than it has.
  private func requireLatest(_ count: Int) throws {
    guard snapshot != count else { return }
    endSnapshot()
    try connection.begin(immediate: false)
    snapshot = count
  }

  private func endSnapshot() {
    companion = nil
    guard snapshot != nil else { return }
    snapshot = nil
    try? connection.commit()  // what fails to end is rolled back there, and nothing was written
  }
}
