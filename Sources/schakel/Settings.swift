import FoundationEssentials
import SchakelDomain

/// The settings of one run: the command line's, else the environment's, else the defaults.
struct Settings {
  private var values: [String: String] = [:]
  let operand: String?

  /// - Throws: `UsageError` that names the flag or the variable.
  init(_ words: [String], _ command: Command, environment: [String: String]) throws {
    let flags = Flag.common + command.flags
    for flag in flags { values[flag.name] = try Self.value(of: flag, environment[flag.variable]) ?? flag.fallback }
    var operands: [String] = []
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      guard word.hasPrefix("--") else {
        operands.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      guard let flag = flags.first(where: { $0.name == parts[0] }) else {
        throw UsageError(
          description: "there is no flag \(word); schakel \(command.words.joined(separator: " ")) --help")
      }
      if flag.value == nil {
        values[flag.name] = "on"
      } else if parts.count == 2 {
        values[flag.name] = parts[1]
      } else {
        guard index < words.count else { throw UsageError(description: "--\(flag.name) needs a value") }
        values[flag.name] = words[index]
        index += 1
      }
    }
    guard operands.count == (command.operand == nil ? 0 : 1) else {
      let due = command.operand.map { "one \($0) is due" } ?? "nothing is due behind the flags"
      throw UsageError(description: "\(due), not \(operands.joined(separator: " "))")
    }
    operand = operands.first
  }

  /// What the environment says; of a switch, on or nothing.
  private static func value(of flag: Flag, _ text: String?) throws -> String? {
    guard flag.value == nil, let text else { return text }
    if ["on", "1", "true"].contains(text) { return "on" }
    guard ["off", "0", "false", ""].contains(text) else {
      throw UsageError(description: "\(flag.variable) \(text): on or off is due")
    }
    return nil
  }

  func text(_ name: String) -> String? { values[name] }

  func isOn(_ name: String) -> Bool { values[name] == "on" }

  /// The items of a list with commas between.
  func list(_ name: String) -> [String] { (values[name] ?? "").split(separator: ",").map(String.init) }

  /// An address of the web.
  ///
  /// - Throws: `UsageError` that names the flag.
  func url(_ text: String, _ name: String) throws -> String {
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false else {
      throw UsageError(description: "--\(name) \(text): an address such as https://schakel.example is due")
    }
    return text
  }

  var database: String { values["database"] ?? "schakel.db" }

  var clock: Clock { Clock(file: values["clock-file"]) }

  /// A whole number.
  func number(_ name: String, in range: ClosedRange<Int>) throws -> Int {
    let text = values[name] ?? ""
    guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw UsageError(description: "--\(name) \(text): a whole number is due")
    }
    let number = text.utf8.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard range.contains(number) else {
      throw UsageError(description: "--\(name) \(text): \(range.lowerBound) to \(range.upperBound) is due")
    }
    return number
  }

  /// The folder that holds Migrations and Public.
  func home() throws -> String {
    if let home = values["home"] {
      guard Self.isHome(home) else { throw UsageError(description: "--home \(home) holds no folder Migrations") }
      return home
    }
    for start in ["/proc/self/exe", FileManager.default.currentDirectoryPath] {
      var folder = URL(filePath: start).resolvingSymlinksInPath()
      while folder.path != "/" {
        if Self.isHome(folder.path) { return folder.path }
        folder.deleteLastPathComponent()
      }
    }
    throw UsageError(description: "the folder Migrations is not found; say where it is with --home")
  }

  private static func isHome(_ folder: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: folder + "/Migrations", isDirectory: &isFolder) && isFolder
  }
}
