// Keeps the write-ahead log short.
//
// A commit appends pages to the log; a checkpoint moves them into the database file. Only when all were moved and no
// snapshot needs the log does the next commit begin it anew; until then it grows. Under load there is always some
// reader with a snapshot a little older than the last commit, so a checkpoint that waits for nobody might never be
// complete. Hence two kinds:
//
//   every `stepPageCount` pages   passive: costs no waiting, and is nearly always enough
//   above `firmPageCount`         restart: waits a moment for the snapshots that are open. Those that begin meanwhile
//                                 do not need the log, as nothing is committed, so one wait is enough
//
// It is also emptied when that was asked for (`emptyLogAfterCommit`), because of what it holds.
//
// What remains is bounded by the longest snapshot: readers of this process have a time limit (`Reader`), and another
// process, such as a backup or a replicator, ends its own. A wait in vain is repeated only when the log has grown by a
// quarter: who keeps a snapshot for long costs the writer a few waits and not one in each commit.

/// Decides when the log is moved into the database file; the writer asks after each commit.
struct Checkpointer {
  /// Where the log begins to be moved, and when it is waited for.
  struct Limits: Sendable {
    /// Pages after which what can be moved is moved.
    var stepPageCount = 1_000
    /// Pages above which readers are waited for; 64 MiB.
    var firmPageCount = 16_384
    /// How long they are waited for.
    var waitMilliseconds = 250
  }

  private let limits: Limits
  private var lastPageCount = 0
  private var dueAt: Int
  /// Whether the log could not be emptied at first.
  private var isBehind = false

  init(limits: Limits) {
    self.limits = limits
    dueAt = limits.stepPageCount
  }

  /// What is due after a commit; nil for nothing.
  ///
  /// - Parameter pageCount: In the log, used or not.
  mutating func due(at pageCount: Int) -> Connection.CheckpointMode? {
    // Fewer than before: the log was begun anew.
    if pageCount < lastPageCount { dueAt = limits.stepPageCount }
    lastPageCount = pageCount
    guard pageCount >= dueAt else { return nil }
    let isFirm = pageCount >= limits.firmPageCount
    dueAt = pageCount + (isFirm ? max(limits.stepPageCount, pageCount / 4) : limits.stepPageCount)
    return isFirm ? .restart : .passive
  }

  /// Moves the log when it is time. A disk that is full makes it stay longer and loses nothing.
  ///
  /// - Throws: `SQLiteError`.
  mutating func run(on connection: Connection) throws {
    if connection.isLogToBeEmptied { return try empty(on: connection) }
    guard let mode = due(at: connection.logPageCount) else { return }
    try connection.checkpoint(mode, waitMilliseconds: limits.waitMilliseconds)
  }

  /// Empties the log because it was asked for. Readers are waited for once; after that it is tried with each commit.
  private mutating func empty(on connection: Connection) throws {
    let isDone = try connection.checkpoint(.truncate, waitMilliseconds: isBehind ? 0 : limits.waitMilliseconds)
    connection.isLogToBeEmptied = !isDone
    isBehind = !isDone
  }
}
