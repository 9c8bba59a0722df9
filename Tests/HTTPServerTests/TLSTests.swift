import Foundation
import HTTPServer
import TestSupport
import Testing

extension Certificate {
  fileprivate var files: TLSFiles { TLSFiles(certificatePath: certificatePath, keyPath: keyPath) }
}

/// A connection over TLS, by the program `openssl`, that a test writes to and reads from in turn.
private final class Session {
  private let process = Process()
  private let (incoming, outgoing) = (Pipe(), Pipe())
  private(set) var text = ""

  init(port: Int) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-ign_eof"]
    process.standardInput = incoming
    process.standardOutput = outgoing
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  func write(_ text: String) throws {
    try incoming.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  /// - Returns: Whether the text came in before the connection ended.
  func read(until wanted: String) throws -> Bool {
    while !text.contains(wanted) {
      let data = outgoing.fileHandleForReading.availableData
      guard !data.isEmpty else { return false }
      text += String(decoding: data, as: UTF8.self)
    }
    return true
  }
}

struct TLSTests {
  private let certificate: Certificate

  init() throws {
    certificate = try Certificate()
  }

  /// Asks for a path over TLS, and reads until the server ends.
  private func ask(_ served: Served, _ path: String, _ options: String = "") throws -> String {
    let request = "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    return try openssl("s_client -connect 127.0.0.1:\(served.port) -quiet \(options)", input: request)
  }

  @Test func `a request over TLS is answered, in 1 point 2 and 1 point 3`() throws {
    let served = try Served(tls: certificate.files)

    for options in ["-tls1_2", "-tls1_3", "-alpn h2,http/1.1", "-alpn h2"] {
      let answer = try ask(served, "/a", options)
      #expect(answer.contains("HTTP/1.1 200 OK\r\n") && answer.contains("GET /a []"), "\(options): \(answer)")
    }
  }

  @Test func `a large answer comes over TLS whole`() throws {
    let served = try Served(tls: certificate.files)

    let answer = try ask(served, "/large")

    #expect(answer.utf8.count(where: { $0 == UInt8(ascii: "x") }) >= EchoResponder.largeBytes)
  }

  @Test func `TLS 1 point 1 is refused`() throws {
    let served = try Served(tls: certificate.files)

    let answer = try ask(served, "/a", "-tls1_1 -cipher DEFAULT@SECLEVEL=0")

    #expect(answer.contains("alert protocol version"), "\(answer)")
    #expect(!answer.contains("HTTP/1.1") && served.echo.seen.isEmpty)
  }

  @Test func `a key exchange that costs the server much is refused`() throws {
    let served = try Served(tls: certificate.files)

    let answer = try ask(served, "/a", "-tls1_3 -groups ffdhe8192")

    #expect(answer.contains("handshake failure"), "\(answer)")
    #expect(served.echo.seen.isEmpty)
    #expect(try ask(served, "/a", "-tls1_3 -groups P-256").contains("GET /a []"))
  }

  @Test(arguments: ["AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA"])
  func `a cipher without forward secrecy, or without authenticated encryption, is refused`(cipher: String) throws {
    let served = try Served(tls: certificate.files)

    let answer = try ask(served, "/a", "-tls1_2 -cipher \(cipher)")

    #expect(answer.contains("handshake failure"), "\(answer)")
    #expect(!answer.contains("HTTP/1.1") && served.echo.seen.isEmpty)
  }

  @Test(arguments: ["GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "PATCH /a", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"])
  func `plain HTTP on the TLS port is told so in plain text, once`(sent: String) throws {
    let served = try Served(tls: certificate.files)
    let plain = try served.wire()

    plain.write(sent)
    let answer = try plain.readToEnd()

    #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n") && answer.contains("Connection: close\r\n"))
    #expect(answer.contains("Content-Type: text/plain") && answer.hasSuffix("instead of http://\n"))
    #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
    #expect(served.echo.seen.isEmpty)
  }

  @Test func `noise on the TLS port gets no answer and harms nobody`() throws {
    let served = try Served(tls: certificate.files)
    let (record, other) = (try served.wire(), try served.wire())

    record.write(String(repeating: "\u{16}\u{3}\u{1}", count: 10_000))
    other.write("get / HTTP/1.1\r\n\r\n")

    #expect(try !record.readToEnd().contains("HTTP/") && !other.readToEnd().contains("HTTP/"))
    #expect(try ask(served, "/a").contains("GET /a []"))
    #expect(served.echo.seen == ["/a"])
  }

  @Test(arguments: ["-tls1_2", "-tls1_3"])
  func `a client that comes back takes its session up again`(version: String) throws {
    let served = try Served(tls: certificate.files)
    let session = certificate.path("session.pem")
    let request = "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    let connect = "s_client -connect 127.0.0.1:\(served.port) \(version) -ign_eof"

    let first = try openssl("\(connect) -sess_out \(session)", input: request)
    let second = try openssl("\(connect) -sess_in \(session)", input: request)

    #expect(first.contains("New, TLSv1") && first.contains("GET /a []"))
    #expect(second.contains("Reused, TLSv1") && second.contains("GET /a []"))
  }

  @Test func `a renewed certificate is shown from then on, and open connections go on`() throws {
    let served = try Served(tls: certificate.files)
    let renewed = try Certificate(name: "renewed")
    let open = try Session(port: served.port)
    try open.write("GET /before HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try open.read(until: "GET /before []"))

    try served.server.renewCertificate(renewed.files)
    try open.write("GET /after HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

    #expect(try open.read(until: "GET /after []"))
    #expect(open.text.contains("CN = localhost") && !open.text.contains("renewed"))
    let late = try openssl("s_client -connect 127.0.0.1:\(served.port)")
    #expect(late.contains("CN = renewed") && !late.contains("localhost"))
  }

  @Test func `files that cannot be used leave the certificate as it is`() throws {
    let served = try Served(tls: certificate.files)
    let other = try Certificate(name: "other")
    let mixed = TLSFiles(certificatePath: other.files.certificatePath, keyPath: certificate.files.keyPath)

    #expect(throws: ListenError.self) { try served.server.renewCertificate(mixed) }

    #expect(try openssl("s_client -connect 127.0.0.1:\(served.port)").contains("CN = localhost"))
  }

  @Test func `a peer that does not agree on TLS in time is let go`() throws {
    let served = try Served(tls: certificate.files) { $0.handshakeSeconds = 0.1 }
    let (silent, half) = (try served.wire(), try served.wire())

    half.write("\u{16}\u{3}\u{1}")

    #expect(try silent.readToEnd().isEmpty)
    #expect(try half.readToEnd().isEmpty)
  }

  @Test func `a file that is none, or does not belong to the other, is told by its name and its cause`() throws {
    let other = try Certificate()
    let (junk, none) = (certificate.path("junk.pem"), certificate.path("none.pem"))
    try Data("no certificate".utf8).write(to: URL(fileURLWithPath: junk))
    let (good, key) = (certificate.files.certificatePath, certificate.files.keyPath)

    expectFault(junk, key, naming: junk, cause: "no start line")
    expectFault(none, key, naming: none, cause: "No such file")
    expectFault(good, junk, naming: junk, cause: "")
    expectFault(good, none, naming: none, cause: "No such file")
    expectFault(good, other.files.keyPath, naming: other.files.keyPath, cause: "key values mismatch")
  }

  private func expectFault(
    _ certificatePath: String, _ keyPath: String, naming path: String, cause: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    let files = TLSFiles(certificatePath: certificatePath, keyPath: keyPath)
    let fault = #expect(throws: ListenError.self, sourceLocation: location) { _ = try Served(tls: files) }
    let sentence = fault?.description ?? ""
    #expect(sentence.contains(path), "\(sentence)", sourceLocation: location)
    #expect(cause.isEmpty || sentence.contains(cause), "\(sentence)", sourceLocation: location)
  }
}
