import Foundation
import TestSupport

/// Clients that make initiatives one after another, and count what became of each.
final class Writers: @unchecked Sendable {
  private let lock = NSLock()
  private var acknowledged: [String: String] = [:]
  private var unanswered: Set<String> = []
  private var isOver = false
  private var served = 0
  private let group = DispatchGroup()

  /// Titles by id, of what was answered with 201.
  var made: [String: String] { lock.withLock { acknowledged } }
  var count: Int { lock.withLock { acknowledged.count } }
  /// Titles of requests whose connection ended before an answer.
  var cutOff: Set<String> { lock.withLock { unanswered } }

  /// Where the server is at this moment; clients whose connection ends come back there.
  var port: Int {
    get { lock.withLock { served } }
    set { lock.withLock { served = newValue } }
  }

  /// Begins to write with a few clients.
  init(clientCount: Int, token: String, port: Int) {
    served = port
    for number in 0..<clientCount {
      let thread = Thread { [self] in
        run(number, token)
        group.leave()
      }
      group.enter()
      thread.start()
    }
  }

  /// Waits until so many more were acknowledged.
  func waitForMore(_ more: Int) {
    let wanted = count + more
    while count < wanted { usleep(500) }
  }

  /// Lets each client end with the request it has begun.
  func end() {
    lock.withLock { isOver = true }
    group.wait()
  }

  private func run(_ number: Int, _ token: String) {
    var requestCount = 0
    while !lock.withLock({ isOver }) {
      guard let client = try? Client(port: port, token: token) else {  // not there at this moment
        usleep(1_000)
        continue
      }
      repeat {
        requestCount += 1
      } while !lock.withLock({ isOver }) && write("writer \(number) request \(requestCount)", client)
    }
  }

  /// - Returns: Whether the connection may be used further.
  private func write(_ title: String, _ client: Client) -> Bool {
    guard let reply = try? client.send("POST", "/v1/initiatives", #"{"title":"\#(title)"}"#) else {
      lock.withLock { _ = unanswered.insert(title) }
      return false
    }
    if reply.status == 201, let id = reply.json["id"] as? String { lock.withLock { acknowledged[id] = title } }
    return reply.header("connection") != "close"
  }

  /// All initiatives of a server: titles by id.
  static func stored(_ client: Client) throws -> [String: String] {
    var stored: [String: String] = [:]
    var next: String? = "/v1/initiatives?limit=100"
    while let path = next {
      let reply = try client.send("GET", path)
      for item in reply.items {
        guard let id = item["id"] as? String, let title = item["title"] as? String else { continue }
        stored[id] = title
      }
      let link = (reply.json["next"] as? String).flatMap { URLComponents(string: $0) }
      next = link.map { "\($0.path)?\($0.query ?? "")" }
    }
    return stored
  }
}
