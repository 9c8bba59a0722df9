/// A read-only connection.
///
/// One `read` is one transaction and so one snapshot, whatever is written meanwhile.
///
/// `@unchecked Sendable`: it belongs to the serial queue that its owner uses it on (a shard's, or one of the pool for
/// slow work). Two uses at once are a fault of the owner; `isReading` catches them as far as it can without a lock.
public final class Reader: @unchecked Sendable {
  private let connection: Connection
  private var isReading = false

  /// Opens an existing database.
  ///
  /// - Throws: `SQLiteError` with kind `cannotOpen`, `notADatabase` or what else stood in the way.
  public init(path: String) throws {
    connection = try Connection(path: path, access: .readOnly)
  }

  /// Runs the body on one snapshot of the database.
  ///
  /// - Throws: `SQLiteError`, or what the body throws.
  public func read<T>(_ body: (Connection) throws -> T) throws -> T {
    precondition(!isReading, "A reader is used by two at once, or inside itself")
    isReading = true
    defer { isReading = false }
    return try connection.transaction(immediate: false) { try body(connection) }
  }
}
