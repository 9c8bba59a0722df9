/// One thing the program can do.
struct Command: Sendable {
  let words: [String]
  let summary: String
  let flags: [Flag]
  /// What stands behind the flags, as the help shows it; nil for nothing.
  let operand: String?
  let run: @Sendable (Settings) throws -> Void

  /// The commands, the default first.
  static let all: [Command] = [
    Command(
      words: ["serve"], summary: "Serve the API and the web pages; the default.", flags: Flag.serving, operand: nil,
      run: { try Serve(settings: $0).run() }),
    Command(
      words: ["migrate"], summary: "Bring the database to this version; makes a missing one.", flags: [],
      operand: nil, run: Maintenance.migrate),
    Command(
      words: ["token", "create"], summary: "Make a token for an account of the network, and print it.",
      flags: [.account, .role], operand: nil, run: Maintenance.createToken),
    Command(
      words: ["demo"], summary: "Fill an empty database with the demo, and print its tokens.", flags: [],
      operand: nil, run: Maintenance.openDemo),
    Command(
      words: ["backup"], summary: "Copy the database while it is in use.", flags: [], operand: "OUT",
      run: Maintenance.backup),
    Command(
      words: ["check"], summary: "Check the database file and its references.", flags: [], operand: nil,
      run: Maintenance.check),
    Command(
      words: ["audit", "verify"],
      summary: "Check that nothing was changed in the audit trail; with --head, that nothing was cut from its end.",
      flags: [.head], operand: nil, run: Maintenance.verifyAudit),
    Command(
      words: ["openapi"], summary: "Print the description of the API.", flags: [.publicURL], operand: nil,
      run: Maintenance.printOpenAPI),
  ]

  /// The command that the words begin with; nil when help is asked for.
  static func find(_ words: [String]) throws -> Command? {
    guard let first = words.first else { return all[0] }
    if ["help", "-h"].contains(first) || (first == "--help" && words.count == 1) { return nil }
    if first.hasPrefix("-") { return all[0] }
    guard let command = all.first(where: { words.starts(with: $0.words) }) else {
      throw UsageError(description: "there is no command \(first); schakel --help lists what there is")
    }
    return command
  }

  static var overview: String {
    let lines = all.map { "  \($0.words.joined(separator: " "))".padded(to: 18) + $0.summary }
    return "Schakel \(Schakel.version): the register of circular chain collaborations.\n\n"
      + "Usage: schakel COMMAND [FLAGS]\n\n"
      + lines.joined(separator: "\n") + "\n\nschakel COMMAND --help explains a command."
  }

  var help: String {
    let usage = "Usage: schakel \(words.joined(separator: " ")) [FLAGS]\(operand.map { " \($0)" } ?? "")"
    let lines = (Flag.common + flags).map { flag in
      let value = flag.value.map { " \($0)" } ?? ""
      let fallback = flag.fallback.map { " Default: \($0)." } ?? ""
      return "  --\(flag.name)\(value)".padded(to: 32) + "\(flag.summary)\(fallback) (\(flag.variable))"
    }
    return "\(summary)\n\n\(usage)\n\n\(lines.joined(separator: "\n"))"
  }
}

extension String {
  func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(1, count - self.count))
  }
}
