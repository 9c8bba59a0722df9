import Foundation
import Testing
import TestSupport

struct CommandTests {
  @Test func `a token is printed alone, and lets its owner in`() throws {
    let program = try Program()
    let outcome = try program.run(
      "token", "create", "--database", program.database, "--account", "An", "--role", "staff")

    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("schakel_") && outcome.output.count == 52)
    let stored = try Data(contentsOf: URL(fileURLWithPath: program.database))
    #expect(stored.range(of: Data(outcome.output.dropLast().utf8)) == nil)
  }

  @Test func `a token made beside a running server works at once`() throws {
    let program = try Program()
    try program.serve()
    let token = try program.token()

    #expect(try program.client(token: token).send("GET", "/v1/initiatives").status == 200)
    #expect(program.stop() == 0)
  }

  @Test(arguments: [
    (["--port", "x"], "--port x"), (["--port", "65536"], "--port 65536"), (["--colour", "red"], "--colour"),
    (["--rate-limit", "0"], "--rate-limit 0"), (["--tls-key", "k.pem"], "--tls-certificate"), (["extra"], "extra"),
    (["--min-pulse", "4"], "--min-pulse 4"), (["--no-result-days", "29"], "--no-result-days 29"),
    (["--continuity-warning-days", "181"], "--continuity-warning-days 181"),
    (["--public-url", "foo"], "--public-url foo"), (["--allowed-origins", "https://a.example,b"], "b"),
  ])
  func `a wrong setting refuses to start and names itself`(words: [String], name: String) throws {
    let program = try Program()
    do {
      try program.serve(words[0], words.count > 1 ? words[1] : "--check")
      Issue.record("it serves")
    } catch let ended as Program.Ended {
      #expect(ended.log.contains(name), "\(ended.log)")
      #expect(!FileManager.default.fileExists(atPath: program.database), "nothing is begun")
    }
  }

  @Test func `a switch in the environment is on or off and nothing else`() throws {
    let program = try Program()

    let refused = try program.run("serve", "--database", program.database, environment: ["SCHAKEL_DEMO": "ja"])

    #expect(refused.status == 2 && refused.errors.contains("SCHAKEL_DEMO ja"))
  }

  @Test func `a trail that was cut at its end does not hold a head of before`() throws {
    let program = try Program()
    _ = try program.token()
    let whole = try program.run("audit", "verify", "--database", program.database)
    let head = String(whole.output.suffix(65).prefix(64))
    let verify = { try program.run("audit", "verify", "--database", program.database, "--head", head) }
    #expect(try verify().status == 0)

    try Tampering.run(
      "DROP TRIGGER audit_entry_is_kept; DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)",
      on: program.database)

    let cut = try verify()
    #expect(cut.status == 1 && cut.errors.contains("cut"))
    #expect(try program.run("audit", "verify", "--database", program.database, "--head", "x").status == 2)
  }

  @Test func `a second server on one database is refused`() throws {
    let first = try Program()
    try first.serve()

    let second = try first.run("serve", "--database", first.database, "--port", "0")

    #expect(second.status == 1)
    #expect(second.errors.contains("schakel: "))
    #expect(first.stop() == 0)
  }

  @Test func `a port in use is a sentence and an exit code`() throws {
    let first = try Program()
    try first.serve()
    let other = try Program()

    let outcome = try other.run("serve", "--database", other.database, "--port", String(first.port))

    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("another program uses the port"))
    #expect(first.stop() == 0)
  }

  @Test func `the trail names the first entry that was tampered with`() throws {
    let program = try Program()
    _ = try program.token()
    #expect(try program.run("audit", "verify", "--database", program.database).status == 0)

    try tamper(program, "DROP TRIGGER audit_entry_is_final; UPDATE audit_entry SET action = 'x' WHERE seq = 2;")

    let outcome = try program.run("audit", "verify", "--database", program.database)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Entry 2 is broken"))
  }

  @Test func `a damaged page is named by the check, and refuses to serve where a check is asked for`() throws {
    let program = try Program()
    _ = try program.token()
    let page = try #require(
      try Tampering.number("SELECT rootpage FROM sqlite_schema WHERE name = 'nda'", on: program.database))
    let file = try #require(FileHandle(forUpdatingAtPath: program.database))
    try file.seek(toOffset: UInt64((page - 1) * 4_096))
    try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
    try file.close()

    let outcome = try program.run("check", "--database", program.database)
    let served = try program.run("serve", "--check", "--database", program.database, "--port", "0")

    #expect(outcome.status == 1 && outcome.errors.lowercased().contains("page \(page)"), "\(outcome.errors)")
    #expect(served.status == 1 && served.errors.contains("restore a backup"), "\(served.errors)")
  }

  @Test func `a newer database is refused and left alone`() throws {
    let program = try Program()
    _ = try program.run("migrate", "--database", program.database)
    let addition = "INSERT INTO schema_migration VALUES (9999, '9999_future', zeroblob(32), 0);"
    try tamper(program, addition)

    let outcome = try program.run("serve", "--database", program.database, "--port", "0")

    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("newer") || outcome.errors.contains("9999_future"), "\(outcome.errors)")
  }

  @Test func `a backup made while serving is whole, and overwrites nothing`() throws {
    let program = try Program()
    let token = try program.token()
    try program.serve()
    let client = try program.client(token: token)
    _ = try client.send("POST", "/v1/initiatives", #"{"title":"a"}"#)
    let out = program.folder + "/copy.db"

    #expect(try program.run("backup", "--database", program.database, out).status == 0)
    #expect(try program.run("check", "--database", out).status == 0)
    #expect(try program.run("audit", "verify", "--database", out).output.hasPrefix("4 entries"))
    #expect(try program.run("backup", "--database", program.database, out).status == 1)
    #expect(program.stop() == 0)
  }

  @Test func `the clock file moves the present, request by request`() throws {
    let program = try Program()
    let token = try program.token()
    let clock = program.folder + "/clock"
    try "2031-01-01T00:00:00Z\n".write(toFile: clock, atomically: true, encoding: .utf8)
    try program.serve("--clock-file", clock)
    let client = try program.client(token: token)

    let first = try client.send("POST", "/v1/initiatives", #"{"title":"a"}"#)
    try "2030-01-01T01:00:00+01:00".write(toFile: clock, atomically: true, encoding: .utf8)
    let second = try client.send("POST", "/v1/initiatives", #"{"title":"b"}"#)

    #expect(first.json["createdAt"] as? String == "2031-01-01T00:00:00.000Z")
    #expect(second.json["createdAt"] as? String == "2030-01-01T00:00:00.000Z")
    let ids = [first, second].compactMap { $0.json["id"] as? String }
    #expect(ids.count == 2 && ids[0] < ids[1], "ids do not step back with the clock")
    #expect(try program.run("audit", "verify", "--database", program.database).status == 0)
    try "soon".write(toFile: clock, atomically: true, encoding: .utf8)
    #expect(try client.send("GET", "/v1/initiatives").status == 500)
    #expect(program.stop() == 0)
  }

  private func tamper(_ program: Program, _ script: String) throws {
    try Tampering.run(script, on: program.database)
  }
}
