/// Where the parts of a field line stand in it (RFC 9112 section 5): a token, a colon straight behind it, a value.
struct FieldLine {
  let name: Range<Int>
  /// Without the blanks around it.
  let value: Range<Int>

  /// - Throws: 400 for anything else, a folded line included.
  init(_ line: Span<UInt8>) throws(HTTPError) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      throw HTTPError(.badRequest, "A header field needs a colon")
    }
    name = 0..<colon
    guard isToken(line.extracting(name)) else {
      throw HTTPError(.badRequest, "A header field's name is a token, with nothing before it and a colon behind it")
    }
    var start = colon + 1
    var end = line.count
    while start < end, isBlank(line[start]) { start += 1 }
    while start < end, isBlank(line[end - 1]) { end -= 1 }
    value = start..<end
    guard line.extracting(value).allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 9 }) else {
      throw HTTPError(.badRequest, "A header field's value must not hold control characters")
    }
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 }

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// A token (RFC 9110 section 5.6.2): one or more of the characters it allows.
func isToken(_ bytes: Span<UInt8>) -> Bool {
  let allowed = tokenCharacters
  return !bytes.isEmpty && bytes.allSatisfy { allowed[Int($0)] }
}

private let tokenCharacters: [Bool] = characterTable(
  "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

/// A table of 256 that says which bytes are among the characters.
func characterTable(_ characters: String) -> [Bool] {
  var table = [Bool](repeating: false, count: 256)
  for character in characters.utf8 { table[Int(character)] = true }
  return table
}
