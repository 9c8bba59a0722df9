import Cryptography

/// Makes UUIDs version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, 12 bits of counter, 62 random bits.
///
/// Each is greater than the one before, also when the clock steps back: the last moment is then kept and the counter
/// goes
/// on. It belongs to the writer's queue.
package final class IdentifierGenerator {
  private var milliseconds: Int64
  private var counter: UInt16 = 0

  /// - Parameter last: No id is made with a moment before or at this one; the moment of the last audit entry, so that
  /// ids
  ///   do not step back over a restart either.
  package init(after last: Timestamp) {
    milliseconds = last.milliseconds
    counter = Self.counterMax
  }

  func next(at now: Timestamp) -> String {
    advance(to: now.milliseconds)
    var bytes = Random.bytes(16)
    for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> Int64(8 * (5 - index))) }
    bytes[6] = 0x70 | UInt8(truncatingIfNeeded: counter >> 8)
    bytes[7] = UInt8(truncatingIfNeeded: counter)
    bytes[8] = 0x80 | bytes[8] & 0x3f
    return Self.text(bytes)
  }

  private func advance(to now: Int64) {
    if now > milliseconds {
      milliseconds = now
      counter = 0
    } else if counter == Self.counterMax {
      milliseconds += 1
      counter = 0
    } else {
      counter += 1
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    let hex = Array(Hex.encode(bytes).utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, character) in hex.enumerated() {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append(UInt8(ascii: "-")) }
      text.append(character)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let counterMax: UInt16 = 0x0fff
}
