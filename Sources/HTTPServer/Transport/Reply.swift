/// Takes the answer to one request.
public struct Reply: Sendable {
  let deliver: @Sendable (Response) -> Void

  /// A place for answers; the server makes its own, and tests theirs.
  public init(_ deliver: @escaping @Sendable (Response) -> Void) {
    self.deliver = deliver
  }

  /// Answers; once, from any queue.
  public func send(_ response: Response) {
    deliver(response)
  }
}
