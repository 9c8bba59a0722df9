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

  /// The answer to what never became a request.
  func response(to error: HTTPError) -> Response
}
