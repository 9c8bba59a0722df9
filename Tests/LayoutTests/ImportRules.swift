/// Imports point one way: a target may import what stands here and nothing else.
enum ImportRules {
  ///
  /// Of Foundation only the essentials: the rest brings the words of all languages along, ten megabytes of memory.
  static let allowed: [String: Set<String>] = [
    "HTTPServer": ["FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "CLinux", "COpenSSL"],
    "SQLite": ["FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "CSQLite"],
    "Cryptography": ["FoundationEssentials", "COpenSSL"],
    "CostSharing": ["FoundationEssentials"],
    "Disclosure": ["FoundationEssentials"],
    "SchakelDomain": [
      "FoundationEssentials", "Dispatch", "Swift", "Synchronization", "CLinux", "SQLite", "CostSharing", "Disclosure",
      "Cryptography",
    ],
    "SchakelAPI": [
      "FoundationEssentials", "Dispatch", "Synchronization", "CostSharing", "Disclosure", "HTTPServer", "SQLite",
      "Cryptography", "SchakelDomain",
    ],
    "schakel": [
      "FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "CLinux", "HTTPServer", "SQLite", "Cryptography",
      "CostSharing", "Disclosure", "SchakelDomain", "SchakelAPI",
    ],
  ]

  /// Module maps only; they hold no Swift.
  static let systemLibraries: Set<String> = ["CSQLite", "COpenSSL", "CLinux"]

  static func complaints(_ file: SourceFile) -> [String] {
    let components = file.path.split(separator: "/").map(String.init)
    guard components.count > 2, components[0] == "Sources" else { return [] }
    let target = components[1]
    return file.codeLines.enumerated().compactMap { index, line in
      guard let module = importedModule(line), allowed[target]?.contains(module) != true else { return nil }
      return file.complaint(index + 1, "\(target) may not import \(module)")
    }
  }

  static func unknownTargets(_ names: [String]) -> [String] {
    names.filter { allowed[$0] == nil && !systemLibraries.contains($0) }
  }

  /// The module a line imports, whatever its access level, attributes, kind and submodule.
  static func importedModule(_ line: String) -> String? {
    let words = line.split { $0 == " " || $0 == "\t" || $0 == ";" }.map(String.init)
    let prefixes: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
    let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    guard let keyword = words.firstIndex(where: { !prefixes.contains($0) && !$0.hasPrefix("@") }),
      words[keyword] == "import", let path = words[(keyword + 1)...].first(where: { !kinds.contains($0) })
    else { return nil }
    return path.split(separator: ".").first.map(String.init)
  }
}
