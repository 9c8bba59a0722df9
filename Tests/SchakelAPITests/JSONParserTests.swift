import Testing

@testable import SchakelAPI

struct JSONParserTests {
  private func parse(_ text: String) -> JSON? { try? JSONParser.parse(Array(text.utf8)) }  // nil is a refusal here

  private static let document = #" {"a": [1, -0.5e+3, true, null, "é\u0041\uD83D\uDE00\n"], "b": {}, "c": []} "#

  @Test func `values come out as they were written`() {
    #expect(
      parse(Self.document)
        == [
          "a": [.number("1"), .number("-0.5e+3"), .boolean(true), .null, "éA😀\n"], "b": .object([]), "c": .list([]),
        ])
  }

  @Test func `a text cut off anywhere is refused`() {
    let bytes = Array(Self.document.utf8)
    for count in 0..<bytes.count - 1 {
      #expect(throws: JSONFault.self, "cut at \(count)") { try JSONParser.parse(Array(bytes[..<count])) }
    }
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "01", "-", "+1", "1.", ".5",
    "1e", "0x1",
    "NaN", "Infinity", "tru", "'a'", "\"\t\"", "\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
    "\"\\u0000\"",
    "[1] 2", "/**/1", "{a:1}", "[1 2]", "\"abc", "\u{feff}1", "nul", "[", "{\"a\"}",
  ])
  func `what is no strict JSON is refused`(text: String) {
    #expect(parse(text) == nil)
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    for bytes: [UInt8] in [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]] {
      #expect(throws: JSONFault.self) { try JSONParser.parse([0x22] + bytes + [0x22]) }
    }
  }

  @Test func `nesting has a limit`() {
    let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }

    #expect(parse(nested(JSONParser.depthMax)) != nil)
    #expect(parse(nested(JSONParser.depthMax + 1)) == nil)
    #expect(parse(nested(100_000)) == nil)
  }

  @Test func `an integer is exact or none`() {
    #expect(JSON.number("9223372036854775807").integer == .max)
    #expect(JSON.number("-9223372036854775808").integer == .min)
    #expect(JSON.number("9223372036854775808").integer == nil)
    #expect(JSON.number("1.0").integer == nil)
    #expect(JSON.number("1e2").integer == nil)
    #expect(JSON.text("1").integer == nil)
  }

  @Test func `what is written can be read again`() throws {
    let value = try JSONParser.parse(Array(Self.document.utf8))
    var writer = JSONWriter()
    writer.value(value)

    #expect(try JSONParser.parse(writer.bytes) == value)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a":[1,-0.5e+3,true,null,"éA😀\n"],"b":{},"c":[]}"#)
  }
}
