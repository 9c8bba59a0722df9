/// Writes text/csv (RFC 4180) that spreadsheets read without running what stands in it.
struct CSVWriter {
  private(set) var bytes: [UInt8] = []

  /// A row; nil is an empty cell.
  mutating func row(_ cells: [String?]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let cell { append(Self.guarded(cell)) }
    }
    bytes += [13, 10]
  }

  /// A text that a spreadsheet could take for a formula, behind an apostrophe; a number stays as it is.
  static func guarded(_ text: String) -> String {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first), !ValueType.isDecimal(text) else { return text }
    return "'" + text
  }

  private mutating func append(_ text: String) {
    guard text.utf8.contains(where: { [0x22, 0x2c, 10, 13].contains($0) }) else {
      bytes += text.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
