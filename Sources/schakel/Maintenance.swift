import Cryptography
import SQLite
import SchakelAPI
import SchakelDomain

/// The commands that end by themselves. They work beside a running server.
enum Maintenance {
  static func migrate(_ settings: Settings) throws {
    let applied = try bringUpToDate(settings)
    say(applied.isEmpty ? "The database is up to date." : "Applied \(applied.joined(separator: ", ")).")
  }

  /// - Returns: The names of the migrations that were applied.
  static func bringUpToDate(_ settings: Settings) throws -> [String] {
    let folder = try settings.home() + "/Migrations"
    return try Migrator(folder: folder, digest: SHA256.digest).migrate(path: settings.database)
  }

  static func createToken(_ settings: Settings) throws {
    guard let account = settings.text("account") else { throw UsageError(description: "--account NAME is needed") }
    let name = settings.text("role") ?? ""
    guard let role = NetworkRole(rawValue: name) else {
      throw UsageError(description: "--role \(name): steward, staff or reader is due")
    }
    _ = try bringUpToDate(settings)
    say(try write(settings) { try AccountService($0).makeToken(accountName: account, role: role) })
  }

  static func openDemo(_ settings: Settings) throws {
    _ = try bringUpToDate(settings)
    say(demoLines(try write(settings) { try DemoNetwork.open(in: $0) }))
  }

  /// What a shell can take over, and then what it means.
  static func demoLines(_ variables: [DemoNetwork.Variable]) -> String {
    (variables.map { "export \($0.name)=\($0.value)" } + [""] + variables.map { "\($0.name): \($0.meaning)" })
      .joined(separator: "\n")
  }

  static func backup(_ settings: Settings) throws {
    try Backup.copy(from: settings.database, to: settings.operand ?? "")
  }

  static func check(_ settings: Settings) throws {
    let findings = try findings(settings.database)
    guard findings.isEmpty else {
      throw Finding(description: "The database is damaged: \(findings.joined(separator: "; "))")
    }
    say("The database is whole.")
  }

  static func findings(_ path: String) throws -> [String] {
    try IntegrityReport.check(path: path).findings
  }

  static func verifyAudit(_ settings: Settings) throws {
    let head = try settings.text("head").map(hash)
    let outcome = try Reader(path: settings.database).read { try AuditVerification.run($0, holding: head) }
    switch outcome {
    case .cut: throw Finding(description: "The trail holds no entry with this hash: it was cut, or made anew.")
    case .whole(let count, let hash): say("\(count) entries, none broken. Head: \(Hex.encode(hash))")
    case .broken(let seq, let what): throw Finding(description: "Entry \(seq) is broken: \(what).")
    }
  }

  private static func hash(_ text: String) throws -> [UInt8] {
    guard let bytes = Hex.decode(text), bytes.count == SHA256.byteCount else {
      throw UsageError(description: "--head \(text): 64 hexadecimal digits are due")
    }
    return bytes
  }

  static func printOpenAPI(_ settings: Settings) {
    let site = Site(publicURL: settings.text("public-url") ?? "http://127.0.0.1:8080", version: Schakel.version)
    say(String(decoding: APIDescription.json(site: site), as: UTF8.self))
  }

  /// Writes beside a running server: SQLite's own lock orders the two.
  private static func write<T>(_ settings: Settings, _ body: (WriteTransaction) throws -> T) throws -> T {
    let writer = try Writer(path: settings.database)
    let now = try settings.clock.now()
    return try writer.sync { db in
      let identifiers = IdentifierGenerator(after: try AuditLog.lastMoment(in: db))
      return try body(WriteTransaction(db, at: now, identifiers: identifiers))
    }
  }
}

/// What a check brought to light.
struct Finding: Error, CustomStringConvertible {
  let description: String
}
