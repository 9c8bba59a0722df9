import CSQLite

// SQLite ends a transaction by itself after some errors (disk full, I/O error, out of memory, a trigger's
// RAISE(ROLLBACK)). Work that caught such an error and went on would then write outside any transaction, each statement
// durable on its own. `transactionDepth` says that a transaction is meant to be open and `isInTransaction` whether it
// is; when they disagree no statement runs.

extension Connection {
  /// Runs the body in a transaction: all of it is kept, or nothing.
  ///
  /// - Parameters:
  ///   - immediate: Whether to take the write lock at once. Work that writes should, because a transaction that has
  ///     read cannot become a writing one when another has written since. False gives a snapshot for reading.
  ///   - body: The work.
  /// - Returns: What the body returns.
  /// - Throws: `SQLiteError`, or what the body throws; the transaction has then been rolled back.
  public func transaction<T>(immediate: Bool = true, _ body: () throws -> T) throws -> T {
    try begin(immediate: immediate)
    let value: T
    do {
      value = try body()
    } catch {
      rollback()
      throw error
    }
    try commit()
    return value
  }

  /// Runs the body in a savepoint: when it throws, what it did is undone and what was done before stays.
  ///
  /// - Throws: `SQLiteError`, or what the body throws.
  public func savepoint<T>(_ body: () throws -> T) throws -> T {
    try run("SAVEPOINT step")
    transactionDepth += 1
    defer { transactionDepth -= 1 }
    do {
      let value = try body()
      try run("RELEASE step")
      return value
    } catch {
      rollBackToSavepoint()
      throw error
    }
  }

  /// Refuses `BEGIN`, `COMMIT` and `ROLLBACK` within the body, which would break the transaction around it.
  func withoutTransactionStatements<T>(_ body: () throws -> T) throws -> T {
    // The callback must be a C function, so it cannot see anything but its arguments.
    sqlite3_set_authorizer(
      handle, { _, action, _, _, _, _ in action == SQLITE_TRANSACTION ? SQLITE_DENY : SQLITE_OK }, nil)
    defer { sqlite3_set_authorizer(handle, nil, nil) }
    return try body()
  }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Whether no foreign key waits for its other end.
  ///
  /// One that still does at the commit would make the commit fail.
  var foreignKeysAreResolved: Bool {
    var current: Int32 = 0
    var highest: Int32 = 0
    let code = sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
    return code == SQLITE_OK && current == 0
  }

  func begin(immediate: Bool) throws {
    try run(immediate ? "BEGIN IMMEDIATE" : "BEGIN")
    transactionDepth += 1
  }

  /// Commits; when that fails the transaction is rolled back.
  func commit() throws {
    companion = nil
    // A commit that failed on the disk may have happened all the same.
    defer { commits?.advance() }
    do {
      try run("COMMIT")
      transactionDepth -= 1
    } catch {
      noteDiskError(error)
      rollback()
      throw error
    }
  }

  /// Remembers an error after which nothing that this connection has written can be relied on.
  func noteDiskError(_ error: any Error) {
    if let error = error as? SQLiteError, error.kind == .ioError { diskHasFailed = true }
  }

  func rollback() {
    transactionDepth -= 1
    endTransaction()
  }

  func requireTransactionIntact() throws {
    guard transactionDepth == 0 || isInTransaction else {
      throw SQLiteError(.transactionLost, "The transaction ended before its work did")
    }
  }

  private func rollBackToSavepoint() {
    guard isInTransaction else { return }
    do {
      try run("ROLLBACK TO step")
      try run("RELEASE step")
    } catch {
      // The savepoint's work may still stand and must not be committed with the rest: better to lose all of it.
      endTransaction()
    }
  }

  /// Rolls back when a transaction is open.
  ///
  /// A ROLLBACK fails only when there is none.
  private func endTransaction() {
    companion = nil
    guard isInTransaction else { return }
    sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
  }
}
