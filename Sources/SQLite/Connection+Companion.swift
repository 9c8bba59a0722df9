import CSQLite

/// What pieces of work in one transaction share.
struct Companion {
  let object: AnyObject
  /// The rows changed on the connection when it was kept.
  let changeCount: Int64
}

extension Connection {
  /// Runs the body with what the work before it in this transaction was given, or with something new where anybody else
  /// has written in between.
  ///
  /// What the body itself writes must not make the companion wrong. It ends with the transaction.
  ///
  /// - Throws: `SQLiteError`, or what the closures throw.
  public func sharing<Shared: AnyObject, T>(
    with make: () throws -> Shared, _ body: (Shared) throws -> T
  ) throws -> T {
    let kept = companion.flatMap { $0.changeCount == changeCount ? $0.object as? Shared : nil }
    let shared = try kept ?? make()
    defer { companion = isInTransaction ? Companion(object: shared, changeCount: changeCount) : nil }
    return try body(shared)
  }

  /// Counts what was undone as well, so that equal counts mean that nothing was written.
  private var changeCount: Int64 { sqlite3_total_changes64(handle) }
}
