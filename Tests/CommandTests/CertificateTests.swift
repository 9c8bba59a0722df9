import Foundation
import TestSupport
import Testing

/// A certificate that is renewed while the server runs.
struct CertificateTests {
  private func shownName(_ program: Program) throws -> String {
    let text = try openssl("s_client -connect 127.0.0.1:\(program.port)")
    return text.components(separatedBy: "subject=CN = ").dropFirst().first.map { String($0.prefix { $0 != "\n" }) }
      ?? ""
  }

  /// Asks until the certificate of this name is shown; the signal comes in at some moment after it was sent.
  private func becomes(_ name: String, _ program: Program) throws -> Bool {
    for _ in 1...500 where try shownName(program) == name { return true }
    return false
  }

  @Test func `SIGHUP takes the renewed certificate, and none that cannot be used`() throws {
    let (certificate, renewed, last) = (
      try Certificate(name: "first"), try Certificate(name: "second"), try Certificate(name: "third")
    )
    let program = try Program()
    try program.serve("--tls-certificate", certificate.certificatePath, "--tls-key", certificate.keyPath)
    #expect(try shownName(program) == "first")

    try certificate.replace(by: renewed)
    #expect(try shownName(program) == "first", "nothing changes before the signal")
    program.signal(SIGHUP)
    #expect(try becomes("second", program))

    try Data("junk".utf8).write(to: URL(fileURLWithPath: certificate.keyPath))
    program.signal(SIGHUP)
    #expect(try shownName(program) == "second")
    try certificate.replace(by: last)
    program.signal(SIGHUP)
    #expect(try becomes("third", program), "it goes on after a fault")
    #expect(program.stop() == 0)
  }
}
