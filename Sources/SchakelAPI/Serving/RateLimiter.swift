import Synchronization

/// Counts requests per credential in windows of one minute.
///
/// One of the few leaf types with a lock: the shards share it, and hold it for one look into a dictionary.
final class RateLimiter: Sendable {
  /// What is left after a request.
  struct Standing: Sendable {
    let quota: Int
    let remaining: Int
    /// Until the window ends.
    let seconds: Int
    let isExceeded: Bool
  }

  static let windowSeconds: Int64 = 60
  /// Credentials counted in one window; a flood of invented ones shares what lies beyond.
  private static let countedMax = 100_000

  private struct Window {
    var number: Int64 = 0
    var counts: [Int: Int] = [:]
  }

  private let quota: Int
  private let window = Mutex(Window())

  /// - Parameter quota: Requests a minute.
  init(quota: Int) {
    self.quota = quota
  }

  /// Counts one request.
  ///
  /// - Parameters:
  ///   - credential: The token, cookie or address; only its hash is kept.
  ///   - second: Of a clock that does not step.
  func count(_ credential: String, atSecond second: Int64) -> Standing {
    let number = second / Self.windowSeconds
    let key = credential.hashValue
    let used = window.withLock { window in
      if window.number != number { window = Window(number: number) }
      let isKnown = window.counts[key] != nil || window.counts.count < Self.countedMax
      return Self.increment(&window.counts[isKnown ? key : 0, default: 0])
    }
    return Standing(
      quota: quota, remaining: max(0, quota - used),
      seconds: Int(Self.windowSeconds - second % Self.windowSeconds), isExceeded: used > quota)
  }

  private static func increment(_ count: inout Int) -> Int {
    count += 1
    return count
  }
}
