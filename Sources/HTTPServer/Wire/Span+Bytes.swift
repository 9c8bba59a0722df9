import Glibc

/// What is asked of a line's bytes, where they stand: a slice would have to hold on to the whole buffer.
extension Span<UInt8> {
  var first: UInt8? { isEmpty ? nil : self[0] }

  /// The place of the first such byte, from a place on.
  func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, start < bytes.count else { return nil }
      return memchr(base + start, Int32(byte), bytes.count - start).map { UnsafeRawPointer($0) - base }
    }
  }

  func allSatisfy(_ isRight: (UInt8) -> Bool) -> Bool {
    for index in indices where !isRight(self[index]) { return false }
    return true
  }

  func equals(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }

  func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && starts(with: text) }

  package func starts(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { characters in
      for index in characters.indices where self[index] != characters[index] { return false }
      return true
    }
  }

  /// The text, or nil for bytes that are no UTF-8.
  package var validText: String? {
    do {
      return String(copying: try UTF8Span(validating: self))
    } catch {
      return nil
    }
  }

  /// Bytes that are no UTF-8 become U+FFFD.
  package var text: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}
