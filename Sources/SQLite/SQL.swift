/// A statement with its parameters.
///
/// Interpolation binds, so that no value can become SQL: `"SELECT name FROM partner WHERE id = \(id)"` is the text
/// `… WHERE id = ?` and one binding.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The text, with a `?` for each binding.
  public private(set) var text: String
  /// One value for each `?`, in order.
  public private(set) var bindings: [Value]

  /// A statement, or a part of one, without parameters.
  public init(stringLiteral text: String) {
    self.text = text
    self.bindings = []
  }

  /// A statement, or a part of one, with the values that were interpolated.
  public init(stringInterpolation: Interpolation) {
    self = stringInterpolation.sql
  }

  private init(capacity: Int, bindingCount: Int) {
    text = ""
    text.reserveCapacity(capacity)
    bindings = []
    bindings.reserveCapacity(bindingCount)
  }

  /// Puts another part behind this one.
  ///
  /// No space is added between them.
  public mutating func append(_ other: SQL) {
    text += other.text
    bindings += other.bindings
  }

  /// Two parts behind each other.
  ///
  /// No space is added between them.
  public static func + (first: SQL, second: SQL) -> SQL {
    var joined = first
    joined.append(second)
    return joined
  }

  /// Puts another part behind this one.
  ///
  /// No space is added between them.
  public static func += (first: inout SQL, second: SQL) {
    first.append(second)
  }
}

extension SQL {
  /// Collects what stands between the quotes of an `SQL` literal.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var sql: SQL

    /// Starts with room for the text and its parameters.
    public init(literalCapacity: Int, interpolationCount: Int) {
      sql = SQL(capacity: literalCapacity + interpolationCount, bindingCount: interpolationCount)
    }

    /// Text that the programmer wrote.
    public mutating func appendLiteral(_ literal: String) {
      sql.text += literal
    }

    /// A value, bound as a parameter.
    public mutating func appendInterpolation(_ value: some Bindable) {
      sql.text += "?"
      sql.bindings.append(value.value)
    }

    /// A value or NULL, bound as a parameter.
    ///
    /// The compiler warns of an optional in a string; it sees here that it is meant.
    public mutating func appendInterpolation(_ value: (some Bindable)?) {
      sql.text += "?"
      sql.bindings.append(value?.value ?? .null)
    }

    /// Another statement, or a part of one, with its parameters.
    public mutating func appendInterpolation(sql part: SQL) {
      sql.append(part)
    }

    /// As many parameters as there are values, with commas between, for `id IN (\(list: ids))`.
    ///
    /// None is allowed.
    public mutating func appendInterpolation(list values: [some Bindable]) {
      for (index, value) in values.enumerated() {
        sql.text += index == 0 ? "?" : ", ?"
        sql.bindings.append(value.value)
      }
    }
  }
}
