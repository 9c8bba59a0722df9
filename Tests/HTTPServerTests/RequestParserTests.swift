import Testing

@testable import HTTPServer

/// What a parser makes of some bytes, in words that can be compared.
private enum Outcome: Equatable {
  case requests([String])
  case refused([String], Int)
}

private func parse(_ text: String, splitAt split: Int? = nil, limits: Limits = Limits()) -> Outcome {
  let bytes = Array(text.utf8)
  var parser = RequestParser(limits: limits)
  var seen: [String] = []
  let parts = split.map { [Array(bytes[..<$0]), Array(bytes[$0...])] } ?? [bytes]
  do {
    for part in parts {
      part.withUnsafeBytes { parser.append($0) }
      reading: while true {
        switch try parser.next() {
        case .needMore: break reading
        case .continueExpected: continue
        case .request(let parsed): seen.append(describe(parsed))
        }
      }
    }
  } catch {
    return .refused(seen, error.status.code)
  }
  return .requests(seen)
}

private func describe(_ parsed: ParsedRequest) -> String {
  let request = parsed.request
  let query = request.query.map { "?\($0)" } ?? ""
  let body = String(decoding: request.body, as: UTF8.self)
  return "\(request.method.name) \(request.path)\(query) [\(body)]\(parsed.isKeptAlive ? "" : " close")"
}

struct RequestParserTests {
  static let accepted: [(String, [String])] = [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", ["GET / []"]),
    ("\r\nGET /a?b=%20c HTTP/1.1\r\nHost: a:80\r\n\r\n", ["GET /a?b=%20c []"]),
    ("GET http://a.example/x HTTP/1.1\r\nHost: a.example\r\n\r\n", ["GET /x []"]),
    ("GET http://a.example?x HTTP/1.1\r\nHost: a.example\r\n\r\n", ["GET /?x []"]),
    ("OPTIONS * HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", ["OPTIONS * []"]),
    ("GET / HTTP/1.0\r\n\r\n", ["GET / [] close"]),
    ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", ["GET / []"]),
    ("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE\r\n\r\n", ["GET / [] close"]),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", ["POST / [abc]"]),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n",
      ["POST / []", "GET /b []"]
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0002;x=y\r\nde\r\n0\r\nT: u\r\n\r\n"
        + "GET /b HTTP/1.1\r\nHost: a\r\n\r\n", ["POST / [abcde]", "GET /b []"]
    ),
    ("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab", ["POST / [ab]"]),
  ]

  @Test func `a request is read whole and split at every byte`() {
    for (text, wanted) in Self.accepted {
      #expect(parse(text) == .requests(wanted), "\(text)")
      for index in 0...text.utf8.count {
        #expect(parse(text, splitAt: index) == .requests(wanted), "split at \(index): \(text)")
      }
    }
  }

  @Test func `a request that is cut off is never handed on`() {
    for (text, wanted) in Self.accepted {
      for count in 0..<text.utf8.count {
        let cut = String(decoding: Array(text.utf8)[..<count], as: UTF8.self)
        guard case .requests(let seen) = parse(cut) else {
          Issue.record("refused: \(cut)")
          continue
        }
        #expect(wanted.starts(with: seen) && seen.count < wanted.count, "\(cut)")
      }
    }
  }

  static let refused: [(String, Int)] = [
    ("GET / HTTP/1.1\nHost: a\n\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nA: b\rc\r\n\r\n", 400),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET /\r\n\r\n", 400),
    ("G\u{7f}T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET /é HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\n: y\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{0}\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nabcde", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nabcde", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nabcde", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 400),
    ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n 1\r\na\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1 \r\na\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n", 400),
    ("POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 2\r\n\r\nab", 417),
  ]

  @Test func `what two readers could read differently is refused, whole and split at every byte`() {
    for (text, status) in Self.refused {
      #expect(parse(text) == .refused([], status), "\(text)")
      for index in 0...text.utf8.count {
        #expect(parse(text, splitAt: index) == .refused([], status), "split at \(index): \(text)")
      }
    }
  }

  @Test func `every limit is kept to the byte`() {
    var limits = Limits()
    limits.requestLineBytesMax = 30
    limits.headerBytesMax = 40
    limits.headerCountMax = 3
    limits.bodyBytesMax = 5

    #expect(
      parse("GET /\(filler(16)) HTTP/1.1\r\nHost: a\r\n\r\n", limits: limits) == .requests(["GET /\(filler(16)) []"]))
    #expect(parse("GET /\(filler(17)) HTTP/1.1\r\nHost: a\r\n\r\n", limits: limits) == .refused([], 414))
    #expect(parse("GET /\(filler(60))", limits: limits) == .refused([], 414))
    #expect(parse("GET / HTTP/1.1\r\nHost: a\r\nX: \(filler(60))", limits: limits) == .refused([], 431))
    #expect(parse("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n", limits: limits) == .refused([], 431))
    #expect(
      parse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde", limits: limits)
        == .requests(["POST / [abcde]"]))
    #expect(parse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n", limits: limits) == .refused([], 413))
    let chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: a\r\n\r\n"
    limits.headerBytesMax = 80
    #expect(parse(chunked + "3\r\nabc\r\n3\r\n", limits: limits) == .refused([], 413))
    limits.trailerBytesMax = 10
    #expect(parse(chunked + "0\r\nX: \(filler(20))\r\n\r\n", limits: limits) == .refused([], 431))
  }

  @Test func `a client that expects to be told to go on is told once, and not when it has begun`() throws {
    var parser = RequestParser(limits: Limits())
    let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    Array(head.utf8).withUnsafeBytes { parser.append($0) }

    guard case .continueExpected = try parser.next() else { return #expect(Bool(false), "the client still waits") }
    guard case .needMore = try parser.next() else { return #expect(Bool(false), "the client was told twice") }
  }

  private func filler(_ count: Int) -> String { String(repeating: "x", count: count) }
}
