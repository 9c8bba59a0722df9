/// What a column can hold.
///
/// There is no floating point: money and moments are integers, quantities are text.
public enum Value: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])
}

/// A type that can stand in an `SQL` interpolation, and is bound there as a parameter.
public protocol Bindable: Sendable {
  /// What is bound.
  var value: Value { get }
}

extension Value: Bindable {
  /// Itself.
  public var value: Value { self }
}

extension Int: Bindable {
  /// The integer.
  public var value: Value { .integer(Int64(self)) }
}

extension Int64: Bindable {
  /// The integer.
  public var value: Value { .integer(self) }
}

extension Bool: Bindable {
  /// 0 or 1.
  public var value: Value { .integer(self ? 1 : 0) }
}

extension String: Bindable {
  /// The text.
  ///
  /// Text with a NUL in it is refused when it is bound: SQLite would cut it off at some places only.
  public var value: Value { .text(self) }
}

extension [UInt8]: Bindable {
  /// The bytes.
  public var value: Value { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
  /// The wrapped value, or NULL.
  public var value: Value { self?.value ?? .null }
}

extension Bindable where Self: RawRepresentable, RawValue: Bindable {
  /// The raw value.
  public var value: Value { rawValue.value }
}
