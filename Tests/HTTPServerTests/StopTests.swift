import Dispatch
import HTTPServer
import Synchronization
import TestSupport
import Testing

/// A server that is told to stop.
struct StopTests {
  private static let held = "GET /held HTTP/1.1\r\nHost: a\r\n\r\n"

  /// Counts how often a server said that it has stopped.
  private final class Completions: Sendable {
    let count = Atomic<Int>(0)
    let signal = DispatchSemaphore(value: 0)

    func add() {
      count.wrappingAdd(1, ordering: .relaxed)
      signal.signal()
    }

    func wait() -> Bool { signal.wait(timeout: .now() + 20) == .success }
  }

  @Test func `a begun request is answered, its connection closed, and the end told once`() throws {
    let served = try Served { $0.lingerSeconds = 0.1 }
    let completions = Completions()
    let (begun, half) = (try served.wire(), try served.wire())
    half.write("POST /half HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
    _ = try half.read(until: "\r\n\r\n")
    begun.write(Self.held + Self.held)
    #expect(served.echo.waitForHeld())

    served.server.stop(deadlineSeconds: 20) { completions.add() }
    try waitUntilRefused(served.port)
    #expect(completions.count.load(ordering: .relaxed) == 0, "two requests have been begun")
    half.write("abc")
    served.echo.release()

    let answer = try begun.readToEnd()
    #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("held"))
    #expect(try half.readToEnd().hasSuffix("POST /half [abc]"))
    #expect(served.echo.seen.filter { $0 == "/held" }.count == 1, "no further request is begun")
    #expect(completions.wait() && completions.count.load(ordering: .relaxed) == 1)
  }

  @Test func `idle connections are closed at once, used or not`() throws {
    let served = try Served { $0.lingerSeconds = 0.1 }
    let (used, unused) = (try served.wire(), try served.wire())
    used.write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
    _ = try used.read(until: "[]")

    #expect(served.stop(deadlineSeconds: 20))

    #expect(try used.readToEnd().hasSuffix("GET /a []"))
    #expect(try unused.readToEnd().isEmpty)
  }

  @Test func `what never ends is dropped at the deadline, and its late answer harms nobody`() throws {
    let served = try Served()
    let completions = Completions()
    let (never, silent) = (try served.wire(), try served.wire())
    silent.write("GET / HTTP/1.1\r\nHost:")
    never.write(Self.held)
    #expect(served.echo.waitForHeld())

    served.server.stop(deadlineSeconds: 0.1) { completions.add() }

    #expect(completions.wait())
    #expect(try never.readToEnd().isEmpty)
    #expect(try silent.readToEnd().isEmpty)
    served.echo.release()
    #expect(completions.count.load(ordering: .relaxed) == 1)
  }

  @Test func `a server without connections stops at once`() throws {
    let served = try Served()

    #expect(served.stop(deadlineSeconds: 20))
  }

  @Test func `a port in use, an unknown host and a port that cannot be are told in a sentence`() throws {
    let served = try Served()

    #expect(fault(host: "127.0.0.1", port: served.port).contains("another program uses the port"))
    #expect(fault(host: "127.0.0.1", port: 65_536).contains("There is no port 65536"))
    #expect(fault(host: "no.such.host.invalid", port: 0).contains("no.such.host.invalid"))
  }

  private func fault(host: String, port: Int) -> String {
    do {
      _ = try Listener(Configuration(host: host, port: port, shardCount: 1))
      return "none"
    } catch {
      return "\(error)"
    }
  }

  /// Connects until nobody listens any more.
  private func waitUntilRefused(_ port: Int) throws {
    let end = DispatchTime.now() + 20
    while (try? Wire(port: port)) != nil { try #require(DispatchTime.now() < end, "the port is still open") }
  }
}
