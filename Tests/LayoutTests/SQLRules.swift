/// All SQL on tables stands in the domain, and one file answers who writes a table.
enum SQLRules {
  /// Statements outside `Sources/SQLite` and the domain.
  static func strayStatements(_ file: SourceFile) -> [String] {
    guard file.isIn("Sources"), !file.isIn("Sources/SQLite"), !isDomain(file) else { return [] }
    return file.literals.filter { isStatement($0.text) }.map { literal in
      file.complaint(literal.line, "SQL belongs in SchakelDomain")
    }
  }

  /// Tables that more than one file of the domain writes.
  static func sharedTables(_ files: [SourceFile]) -> [String] {
    var writers: [String: Set<String>] = [:]
    for file in files where file.isIn("Sources/SchakelDomain") {
      for table in file.literals.flatMap({ writtenTables($0.text) }) { writers[table, default: []].insert(file.path) }
    }
    return writers.filter { $0.value.count > 1 }.map { table, paths in
      "\(table) is written by \(paths.sorted().joined(separator: " and "))"
    }.sorted()
  }

  static func isStatement(_ text: String) -> Bool {
    let words = words(text)
    return words.count > 1 && ["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"].contains(words[0])
  }

  /// The tables a statement inserts into, updates or deletes from, in the order in which it names them.
  static func writtenTables(_ text: String) -> [String] {
    let words = words(text)
    var tables: [String] = []
    for (index, word) in words.enumerated() {
      let rest = Array(words[(index + 1)...])
      switch (word, rest.first) {
      case ("INTO", let table?) where words[..<index].contains { $0 == "INSERT" || $0 == "REPLACE" }:
        tables.append(table)
      case ("DELETE", "FROM") where rest.count > 1: tables.append(rest[1])
      case ("UPDATE", "OR") where rest.count > 2: tables.append(rest[2])
      case ("UPDATE", let table?)
      where table != "SET" && words.contains("SET") && !follows(words, index, ["DO", "ON"]):
        tables.append(table)
      default: break
      }
    }
    return tables
  }

  private static func isDomain(_ file: SourceFile) -> Bool {
    file.isIn("Sources/SchakelDomain")
  }

  private static func follows(_ words: [String], _ index: Int, _ previous: Set<String>) -> Bool {
    index > 0 && previous.contains(words[index - 1])
  }

  private static func words(_ text: String) -> [String] {
    text.utf8.split { !isNameByte($0) }.map { String(decoding: $0, as: UTF8.self) }
  }
}
