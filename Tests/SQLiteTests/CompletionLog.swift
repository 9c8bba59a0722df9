import Dispatch
import SQLite
import TestSupport

/// What callers of a writer were told, in the order of being told.
final class CompletionLog: Sendable {
  private let entries = Guarded<[String]>([])

  func add(_ name: String, _ result: Result<some Sendable, any Error>) {
    let outcome =
      switch result {
      case .success: "done"
      case .failure(let error as SQLiteError): "\(error.kind)"
      case .failure(let error): "\(error)"
      }
    entries.withLock { $0.append("\(name) \(outcome)") }
  }

  var lines: [String] { entries.withLock { $0 } }
}

extension Writer {
  /// Submits work whose outcome goes to the log under a name.
  func submit(_ name: String, to log: CompletionLog, _ work: @escaping @Sendable (Connection) throws -> Void) {
    submit(work) { log.add(name, $0) }
  }

  /// Keeps the writer busy while the body submits, so that what it submits waits together.
  func whileBusy(_ body: () -> Void) {
    let entered = DispatchSemaphore(value: 0)
    let released = DispatchSemaphore(value: 0)
    submit { _ in
      entered.signal()
      released.wait()
    } completion: { _ in
    }
    entered.wait()
    body()
    released.signal()
    // Waits for what was submitted, and for its completions.
    queueIsDrained()
  }

  /// Returns when all work submitted before has been completed.
  func queueIsDrained() {
    // A closed or failed writer also drains its queue before it answers.
    _ = try? sync { _ in }
  }
}
