/// What a check of a whole database found.
public struct IntegrityReport: Sendable {
  /// One sentence for each fault, at most a hundred of each kind.
  public let findings: [String]

  /// Whether nothing was found.
  public var isSound: Bool { findings.isEmpty }

  /// Reads the whole database and checks its pages, indexes, constraints and foreign keys.
  ///
  /// Others may use it meanwhile.
  ///
  /// - Throws: `SQLiteError` when the file cannot be opened or read; damage is a finding.
  public static func check(path: String) throws -> IntegrityReport {
    var findings: [String] = []
    do {
      let connection = try Connection(path: path, access: .readOnly)
      try connection.transaction(immediate: false) {
        try addPageFindings(in: connection, to: &findings)
        findings += try foreignKeyFindings(in: connection)
      }
    } catch let error as SQLiteError where error.kind == .corrupt || error.kind == .notADatabase {
      // Damage can be so that the check cannot go on; what it has named by then stays.
      findings.append(error.description)
    }
    return IntegrityReport(findings: findings)
  }

  private static func addPageFindings(in connection: Connection, to findings: inout [String]) throws {
    try connection.each("PRAGMA integrity_check(100)") { row in
      let line = try row.get(0, as: String.self)
      if line != "ok" { findings.append(line.replacing("*** in database main ***\n", with: "")) }
    }
  }

  static func foreignKeyFindings(in connection: Connection) throws -> [String] {
    var findings: [String] = []
    try connection.each("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 100") { row in
      let table = try row.get(0, as: String.self)
      let rowID = try row.get(1, as: Int64?.self)
      let parent = try row.get(2, as: String.self)
      findings.append("\(rowID.map { "Row \($0)" } ?? "A row") of \(table) refers to a \(parent) that does not exist")
    }
    return findings
  }
}
