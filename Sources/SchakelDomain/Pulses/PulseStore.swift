import Disclosure
import SQLite

/// The SQL of pulses. Respondents and tallies are written in one transaction, and never in one statement.
enum PulseStore {
  static func find(_ id: Pulse.ID, in tx: Transaction) throws -> Pulse? {
    try tx.db.row("SELECT \(sql: columns) FROM pulse WHERE id = \(id)") { try pulse($0, in: tx) }
  }

  static func list(of initiative: Initiative.ID, after: Pulse.ID?, limit: Int, in tx: Transaction) throws -> [Pulse] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM pulse WHERE initiative_id = \(initiative) \(sql: further) ORDER BY id LIMIT \(limit)
      """
    ) { try pulse($0, in: tx) }
  }

  static func hasOpen(in initiative: Initiative.ID, _ tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM pulse WHERE initiative_id = \(initiative) AND closed_at IS NULL")
  }

  static func hasAnswered(_ account: Account.ID, _ id: Pulse.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM pulse_respondent WHERE pulse_id = \(id) AND account_id = \(account)")
  }

  /// Who answered, by what the companies they answered for belong to now.
  static func respondents(to id: Pulse.ID, in tx: Transaction) throws -> RespondentSet {
    let rows = try tx.db.rows(
      """
      SELECT account_id, coalesce(group_id, partner.id) FROM pulse_respondent JOIN partner ON partner.id = partner_id
      WHERE pulse_id = \(id)
      """
    ) { (try $0.get(0, as: String.self), try $0.get(1, as: String.self)) }
    return RespondentSet(Dictionary(uniqueKeysWithValues: rows))
  }

  /// The pulses of an initiative whose results are shown.
  static func told(in initiative: Initiative.ID, _ tx: Transaction) throws -> [Pulse.ID] {
    try tx.db.rows("SELECT id FROM pulse WHERE initiative_id = \(initiative) AND is_told = 1 ORDER BY id") {
      try $0.get(0)
    }
  }

  static func insert(_ pulse: Pulse, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO pulse (id, initiative_id, title, opened_at)
      VALUES (\(pulse.id), \(pulse.initiativeID), \(pulse.title), \(pulse.openedAt))
      """)
    for question in pulse.questions {
      try tx.db.run(
        """
        INSERT INTO pulse_question (pulse_id, number, kind, text)
        VALUES (\(pulse.id), \(question.number), \(question.kind), \(question.text))
        """)
    }
    try write(pulse.questions.map { Tally(number: $0.number) }, of: pulse.id, in: tx)
  }

  /// What was answered to a question.
  struct Tally {
    let number: Int64
    var sum: Int64 = 0
    var texts = PulseTexts([])
  }

  static func tallies(of id: Pulse.ID, in tx: Transaction) throws -> [Tally] {
    try tx.db.rows("SELECT number, answer_sum, texts FROM pulse_tally WHERE pulse_id = \(id) ORDER BY number") {
      Tally(number: try $0.get(0), sum: try $0.get(1), texts: try $0.get(2))
    }
  }

  static func insertRespondent(
    _ account: Account.ID, for partner: Partner.ID, to id: Pulse.ID, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      "INSERT INTO pulse_respondent (pulse_id, account_id, partner_id) VALUES (\(id), \(account), \(partner))")
  }

  /// Writes all tallies anew, also those that stay as they were: where they come to lie must not tell which answer was
  /// the last.
  static func write(_ tallies: [Tally], of id: Pulse.ID, in tx: WriteTransaction) throws {
    tx.db.emptyLogAfterCommit()
    try tx.db.run("DELETE FROM pulse_tally WHERE pulse_id = \(id)")
    for tally in tallies {
      try tx.db.run(
        """
        INSERT INTO pulse_tally (pulse_id, number, answer_sum, texts)
        VALUES (\(id), \(tally.number), \(tally.sum), \(tally.texts))
        """)
    }
  }

  /// Puts the results in the place of what was answered.
  ///
  /// - Parameter results: Of each question, in the order of their numbers.
  static func close(_ id: Pulse.ID, isTold: Bool, _ results: [PulseResult], in tx: WriteTransaction) throws {
    for (index, result) in results.enumerated() {
      try tx.db.run(
        """
        INSERT INTO pulse_result (pulse_id, number, outcome, level, texts)
        VALUES (\(id), \(index + 1), \(result.outcome), \(result.level), \(result.texts))
        """)
    }
    try write([], of: id, in: tx)
    try tx.db.run("UPDATE pulse SET closed_at = \(tx.now), is_told = \(isTold) WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, initiative_id, title, opened_at, closed_at,
    (SELECT count(*) FROM pulse_respondent WHERE pulse_id = pulse.id)
    """

  private static func pulse(_ row: Row, in tx: Transaction) throws -> Pulse {
    let id: Pulse.ID = try row.get(0)
    return Pulse(
      id: id, initiativeID: try row.get(1), title: try row.get(2), questions: try questions(of: id, in: tx),
      respondentCount: try row.get(5), openedAt: try row.get(3), closedAt: try row.get(4))
  }

  private static func questions(of id: Pulse.ID, in tx: Transaction) throws -> [PulseQuestion] {
    try tx.db.rows(
      """
      SELECT pulse_question.number, kind, text, outcome, level, texts
      FROM pulse_question LEFT JOIN pulse_result USING (pulse_id, number)
      WHERE pulse_id = \(id) ORDER BY pulse_question.number
      """
    ) { row in
      let outcome: ReleaseFigure.Outcome? = try row.get(3)
      let level = try row.get(4, as: ScaleLevel?.self).map { PulseResult.level($0) }
      let texts = try row.get(5, as: PulseTexts?.self).map { PulseResult.texts($0) }
      return PulseQuestion(
        number: try row.get(0), kind: try row.get(1), text: try row.get(2),
        result: outcome == nil ? nil : level ?? texts ?? .withheld)
    }
  }
}
