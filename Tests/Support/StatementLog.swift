import CSQLite
import Foundation

/// Writes down which statements the connections of this process run on one database, and asks SQLite how it goes about
/// them.
package final class StatementLog: Sendable {
  private let path: String

  /// - Parameter path: Connections that are opened from here on are listened to.
  package init(path: String) {
    self.path = path
    StatementListener.install()
    StatementListener.texts.withLock { $0[path] = [] }
  }

  deinit {
    StatementListener.texts.withLock { $0[path] = nil }
  }

  /// The statements so far, each once, in the order of their text.
  package var texts: [String] { StatementListener.texts.withLock { ($0[path] ?? []).sorted() } }

  /// What SQLite would do for a statement, step by step (sqlite.org/eqp.html).
  package func plan(_ text: String) throws -> [String] {
    var connection: OpaquePointer?
    var statement: OpaquePointer?
    defer {
      sqlite3_finalize(statement)
      sqlite3_close_v2(connection)
    }
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK,
      sqlite3_prepare_v2(connection, "EXPLAIN QUERY PLAN \(text)", -1, &statement, nil) == SQLITE_OK
    else { throw Tampering.Failed(message: String(cString: sqlite3_errmsg(connection))) }
    var steps: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      if let detail = sqlite3_column_text(statement, 3) { steps.append(String(cString: detail)) }
    }
    return steps
  }
}

/// Listens to every connection that the process opens.
private enum StatementListener {
  /// By the path of the database that somebody listens to.
  static let texts = Guarded<[String: Set<String>]>([:])

  static func install() { _ = isInstalled }

  private typealias EntryPoint =
    @convention(c) (
      OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, UnsafeRawPointer?
    ) -> Int32

  private static let isInstalled: Bool = {
    let listen: EntryPoint = { connection, _, _ in
      sqlite3_trace_v2(
        connection, UInt32(SQLITE_TRACE_STMT),
        { _, _, statement, _ in
          StatementListener.add(OpaquePointer(statement))
          return 0
        }, nil)
    }
    // SQLite declares the function without the arguments that it calls it with.
    return sqlite3_auto_extension(unsafeBitCast(listen, to: (@convention(c) () -> Void).self)) == SQLITE_OK
  }()

  private static func add(_ statement: OpaquePointer?) {
    guard let text = sqlite3_sql(statement),
      let path = sqlite3_db_filename(sqlite3_db_handle(statement), "main")
    else { return }
    texts.withLock { _ = $0[String(cString: path)]?.insert(String(cString: text)) }
  }
}
