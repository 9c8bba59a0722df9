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
    do {
      let connection = try Connection(path: path, access: .readOnly)
      let findings = try connection.transaction(immediate: false) {
        try pageFindings(in: connection) + foreignKeyFindings(in: connection)
      }
      return IntegrityReport(findings: findings)
    } catch let error as SQLiteError where error.kind == .corrupt || error.kind == .notADatabase {
      return IntegrityReport(findings: [error.description])
    }
  }

  private static func pageFindings(in connection: Connection) throws -> [String] {
    let lines = try connection.rows("PRAGMA integrity_check(100)") { try $0.get(0, as: String.self) }
    return lines == ["ok"] ? [] : lines
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
