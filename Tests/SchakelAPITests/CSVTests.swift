import Testing

@testable import SchakelAPI

struct CSVTests {
  private typealias Cell = CSVTable.Cell

  private func parse(_ text: String, rowsMax: Int = 10) -> CSVTable {
    CSVParser.parse(Array(text.utf8), rowsMax: rowsMax)
  }

  private func texts(_ table: CSVTable) -> [[String]] {
    ([table.header ?? []] + table.rows).map { $0.map(\.text) }
  }

  private func faults(_ table: CSVTable) -> [CSVTable.Fault] {
    ([table.header ?? []] + table.rows).flatMap { $0.compactMap(\.fault) }
  }

  @Test(arguments: ["name,mass_g\r\nNB-1,28.4\r\n", "name,mass_g\nNB-1,28.4\n", "\u{feff}name,mass_g\nNB-1,28.4"])
  func `lines end in either way, the last may lack its end, and a byte order mark is skipped`(text: String) {
    let table = parse(text)

    #expect(texts(table) == [["name", "mass_g"], ["NB-1", "28.4"]])
    #expect(faults(table).isEmpty && !table.hasMore)
  }

  @Test func `quotes hold commas, quotes and line breaks`() {
    let table = parse("name,\"a\"\r\n\"x, \"\"y\"\"\r\nz\",\"\"\r\n")

    #expect(texts(table) == [["name", "a"], ["x, \"y\"\r\nz", ""]])
    #expect(faults(table).isEmpty)
  }

  @Test func `blanks, empty cells and letters of all kinds stay as they are`() {
    #expect(texts(parse("a,b,c\n , é😀,\n")) == [["a", "b", "c"], [" ", " é😀", ""]])
  }

  @Test func `rows keep the length they have`() {
    #expect(texts(parse("a,b\n1\n\n1,2,3\n")) == [["a", "b"], ["1"], [""], ["1", "2", "3"]])
  }

  @Test func `an empty text has no header, and a header alone no rows`() {
    #expect(parse("").header == nil)
    #expect(parse("\u{feff}").header == nil)
    #expect(texts(parse("a,b")) == [["a", "b"]])
  }

  @Test(arguments: [
    ("a\nx\"y\n", Cell("x\"y", .quoting)), ("a\n\"x\"y\n", Cell("xy", .quoting)), ("a\n\"x", Cell("x", .quoting)),
    ("a\n\"", Cell("", .quoting)), ("a\n \"x\"\n", Cell(" \"x\"", .quoting)), ("a\nx\ry\n", Cell("x\ry", .format)),
    ("a\nx\r", Cell("x\r", .format)), ("a\nx\u{0}\n", Cell("x\u{0}", .format)),
    ("a\n\"\u{7f}\"\n", Cell("\u{7f}", .format)),
  ])
  private func `a badly written cell is found`(text: String, cell: Cell) {
    #expect(parse(text).rows == [[cell]])
  }

  @Test func `what stands behind a faulty cell is read on`() {
    let table = parse("a,b\nx\"y,1\n\"x\"y,2\nz,3\n")

    #expect(table.rows.map { $0[1].text } == ["1", "2", "3"])
    #expect(faults(table) == [.quoting, .quoting])
  }

  @Test func `bytes that are no UTF-8 are found, cell by cell`() {
    let table = CSVParser.parse(Array("a,b\n".utf8) + [0xff, 0x2c, 0x31, 0x0a], rowsMax: 10)

    #expect(table.rows[0].map(\.fault) == [.encoding, nil] && table.rows[0][1].text == "1")
  }

  @Test func `no more rows are read than asked for`() {
    #expect(parse("a\n1\n2\n", rowsMax: 2).hasMore == false)
    #expect(parse("a\n1\n2\n3\n", rowsMax: 2).hasMore && parse("a\n1\n2\n3\n", rowsMax: 2).rows.count == 2)
  }

  @Test func `a text cut off anywhere is read without a trap, and never holds more rows`() {
    let bytes = Array("\u{feff}name,b\r\n\"x \"\"é\"\"\r\n\",2\r\nz,\"3\"\r\n".utf8)
    for count in 0...bytes.count {
      #expect(CSVParser.parse(Array(bytes[..<count]), rowsMax: 10).rows.count <= 2, "cut at \(count)")
    }
  }

  @Test func `what is written can be read again`() {
    let rows = [["name", "a"], ["x, \"y\"\r\nz", "28.4"], ["", "é"]]
    var writer = CSVWriter()
    for row in rows { writer.row(row) }

    #expect(texts(CSVParser.parse(writer.bytes, rowsMax: 10)) == rows)
  }

  @Test func `a text that a spreadsheet would run gets an apostrophe, and a number none`() {
    for text in ["=1+1", "+31 6", "-x", "@SUM(A1)", "\tx", "\rx", "-1-1", "="] {
      #expect(CSVWriter.guarded(text) == "'" + text)
    }
    for text in ["-3", "-3.25", "28.4", "PP 100 %", "", "a=b"] { #expect(CSVWriter.guarded(text) == text) }
  }

  @Test(
    arguments: [
      (nil, false, true), ("text/csv", true, false), ("text/csv, */*;q=0.1", true, true), ("text/csv, */*", true, true),
      ("application/json, text/csv", false, true), ("application/json;q=0.5, text/csv;q=0.8", true, true),
      ("text/csv;q=0, */*", false, true), ("*/*", false, true), ("text/html", false, false),
      ("TEXT/CSV;q=0.25, application/*;q=0.3", false, true),
    ] as [(String?, Bool, Bool)])
  func `the media type that is preferred is answered`(header: String?, prefersCSV: Bool, takesJSON: Bool) {
    let acceptance = Acceptance(header)

    #expect(acceptance.prefersCSV == prefersCSV && acceptance.takesJSON == takesJSON)
  }
}
