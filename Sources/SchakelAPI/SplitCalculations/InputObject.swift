import CostSharing

// Reading the input of a calculation. The shapes that are published say the same, but a calculation has codes of its
// own for what is wrong, and one answer names everything: what cannot be read is noted and replaced by something
// harmless, and reading goes on.

/// An object of the input, at its place.
struct InputObject {
  let pointer: String
  let log: FaultLog
  private let json: JSON

  /// - Parameter shape: The members it may have; others are noted.
  init(_ json: JSON, _ shape: Shape, at pointer: String, _ log: FaultLog) {
    self.json = json
    self.pointer = pointer
    self.log = log
    guard case .object(let members) = json else {
      log.refuseType(json, at: pointer, due: "An object")
      return
    }
    let known = shape.members.map(\.name)
    for member in members where !known.contains(member.name) {
      let place = "\(pointer)/\(JSONPointer.step(member.name))"
      log.refuse(.unexpectedField, at: place, "There is no such field; known here: \(known.joined(separator: ", ")).")
    }
  }

  /// The pointer of a member.
  func place(_ name: String) -> String { "\(pointer)/\(name)" }

  func has(_ name: String) -> Bool { value(name) != nil }

  /// The member's value; null is as good as none.
  private func value(_ name: String) -> JSON? {
    guard let value = json.member(name), value != .null else { return nil }
    return value
  }

  /// The same of a member that must be there.
  private func required(_ name: String) -> JSON? {
    if case .object = json, value(name) == nil {
      log.refuse(.missingField, at: place(name), "This field is required.")
    }
    return value(name)
  }

  private func value(_ name: String, isRequired: Bool) -> JSON? { isRequired ? required(name) : value(name) }

  func text(_ name: String) -> String? {
    guard let value = value(name) else { return nil }
    guard case .text(let text) = value else {
      log.refuseType(value, at: place(name), due: "A text")
      return nil
    }
    let count = text.unicodeScalars.count
    guard (1...200).contains(count) else {
      log.refuse(general: count == 0 ? "tooShort" : "tooLong", at: place(name), "A text here has 1 to 200 characters.")
      return nil
    }
    return text
  }

  /// An identifier; its form is the engine's to judge.
  func identifier(_ name: String, isRequired: Bool = true) -> String? {
    guard let value = value(name, isRequired: isRequired) else { return nil }
    return Self.identifier(value, at: place(name), log)
  }

  func identifiers(_ name: String, isRequired: Bool = false) -> [String]? {
    list(name, isRequired: isRequired)?.enumerated().compactMap {
      Self.identifier($0.element, at: "\(place(name))/\($0.offset)", log)
    }
  }

  private static func identifier(_ value: JSON, at place: String, _ log: FaultLog) -> String? {
    if case .text(let text) = value { return text }
    log.refuse(.invalidId, at: place, "An identifier is a text.")
    return nil
  }

  /// Euro cents.
  func cents(_ name: String, isRequired: Bool = true) -> Int64? {
    guard let value = value(name, isRequired: isRequired) else { return nil }
    return Self.cents(value, at: place(name), log)
  }

  private static func cents(_ value: JSON, at place: String, _ log: FaultLog) -> Int64? {
    if let cents = value.integer { return cents }
    if case .number(let text) = value, BigInteger(text) != nil {
      log.refuse(.amountOutOfRange, at: place, "Cents lie between -2^63 and 2^63 - 1.")
    } else {
      log.refuse(.invalidAmount, at: place, "A whole number of cents is due, without fraction or quotes.")
    }
    return nil
  }

  /// A whole number that is no money.
  ///
  /// - Parameter code: Of one that is whole but fits in no 64 bits.
  func whole(_ name: String, isRequired: Bool = true, code: SplitError.Code = .invalidNumber) -> Int64? {
    guard let value = value(name, isRequired: isRequired) else { return nil }
    if let number = value.integer { return number }
    var isWhole = false
    if case .number(let text) = value { isWhole = BigInteger(text) != nil }
    log.refuse(isWhole ? code : .invalidNumber, at: place(name), "A whole number of at most 64 bits is due.")
    return nil
  }

  /// An exact decimal.
  func decimal(_ name: String, isRequired: Bool = false) -> ExactDecimal? {
    guard let value = value(name, isRequired: isRequired) else { return nil }
    return Self.decimal(value, at: place(name), log)
  }

  private static func decimal(_ value: JSON, at place: String, _ log: FaultLog) -> ExactDecimal? {
    switch value {
    case .text(let text): if let decimal = ExactDecimal(text) { return decimal }
    case .number(let text) where !text.contains("."): if let decimal = ExactDecimal(text) { return decimal }
    default: break
    }
    let detail = "A decimal is a text such as \"0.04\", at most 18 digits before the point and 6 behind it."
    log.refuse(.invalidNumber, at: place, detail)
    return nil
  }

  private static func fraction(_ value: JSON, at place: String, _ log: FaultLog) -> Fraction? {
    switch value {
    case .text(let text) where text.utf8.count <= fractionCharactersMax:
      if let fraction = Fraction(text) { return fraction }
    case .number(let text): if let whole = BigInteger(text) { return Fraction(whole) }
    default: break
    }
    log.refuse(.invalidNumber, at: place, "A fraction is a text such as \"100/3\", or a whole number.")
    return nil
  }

  private static let fractionCharactersMax = 1_000

  /// A code of a vocabulary.
  func code<Code: RawRepresentable>(
    _ name: String, _ unknown: SplitError.Code, isRequired: Bool = false, as type: Code.Type = Code.self
  ) -> Code? where Code: CaseIterable, Code.RawValue == String {
    guard let value = value(name, isRequired: isRequired) else { return nil }
    return Self.code(value, unknown, at: place(name), log)
  }

  func codes<Code: RawRepresentable>(
    _ name: String, _ unknown: SplitError.Code, as type: Code.Type = Code.self
  ) -> [Code]? where Code: CaseIterable, Code.RawValue == String {
    list(name, isRequired: false)?.enumerated().compactMap {
      Self.code($0.element, unknown, at: "\(place(name))/\($0.offset)", log)
    }
  }

  private static func code<Code: RawRepresentable>(
    _ value: JSON, _ unknown: SplitError.Code, at place: String, _ log: FaultLog
  ) -> Code? where Code: CaseIterable, Code.RawValue == String {
    if case .text(let text) = value, let code = Code(rawValue: text) { return code }
    let known = Code.allCases.map(\.rawValue).joined(separator: ", ")
    log.refuse(unknown, at: place, "Known are \(known).")
    return nil
  }

  func decimals(_ name: String, isRequired: Bool = true) -> [String: ExactDecimal]? {
    map(name, isRequired: isRequired) { Self.decimal($0, at: $1, log) }
  }

  /// Fractions that are added up: together they have a denominator that makes it a matter of moments.
  func fractions(_ name: String) -> [String: Fraction]? {
    guard let fractions = map(name, isRequired: true, { Self.fraction($0, at: $1, log) }) else { return nil }
    var common = BigInteger.one
    for denominator in Set(fractions.values.map(\.denominator)) {
      common = common * denominator.flooredDivision(by: BigInteger.gcd(common, denominator))
      guard common.bitWidth <= Self.commonBitsMax else {
        let detail = "The smallest common denominator of these fractions has too many digits; round them first."
        log.refuse(.invalidNumber, at: place(name), detail)
        return nil
      }
    }
    return fractions
  }

  /// Far more binary digits than the denominator of any division of the engine has.
  private static let commonBitsMax = 4_096

  func centsByID(_ name: String) -> [String: Int64]? {
    map(name, isRequired: true) { Self.cents($0, at: $1, log) }
  }

  private func map<Value>(
    _ name: String, isRequired: Bool, _ read: (JSON, String) -> Value?
  ) -> [String: Value]? {
    guard let value = value(name, isRequired: isRequired) else { return nil }
    guard case .object(let members) = value else {
      log.refuseType(value, at: place(name), due: "An object")
      return nil
    }
    var map: [String: Value] = [:]
    for member in members { map[member.name] = read(member.value, "\(place(name))/\(JSONPointer.step(member.name))") }
    return map
  }

  func object(_ name: String, _ shape: Shape, isRequired: Bool = false) -> InputObject? {
    guard let value = value(name, isRequired: isRequired) else { return nil }
    return InputObject(value, shape, at: place(name), log)
  }

  func objects(_ name: String, _ shape: Shape, isRequired: Bool = true) -> [InputObject]? {
    list(name, isRequired: isRequired)?.enumerated().map {
      InputObject($0.element, shape, at: "\(place(name))/\($0.offset)", log)
    }
  }

  private func list(_ name: String, isRequired: Bool) -> [JSON]? {
    guard let value = value(name, isRequired: isRequired) else { return nil }
    guard case .list(let items) = value else {
      log.refuseType(value, at: place(name), due: "A list")
      return nil
    }
    return items
  }
}
