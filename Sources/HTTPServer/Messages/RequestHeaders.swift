/// The header fields of a request, in the order they came in.
///
/// Kept as they stood on the wire; a text is made of those that are asked for.
public struct RequestHeaders: Sendable {
  private var storage: [UInt8]
  private var fields: [Field] = []

  /// Where a field stands in the storage.
  struct Field: Sendable {
    let name: Range<Int>
    let value: Range<Int>
  }

  /// Fields for a test.
  public init(_ fields: [(name: String, value: String)] = []) {
    storage = []
    for field in fields {
      let nameStart = storage.count
      storage += Array(field.name.utf8)
      let valueStart = storage.count
      storage += Array(field.value.utf8)
      self.fields.append(Field(name: nameStart..<valueStart, value: valueStart..<storage.count))
    }
  }

  init(storage: [UInt8], fields: [Field]) {
    self.storage = storage
    self.fields = fields
  }

  /// The number of fields.
  public var count: Int { fields.count }

  /// The value of the first field with this name, without the blanks around it.
  ///
  /// - Parameter name: In lower case.
  public func first(_ name: StaticString) -> String? {
    for field in fields where isNamed(field, name) { return text(field.value) }
    return nil
  }

  /// The values of all fields with this name, in order.
  ///
  /// - Parameter name: In lower case.
  public func all(_ name: StaticString) -> [String] {
    fields.filter { isNamed($0, name) }.map { text($0.value) }
  }

  /// The values of all fields with this name as one list, with commas between (RFC 9110 section 5.3); nil for none.
  ///
  /// - Parameter name: In lower case.
  public func list(_ name: StaticString) -> String? {
    let values = all(name)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  private func isNamed(_ field: Field, _ name: StaticString) -> Bool {
    guard field.name.count == name.utf8CodeUnitCount else { return false }
    return name.withUTF8Buffer { wanted in
      for (offset, index) in field.name.enumerated() where lowered(storage[index]) != wanted[offset] { return false }
      return true
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: storage[range], as: UTF8.self)
  }
}

/// An ASCII letter in lower case; any other byte as it is.
func lowered(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
