import Testing

@Suite struct SwiftScannerTests {
  @Test func `comments and literals are blanked and lines kept`() {
    let scanner = SwiftScanner("let a = \"try!\" // as!\n/* b /* c */ d */ let e = 1\n")

    #expect(
      String(decoding: scanner.code, as: UTF8.self).split(separator: "\n").map(trimmed) == ["let a =", "let e = 1"])
    #expect(scanner.literals == [.init(line: 1, text: "try!")])
  }

  @Test func `an interpolation is code and its quotes do not end the literal`() {
    let scanner = SwiftScanner(#"let a = "x \(call("y", (1))) z" + b"#)
    let code = String(decoding: scanner.code, as: UTF8.self)

    #expect(code.contains("call(") && code.hasSuffix("+ b"))
    #expect(scanner.literals.map(\.text) == ["y", "x ? z"])
  }

  @Test func `raw and multi-line literals end where they should`() {
    let scanner = SwiftScanner("let a = #\"q\" \\(n)\"#\nlet b = \"\"\"\n  SELECT \"c\"\n  \"\"\"\nlet d = 1")

    #expect(scanner.literals == [.init(line: 1, text: "q\" \\(n)"), .init(line: 2, text: "\n  SELECT \"c\"\n  ")])
    #expect(String(decoding: scanner.code, as: UTF8.self).hasSuffix("\nlet d = 1"))
  }

  @Test func `an escaped quote stays inside its literal`() {
    let scanner = SwiftScanner(#"let a = "b\"c" + try!"#)

    #expect(scanner.literals.count == 1)
    #expect(String(decoding: scanner.code, as: UTF8.self).hasSuffix("+ try!"))
  }

  @Test func `a name in backticks is one name whatever it says`() {
    let scanner = SwiftScanner("func `say \"{\" // and func`() {}")

    #expect(scanner.literals.isEmpty)
    #expect(String(decoding: scanner.code, as: UTF8.self).hasSuffix("`() {}"))
  }

  private func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
