/// The one seam between the server and what it serves.
public protocol Responder: Sendable {
  /// Answers a request, at once or later.
  ///
  /// Called on the shard's queue, which serves other connections too: work that takes long goes elsewhere.
  ///
  /// - Parameters:
  ///   - request: The whole request.
  ///   - shard: The shard's number, from 0; at most one call at a time per shard.
  ///   - reply: Takes the answer.
  func respond(to request: Request, on shard: Int, reply: Reply)

  /// Requests that have come in are handed over from here on, until `turnEnded`; on the shard's queue.
  func turnBegan(on shard: Int)

  /// What came in before has been handed over; on the shard's queue.
  func turnEnded(on shard: Int)

  /// Writes the log lines of responses, before these go out; from the shard's queue.
  ///
  /// - Parameter lines: Whole lines with their ends, in the order of the answers.
  func log(_ lines: [UInt8])

  /// Whether a request is answered even when there is no place for its connection, such as a question for the server's
  /// health; all others get 503.
  func isServedWhenFull(_ request: Request) -> Bool

  /// The answer to what never became a request, or came when there was no place for it.
  func response(to error: HTTPError) -> Response
}

extension Responder {
  /// None.
  public func isServedWhenFull(_ request: Request) -> Bool { false }

  /// Nothing.
  public func turnBegan(on shard: Int) {}

  /// Nothing.
  public func turnEnded(on shard: Int) {}

  /// Nothing.
  public func log(_ lines: [UInt8]) {}
}
