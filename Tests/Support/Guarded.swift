import Foundation

/// A value that threads take in turns.
///
/// A `Mutex` would do, were it not for the Thread Sanitizer: it does not see how one thread waits there for another,
/// and calls what they do in turn a race.
package final class Guarded<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  package init(_ value: sending Value) { self.value = value }

  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
