import SchakelDomain

// A shape declares one JSON object: its members and what each may hold. From the one declaration come the check of what
// comes in, which finds every fault at once, and the schema that is published; so the two cannot differ.

/// The declaration of a JSON object.
struct Shape: Sendable {
  /// The schema's name in the description, in PascalCase.
  let name: String
  let members: [Member]

  init(_ name: String, _ members: [Member]) {
    self.name = name
    self.members = members
  }

  struct Member: Sendable {
    let name: String
    let type: ValueType
    let isRequired: Bool
    /// Shown in answers, refused in requests.
    let isReadOnly: Bool
    /// Whether null is accepted, or answered, as well.
    let isNullable: Bool
    let description: String
    /// The code of a fault here, instead of the general one.
    let reason: Reason?
  }
}

/// What a member may hold.
indirect enum ValueType: Sendable {
  /// A text of so many characters; not only blanks when at least one is asked for.
  case text(ClosedRange<Int>)
  /// A text of one form: letters and digits of fixed classes; an example; the form in words.
  case pattern(String, String, String)
  /// One of a vocabulary's codes.
  case code(String, [String])
  case identifier
  case day
  case moment
  case boolean
  case integer(ClosedRange<Int64>)
  /// An exact decimal number: a text, or a JSON integer.
  case decimal
  /// A value of a record: a text, an integer or a boolean.
  case scalar
  /// The same of at most 18 digits before the point and 6 behind it, without leading zeros.
  case exactDecimal
  /// An exact fraction: a text such as `100/3`, or a JSON integer.
  case fraction
  case list(ValueType, ClosedRange<Int>)
  case object(Shape)
  /// An object whose members are named by ids; their values may be null where that is said.
  case map(ValueType, orNull: Bool = false)
  /// One of several objects; which one it must be is for its own reader to tell, and to check.
  case oneOf([Shape])
  /// Anything.
  case any

  /// A code of a vocabulary.
  static func code<V: Vocabulary>(_ vocabulary: V.Type) -> ValueType {
    .code(V.vocabularyName, V.allCases.map(\.rawValue))
  }

  /// Euro cents from 0 on, within what JSON readers keep exact (2⁵³ − 1).
  static let cents = ValueType.integer(0...9_007_199_254_740_991)
  /// Euro cents that may be negative.
  static let signedCents = ValueType.integer(-9_007_199_254_740_991...9_007_199_254_740_991)
}

extension Shape.Member {
  static func required(
    _ name: String, _ type: ValueType, _ description: String, reason: Reason? = nil
  ) -> Shape.Member {
    Shape.Member(
      name: name, type: type, isRequired: true, isReadOnly: false, isNullable: false, description: description,
      reason: reason)
  }

  /// May be left out, or null.
  static func optional(
    _ name: String, _ type: ValueType, _ description: String, reason: Reason? = nil
  ) -> Shape.Member {
    Shape.Member(
      name: name, type: type, isRequired: false, isReadOnly: false, isNullable: true, description: description,
      reason: reason)
  }

  /// May be left out, but not null.
  static func defaulted(_ name: String, _ type: ValueType, _ description: String) -> Shape.Member {
    Shape.Member(
      name: name, type: type, isRequired: false, isReadOnly: false, isNullable: false, description: description,
      reason: nil)
  }

  /// Set by the server, always there in answers.
  static func readOnly(_ name: String, _ type: ValueType, _ description: String, nullable: Bool = false) -> Shape.Member
  {
    Shape.Member(
      name: name, type: type, isRequired: true, isReadOnly: true, isNullable: nullable, description: description,
      reason: nil)
  }
}
