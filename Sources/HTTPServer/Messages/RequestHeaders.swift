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
      let nameEnd = storage.count + field.name.utf8.count
      self.fields.append(
        Field(name: storage.count..<nameEnd, value: nameEnd..<nameEnd + field.value.utf8.count))
      storage += Array(field.name.utf8) + Array(field.value.utf8)
    }
  }

  /// Adds a field.
  mutating func add(_ line: Span<UInt8>) throws(HTTPError) {
    let field = try FieldLine(line)
    if storage.isEmpty {
      storage.reserveCapacity(512)
      fields.reserveCapacity(8)
    }
    let start = storage.count
    line.withUnsafeBufferPointer { storage.append(contentsOf: $0) }
    fields.append(
      Field(
        name: start..<start + field.name.upperBound,
        value: start + field.value.lowerBound..<start + field.value.upperBound))
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

  /// Asks something of the value of the first field with this name; nil when there is none.
  ///
  /// - Parameter name: In lower case.
  package func first<T>(_ name: StaticString, _ body: (Span<UInt8>) -> T) -> T? {
    for field in fields where isNamed(field, name) { return body(storage.span.extracting(field.value)) }
    return nil
  }

  /// The values of all fields with this name, in order.
  ///
  /// - Parameter name: In lower case.
  public func all(_ name: StaticString) -> [String] {
    fields.filter { isNamed($0, name) }.map { text($0.value) }
  }

  /// Whether there is more than one field with this name.
  ///
  /// - Parameter name: In lower case.
  public func isRepeated(_ name: StaticString) -> Bool {
    var count = 0
    for field in fields where isNamed(field, name) { count += 1 }
    return count > 1
  }

  /// The values of all fields with this name as one list, with commas between (RFC 9110 section 5.3); nil for none.
  ///
  /// - Parameter name: In lower case.
  public func list(_ name: StaticString) -> String? {
    guard let first = first(name) else { return nil }
    return isRepeated(name) ? all(name).joined(separator: ", ") : first
  }

  private func isNamed(_ field: Field, _ name: StaticString) -> Bool {
    let count = name.utf8CodeUnitCount
    guard field.name.count == count else { return false }
    return storage.withUnsafeBufferPointer { bytes in
      let wanted = name.utf8Start
      for index in 0..<count where lowered(bytes[field.name.lowerBound + index]) != wanted[index] { return false }
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
