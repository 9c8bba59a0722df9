/// A request that cannot be handed on: its framing is wrong, a limit is reached, or it took too long.
public struct HTTPError: Error, Hashable, Sendable {
  /// What to answer.
  public let status: Status
  /// A sentence that says what is wrong and what to do.
  public let reason: String

  /// An error with its answer.
  public init(_ status: Status, _ reason: String) {
    self.status = status
    self.reason = reason
  }
}
