import Foundation

/// A client of one connection, with nothing between a test and the bytes.
package final class Client {
  private let descriptor: Int32
  private var input: [UInt8] = []
  package var headers: [(String, String)] = []

  /// A fault of the connection.
  package struct Broken: Error {}

  /// - Parameter port: On 127.0.0.1.
  package init(port: Int, token: String? = nil) throws {
    // Not for the programs that tests start meanwhile: they would keep the connection open.
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var timeout = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    guard code == 0 else { throw Broken() }
    if let token { headers.append(("Authorization", "Bearer \(token)")) }
  }

  deinit {
    close(descriptor)
  }

  /// Sends a request and reads its answer.
  package func send(
    _ method: String, _ path: String, _ body: String? = nil, headers further: [(String, String)] = []
  ) throws -> Reply {
    var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
    for (name, value) in headers + further { text += "\(name): \(value)\r\n" }
    if let body {
      if !further.contains(where: { $0.0 == "Content-Type" }) { text += "Content-Type: application/json\r\n" }
      text += "Content-Length: \(body.utf8.count)\r\n"
    }
    try write(text + "\r\n" + (body ?? ""))
    return try read(isHead: method == "HEAD")
  }

  package func write(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw Broken() }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads one answer.
  package func read(isHead: Bool = false) throws -> Reply {
    while input.firstRange(of: Array("\r\n\r\n".utf8)) == nil { try receive() }
    guard let end = input.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Broken() }
    let head = String(decoding: input[..<end.lowerBound], as: UTF8.self)
    input.removeFirst(end.upperBound)
    var reply = try Reply(head: head)
    let length = reply.header("content-length").flatMap { Int($0) } ?? 0
    guard !isHead, reply.status != 304, reply.status != 204 else { return reply }
    while input.count < length { try receive() }
    reply.body = Array(input.prefix(length))
    input.removeFirst(length)
    return reply
  }

  /// Whether the server has closed the connection.
  package func isClosed() -> Bool {
    do {
      try receive()
      return false
    } catch {
      return true
    }
  }

  private func receive() throws {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { throw Broken() }
    input += buffer[..<count]
  }
}

/// An answer as it came over the wire.
package struct Reply {
  package let status: Int
  private let fields: [(name: String, value: String)]
  package var body: [UInt8] = []

  init(head: String) throws {
    let lines = head.components(separatedBy: "\r\n")
    guard let code = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Client.Broken()
    }
    status = code
    fields = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }
  }

  package func header(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as Foundation reads it.
  package var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
  }

  package var code: String? { json["code"] as? String }

  /// The places that a problem names, in order.
  package var faultyPlaces: [String] {
    (json["errors"] as? [[String: Any]] ?? []).compactMap { $0["location"] as? String }
  }

  package var items: [[String: Any]] { json["items"] as? [[String: Any]] ?? [] }
}
