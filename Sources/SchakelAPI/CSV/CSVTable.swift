/// A table as text/csv has it (RFC 4180): a header, and rows of texts.
struct CSVTable: Sendable {
  /// The first row; nil for a text without any.
  let header: [Cell]?
  /// As long or short as they were written.
  let rows: [[Cell]]
  /// Whether there were more rows than were asked for; those are not read.
  let hasMore: Bool

  struct Cell: Hashable, Sendable {
    /// Without the quotes.
    let text: String
    var fault: Fault?

    init(_ text: String, _ fault: Fault? = nil) {
      self.text = text
      self.fault = fault
    }
  }

  /// What is wrong with how a cell is written; the raw value is the code on the wire.
  enum Fault: String, Sendable {
    /// A quote that does not open or close the whole cell, or has no end.
    case quoting
    /// No UTF-8.
    case encoding
    /// A control character.
    case format

    var detail: String {
      switch self {
      case .quoting: "Put the whole cell in quotes, and write a quote inside twice (RFC 4180)."
      case .encoding: "The cell is no valid UTF-8."
      case .format: "The cell must not hold control characters; a line ends with CRLF or LF."
      }
    }
  }
}

/// Reads text/csv: commas between cells, CRLF or LF between rows, UTF-8 with or without a byte order mark.
///
/// It reads on behind a fault, so that all of them are found. Blanks belong to a cell.
struct CSVParser {
  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// - Parameter rowsMax: Rows that are read, without the header.
  static func parse(_ bytes: [UInt8], rowsMax: Int) -> CSVTable {
    var parser = CSVParser(bytes)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { parser.index = 3 }
    guard !parser.isAtEnd else { return CSVTable(header: nil, rows: [], hasMore: false) }
    let header = parser.row()
    var rows: [[CSVTable.Cell]] = []
    while !parser.isAtEnd, rows.count < rowsMax { rows.append(parser.row()) }
    return CSVTable(header: header, rows: rows, hasMore: !parser.isAtEnd)
  }

  private mutating func row() -> [CSVTable.Cell] {
    var cells = [cell()]
    while peek == UInt8(ascii: ",") {
      index += 1
      cells.append(cell())
    }
    index += lineEndLength
    return cells
  }

  private mutating func cell() -> CSVTable.Cell {
    guard peek == UInt8(ascii: "\"") else {
      let content = plain()
      return Self.cell(content, isQuotedWell: !content.contains(UInt8(ascii: "\"")), isQuoted: false)
    }
    let (content, isClosed) = quoted()
    let rest = plain()
    return Self.cell(content + rest, isQuotedWell: isClosed && rest.isEmpty, isQuoted: true)
  }

  /// Everything up to the next comma or the end of the line.
  private mutating func plain() -> [UInt8] {
    let start = index
    while let byte = peek, byte != UInt8(ascii: ","), lineEndLength == 0 { index += 1 }
    return Array(bytes[start..<index])
  }

  /// What stands between quotes.
  private mutating func quoted() -> (content: [UInt8], isClosed: Bool) {
    var content: [UInt8] = []
    index += 1
    while let byte = peek {
      index += 1
      guard byte == UInt8(ascii: "\"") else {
        content.append(byte)
        continue
      }
      guard peek == UInt8(ascii: "\"") else { return (content, true) }
      index += 1
      content.append(byte)
    }
    return (content, false)
  }

  private static func cell(_ content: [UInt8], isQuotedWell: Bool, isQuoted: Bool) -> CSVTable.Cell {
    guard let text = String(validating: content, as: UTF8.self) else {
      return CSVTable.Cell(String(decoding: content, as: UTF8.self), .encoding)
    }
    guard isQuotedWell else { return CSVTable.Cell(text, .quoting) }
    // A carriage return alone ends no line; within quotes lines may be broken.
    let allowed: [UInt8] = isQuoted ? [9, 10, 13] : [9]
    let isControlled = content.contains { $0 < 0x20 && !allowed.contains($0) || $0 == 0x7f }
    return CSVTable.Cell(text, isControlled ? .format : nil)
  }

  private var isAtEnd: Bool { index == bytes.count }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Bytes of the end of a line that stands here; 0 for none.
  private var lineEndLength: Int {
    switch peek {
    case 10: 1
    case 13 where index + 1 < bytes.count && bytes[index + 1] == 10: 2
    default: 0
    }
  }
}
