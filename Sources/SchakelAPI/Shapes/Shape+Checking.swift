import CostSharing
import SchakelDomain

extension Shape {
  /// Checks an object against the declaration.
  ///
  /// - Parameters:
  ///   - isPatch: Whether this is a merge patch (RFC 7396): any member may be left out, null takes an optional one
  /// away.
  /// - Returns: The members, for reading.
  /// - Throws: `DomainError` with every fault by its JSON pointer.
  func check(_ json: JSON, isPatch: Bool = false) throws -> Body {
    var faults: [DomainError.Fault] = []
    check(json, at: "", isPatch: isPatch, &faults)
    guard faults.isEmpty else { throw Self.error(faults) }
    return Body(json)
  }

  /// One fault's own reason is the whole answer's; several are `invalidInput`.
  private static func error(_ faults: [DomainError.Fault]) -> DomainError {
    let count = faults.count
    let detail = count == 1 ? faults[0].detail : "\(count) places are faulty; errors lists them all."
    let own = Set(faults.map(\.code))
    let reason = own.count == 1 ? Reason.schemaReasons.first { $0.code == own.first } : nil
    return DomainError(reason.map { $0.asInvalid } ?? .invalidInput, detail, faults: faults)
  }

  fileprivate func check(_ json: JSON, at pointer: String, isPatch: Bool, _ faults: inout [DomainError.Fault]) {
    guard case .object(let given) = json else {
      faults.append(.init(at: pointer, code: "type", "An object is due here, not \(json.kindName)."))
      return
    }
    for member in given {
      let place = pointer + "/" + JSONPointer.step(member.name)
      guard let known = members.first(where: { $0.name == member.name }) else {
        let names = members.filter { !$0.isReadOnly }.map(\.name).joined(separator: ", ")
        faults.append(.init(at: place, code: "unknownField", "There is no such field; known here: \(names)."))
        continue
      }
      known.check(member.value, at: place, isPatch: isPatch, &faults)
    }
    guard !isPatch else { return }
    for member in members where member.isRequired && !member.isReadOnly && json.member(member.name) == nil {
      faults.append(
        .init(
          at: "\(pointer)/\(member.name)", code: member.reason?.code ?? "required",
          member.reason?.advice ?? "This field is required."))
    }
  }
}

extension Shape.Member {
  fileprivate func check(_ value: JSON, at pointer: String, isPatch: Bool, _ faults: inout [DomainError.Fault]) {
    if isReadOnly {
      faults.append(.init(at: pointer, code: "readOnly", "The server sets this field; leave it out."))
    } else if value == .null {
      guard !isNullable else { return }
      faults.append(.init(at: pointer, code: reason?.code ?? "required", "This field must not be null."))
    } else {
      let before = faults.count
      type.check(value, at: pointer, &faults)
      if let reason {
        for index in before..<faults.count where faults[index].location == pointer && faults[index].code == "type" {
          faults[index] = .init(at: pointer, code: reason.code, "\(faults[index].detail) \(reason.advice)")
        }
      }
    }
  }
}

extension ValueType {
  /// Adds what is wrong with a value that is not null.
  func check(_ value: JSON, at pointer: String, _ faults: inout [DomainError.Fault]) {
    func refuse(_ code: String, _ detail: String) {
      faults.append(.init(at: pointer, code: code, detail))
    }
    switch (self, value) {
    case (.text(let range), .text(let text)):
      if let (code, detail) = Self.fault(of: text, range) { refuse(code, detail) }
    case (.code(_, let codes), .text(let text)):
      guard !codes.contains(text) else { return }
      refuse("unknownCode", "The code is unknown; known are \(codes.joined(separator: ", ")).")
    case (.pattern(let pattern, _, let words), .text(let text)):
      if !Self.matches(text, pattern) { refuse("format", "\(words) are due here.") }
    case (.identifier, .text(let text)):
      if Identifier<Never>(text) == nil { refuse("format", "An id is a UUID in lower case.") }
    case (.day, .text(let text)):
      if LocalDate(iso: text) == nil { refuse("format", "A day is written 2023-06-15 and exists in the calendar.") }
    case (.moment, .text(let text)):
      if Timestamp(rfc3339: text) == nil { refuse("format", "A moment is written 2023-06-15T08:00:00Z (RFC 3339).") }
    case (.boolean, .boolean), (.scalar, .text), (.scalar, .boolean), (.any, _): return
    case (.integer(let range), .number):
      guard let integer = value.integer else {
        return refuse("invalidAmount", "A whole number is due, without fraction.")
      }
      if !range.contains(integer) {
        refuse("invalidAmount", "The number must lie between \(range.lowerBound) and \(range.upperBound).")
      }
    case (.exactDecimal, .text(let text)):
      if ExactDecimal(text) == nil { refuse("format", "At most 18 digits before the point and 6 behind it.") }
    case (.fraction, .text(let text)):
      if Fraction(text) == nil { refuse("format", "A fraction is written as whole numbers, such as 100/3 or -3.") }
    case (.decimal, .text(let text)):
      if !Self.isDecimal(text) { refuse("format", "A decimal number is written as digits, such as 28.4 or -3.") }
    case (.decimal, .number), (.scalar, .number), (.exactDecimal, .number), (.fraction, .number):
      if value.integer == nil {
        refuse("format", "Write a number with a fraction as a text, such as \"28.4\": it stays exact.")
      }
    case (.list(let type, let range), .list(let items)):
      checkList(items, of: type, range, at: pointer, &faults)
    case (.object(let shape), _):
      shape.check(value, at: pointer, isPatch: false, &faults)
    case (.map(let type, let orNull), .object(let members)):
      for member in members where !orNull || member.value != .null {
        type.check(member.value, at: "\(pointer)/\(JSONPointer.step(member.name))", &faults)
      }
    case (.oneOf, .object): return
    default:
      refuse("type", "\(kindName) is due here, not \(value.kindName).")
    }
  }

  private func checkList(
    _ items: [JSON], of type: ValueType, _ range: ClosedRange<Int>, at pointer: String,
    _ faults: inout [DomainError.Fault]
  ) {
    if items.isEmpty, range.lowerBound > 0 {
      faults.append(.init(at: pointer, code: "emptySelection", "Name at least \(range.lowerBound)."))
    } else if !range.contains(items.count) {
      faults.append(.init(at: pointer, code: "count", "There may be \(range.lowerBound) to \(range.upperBound) items."))
    }
    for (index, item) in items.prefix(range.upperBound).enumerated() {
      if item == .null {
        faults.append(.init(at: "\(pointer)/\(index)", code: "type", "\(type.kindName) is due here, not null."))
      } else {
        type.check(item, at: "\(pointer)/\(index)", &faults)
      }
    }
  }

  private static func fault(of text: String, _ range: ClosedRange<Int>) -> (String, String)? {
    if range.lowerBound > 0, text.allSatisfy(\.isWhitespace) { return ("blank", "The text must not be blank.") }
    // A character takes one to four bytes, so a short text need not be counted.
    let isSurelyWithin = text.utf8.count <= range.upperBound && text.utf8.count / 4 >= range.lowerBound
    let count = isSurelyWithin ? range.lowerBound : text.unicodeScalars.count
    if count > range.upperBound { return ("tooLong", "The text has \(count) characters, at most \(range.upperBound).") }
    if count < range.lowerBound { return ("tooShort", "The text needs at least \(range.lowerBound) characters.") }
    return holdsControls(text) ? ("format", "The text must not hold control characters.") : nil
  }

  /// Whether it holds a control character other than tab and line ends.
  private static func holdsControls(_ text: String) -> Bool {
    // Hardly any does; without a branch the compiler looks at many at a time.
    let bytes = text.utf8.span
    var marks: UInt8 = 0
    for index in bytes.indices { marks |= (bytes[index] < 0x20 ? 1 : 0) | (bytes[index] == 0x7f ? 1 : 0) }
    return marks != 0 && text.utf8.contains { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 13 || $0 == 0x7f }
  }

  /// Patterns here are one class of characters and their count, such as `[0-9]{8}`.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    switch pattern {
    case "[0-9]{8}": text.utf8.count == 8 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    case "[0-9a-f]{64}":
      text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    case "[A-Z]{2}": text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5a).contains($0) }
    default: false
    }
  }

  /// Digits, with a sign before and a fraction behind at most.
  static func isDecimal(_ text: String) -> Bool {
    let unsigned = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    let parts = unsigned.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && text.utf8.count <= 40
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private var kindName: String {
    switch self {
    case .text, .pattern, .code, .identifier, .day, .moment: "A text"
    case .boolean: "A boolean"
    case .integer: "A number"
    case .decimal, .exactDecimal: "A decimal number in a text"
    case .fraction: "A fraction in a text"
    case .scalar, .any: "A value"
    case .list: "A list"
    case .object, .map, .oneOf: "An object"
    }
  }
}

extension Reason {
  /// Reasons that a fault against the schema may have as its code.
  static let schemaReasons: [Reason] = Reason.all.filter { $0.kind == .unacceptable || $0.kind == .invalid }

  /// The same reason where the schema alone decides: 400 instead of 422.
  var asInvalid: Reason { Reason(code, .invalid, title, advice: advice) }
}
