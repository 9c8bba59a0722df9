import Foundation

/// A raw connection: what a test writes goes out as it stands, and all that comes in is kept.
final class Wire {
  private let descriptor: Int32
  private(set) var input: [UInt8] = []

  /// The server neither sent nor ended in 20 seconds, or cannot be reached.
  struct Silent: Error {}

  /// - Parameters:
  ///   - port: On 127.0.0.1.
  ///   - receiveBytes: How much the system takes in before the test reads; the system's choice without.
  init(port: Int, receiveBytes: Int32? = nil) throws {
    // Not for the programs that tests start meanwhile: they would keep the connection open.
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if var receiveBytes {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
    }
    var timeout = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Silent() }
  }

  deinit {
    close(descriptor)
  }

  /// All that came in so far.
  var text: String { String(decoding: input, as: UTF8.self) }

  /// Sends.
  ///
  /// - Returns: False once the server takes nothing more.
  @discardableResult
  func write(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Says that nothing more will be sent.
  func endWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Makes the end of this connection a reset, as from a machine that has no idea of it.
  func resetAtEnd() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  /// Reads until the server ends the connection.
  func readToEnd() throws -> String {
    while try receive() {}
    return text
  }

  /// Reads until a text has come in, or the server ends.
  func read(until wanted: String) throws -> String {
    while input.firstRange(of: Array(wanted.utf8)) == nil, try receive() {}
    return text
  }

  /// Whether nothing comes in, no end either, for a tenth of a second.
  func isSilent() -> Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 100) == 0
  }

  /// - Returns: False once the server has ended.
  private func receive() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count >= 0 || errno == ECONNRESET else { throw Silent() }
    guard count > 0 else { return false }
    input += buffer[..<count]
    return true
  }
}
