import CLinux
import Glibc

/// Why a server cannot listen: a sentence that says what to do.
public struct ListenError: Error, CustomStringConvertible, Sendable {
  /// The sentence.
  public let description: String
}

/// System calls on sockets, with their errors made plain.
enum Socket {
  /// Opens a listening socket.
  ///
  /// - Parameter host: A numeric address or a name; its first address is taken.
  /// - Throws: `ListenError`.
  static func listen(host: String, port: Int) throws(ListenError) -> Int32 {
    guard (0...65_535).contains(port) else {
      throw ListenError(description: "There is no port \(port); use 0 to 65535")
    }
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0, let address = list else {
      throw ListenError(description: "The host \(host) is unknown: \(String(cString: gai_strerror(code)))")
    }
    defer { freeaddrinfo(list) }
    return try listen(at: address.pointee, host: host, port: port)
  }

  private static func listen(at address: addrinfo, host: String, port: Int) throws(ListenError) -> Int32 {
    let descriptor = socket(address.ai_family, address.ai_socktype | Int32(bitPattern: flags), 0)
    guard descriptor >= 0 else { throw ListenError(description: "No socket can be opened: \(fault())") }
    // A port whose last connections still fade may be used again; one that somebody listens on may not.
    setOption(descriptor, SOL_SOCKET, SO_REUSEADDR)
    guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0, Glibc.listen(descriptor, 4_096) == 0 else {
      let cause = errno
      close(descriptor)
      throw ListenError(description: "Cannot listen on \(host) port \(port): \(advice(cause))")
    }
    return descriptor
  }

  private static func advice(_ cause: Int32) -> String {
    switch cause {
    case EADDRINUSE: "another program uses the port; choose another one, or stop that program"
    case EACCES: "this user may not use the port; choose one above 1023"
    case EADDRNOTAVAIL: "this machine does not have the address; use 127.0.0.1 or 0.0.0.0"
    default: String(cString: strerror(cause))
    }
  }

  /// The port a socket listens on.
  static func port(of descriptor: Int32) -> Int {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    var service = [CChar](repeating: 0, count: 8)
    guard code == 0 else { return 0 }
    withUnsafePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = getnameinfo($0, length, nil, 0, &service, socklen_t(service.count), NI_NUMERICSERV)
      }
    }
    return service.prefix { $0 != 0 }.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  /// Accepts a connection.
  ///
  /// - Returns: Its descriptor, or -1 with `errno`; and the peer's numeric address.
  static func accept(_ listener: Int32) -> (descriptor: Int32, address: String) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var name = [CChar](repeating: 0, count: 64)
    let descriptor = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        let descriptor = accept4(listener, address, &length, Int32(bitPattern: flags))
        guard descriptor >= 0 else { return descriptor }
        _ = getnameinfo(address, length, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
        return descriptor
      }
    }
    if descriptor >= 0 { setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY) }
    return (descriptor, text(name))
  }

  private static func setOption(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
    var on: Int32 = 1
    setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func fault() -> String { String(cString: strerror(errno)) }

  private static let flags = UInt32(SOCK_NONBLOCK.rawValue) | UInt32(SOCK_CLOEXEC.rawValue)
}
