import CSQLite

/// A prepared statement.
final class Statement {
  let handle: OpaquePointer
  /// Whether it cannot change the database.
  let isReadOnly: Bool
  /// Whether some call stands inside it.
  ///
  /// A nested call with the same text gets a statement of its own.
  var isInUse = false
  /// The connection's count of uses at the last use, for the cache to drop what is used least recently.
  var lastUse: UInt64 = 0

  private let connection: OpaquePointer
  private let parameterCount: Int

  init(_ text: String, on connection: OpaquePointer) throws {
    self.connection = connection
    self.handle = try Self.prepare(text, on: connection)
    self.isReadOnly = sqlite3_stmt_readonly(handle) != 0
    self.parameterCount = Int(sqlite3_bind_parameter_count(handle))
  }

  deinit {
    sqlite3_finalize(handle)
  }

  /// Moves to the next row; false when there is none.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLiteError(last: connection)
    }
  }

  /// Makes it ready for the next use, and lets go of what was bound.
  func reset() {
    // An error here repeats what `step` has already answered.
    sqlite3_reset(handle)
    if parameterCount > 0 { sqlite3_clear_bindings(handle) }
  }

  func bind(_ values: [Value]) throws {
    guard values.count == parameterCount else {
      throw SQLiteError(.other, "A statement has \(parameterCount) parameters but \(values.count) values")
    }
    for index in values.indices {
      try bind(values[index], at: Int32(index + 1))
    }
  }

  private func bind(_ value: Value, at index: Int32) throws {
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, index)
      case .integer(let integer): sqlite3_bind_int64(handle, index, integer)
      case .text(let text): try bind(text, at: index)
      case .blob(let bytes): bind(bytes, at: index)
      }
    guard code == SQLITE_OK else { throw SQLiteError(last: connection) }
  }

  private func bind(_ text: String, at index: Int32) throws -> Int32 {
    var text = text
    return try text.withUTF8 { bytes in
      guard csqlite_has_nul(bytes.baseAddress, bytes.count) == 0 else {
        throw SQLiteError(.other, "A text with a NUL in it cannot be stored: SQLite would cut it off at some places")
      }
      // A null pointer would bind NULL, and a text without characters may have one.
      guard let start = bytes.baseAddress else { return csqlite_bind_text(handle, index, "", 0) }
      return csqlite_bind_text(handle, index, start, UInt64(bytes.count))
    }
  }

  private func bind(_ bytes: [UInt8], at index: Int32) -> Int32 {
    guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
    return csqlite_bind_blob(handle, index, bytes, UInt64(bytes.count))
  }

  private static func prepare(_ text: String, on connection: OpaquePointer) throws -> OpaquePointer {
    var text = text
    return try text.withUTF8 { bytes in
      var handle: OpaquePointer?
      var tail: UnsafePointer<CChar>?
      let code = bytes.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_prepare_v3(
          connection, characters.baseAddress, Int32(clamping: characters.count), UInt32(SQLITE_PREPARE_PERSISTENT),
          &handle, &tail)
      }
      guard code == SQLITE_OK else { throw SQLiteError(last: connection) }
      guard let handle else { throw SQLiteError(.other, "There is no statement in the text") }
      guard hasNothing(from: tail, in: bytes) else {
        sqlite3_finalize(handle)
        throw SQLiteError(.other, "There is more than one statement in the text")
      }
      return handle
    }
  }

  private static func hasNothing(from tail: UnsafePointer<CChar>?, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let tail, let start = bytes.baseAddress else { return true }
    let used = UnsafeRawPointer(tail) - UnsafeRawPointer(start)
    return bytes[used...].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: ";") }
  }
}

extension SQLiteError {
  /// The error of the last call on a connection.
  init(last connection: OpaquePointer) {
    self.init(code: sqlite3_extended_errcode(connection), message: String(cString: sqlite3_errmsg(connection)))
  }
}
