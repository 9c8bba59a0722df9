/// A file of the project, with its path from the project's root.
struct SourceFile: Sendable {
  let path: String
  let lines: [String]
  /// The lines with comments and literals blanked; the lines themselves for anything but Swift.
  let codeLines: [String]
  let literals: [SwiftScanner.Literal]

  init(_ path: String, _ text: String) {
    self.path = path
    lines = Self.split(Array(text.utf8))
    guard path.hasSuffix(".swift") else {
      codeLines = lines
      literals = []
      return
    }
    let scanner = SwiftScanner(text)
    codeLines = Self.split(scanner.code)
    literals = scanner.literals
  }

  /// The last component of the path.
  var name: String { String(path.split(separator: "/").last ?? "") }

  func isIn(_ folder: String) -> Bool { path.hasPrefix(folder + "/") }

  /// A complaint about a line of this file; 1 is the first line.
  func complaint(_ line: Int, _ reason: String) -> String { "\(path):\(line): \(reason)" }

  /// Complaints about every line of code on which a condition holds.
  func complaints(_ reason: String, where isBad: (String) -> Bool) -> [String] {
    codeLines.enumerated().filter { isBad($0.element) }.map { complaint($0.offset + 1, reason) }
  }

  private static func split(_ bytes: [UInt8]) -> [String] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  /// Whether this text holds a word that does not continue a longer one.
  ///
  /// The word may end in a parenthesis; without `asMember`, `.word` does not count.
  func holds(_ word: String, asMember: Bool = true) -> Bool {
    let bytes = Array(utf8)
    let wanted = Array(word.utf8)
    guard bytes.count >= wanted.count, !wanted.isEmpty else { return false }
    let endsInName = wanted.last.map(isNameByte) ?? false
    let startsInName = isNameByte(wanted[0])
    for start in 0...(bytes.count - wanted.count) where bytes[start...].starts(with: wanted) {
      let before = start > 0 ? bytes[start - 1] : UInt8(ascii: " ")
      let end = start + wanted.count
      let after = end < bytes.count ? bytes[end] : UInt8(ascii: " ")
      if startsInName, isNameByte(before) || (!asMember && before == UInt8(ascii: ".")) { continue }
      if endsInName, isNameByte(after) { continue }
      return true
    }
    return false
  }
}

/// Whether a byte may stand in a Swift name; all of UTF-8 beyond ASCII counts.
func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
  default: false
  }
}
