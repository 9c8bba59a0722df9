import Foundation

/// A folder with a certificate and its key, made by the program `openssl`.
package final class Certificate {
  private let folder: String
  package var certificatePath: String { folder + "/cert.pem" }
  package var keyPath: String { folder + "/key.pem" }

  /// - Parameter name: Whose certificate it is.
  package init(name: String = "localhost") throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try openssl(
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=\(name)"
        + " -keyout \(keyPath) -out \(certificatePath)")
  }

  deinit {
    // What stays behind in the temporary folder harms no other test.
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A path beside the two.
  package func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Puts another certificate and its key in the place of these.
  package func replace(by other: Certificate) throws {
    for (mine, its) in [(certificatePath, other.certificatePath), (keyPath, other.keyPath)] {
      try Data(contentsOf: URL(fileURLWithPath: its)).write(to: URL(fileURLWithPath: mine))
    }
  }
}

/// Runs `openssl` to its end.
///
/// - Returns: What it wrote, to both its outputs.
package func openssl(_ words: String, input: String = "") throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["openssl"] + words.split(separator: " ").map(String.init)
  let (incoming, outgoing) = (Pipe(), Pipe())
  process.standardInput = incoming
  process.standardOutput = outgoing
  process.standardError = outgoing
  try process.run()
  try incoming.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try incoming.fileHandleForWriting.close()
  let text = String(decoding: outgoing.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return text
}
