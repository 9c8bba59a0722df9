// The executable: reads the command line and the environment, puts the parts together, starts and stops.
import FoundationEssentials
import Glibc
import SchakelDomain
import SQLite

@main
struct Schakel {
  static let version = "0.1.0"

  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      fail(error)
    }
  }

  private static func run(_ words: [String]) throws {
    if words == ["--version"] { return say(version) }
    guard let command = try Command.find(words) else { return say(Command.overview) }
    let rest = words.isEmpty || words[0].hasPrefix("-") ? words : Array(words.dropFirst(command.words.count))
    if rest.contains("--help") { return say(command.help) }
    try command.run(try Settings(rest, command, environment: ProcessInfo.processInfo.environment))
  }

  /// Says what is wrong and ends: 2 for a wrong command line, 1 for anything else.
  private static func fail(_ error: any Error) -> Never {
    let text = (error as? DomainError)?.detail ?? String(describing: error)
    Log.write(Array("schakel: \(text)\n".utf8))
    exit(error is UsageError ? 2 : 1)
  }
}

/// A command line or an environment that cannot be understood: a sentence that names the culprit.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}
