import Cryptography

/// Failed sign-ins with one name, whether an account bears it or not: each makes the wait for the next longer.
package struct SignInThrottle: Sendable {
  let failureCount: Int64
  let lastFailedAt: Timestamp

  /// Failures that cost no wait: people mistype.
  private static let freeCount: Int64 = 4
  /// Under this limit a guesser has some hundred tries a day.
  private static let waitSecondsMax: Int64 = 900
  /// After so long without a failure, earlier ones are forgotten.
  static let keptHours: Int64 = 24

  init(failureCount: Int64, lastFailedAt: Timestamp) {
    self.failureCount = failureCount
    self.lastFailedAt = lastFailedAt
  }

  /// Seconds after the last failure: none for the first few, then 1, 2, 4 … 900.
  var waitSeconds: Int64 {
    guard failureCount > Self.freeCount else { return 0 }
    return min(1 << min(failureCount - Self.freeCount - 1, 20), Self.waitSecondsMax)
  }

  /// Seconds from now until the next try counts; never more than the whole wait, should the clock step back.
  func secondsLeft(at now: Timestamp) -> Int64 {
    let passed = (now.milliseconds - lastFailedAt.milliseconds).floorDivided(by: 1000)
    return max(0, min(waitSeconds, waitSeconds - passed))
  }

  /// - Throws: `DomainError` with `signInThrottled` while the wait lasts, also for the right password.
  static func requireOpen(_ name: String, in tx: Transaction) throws {
    let left = try SessionStore.throttle(key(name), in: tx)?.secondsLeft(at: tx.now) ?? 0
    guard left > 0 else { return }
    var error = DomainError(.signInThrottled, "Wait \(left) seconds, then try again.")
    error.retryAfterSeconds = Int(left)
    throw error
  }

  static func noteFailure(_ name: String, in tx: WriteTransaction) throws {
    try SessionStore.noteFailure(key(name), in: tx)
  }

  static func reset(_ name: String, in tx: WriteTransaction) throws {
    try SessionStore.forgetFailures(key(name), in: tx)
  }

  private static func key(_ name: String) -> [UInt8] { SHA256.digest(of: name.lowercased()) }
}

extension Reason {
  package static let signInThrottled = Reason(
    "signInThrottled", .tooManyRequests, "There were too many failed sign-ins with this name.",
    advice: "Wait as long as Retry-After says.")
}
