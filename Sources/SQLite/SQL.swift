/// A statement with its parameters.
///
/// Interpolation binds, so that no value can become SQL: `"SELECT name FROM partner WHERE id = \(id)"` is the text
/// `… WHERE id = ?` and one binding. The text can only come from literals in the program, and is never put together
/// for a statement that is prepared already.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
  private(set) var template = Template()
  /// One value for each `?`, in order.
  public private(set) var bindings: [Value]

  /// A statement, or a part of one, without parameters.
  public init(stringLiteral text: StaticString) {
    template.append(text)
    bindings = []
  }

  /// A statement, or a part of one, with the values that were interpolated.
  public init(stringInterpolation: Interpolation) {
    self = stringInterpolation.sql
  }

  private init(literalCount: Int, bindingCount: Int) {
    template.reserve(literalCount)
    bindings = []
    bindings.reserveCapacity(bindingCount)
  }

  /// The text, with a `?` for each binding.
  public var text: String { template.text }

  /// Puts another part behind this one.
  ///
  /// No space is added between them.
  public mutating func append(_ other: SQL) {
    template.append(other.template)
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
      sql = SQL(literalCount: 2 * interpolationCount + 1, bindingCount: interpolationCount)
    }

    /// Text that the programmer wrote.
    public mutating func appendLiteral(_ literal: StaticString) {
      sql.template.append(literal)
    }

    /// A value, bound as a parameter.
    public mutating func appendInterpolation(_ value: some Bindable) {
      sql.template.append("?")
      sql.bindings.append(value.value)
    }

    /// A value or NULL, bound as a parameter.
    ///
    /// The compiler warns of an optional in a string; it sees here that it is meant.
    public mutating func appendInterpolation(_ value: (some Bindable)?) {
      sql.template.append("?")
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
        sql.template.append(index == 0 ? "?" : ", ?")
        sql.bindings.append(value.value)
      }
    }
  }
}

extension SQL {
  /// The text of a statement as the literals it is made of.
  ///
  /// Two are equal when they are made of the same literals, which their addresses tell: comparing texts of hundreds of
  /// characters for each statement would cost more than running it. Equal texts from different places in the program
  /// count as different, which costs a second prepared statement and nothing else.
  struct Template: Hashable, Sendable {
    private var literals: [StaticString] = []
    /// Grows with each literal; so that hashing does not walk over them again.
    private var mixed: UInt = 0

    var text: String { literals.map { "\($0)" }.joined() }

    mutating func reserve(_ count: Int) {
      literals.reserveCapacity(count)
    }

    mutating func append(_ literal: StaticString) {
      literals.append(literal)
      mixed = (mixed ^ UInt(bitPattern: literal.utf8Start)) &* 0x9e37_79b9_7f4a_7c15
      mixed ^= mixed >> 29
    }

    mutating func append(_ other: Template) {
      for literal in other.literals { append(literal) }
    }

    static func == (first: Template, second: Template) -> Bool {
      guard first.mixed == second.mixed, first.literals.count == second.literals.count else { return false }
      return zip(first.literals, second.literals).allSatisfy {
        $0.utf8Start == $1.utf8Start && $0.utf8CodeUnitCount == $1.utf8CodeUnitCount
      }
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(mixed)
    }
  }
}
