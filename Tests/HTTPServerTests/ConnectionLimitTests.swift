import Dispatch
import Foundation
import HTTPServer
import TestSupport
import Testing

/// What a peer can make the server keep or wait for ends at a limit.
struct ConnectionLimitTests {
  private static let head = "GET / HTTP/1.1\r\nHost: a\r\n"

  @Test(arguments: [
    ("GET /" + String(repeating: "x", count: 64), "414 URI Too Long"),
    (head + "X: " + String(repeating: "x", count: 128), "431 Request Header Fields Too Large"),
    (head + "A: 1\r\nB: 2\r\nC: 3\r\n\r\n", "431 Request Header Fields Too Large"),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n", "413 Content Too Large"),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n", "413 Content Too Large"),
    ("nonsense\r\n", "400 Bad Request"),
  ])
  func `what is over a limit is refused, and the connection ends`(sent: String, status: String) throws {
    let served = try Served { limits in
      limits.requestLineBytesMax = 64
      limits.headerBytesMax = 128
      limits.headerCountMax = 3
      limits.bodyBytesMax = 5
    }
    let wire = try served.wire()

    wire.write(sent)

    let answer = try wire.readToEnd()
    #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n") && answer.contains("Connection: close\r\n"))
    #expect(served.echo.seen.isEmpty)
  }

  @Test func `a header and a body that do not come are refused`() throws {
    let served = try Served { limits in
      limits.headerSeconds = 0.1
      limits.bodySeconds = 0.1
    }
    let (header, body) = (try served.wire(), try served.wire())

    header.write("GET / HTTP/1.1\r\nHost:")
    body.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")

    #expect(try header.readToEnd().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    #expect(try body.readToEnd().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    #expect(served.echo.seen.isEmpty)
  }

  @Test func `a silent connection is closed without a word, before and after a request`() throws {
    let served = try Served { $0.idleSeconds = 1 }
    let (used, unused) = (try served.wire(), try served.wire())

    used.write(Self.head + "\r\n")

    #expect(try used.readToEnd().hasSuffix("GET / []"))
    #expect(try unused.readToEnd().isEmpty)
  }

  @Test func `an answer that takes long is waited for, beyond all time-outs`() throws {
    let served = try Served { limits in
      limits.headerSeconds = 0.1
      limits.bodySeconds = 0.1
      limits.writeSeconds = 0.1
    }
    let (held, late) = (try served.wire(), try served.wire())
    held.write("GET /held HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(served.echo.waitForHeld())

    late.write("GET /")
    #expect(try late.readToEnd().contains(" 408 "), "by now the time-outs have been looked at")
    served.echo.release()

    #expect(try held.read(until: "held").hasPrefix("HTTP/1.1 200 OK\r\n"))
  }

  @Test func `a slow reader is let go, and holds nobody up meanwhile`() throws {
    let served = try Served { limits in
      limits.writeSeconds = 0.3
      limits.connectionCountMax = 2
      limits.excessCountMax = 0
    }
    let slow = try served.wire(receiveBytes: 4_096)
    slow.write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try slow.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
    let other = try Client(port: served.port)
    #expect(try other.send("GET", "/a").text == "GET /a []")

    // Two are all that may be; a third is served once the slow one is gone.
    let third = try Client(port: served.port)
    #expect(try third.send("GET", "/b").text == "GET /b []")

    #expect(try other.send("GET", "/c").text == "GET /c []")
    #expect(try slow.readToEnd().utf8.count < EchoResponder.largeBytes)
  }

  @Test func `a peer that floods after a refusal holds nobody up`() throws {
    let served = try Served { limits in
      limits.bodyBytesMax = 5
      limits.lingerSeconds = 0.2
    }
    let port = served.port
    let flood = DispatchGroup()
    DispatchQueue.global().async(group: flood) {
      guard let wire = try? Wire(port: port) else { return }
      wire.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n")
      let junk = String(repeating: "x", count: 1 << 20)
      while wire.write(junk) {}
    }

    let client = try Client(port: port)
    #expect(try client.send("GET", "/a").text == "GET /a []")
    #expect(flood.wait(timeout: .now() + 20) == .success, "the server reads the flood for ever")
  }

  @Test func `the last request that a connection may make is answered, and closes it`() throws {
    let served = try Served { $0.requestCountMax = 2 }
    let wire = try served.wire()

    wire.write(["/1", "/2", "/3"].map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())

    let answers = try wire.readToEnd()
    #expect(answers.components(separatedBy: "Connection: close").count == 2 && answers.hasSuffix("GET /2 []"))
    #expect(served.echo.seen == ["/1", "/2"])
  }

  @Test func `a connection too many is told so at once and closed, but for a vital question`() throws {
    let served = try Served { $0.connectionCountMax = 1 }
    let client = try Client(port: served.port)
    #expect(try client.send("GET", "/a").status == 200)
    let (excess, vital) = (try served.wire(), try served.wire())

    excess.write(Self.head + "\r\n" + Self.head + "\r\n")
    vital.write("GET /vital HTTP/1.1\r\nHost: a\r\n\r\n")

    let refusal = try excess.readToEnd()
    #expect(refusal.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n") && refusal.contains("Connection: close\r\n"))
    #expect(refusal.components(separatedBy: "HTTP/1.1").count == 2, "one answer")
    let answer = try vital.readToEnd()
    #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("GET /vital []"))
    #expect(try client.send("GET", "/b").text == "GET /b []")
    #expect(served.echo.seen == ["/a", "/vital", "/b"])
  }

  @Test func `a connection too many that says nothing, or not all, is soon closed`() throws {
    let served = try Served { limits in
      limits.connectionCountMax = 1
      limits.excessSeconds = 0.1
    }
    let client = try Client(port: served.port)
    #expect(try client.send("GET", "/a").status == 200)
    let (silent, half) = (try served.wire(), try served.wire())

    half.write("GET / HTTP/1.1\r\n")

    #expect(try silent.readToEnd().isEmpty && half.readToEnd().isEmpty)
    #expect(try client.send("GET", "/b").text == "GET /b []")
  }

  @Test func `when others wait for a place, an idle connection gives up its own sooner`() throws {
    let served = try Served { limits in
      limits.connectionCountMax = 1
      limits.fullIdleSeconds = 0.1
      limits.lingerSeconds = 20
    }
    let idle = try served.wire()
    idle.write(Self.head + "\r\n")
    _ = try idle.read(until: "[]")
    var excess: Wire? = try served.wire()

    excess?.write(Self.head + "\r\n")
    #expect(try excess?.read(until: "503").contains(" 503 ") == true)

    #expect(try idle.readToEnd().hasSuffix("GET / []"), "closed without a word")
    excess = nil
    // The server may hear of the new connection before it has dealt with the end of that one.
    let isServed = try (0..<1_000).contains { _ in try Client(port: served.port).send("GET", "/b").status == 200 }
    #expect(isServed)
  }

  @Test func `a server takes no more connections than the system has descriptors for`() throws {
    let served = try Served { $0.connectionCountMax = 1 << 40 }

    #expect((1..<1 << 30).contains(served.listener.connectionCountMax))
    #expect(try Client(port: served.port).send("GET", "/b").status == 200)
  }

  @Test func `a connection still too many waits until another one ends`() throws {
    let served = try Served { limits in
      limits.connectionCountMax = 2
      limits.excessCountMax = 0
    }
    var clients = [try Client(port: served.port), try Client(port: served.port)]
    for client in clients { #expect(try client.send("GET", "/a").status == 200) }
    let (third, fourth) = (try served.wire(), try served.wire())
    third.write(Self.head + "\r\n")
    fourth.write(Self.head + "\r\n")

    #expect(third.isSilent() && fourth.isSilent())
    clients.removeLast()
    #expect(try third.read(until: "[]").hasSuffix("GET / []"))
    #expect(fourth.isSilent())
    clients.removeLast()
    #expect(try fourth.read(until: "[]").hasSuffix("GET / []"))
  }

  @Test func `a connection that is reset gives its place back, even when no more of it would be read`() throws {
    let served = try Served { limits in
      limits.connectionCountMax = 1
      limits.excessCountMax = 0
      limits.readAheadBytesMax = 10
    }
    var wire: Wire? = try served.wire()
    wire?.write("GET /held HTTP/1.1\r\nHost: a\r\n\r\n" + Self.head + "\r\n")
    #expect(served.echo.waitForHeld())

    wire?.resetAtEnd()
    wire = nil

    #expect(try Client(port: served.port).send("GET", "/b").text == "GET /b []")
  }

  @Test func `a server stops while connections wait for a place`() throws {
    let served = try Served { limits in
      limits.connectionCountMax = 1
      limits.excessCountMax = 0
      limits.lingerSeconds = 0.1
    }
    let client = try Client(port: served.port)
    #expect(try client.send("GET", "/a").status == 200)
    let waiting = try served.wire()

    #expect(served.stop(deadlineSeconds: 20))
    #expect(try waiting.readToEnd().isEmpty)
  }
}
