/// Splits Swift source into its code and its string literals, so that a word in a comment or a text is not taken for a
/// call.
///
/// The code keeps its shape: comments and literals become spaces, line breaks stay, names in backticks become `x`s.
/// Interpolations are code again. Regex literals are not known: one that holds a quote blanks the rest of its line.
struct SwiftScanner {
  /// The source with everything that is not code blanked; as many lines as the source.
  private(set) var code: [UInt8] = []
  private(set) var literals: [Literal] = []

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  struct Literal: Equatable {
    /// Where the literal opens; 1 is the first line.
    let line: Int
    var text: String
  }

  init(_ source: String) {
    bytes = Array(source.utf8)
    code.reserveCapacity(bytes.count)
    scanCode(insideInterpolation: false)
  }

  private mutating func scanCode(insideInterpolation: Bool) {
    var depth = 0
    while let byte = peek() {
      if starts("//") {
        while let next = peek(), next != UInt8(ascii: "\n") { skip() }
      } else if starts("/*") {
        skipBlockComment()
      } else if let hashes = literalOpening() {
        scanLiteral(hashes: hashes)
      } else if byte == UInt8(ascii: "`") {
        copyQuotedName()
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        keep()
        if insideInterpolation, depth == 0 { return }
      }
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        skip(2)
      } else if starts("*/") {
        depth -= 1
        skip(2)
      } else {
        skip()
      }
    } while depth > 0 && peek() != nil
  }

  private mutating func copyQuotedName() {
    keep()
    while let byte = peek(), byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\n") {
      code.append(UInt8(ascii: "x"))
      position += 1
    }
    if peek() == UInt8(ascii: "`") { keep() }
  }

  /// The number of `#` before a quote that stands here, or nothing when no literal opens here.
  private func literalOpening() -> Int? {
    var end = position
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - position : nil
  }

  private mutating func scanLiteral(hashes: Int) {
    skip(hashes)
    let quotes = starts("\"\"\"") ? 3 : 1
    let marks = String(repeating: "#", count: hashes)
    let closing = String(repeating: "\"", count: quotes) + marks
    let opened = line
    var text: [UInt8] = []
    skip(quotes)
    while let byte = peek(), !starts(closing), quotes == 3 || byte != UInt8(ascii: "\n") {
      if starts("\\\(marks)(") {
        skip(1 + hashes)
        scanCode(insideInterpolation: true)
        text.append(UInt8(ascii: "?"))
      } else {
        let escaped = starts("\\\(marks)")
        text.append(byte)
        skip(escaped ? 2 + hashes : 1)
      }
    }
    skip(closing.utf8.count)
    literals.append(Literal(line: opened, text: String(decoding: text, as: UTF8.self)))
  }

  private func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private func starts(_ text: String) -> Bool {
    bytes[position...].starts(with: text.utf8)
  }

  private mutating func keep() {
    guard let byte = peek() else { return }
    if byte == UInt8(ascii: "\n") { line += 1 }
    code.append(byte)
    position += 1
  }

  private mutating func skip(_ count: Int = 1) {
    for _ in 0..<count {
      guard let byte = peek() else { return }
      if byte == UInt8(ascii: "\n") {
        keep()
      } else {
        code.append(UInt8(ascii: " "))
        position += 1
      }
    }
  }
}
