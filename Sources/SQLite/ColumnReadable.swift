/// A type that can be read from a column.
public protocol ColumnReadable {
  /// Reads a column.
  ///
  /// - Parameters:
  ///   - row: The row that holds it.
  ///   - index: The column's place in the statement, from 0.
  /// - Returns: The value.
  /// - Throws: `SQLiteError` of kind `unexpectedColumn` when the column holds something else.
  static func read(_ row: Row, _ index: Int) throws -> Self
}

extension Int64: ColumnReadable {
  /// Reads an integer.
  public static func read(_ row: Row, _ index: Int) throws -> Int64 { try row.integer(index) }
}

extension Int: ColumnReadable {
  /// Reads an integer.
  public static func read(_ row: Row, _ index: Int) throws -> Int { Int(try row.integer(index)) }
}

extension Bool: ColumnReadable {
  /// Reads 0 or 1; any other integer is unexpected.
  public static func read(_ row: Row, _ index: Int) throws -> Bool {
    switch try row.integer(index) {
    case 0: false
    case 1: true
    default: throw row.unexpected("0 or 1", at: index)
    }
  }
}

extension String: ColumnReadable {
  /// Reads text; bytes that are no UTF-8 become U+FFFD.
  public static func read(_ row: Row, _ index: Int) throws -> String { try row.text(index) }
}

extension [UInt8]: ColumnReadable {
  /// Reads a blob.
  public static func read(_ row: Row, _ index: Int) throws -> [UInt8] { try row.blob(index) }
}

extension Value: ColumnReadable {
  /// Reads anything but a floating-point number.
  public static func read(_ row: Row, _ index: Int) throws -> Value { try row.value(index) }
}

extension Optional: ColumnReadable where Wrapped: ColumnReadable {
  /// Reads NULL as nil.
  public static func read(_ row: Row, _ index: Int) throws -> Wrapped? {
    guard row.isNull(index) else { return try Wrapped.read(row, index) }
    guard (0..<row.count).contains(index) else { throw row.unexpected("a value", at: index) }
    return nil
  }
}

extension ColumnReadable where Self: RawRepresentable, RawValue: ColumnReadable {
  /// Reads a raw value; one that no case has is unexpected.
  public static func read(_ row: Row, _ index: Int) throws -> Self {
    guard let known = Self(rawValue: try RawValue.read(row, index)) else {
      throw row.unexpected("a known \(Self.self)", at: index)
    }
    return known
  }
}
