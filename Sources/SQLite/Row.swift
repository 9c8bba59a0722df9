import CSQLite

/// The row a statement stands on.
///
/// It is valid only inside the closure that it is given to.
public struct Row {
  private let statement: OpaquePointer

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  /// A column's value, read as the type the caller wants.
  ///
  /// - Parameters:
  ///   - index: The column's place in the statement, from 0.
  ///   - type: Needed only where the compiler cannot see it.
  /// - Returns: The value.
  /// - Throws: `SQLiteError` of kind `unexpectedColumn` when the column is NULL, holds another type or does not exist.
  public func get<T: ColumnReadable>(_ index: Int, as type: T.Type = T.self) throws -> T {
    try T.read(self, index)
  }

  /// The number of columns.
  public var count: Int { Int(sqlite3_data_count(statement)) }

  /// The name of a column as the statement gives it; empty when there is no such column.
  public func name(of index: Int) -> String {
    guard (0..<count).contains(index), let name = sqlite3_column_name(statement, Int32(index)) else { return "" }
    return String(cString: name)
  }

  /// Whether a column is NULL.
  ///
  /// A column that does not exist is.
  public func isNull(_ index: Int) -> Bool { sqlite3_value_type(column(index)) == SQLITE_NULL }

  func integer(_ index: Int) throws -> Int64 { sqlite3_value_int64(try column(index, holding: SQLITE_INTEGER)) }

  func text(_ index: Int) throws -> String {
    let column = try column(index, holding: SQLITE_TEXT)
    guard let bytes = sqlite3_value_text(column) else { throw outOfMemory }
    return String(
      decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(column))), as: UTF8.self)
  }

  func blob(_ index: Int) throws -> [UInt8] {
    let column = try column(index, holding: SQLITE_BLOB)
    // SQLite answers a null pointer for a blob of no bytes.
    guard let bytes = sqlite3_value_blob(column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_value_bytes(column))))
  }

  func value(_ index: Int) throws -> Value {
    switch sqlite3_value_type(column(index)) {
    case SQLITE_INTEGER: .integer(try integer(index))
    case SQLITE_TEXT: .text(try text(index))
    case SQLITE_BLOB: .blob(try blob(index))
    case SQLITE_NULL where (0..<count).contains(index): .null
    default: throw unexpected("a value", at: index)
    }
  }

  /// Where the column's value stands; looked up once, because that costs more than to read it. A NULL for a column that
  /// does not exist.
  private func column(_ index: Int) -> OpaquePointer? { sqlite3_column_value(statement, Int32(clamping: index)) }

  /// SQLite would convert silently; a column of another type than the code expects is a fault that must show.
  private func column(_ index: Int, holding type: Int32) throws -> OpaquePointer? {
    let column = column(index)
    guard sqlite3_value_type(column) == type else { throw unexpected(Self.typeNames[Int(type)], at: index) }
    return column
  }

  func unexpected(_ wanted: String, at index: Int) -> SQLiteError {
    guard (0..<count).contains(index) else {
      return SQLiteError(.unexpectedColumn, "Column \(index) was read, but the row has \(count)")
    }
    let found = Self.typeNames[Int(sqlite3_column_type(statement, Int32(index)))]
    return SQLiteError(.unexpectedColumn, "Column \(index) (\(name(of: index))) holds \(found), not \(wanted)")
  }

  private var outOfMemory: SQLiteError { SQLiteError(code: SQLITE_NOMEM, message: "out of memory") }

  /// Indexed by SQLite's numbers for the types, which start at 1.
  private static let typeNames = ["", "an integer", "a floating-point number", "text", "a blob", "NULL"]
}
