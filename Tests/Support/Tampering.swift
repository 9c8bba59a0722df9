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
      sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK
    else { throw Failed(message: String(cString: sqlite3_errmsg(handle))) }
  }
}
