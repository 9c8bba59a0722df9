import Cryptography
import Synchronization

/// Makes UUIDs version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, 12 bits of counter, 62 random bits.
///
/// Each is greater than the one before, also when the clock steps back: the last moment is then kept and the counter
/// goes on. A leaf type with a lock, which the writer alone takes: nobody ever waits for it.
package final class IdentifierGenerator: Sendable {
  private struct Last {
    var milliseconds: Int64
    var counter = IdentifierGenerator.counterMax

    mutating func advance(to now: Int64) {
      if now > milliseconds {
        milliseconds = now
        counter = 0
      } else if counter == IdentifierGenerator.counterMax {
        milliseconds += 1
        counter = 0
      } else {
        counter += 1
      }
    }
  }

  private let last: Mutex<Last>

  /// - Parameter last: No id is made with a moment before or at this one; the moment of the last audit entry, so that
  ///   ids do not step back over a restart either.
  package init(after last: Timestamp) {
    self.last = Mutex(Last(milliseconds: last.milliseconds))
  }

  func next(at now: Timestamp) -> String {
    let (milliseconds, counter) = last.withLock { last in
      last.advance(to: now.milliseconds)
      return (last.milliseconds, last.counter)
    }
    var bytes = Random.bytes(16)
    for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> Int64(8 * (5 - index))) }
    bytes[6] = 0x70 | UInt8(truncatingIfNeeded: counter >> 8)
    bytes[7] = UInt8(truncatingIfNeeded: counter)
    bytes[8] = 0x80 | bytes[8] & 0x3f
    return Self.text(bytes)
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

  fileprivate static let counterMax: UInt16 = 0x0fff
}
