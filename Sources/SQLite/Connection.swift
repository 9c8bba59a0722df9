import CSQLite
import Dispatch

/// One connection to a database file.
///
/// It is confined to one queue by its owner, a `Reader` or a `Writer`.
///
/// Statements are prepared once and kept. They may be nested: a closure that reads a row may run other statements, even
/// the same one.
public final class Connection {
  /// What a connection may do with the file.
  public enum Access: Sendable {
    /// Only read; the file must exist.
    case readOnly
    /// Read and write; the file must exist.
    case readWrite
    /// Read and write; a file that does not exist is made, readable and writable by its owner only.
    case create
  }

  let handle: OpaquePointer
  private var statements: StatementCache
  let busyTimeoutMilliseconds: Int
  /// How many `transaction` and `savepoint` bodies are under way.
  var transactionDepth = 0
  /// Grows with each statement that could change the database, whether it did or not.
  private(set) var writeCount = 0
  /// Whether writing failed on an I/O error, so that nobody knows what is on the disk.
  var diskHasFailed = false
  /// Pages in the write-ahead log after the last commit; counted for the writer only.
  var logPageCount = 0
  /// Whether the write-ahead log is to be emptied once the transaction is committed.
  var isLogToBeEmptied = false
  /// When statements are to end unfinished; nil for never. Looked at only after `watchDeadline`.
  var deadline: DispatchTime?
  /// Told of every commit; the writer's.
  var commits: CommitCounter?
  /// Shared within the open transaction; nil outside of one.
  var companion: Companion?

  /// Opens a database file, sets the connection's pragmas and reads them back.
  ///
  /// - Throws: `SQLiteError` with kind `cannotOpen`, `notADatabase`, `busy`, `readOnly` or what else stood in the way.
  public init(path: String, access: Access, settings: Settings = Settings()) throws {
    handle = try Self.open(path, access)
    statements = StatementCache(countMax: settings.statementCountMax)
    busyTimeoutMilliseconds = settings.busyTimeoutMilliseconds
    do {
      try configure(access, settings)
    } catch let error as SQLiteError {
      throw SQLiteError(code: error.code, message: "\(path): \(error.message)")
    }
  }

  deinit {
    statements.removeAll()
    // The "v2" form also succeeds when a statement is still alive, and closes when that is gone.
    sqlite3_close_v2(handle)
  }

  /// Runs a statement to its end.
  ///
  /// Rows that it returns are ignored.
  ///
  /// - Returns: The number of rows that an `INSERT`, `UPDATE` or `DELETE` changed.
  /// - Throws: `SQLiteError`.
  @discardableResult
  public func run(_ sql: SQL) throws -> Int {
    try withStatement(sql) { statement in
      while try statement.step() {}
      return statement.isReadOnly ? 0 : Int(sqlite3_changes64(handle))
    }
  }

  /// Reads the first row of a statement, or nil when it has none.
  ///
  /// A statement that writes (`… RETURNING`) is run to its end.
  ///
  /// - Throws: `SQLiteError`, or what the closure throws.
  public func row<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> T? {
    try withStatement(sql) { statement in
      guard try statement.step() else { return nil }
      let value = try read(Row(statement.handle))
      if !statement.isReadOnly { while try statement.step() {} }
      return value
    }
  }

  /// Reads all rows of a statement.
  ///
  /// Put a `LIMIT` in the statement where a table can grow.
  ///
  /// - Throws: `SQLiteError`, or what the closure throws.
  public func rows<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> [T] {
    var values: [T] = []
    try each(sql) { values.append(try read($0)) }
    return values
  }

  /// Walks over the rows of a statement without keeping them.
  ///
  /// - Throws: `SQLiteError`, or what the closure throws, which also ends the walk.
  public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    try withStatement(sql) { statement in
      let row = Row(statement.handle)
      while try statement.step() { try body(row) }
    }
  }

  /// Whether a statement has any row.
  ///
  /// - Throws: `SQLiteError`.
  public func exists(_ sql: SQL) throws -> Bool {
    try withStatement(sql) { try $0.step() }
  }

  /// Runs several statements, without parameters and without results, such as a migration.
  ///
  /// - Throws: `SQLiteError`; what ran before the faulty statement stays, so call this inside a transaction.
  public func script(_ text: String) throws {
    guard !text.utf8.contains(0) else { throw SQLiteError(.other, "A script cannot have a NUL in it") }
    try requireTransactionIntact()
    writeCount += 1
    guard sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK else { throw SQLiteError(last: handle) }
  }

  var isOverdue: Bool { deadline.map { DispatchTime.now() >= $0 } ?? false }

  /// The number of statements that are kept prepared.
  var preparedCount: Int { statements.count }

  private func withStatement<T>(_ sql: SQL, _ body: (Statement) throws -> T) throws -> T {
    try requireTransactionIntact()
    let statement = try statements.take(sql.template, on: handle)
    defer {
      statement.reset()
      statement.isInUse = false
    }
    if !statement.isReadOnly { writeCount += 1 }
    try statement.bind(sql.bindings)
    return try body(statement)
  }
}
