import Foundation
import Testing

@testable import SchakelAPI

/// Texts as JSON: looked through eight bytes at a time, so each place in a word is one to get wrong.
@Suite struct JSONWriterTests {
  private func written(_ text: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("a", text)
      $0.key("b")
      $0.list([text]) { $0.text($1) }
    }
    return writer.bytes
  }

  private static let characters = ["\"", "\\", "\n", "\u{1}", "\u{1f}", " ", "!", "#", "[", "]", "\u{7f}", "é", "€"]

  @Test(arguments: characters)
  func `a character comes back whatever its place`(_ character: String) throws {
    for before in 0...17 {
      for after in [0, 1, 7, 8, 9, 17] {
        let text = String(repeating: "a", count: before) + character + String(repeating: "ü", count: after)
        let bytes = written(text)

        let back = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(back["a"] as? String == text)
        #expect(back["b"] as? [String] == [text])
        #expect(!bytes.contains { $0 < 0x20 })
      }
    }
  }

  @Test func `several characters that must be escaped stand side by side`() throws {
    let text = "\"\"\\\"\u{0}\u{1f}\"\"\"aaaaaaaa\"\n"

    let back = try JSONSerialization.jsonObject(with: Data(written(text))) as? [String: Any]
    #expect(back?["a"] as? String == text)
  }

  @Test func `a member with nothing is null, between commas`() {
    var writer = JSONWriter()
    writer.object {
      $0.member("a", nil as String?)
      $0.member("b", 1)
      $0.member("c", nil as String?)
    }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"a\":null,\"b\":1,\"c\":null}")
  }
}
