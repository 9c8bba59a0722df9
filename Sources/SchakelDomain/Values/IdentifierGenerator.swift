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
    let high = UInt64(truncatingIfNeeded: milliseconds) << 16 | 0x7000 | UInt64(counter)
    let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3fff_ffff_ffff_ffff)
    return UUIDText.make(high, low)
  }

  fileprivate static let counterMax: UInt16 = 0x0fff
}
