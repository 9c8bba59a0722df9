import CSQLite

extension Connection {
  /// How far a checkpoint goes.
  enum CheckpointMode: Sendable {
    /// Moves what no reader needs in the log, and waits for nobody.
    case passive
    /// Waits for readers, so that the next commit begins the log anew.
    case restart
    /// Waits for readers, and leaves an empty file.
    case truncate
  }

  /// Moves the write-ahead log into the database file.
  ///
  /// - Parameter waitMilliseconds: How long to wait for readers that still need the log.
  /// - Returns: Whether all of it was moved and nobody reads from it any more.
  /// - Throws: `SQLiteError`; readers that take longer are none.
  @discardableResult
  func checkpoint(_ mode: CheckpointMode = .truncate, waitMilliseconds: Int = 1_000) throws -> Bool {
    sqlite3_busy_timeout(handle, Int32(clamping: waitMilliseconds))
    defer { sqlite3_busy_timeout(handle, Int32(clamping: busyTimeoutMilliseconds)) }
    let code = sqlite3_wal_checkpoint_v2(handle, nil, mode.code, nil, nil)
    guard code == SQLITE_OK || code & 0xff == SQLITE_BUSY else {
      let error = SQLiteError(last: handle)
      noteDiskError(error)
      throw error
    }
    return code == SQLITE_OK
  }

  /// Counts the log's pages with each commit, and leaves checkpoints to the owner: SQLite would do them by itself
  /// within a commit, where everybody waits for them and their errors are lost.
  func countLogPages() {
    // The callback must be a C function, so it is handed this connection, which outlives its handle.
    sqlite3_wal_hook(
      handle,
      { context, _, _, pageCount in
        guard let context else { return SQLITE_OK }
        Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().logPageCount = Int(pageCount)
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Has the writer empty the write-ahead log after the commit. The log holds what the file held before, also of what
  /// is overwritten there, and keeps it until later commits take its place.
  public func emptyLogAfterCommit() {
    isLogToBeEmptied = true
  }

  /// Makes that closing leaves the write-ahead log as it is, after an error that makes its contents uncertain.
  func leaveLogOnClose() {
    var stored: Int32 = 0
    _ = csqlite_set_option(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &stored)
  }

  /// Ends statements that are not done at the `deadline`, with an error of kind `interrupted`.
  func watchDeadline() {
    sqlite3_progress_handler(
      handle, Self.instructionsPerLook,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().isOverdue ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Some tenths of a millisecond's work.
  private static let instructionsPerLook: Int32 = 10_000
}

extension Connection.CheckpointMode {
  fileprivate var code: Int32 {
    switch self {
    case .passive: SQLITE_CHECKPOINT_PASSIVE
    case .restart: SQLITE_CHECKPOINT_RESTART
    case .truncate: SQLITE_CHECKPOINT_TRUNCATE
    }
  }
}
