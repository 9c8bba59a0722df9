import FoundationEssentials

/// Tells the moment: the machine's, or that of a file, so that tests and trainings travel in time.
package struct Clock: Sendable {
  private let file: String?

  /// The machine's clock.
  package static let system = Clock(file: nil)

  /// - Parameter file: Holds one RFC 3339 moment and is read anew each time; nil for the machine's clock.
  package init(file: String?) {
    self.file = file
  }

  /// - Throws: `ClockError` when the file cannot be read or holds something else.
  package func now() throws -> Timestamp {
    guard let file else { return Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {  // the reason does not help here
      throw ClockError(description: "The clock file \(file) cannot be read; put an RFC 3339 moment in it")
    }
    guard let moment = Timestamp(rfc3339: text.trimmingBlankEnds) else {
      throw ClockError(description: "The clock file \(file) does not hold a moment such as 2023-06-15T08:00:00Z")
    }
    return moment
  }
}

/// Why there is no moment: a sentence that says what to do.
package struct ClockError: Error, CustomStringConvertible {
  package let description: String
}
