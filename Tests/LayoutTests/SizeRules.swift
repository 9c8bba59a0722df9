/// The tested limits of size; the aim is far below them.
enum SizeRules {
  static let fileLinesMax = 400
  static let functionLinesMax = 60
  static let columnsMax = 120

  static func longFile(_ file: SourceFile) -> [String] {
    guard file.lines.count > fileLinesMax else { return [] }
    return [file.complaint(file.lines.count, "\(file.lines.count) lines, at most \(fileLinesMax)")]
  }

  static func longLines(_ file: SourceFile) -> [String] {
    file.lines.enumerated().filter { $0.element.count > columnsMax }.map { index, line in
      file.complaint(index + 1, "\(line.count) columns, at most \(columnsMax)")
    }
  }

  static func longFunctions(_ file: SourceFile) -> [String] {
    functions(file.codeLines).filter { $0.lines > functionLinesMax }.map { function in
      file.complaint(function.line, "a function of \(function.lines) lines, at most \(functionLinesMax)")
    }
  }

  /// Every function, initializer and subscript with a body: where it starts, and its lines up to the closing brace.
  static func functions(_ codeLines: [String]) -> [(line: Int, lines: Int)] {
    let code = Array(codeLines.joined(separator: "\n").utf8)
    var functions: [(line: Int, lines: Int)] = []
    var line = 1
    var position = 0
    while position < code.count {
      let start = position
      let word = readWord(code, &position)
      if openers.contains(word), start == 0 || code[start - 1] != UInt8(ascii: "."),
        let end = endOfBody(code, from: position)
      {
        functions.append((line, 1 + code[start...end].count { $0 == UInt8(ascii: "\n") }))
      }
      if word.isEmpty {
        if code[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
      }
    }
    return functions
  }

  private static let openers: Set<String> = ["func", "init", "deinit", "subscript"]
  /// A declaration that starts before a body did: the one before was a requirement without a body.
  private static let nextDeclaration: Set<String> = [
    "func", "init", "deinit", "subscript", "var", "let", "static", "case", "package", "public", "private",
    "fileprivate",
    "internal", "mutating", "associatedtype", "typealias", "struct", "enum", "class", "extension", "protocol",
  ]

  /// Reads a name at the position, or nothing when none stands there.
  private static func readWord(_ code: [UInt8], _ position: inout Int) -> String {
    let start = position
    while position < code.count, isNameByte(code[position]) { position += 1 }
    return String(decoding: code[start..<position], as: UTF8.self)
  }

  private static func endOfBody(_ code: [UInt8], from start: Int) -> Int? {
    var position = start
    var brackets = 0
    var braces = 0
    while position < code.count {
      let word = readWord(code, &position)
      if brackets == 0, braces == 0, nextDeclaration.contains(word) { return nil }
      guard word.isEmpty else { continue }
      switch code[position] {
      case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: "{") where brackets == 0 || braces > 0: braces += 1
      case UInt8(ascii: "}") where brackets == 0 || braces > 0:
        braces -= 1
        if braces <= 0 { return braces == 0 ? position : nil }
      default: break
      }
      position += 1
    }
    return nil
  }
}
