import CSQLite

/// Changes a database behind Schakel's back, as somebody with the file could.
package enum Tampering {
  /// What SQLite said.
  package struct Failed: Error {
    package let message: String
  }

  package static func run(_ script: String, on path: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK,
      sqlite3_busy_timeout(handle, 10_000) == SQLITE_OK,
      sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK
    else { throw Failed(message: String(cString: sqlite3_errmsg(handle))) }
  }

  /// The number that a statement answers; nil when there is none.
  package static func number(_ statement: String, on path: String) throws -> Int? {
    var handle: OpaquePointer?
    var prepared: OpaquePointer?
    defer {
      sqlite3_finalize(prepared)
      sqlite3_close_v2(handle)
    }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK,
      sqlite3_prepare_v2(handle, statement, -1, &prepared, nil) == SQLITE_OK
    else { throw Failed(message: String(cString: sqlite3_errmsg(handle))) }
    return sqlite3_step(prepared) == SQLITE_ROW ? Int(sqlite3_column_int64(prepared, 0)) : nil
  }

  /// The first column of all rows that a statement answers.
  package static func texts(_ statement: String, on path: String) throws -> [String] {
    var handle: OpaquePointer?
    var prepared: OpaquePointer?
    defer {
      sqlite3_finalize(prepared)
      sqlite3_close_v2(handle)
    }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK,
      sqlite3_prepare_v2(handle, statement, -1, &prepared, nil) == SQLITE_OK
    else { throw Failed(message: String(cString: sqlite3_errmsg(handle))) }
    var texts: [String] = []
    while sqlite3_step(prepared) == SQLITE_ROW {
      texts.append(sqlite3_column_text(prepared, 0).map { String(cString: $0) } ?? "")
    }
    return texts
  }
}
