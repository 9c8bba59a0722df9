import Foundation
import TestSupport
import Testing

@testable import HTTPServer

/// What happens on one connection, over a real socket.
struct ConnectionTests {
  private func get(_ path: String, _ fields: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
  }

  @Test func `a connection serves one request after another`() throws {
    let served = try Served()
    let client = try Client(port: served.port)

    #expect(try client.send("GET", "/a").text == "GET /a []")
    #expect(try client.send("POST", "/b", "body").text == "POST /b [body]")
    #expect(try client.send("GET", "/a").header("connection") == nil)
  }

  @Test func `a client that asks to close is answered, told so, and closed`() throws {
    let served = try Served()
    let wire = try served.wire()

    wire.write(get("/a", "Connection: close\r\n") + get("/b"))

    let answer = try wire.readToEnd()
    #expect(answer.contains("\r\nConnection: close\r\n") && answer.hasSuffix("GET /a []"))
    #expect(served.echo.seen == ["/a"])
  }

  @Test func `HTTP 1.0 is closed unless it asks to stay, and is told which`() throws {
    let served = try Served()
    let wire = try served.wire()

    wire.write("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    #expect(try wire.read(until: "[]").contains("Connection: keep-alive\r\n"))
    wire.write("GET /b HTTP/1.0\r\n\r\n")
    #expect(try wire.readToEnd().contains("Connection: close\r\n"))
  }

  @Test func `requests sent at once are answered in order, even when an earlier answer comes later`() throws {
    let served = try Served()
    let wire = try served.wire()

    wire.write(get("/later") + get("/now") + get("/later") + get("/last", "Connection: close\r\n"))

    let bodies = try wire.readToEnd().split(separator: "GET ").dropFirst().map { $0.prefix { $0 != " " } }
    #expect(bodies == ["/later", "/now", "/later", "/last"])
  }

  @Test func `requests sent at once are all answered when each answer fills the output`() throws {
    let served = try Served { $0.outputBytesMax = 1 }
    let wire = try served.wire()

    wire.write((1...5).map { get("/\($0)") }.joined())
    wire.endWriting()

    #expect(try wire.readToEnd().components(separatedBy: "HTTP/1.1 200 OK").count == 6)
  }

  @Test func `a client that ends its side still gets the answers to what it asked`() throws {
    let served = try Served()
    let wire = try served.wire()

    wire.write(get("/later") + get("/b"))
    wire.endWriting()

    #expect(try wire.readToEnd().hasSuffix("GET /b []"))
  }

  @Test func `HEAD has the length of the content and not the content`() throws {
    let served = try Served()
    let wire = try served.wire()

    wire.write("HEAD /abc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

    let answer = try wire.readToEnd()
    #expect(answer.contains("Content-Length: 12\r\n") && answer.hasSuffix("\r\n\r\n"))
  }

  @Test func `a chunked body arrives without its framing, however it is cut`() throws {
    let served = try Served()
    let wire = try served.wire()

    wire.write("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nab")
    #expect(wire.isSilent())
    wire.write("c\r\n2;x=y\r\nde\r\n0\r\nTrailer: dropped\r\n\r\n")

    #expect(try wire.readToEnd().hasSuffix("POST /c [abcde]"))
  }

  @Test func `a client that expects it is told to go on before it sends its body`() throws {
    let served = try Served()
    let wire = try served.wire()

    wire.write("POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n")
    #expect(try wire.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    wire.write("abc")

    #expect(try wire.readToEnd().hasSuffix("POST /e [abc]"))
  }

  @Test func `an answer sent twice counts once`() throws {
    struct Twice: Responder {
      func respond(to request: Request, on shard: Int, reply: HTTPServer.Reply) {
        reply.send(Response(.ok, body: Array("first".utf8)))
        reply.send(Response(.ok, body: Array("second".utf8)))
      }
      func response(to error: HTTPError) -> Response { Response(error.status) }
    }
    let served = try Served(responder: Twice())
    let wire = try served.wire()

    wire.write(get("/a") + get("/b", "Connection: close\r\n"))

    let answers = try wire.readToEnd()
    #expect(answers.components(separatedBy: "first").count == 3 && !answers.contains("second"))
  }

  @Test func `a value of a header cannot add another header`() {
    var headers = ResponseHeaders()
    headers.add("Location", "/a\r\nSet-Cookie: x=y\u{0}")

    #expect(headers.bytes == Array("Location: /a  Set-Cookie: x=y \r\n".utf8))
  }
}
