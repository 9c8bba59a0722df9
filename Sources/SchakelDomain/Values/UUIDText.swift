/// Writes UUIDs (RFC 9562 section 4).
package enum UUIDText {
  /// Puts 128 bits into 36 characters, in lower case.
  package static func make(_ high: UInt64, _ low: UInt64) -> String {
    var characters = InlineArray<36, UInt8>(repeating: UInt8(ascii: "-"))
    put(digits(high >> 32), 8, at: 0, of: &characters)
    let (second, third) = (digits(high & 0xffff_ffff), digits(low >> 32))
    put(second, 4, at: 9, of: &characters)
    put(second >> 32, 4, at: 14, of: &characters)
    put(third, 4, at: 19, of: &characters)
    put(third >> 32, 4, at: 24, of: &characters)
    put(digits(low & 0xffff_ffff), 8, at: 28, of: &characters)
    return characters.text
  }

  /// The eight hexadecimal digits of a number of 32 bits, the first one in the lowest byte: they are spread over the
  /// bytes, and those that are letters get what lies between `9` and `a`.
  private static func digits(_ number: UInt64) -> UInt64 {
    var spread = number << 16 & 0xffff_0000_0000 | number & 0xffff
    spread = (spread << 8 | spread) & 0x00ff_00ff_00ff_00ff
    spread = (spread << 4 | spread) & 0x0f0f_0f0f_0f0f_0f0f
    let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return (spread &+ 0x3030_3030_3030_3030 &+ letters &* 0x27).byteSwapped
  }

  @inline(__always)
  private static func put(_ digits: UInt64, _ count: Int, at index: Int, of characters: inout InlineArray<36, UInt8>) {
    for place in 0..<count { characters[index + place] = UInt8(truncatingIfNeeded: digits >> UInt64(8 * place)) }
  }
}
