import Foundation
import TestSupport
import Testing

/// Somebody who holds the database file, and wants to know who answered what.
struct PulseSecrecyTests {
  private let pulses: Pulses
  private var chain: Chain { pulses.chain }
  private var database: String { chain.program.database }

  init() throws {
    pulses = try Pulses()
  }

  /// All that is stored of what was answered to a pulse.
  private func tally(_ pulse: String) throws -> [String] {
    try Tampering.texts(
      "SELECT number || ' ' || answer_sum || ' ' || texts FROM pulse_tally WHERE pulse_id = '\(pulse)'", on: database)
  }

  private func answers(_ names: [String], _ pulse: String, _ given: [(values: [Int], text: String?)]) throws {
    for (name, (values, text)) in zip(names, given) {
      #expect(try pulses.answer(pulse, chain.client(name), values, text).status == 200)
    }
  }

  @Test func `H6 what is stored is the same whoever gave which answer, and in whatever order`() throws {
    let given: [(values: [Int], text: String?)] = [
      ([1, 2, 3], "beer"), ([5, 4, 3], nil), ([2, 2, 5], "aap"), ([3, 1, 1], "aap"), ([4, 5, 2], nil),
    ]
    let names = Array(Chain.members.prefix(5))
    let first = try pulses.open(Pulses.questions)
    try answers(names, first, given)
    let stored = try tally(first)
    #expect(stored == ["1 15 []", "2 14 []", "3 14 []", #"4 0 ["aap","aap","beer"]"#])
    _ = try pulses.close(first)

    let second = try pulses.open(Pulses.questions)
    try answers(names.reversed(), second, Array(given[2...] + given[..<2]))
    #expect(try tally(second) == stored)
  }

  @Test func `H6 no table holds a person or a moment beside an answer`() throws {
    let pulse = try pulses.open(Pulses.questions)
    try chain.client("Kleiwerk").headers.append(("Idempotency-Key", "mine"))
    try answers(Chain.members, pulse, Array(repeating: ([2, 2, 2], "geheim woord"), count: 7))

    func columns(_ table: String) throws -> [String] {
      try Tampering.texts("SELECT name FROM pragma_table_info('\(table)')", on: database)
    }
    #expect(try columns("pulse_respondent") == ["pulse_id", "account_id", "partner_id"])
    #expect(try columns("pulse_tally") == ["pulse_id", "number", "answer_sum", "texts"])
    #expect(try columns("pulse_result") == ["pulse_id", "number", "outcome", "level", "texts"])
    #expect(try Tampering.number("SELECT count(*) FROM idempotency_key", on: database) == 0)
    #expect(
      try Tampering.number("SELECT count(*) FROM notification WHERE event LIKE 'pulse%'", on: database) == 7,
      "that it opened")
    #expect(
      try Tampering.texts(
        """
        SELECT DISTINCT action || ' ' || subject_kind || ' ' || subject_id || ' ' || outcome || coalesce(reason, '')
        FROM audit_entry WHERE action LIKE 'pulse.%' ORDER BY 1
        """, on: database) == ["pulse.answered pulse \(pulse) done", "pulse.opened pulse \(pulse) done"])
    #expect(
      try Tampering.number("SELECT count(*) FROM audit_entry WHERE action = 'pulse.answered'", on: database) == 7)
    #expect(try holding("geheim woord") == ["pulse_tally.texts"])
  }

  /// The columns of the whole register in which a text stands.
  private func holding(_ text: String) throws -> [String] {
    let columns = try Tampering.texts(
      """
      SELECT tables.name || '.' || columns.name
      FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
      """, on: database)
    return try columns.filter { column in
      let parts = column.split(separator: ".")
      let found = "SELECT count(*) FROM \"\(parts[0])\" WHERE instr(\"\(parts[1])\", '\(text)') > 0"
      return try Tampering.number(found, on: database) != 0
    }
  }

  @Test func `H6 neither the file nor its log keeps an earlier state of a tally, and nothing of what was withheld`()
    throws
  {
    let words = ["een raar woord", "nog een woord", "derde woord", "woord vier", "het vijfde woord"]
    func ask(_ prefix: String, _ count: Int) throws -> Reply {
      let pulse = try pulses.open(Pulses.questions)
      for (name, word) in zip(Chain.members, words.prefix(count)) {
        #expect(try pulses.answer(pulse, chain.client(name), [1, 2, 3], prefix + word).status == 200)
      }
      return try pulses.close(pulse)
    }
    #expect(try ask("getoond: ", 5).texts(4)?.count == 5)
    #expect(try ask("ingehouden: ", 4).levels.last == "withheld")
    // The log is emptied once whoever asked is told, and before the next change.
    _ = try chain.made(chain.steward, "/v1/partners", ["name": "later"])

    let bytes = try ["", "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: database + $0)) }.reduce(Data(), +)
    func holds(_ text: String) -> Bool { bytes.range(of: Data(text.utf8)) != nil }
    func list(_ count: Int) -> String {
      "[\(words.prefix(count).map { "\"getoond: \($0)\"" }.sorted().joined(separator: ","))]"
    }
    #expect(holds(list(5)) && !holds("ingehouden"))
    for count in 1..<5 { #expect(!holds(list(count)), "after \(count) answers") }
  }

  @Test func `H6 the trail shows who answered to the steward and the own company, and what to nobody`() throws {
    let pulse = try pulses.open()
    _ = try pulses.answer(pulse, chain.client("Kleiwerk"), [2, 5])
    let path = "/v1/initiatives/\(chain.initiative)/audit-entries?limit=100"

    let rival = try chain.call("Papierpunt", "GET", path)
    #expect(rival.text.contains("pulse.opened") && !rival.text.contains("pulse.answered"))
    for client in [try chain.client("Kleiwerk"), chain.steward] {
      let entry = try chain.call(client, "GET", path).items.last { $0["action"] as? String == "pulse.answered" }
      #expect(entry?["subjectId"] as? String == pulse && entry?["reason"] is NSNull)
    }
    #expect(try chain.program.run("audit", "verify", "--database", database).status == 0)
  }
}
