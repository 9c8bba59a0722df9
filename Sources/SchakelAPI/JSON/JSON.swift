/// A JSON value as it came in (RFC 8259).
///
/// Foundation's parser forgets duplicate names and how a number was written, which here decide whether input is
/// accepted.
indirect enum JSON: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// As written.
  case number(String)
  case text(String)
  case list([JSON])
  /// In the order written; each name once.
  case object([Member])

  struct Member: Hashable, Sendable {
    let name: String
    let value: JSON

    init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The value of an object's member; nil when there is none, or this is no object.
  func member(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The integer of a number written without fraction and exponent, within 64 bits.
  var integer: Int64? {
    guard case .number(let text) = self else { return nil }
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    var integer: Int64 = 0
    for digit in digits {
      let (product, overflow) = integer.multipliedReportingOverflow(by: 10)
      let (difference, underflow) = product.subtractingReportingOverflow(Int64(digit - 0x30))
      guard !overflow, !underflow else { return nil }
      integer = difference
    }
    if digits.count < text.utf8.count { return integer }
    return integer == .min ? nil : -integer
  }

  /// What a person calls such a value.
  var kindName: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
