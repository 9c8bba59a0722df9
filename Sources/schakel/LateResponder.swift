import HTTPServer
import Synchronization

/// Stands in for a responder that can only be made once the port is known. Set before the server starts.
final class LateResponder: Responder {
  private let responder = AtomicLazyReference<Box>()

  func set(_ responder: any Responder) {
    _ = self.responder.storeIfNil(Box(responder))
  }

  func respond(to request: Request, on shard: Int, reply: Reply) {
    responder.load()?.responder.respond(to: request, on: shard, reply: reply)
  }

  func turnBegan(on shard: Int) {
    responder.load()?.responder.turnBegan(on: shard)
  }

  func turnEnded(on shard: Int) {
    responder.load()?.responder.turnEnded(on: shard)
  }

  func log(_ lines: [UInt8]) {
    responder.load()?.responder.log(lines)
  }

  func isServedWhenFull(_ request: Request) -> Bool {
    responder.load()?.responder.isServedWhenFull(request) ?? false
  }

  func response(to error: HTTPError) -> Response {
    responder.load()?.responder.response(to: error) ?? Response(error.status)
  }

  private final class Box: Sendable {
    let responder: any Responder

    init(_ responder: any Responder) {
      self.responder = responder
    }
  }
}

extension String {
  /// Without the characters at the end for which this holds.
  func trimmingSuffix(while isCut: (Character) -> Bool) -> Substring {
    var text = self[...]
    while let last = text.last, isCut(last) { text.removeLast() }
    return text
  }
}
