/// Follows a chunked body (RFC 9112 section 7.1). Extensions and trailer fields are checked for their form and dropped.
struct ChunkedBody {
  private enum Phase {
    case size
    case data(remaining: Int)
    case dataEnd
    case trailer(byteCount: Int)
  }

  private var phase: Phase = .size

  /// Takes what has come in.
  ///
  /// - Returns: Whether the body is whole.
  mutating func take(from input: inout InputBuffer, into body: inout [UInt8], _ limits: Limits) throws(HTTPError)
    -> Bool
  {
    while true {
      switch phase {
      case .size:
        let reason = "A chunk's size line is too long"
        guard let line = try input.takeLine(max: limits.chunkLineBytesMax, .badRequest, reason) else { return false }
        let size = try input.read(line) { bytes throws(HTTPError) in try Self.size(bytes) }
        guard size <= limits.bodyBytesMax - body.count else { throw .tooLarge(limits) }
        phase = size == 0 ? .trailer(byteCount: 0) : .data(remaining: size)
      case .data(let remaining):
        let count = input.take(upTo: remaining, into: &body)
        phase = count == remaining ? .dataEnd : .data(remaining: remaining - count)
        guard count == remaining else { return false }
      case .dataEnd:
        guard try input.takeLineEnd() else { return false }
        phase = .size
      case .trailer(let byteCount):
        let left = limits.trailerBytesMax - byteCount
        guard let line = try input.takeLine(max: left, .headerFieldsTooLarge, "The trailer is too large") else {
          return false
        }
        guard !line.isEmpty else { return true }
        _ = try input.read(line) { bytes throws(HTTPError) in try FieldLine(bytes) }
        phase = .trailer(byteCount: byteCount + line.count + 2)
      }
    }
  }

  /// The size before the extensions: 1 to 15 hexadecimal digits.
  private static func size(_ line: Span<UInt8>) throws(HTTPError) -> Int {
    var size = 0
    var index = 0
    while index < line.count, let digit = hexadecimalValue(line[index]) {
      guard index < 15 else { throw HTTPError(.badRequest, "A chunk's size has too many digits") }
      size = size << 4 | digit
      index += 1
    }
    guard index > 0 else { throw HTTPError(.badRequest, "A chunk must begin with its size") }
    // Blanks may stand before an extension (RFC 9112 section 7.1.1), and nowhere else.
    let end = index
    while index < line.count, isBlank(line[index]) { index += 1 }
    guard end == line.count || isExtension(line.extracting(index...)) else {
      throw HTTPError(.badRequest, "A chunk's size is hexadecimal digits, with nothing behind it but extensions")
    }
    return size
  }

  /// Printable characters and blanks; an extension with a name.
  private static func isExtension(_ bytes: Span<UInt8>) -> Bool {
    bytes.count > 1 && bytes[0] == UInt8(ascii: ";") && bytes.allSatisfy { $0 == 9 || (0x20...0x7e).contains($0) }
  }
}

extension HTTPError {
  static func tooLarge(_ limits: Limits) -> HTTPError {
    HTTPError(.contentTooLarge, "The content is larger than \(limits.bodyBytesMax) bytes; send it in parts")
  }
}

/// The value of a hexadecimal digit.
func hexadecimalValue(_ byte: UInt8) -> Int? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
  default: nil
  }
}
