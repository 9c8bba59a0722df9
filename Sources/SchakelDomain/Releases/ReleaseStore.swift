import Disclosure
import SQLite

/// The SQL of measures and of the ledger of releases.
enum ReleaseStore {
  static func findMeasure(_ id: Measure.ID, in tx: Transaction) throws -> Measure? {
    try tx.db.row("SELECT \(sql: measureColumns) FROM measure WHERE id = \(id)") { try measure($0, from: 0) }
  }

  static func listMeasures(
    of initiative: Initiative.ID, after: Measure.ID?, limit: Int, in tx: Transaction
  ) throws -> [Measure] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: measureColumns) FROM measure WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try measure($0, from: 0) }
  }

  static func insert(_ measure: Measure, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO measure (id, initiative_id, title, field, unit, population, created_at)
      VALUES (\(measure.id), \(measure.initiativeID), \(measure.title), \(measure.field), \(measure.unit),
        \(measure.population), \(measure.createdAt))
      """)
  }

  // MARK: Releases

  static func find(_ id: Release.ID, in tx: Transaction) throws -> Release? {
    try tx.db.row("SELECT \(sql: columns) \(sql: source) WHERE release.id = \(id)") { try release($0, in: tx) }
  }

  static func list(of initiative: Initiative.ID, after: Release.ID?, limit: Int, in tx: Transaction) throws -> [Release]
  {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    // Of each measure no more than the page needs.
    return try tx.db.rows(
      """
      SELECT \(sql: columns) \(sql: source) WHERE measure.initiative_id = \(initiative) AND release.id IN (
        SELECT id FROM release WHERE measure_id = measure.id \(sql: further) ORDER BY id LIMIT \(limit))
      ORDER BY release.id LIMIT \(limit)
      """
    ) { try release($0, in: tx) }
  }

  /// The latest answer to a question about these contributions.
  static func release(
    answering question: ReleaseQuestion, _ contributionsHash: [UInt8], in tx: Transaction
  ) throws -> Release? {
    try tx.db.row(
      """
      SELECT \(sql: columns) \(sql: source)
      WHERE measure_id = \(question.measureID) AND statistic = \(question.statistic) AND filter = \(question.filter)
        AND dimensions = \(Dimensions(question.dimensions)) AND contributions_sha256 = \(contributionsHash)
      ORDER BY release.id DESC LIMIT 1
      """
    ) { try release($0, in: tx) }
  }

  /// Keeps what was decided: as a release, or as a question of which nothing was released.
  static func insert(
    _ decision: ReleaseDecision, as id: Release.ID?, askedBy partner: Partner.ID, in tx: WriteTransaction
  ) throws {
    let question = decision.question
    if let id {
      try tx.db.run(
        """
        INSERT INTO release (id, measure_id, statistic, filter, dimensions, contributions_sha256, min_groups, p_percent,
          partner_id, created_at)
        VALUES (\(id), \(question.measureID), \(question.statistic), \(question.filter),
          \(Dimensions(question.dimensions)), \(decision.contributionsHash), \(decision.rules.minGroups),
          \(decision.rules.pPercent), \(partner), \(tx.now))
        """)
    }
    for control in decision.controls {
      try tx.db.run(
        """
        INSERT OR IGNORE INTO release_control (partner_id, group_id) VALUES (\(control.partnerID), \(control.groupID))
        """)
    }
    for figure in decision.figures where id != nil || figure.outcome == .withheld {
      try insert(figure, of: question, in: id, tx)
    }
  }

  private static func insert(
    _ figure: ReleaseDecision.Figure, of question: ReleaseQuestion, in release: Release.ID?, _ tx: WriteTransaction
  ) throws {
    if release == nil, try isKnown(figure, of: question, tx) { return }
    try tx.db.run(
      """
      INSERT INTO release_figure (release_id, measure_id, statistic, filter, level, outcome, value, rule, created_at)
      VALUES (\(release), \(question.measureID), \(question.statistic), \(figure.part.filter), \(figure.part.level),
        \(figure.outcome), \(figure.value?.text), \(figure.rule), \(tx.now))
      """)
    guard figure.isRemembered,
      let number = try tx.db.row("SELECT last_insert_rowid()", { try $0.get(0, as: Int64.self) })
    else { return }
    for contribution in figure.contributions { try insert(contribution, to: number, tx) }
  }

  private static func insert(
    _ contribution: ReleaseDecision.Contribution, to figure: Int64, _ tx: WriteTransaction
  ) throws {
    let item = contribution.item
    try tx.db.run(
      """
      INSERT OR IGNORE INTO release_item (record_id, field_id, version)
      VALUES (\(item.recordID), \(item.fieldID), \(item.version))
      """)
    try tx.db.run(
      """
      INSERT INTO release_contribution (figure, item, consent_id)
      SELECT \(figure), number, \(contribution.consentID) FROM release_item
      WHERE record_id = \(item.recordID) AND field_id = \(item.fieldID) AND version = \(item.version)
      """)
  }

  /// Whether the same figure was withheld before for the same reason; that is kept once.
  private static func isKnown(
    _ figure: ReleaseDecision.Figure, of question: ReleaseQuestion, _ tx: Transaction
  ) throws -> Bool {
    let numbers = try tx.db.rows(
      """
      SELECT number FROM release_figure
      WHERE measure_id = \(question.measureID) AND release_id IS NULL AND statistic = \(question.statistic)
        AND filter = \(figure.part.filter) AND level = \(figure.part.level) AND rule IS \(figure.rule)
      """
    ) { try $0.get(0, as: Int64.self) }
    guard figure.isRemembered else { return !numbers.isEmpty }
    let items = Set(figure.contributions.map(\.item))
    return try numbers.contains { try Set(Self.items(of: $0, tx)) == items }
  }

  private static func items(of figure: Int64, _ tx: Transaction) throws -> [ReleaseItem] {
    try tx.db.rows(
      """
      SELECT record_id, field_id, version FROM release_contribution JOIN release_item ON number = item
      WHERE figure = \(figure)
      """
    ) { ReleaseItem(recordID: try $0.get(0), fieldID: try $0.get(1), version: try $0.get(2)) }
  }

  /// A page of the figures that were withheld, the first ones first.
  static func withheld(
    in initiative: Initiative.ID, after: Int64, limit: Int, _ tx: Transaction
  ) throws -> [WithheldFigure] {
    try tx.db.rows(
      """
      SELECT number, measure_id, release_id, statistic, level, filter, rule, release_figure.created_at
      FROM release_figure JOIN measure ON measure.id = measure_id
      WHERE measure.initiative_id = \(initiative) AND outcome = 'withheld' AND number > \(after)
      ORDER BY number LIMIT \(limit)
      """
    ) { row in
      WithheldFigure(
        number: try row.get(0), measureID: try row.get(1), releaseID: try row.get(2), statistic: try row.get(3),
        level: try row.get(4), filter: try row.get(5), rule: try row.get(6), createdAt: try row.get(7))
    }
  }

  // MARK: Rows

  private static let measureColumns: SQL = """
    measure.id, measure.initiative_id, measure.title, measure.field, measure.unit, measure.population,
    measure.created_at
    """

  private static let columns: SQL = """
    release.id, release.statistic, release.filter, release.dimensions, release.created_at,
    EXISTS (SELECT 1 FROM release_figure JOIN release_contribution ON figure = release_figure.number
        JOIN release_item ON release_item.number = item
      WHERE release_id = release.id AND outcome = 'released' AND (
        EXISTS (SELECT 1 FROM record_value WHERE record_value.record_id = release_item.record_id
          AND record_value.field_id = release_item.field_id AND record_value.version > release_item.version)
        OR EXISTS (SELECT 1 FROM consent_event
          WHERE consent_event.consent_id = release_contribution.consent_id AND event = 'revoked'))),
    measure.id, measure.initiative_id, measure.title, measure.field, measure.unit, measure.population,
    measure.created_at
    """

  private static let source: SQL = "FROM release JOIN measure ON measure.id = release.measure_id"

  private static func measure(_ row: Row, from index: Int) throws -> Measure {
    Measure(
      id: try row.get(index), initiativeID: try row.get(index + 1), title: try row.get(index + 2),
      field: try row.get(index + 3), unit: try row.get(index + 4), population: try row.get(index + 5),
      createdAt: try row.get(index + 6))
  }

  private static func release(_ row: Row, in tx: Transaction) throws -> Release {
    let id: Release.ID = try row.get(0)
    let figures = try tx.db.rows(
      "SELECT level, filter, outcome, value FROM release_figure WHERE release_id = \(id) ORDER BY number"
    ) {
      ReleaseFigure(level: try $0.get(0), filter: try $0.get(1), outcome: try $0.get(2), value: try $0.get(3))
    }
    let measure = try measure(row, from: 6)
    let question = ReleaseQuestion(
      try row.get(1), of: measure.id, filter: try row.get(2), dimensions: try row.get(3, as: Dimensions.self).conditions
    )
    return Release(
      id: id, measure: measure, question: question, figures: figures, isBasedOnWithdrawnData: try row.get(5),
      createdAt: try row.get(4))
  }
}
