import Foundation

/// Runs the built program `schakel`, as a person or a script would.
package final class Program {
  package let folder: String
  private var process: Process?
  package private(set) var port = 0

  /// A folder of its own, removed at the end.
  package init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("schakel-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    kill()
    // What stays behind in the temporary folder harms no other test.
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Of the server; 0 when none was started.
  package var processIdentifier: Int32 { process?.processIdentifier ?? 0 }

  package var database: String { folder + "/test.db" }

  /// What a run that has ended left.
  package struct Outcome {
    package let status: Int32
    package let output: String
    package let errors: String
  }

  /// Runs a command to its end.
  package func run(_ words: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(words, environment: environment)
  }

  package func run(_ words: [String], environment: [String: String] = [:]) throws -> Outcome {
    let (process, output, errors) = make(words, environment)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let fault = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: text, errors: fault)
  }

  /// Makes a token for a steward.
  package func token() throws -> String {
    try run("token", "create", "--database", database, "--account", "An", "--role", "steward").output
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Starts serving, and waits until it does.
  package func serve(_ words: String...) throws { try serve(with: words) }

  package func serve(with words: [String]) throws {
    let base = ["serve", "--database", database, "--port", "0", "--rate-limit", "off"]
    let (process, _, errors) = make(base + words, [:])
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    self.process = process
    var log = ""
    while !log.contains(" at http") {
      let data = errors.fileHandleForReading.availableData
      guard !data.isEmpty else { throw Ended(log: log) }
      log += String(decoding: data, as: UTF8.self)
    }
    let digits = log.components(separatedBy: "127.0.0.1:").last?.prefix { $0.isNumber } ?? ""
    port = Int(digits) ?? 0
    // The log is read on, so that the server is not held up by a full pipe.
    errors.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
  }

  /// The server ended before it served.
  package struct Ended: Error {
    package let log: String
  }

  package func client(token: String? = nil) throws -> Client { try Client(port: port, token: token) }

  /// Kills the server as a power cut would.
  package func kill() {
    guard let process, process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Sends the server a signal.
  package func signal(_ number: Int32) {
    guard let process else { return }
    Foundation.kill(process.processIdentifier, number)
  }

  /// Asks the server to stop.
  ///
  /// - Returns: Its exit code.
  package func stop() -> Int32 {
    guard let process else { return -1 }
    Foundation.kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func make(_ words: [String], _ environment: [String: String]) -> (Process, Pipe, Pipe) {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = words + ["--home", Self.home]
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SCHAKEL_") }
      .merging(environment) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    return (process, output, errors)
  }

  /// The folder of the package, from where this file stands.
  package static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Beside the tests' own binary.
  private static let executable: URL = {
    let tests = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let candidates = [tests.deletingLastPathComponent(), URL(fileURLWithPath: home + "/.build/debug")]
    return candidates.map { $0.appendingPathComponent("schakel") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
      ?? candidates[1].appendingPathComponent("schakel")
  }()
}
