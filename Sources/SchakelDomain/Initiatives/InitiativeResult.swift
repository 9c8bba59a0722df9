import SQLite

/// A dated, verifiable outcome of an initiative, hoped for or reached: the answer to much talk without result.
package struct InitiativeResult: Sendable {
  package typealias ID = Identifier<InitiativeResult>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let content: ResultContent
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// What is registered of a result.
package struct ResultContent: Hashable, Sendable {
  package var title: String
  package var description: String?
  package var dueDate: LocalDate
  /// The day it was reached; nil for a hope.
  package var achievedDate: LocalDate?
  package var evidenceLevel = EvidenceLevel.declared

  package init(title: String, dueDate: LocalDate) {
    self.title = title
    self.dueDate = dueDate
  }
}

/// The SQL of results.
enum InitiativeResultStore {
  static func find(_ id: InitiativeResult.ID, in tx: Transaction) throws -> InitiativeResult? {
    try tx.db.row("SELECT \(sql: columns) FROM initiative_result WHERE id = \(id)", result)
  }

  static func list(
    of initiative: Initiative.ID, after: InitiativeResult.ID?, limit: Int, in tx: Transaction
  ) throws -> [InitiativeResult] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM initiative_result WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """, result)
  }

  /// The day on which one was reached last, and whether one is due still.
  static func progress(
    of initiative: Initiative.ID, _ tx: Transaction
  ) throws -> (lastAchieved: LocalDate?, hasNext: Bool) {
    try tx.db.row(
      """
      SELECT max(achieved_date), coalesce(max(achieved_date IS NULL AND due_date >= \(tx.today)), 0)
      FROM initiative_result WHERE initiative_id = \(initiative)
      """
    ) { (try $0.get(0), try $0.get(1)) } ?? (nil, false)
  }

  static func insert(_ result: InitiativeResult, in tx: WriteTransaction) throws {
    let content = result.content
    try tx.db.run(
      """
      INSERT INTO initiative_result (id, initiative_id, title, description, due_date, achieved_date, evidence_level,
        created_at, updated_at, version)
      VALUES (\(result.id), \(result.initiativeID), \(content.title), \(content.description), \(content.dueDate),
        \(content.achievedDate), \(content.evidenceLevel), \(result.createdAt), \(result.updatedAt), \(result.version))
      """)
  }

  static func update(_ result: InitiativeResult, in tx: WriteTransaction) throws {
    let content = result.content
    try tx.db.run(
      """
      UPDATE initiative_result SET title = \(content.title), description = \(content.description),
        due_date = \(content.dueDate), achieved_date = \(content.achievedDate),
        evidence_level = \(content.evidenceLevel), updated_at = \(result.updatedAt), version = \(result.version)
      WHERE id = \(result.id)
      """)
  }

  static func delete(_ id: InitiativeResult.ID, in tx: WriteTransaction) throws {
    try tx.db.run("DELETE FROM initiative_result WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, initiative_id, title, description, due_date, achieved_date, evidence_level, created_at, updated_at, version
    """

  private static func result(_ row: Row) throws -> InitiativeResult {
    var content = ResultContent(title: try row.get(2), dueDate: try row.get(4))
    content.description = try row.get(3)
    content.achievedDate = try row.get(5)
    content.evidenceLevel = try row.get(6)
    return InitiativeResult(
      id: try row.get(0), initiativeID: try row.get(1), content: content, version: try row.get(9),
      createdAt: try row.get(7), updatedAt: try row.get(8))
  }
}
