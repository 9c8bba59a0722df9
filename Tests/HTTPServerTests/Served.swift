import Dispatch
import HTTPServer
import TestSupport

/// Says what it was asked: `POST /a [body]`. Some paths are answered later, or when the test says so.
final class EchoResponder: Responder {
  /// Requests for `/held` wait here.
  private let held = Guarded<[HTTPServer.Reply]>([])
  private let arrival = DispatchSemaphore(value: 0)
  private let paths = Guarded<[String]>([])

  static let largeBytes = 24 << 20

  /// The paths of all requests so far.
  var seen: [String] { paths.withLock { $0 } }

  func respond(to request: Request, on shard: Int, reply: HTTPServer.Reply) {
    paths.withLock { $0.append(request.path) }
    switch request.path {
    case "/later":
      DispatchQueue.global().asyncAfter(deadline: .now() + 0.05) { reply.send(Self.echo(request)) }
    case "/held":
      held.withLock { $0.append(reply) }
      arrival.signal()
    case "/large":
      reply.send(Response(.ok, body: [UInt8](repeating: UInt8(ascii: "x"), count: Self.largeBytes)))
    default:
      reply.send(Self.echo(request))
    }
  }

  func isServedWhenFull(_ request: Request) -> Bool { request.path == "/vital" }

  func response(to error: HTTPError) -> Response { Response(error.status, body: Array(error.reason.utf8)) }

  /// Waits until a request is held.
  ///
  /// - Returns: False when none came in 20 seconds.
  func waitForHeld() -> Bool { arrival.wait(timeout: .now() + 20) == .success }

  /// Answers what is held, from the queue of the test.
  func release() {
    let replies = held.withLock { held in
      defer { held = [] }
      return held
    }
    for reply in replies { reply.send(Response(.ok, body: Array("held".utf8))) }
  }

  private static func echo(_ request: Request) -> Response {
    let words = "\(request.method.name) \(request.path) [\(String(decoding: request.body, as: UTF8.self))]"
    return Response(.ok, body: Array(words.utf8))
  }
}

/// A server on a free port, stopped when the test lets go of it.
final class Served {
  let listener: Listener
  let server: Server
  let echo = EchoResponder()
  var port: Int { listener.port }

  /// - Parameter change: Sets the limits that the test is about.
  init(tls: TLSFiles? = nil, responder: (any Responder)? = nil, _ change: (inout Limits) -> Void = { _ in }) throws {
    var limits = Limits()
    change(&limits)
    let configuration = Configuration(host: "127.0.0.1", port: 0, shardCount: 1, limits: limits, tls: tls)
    listener = try Listener(configuration)
    server = Server(listener, responder: responder ?? echo)
    server.start()
  }

  deinit {
    _ = stop(deadlineSeconds: 0)
  }

  func wire(receiveBytes: Int32? = nil) throws -> Wire { try Wire(port: port, receiveBytes: receiveBytes) }

  /// Stops the server and waits.
  ///
  /// - Returns: False when it has not stopped in 20 seconds.
  func stop(deadlineSeconds: Double) -> Bool {
    let end = DispatchSemaphore(value: 0)
    server.stop(deadlineSeconds: deadlineSeconds) { end.signal() }
    return end.wait(timeout: .now() + 20) == .success
  }
}
