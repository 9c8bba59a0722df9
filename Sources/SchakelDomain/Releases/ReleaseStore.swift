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
      INSERT INTO measure (id, initiative_id, title, field, unit, created_at)
      VALUES (\(measure.id), \(measure.initiativeID), \(measure.title), \(measure.field), \(measure.unit),
        \(measure.createdAt))
      """)
  }

  static func find(_ id: Release.ID, in tx: Transaction) throws -> Release? {
    try tx.db.row("SELECT \(sql: columns) \(sql: source) WHERE release.id = \(id)", release)
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
      """, release)
  }

  /// The first release of a measure, if there is one; there is one at most.
  static func release(of measure: Measure.ID, in tx: Transaction) throws -> Release? {
    try tx.db.row("SELECT \(sql: columns) \(sql: source) WHERE measure_id = \(measure) ORDER BY release.id", release)
  }

  static func contributions(of id: Release.ID, in tx: Transaction) throws -> Set<ReleaseContribution> {
    Set(
      try tx.db.rows(
        "SELECT record_id, record_version, consent_id FROM release_contribution WHERE release_id = \(id)"
      ) {
        ReleaseContribution(recordID: try $0.get(0), recordVersion: try $0.get(1), consentID: try $0.get(2))
      })
  }

  static func insert(
    _ id: Release.ID, of measure: Measure.ID, _ statistic: Statistic, value: Quantity, _ rules: DisclosureRules,
    _ contributions: [ReleaseContribution], askedBy partner: Partner.ID, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO release (id, measure_id, statistic, value, min_groups, p_percent, partner_id, created_at)
      VALUES (\(id), \(measure), \(statistic), \(value.text), \(rules.minGroups), \(rules.pPercent), \(partner),
        \(tx.now))
      """)
    for part in contributions {
      try tx.db.run(
        """
        INSERT INTO release_contribution (release_id, record_id, record_version, consent_id)
        VALUES (\(id), \(part.recordID), \(part.recordVersion), \(part.consentID))
        """)
    }
  }

  /// When the figure was last withheld by the rules.
  static func refusal(of measure: Measure.ID, in tx: Transaction) throws -> Timestamp? {
    try tx.db.row("SELECT created_at FROM release_refusal WHERE measure_id = \(measure)") { try $0.get(0) }
  }

  static func noteRefusal(of measure: Measure.ID, in tx: WriteTransaction) throws {
    try tx.db.run("INSERT OR REPLACE INTO release_refusal (measure_id, created_at) VALUES (\(measure), \(tx.now))")
  }

  private static let measureColumns: SQL = """
    measure.id, measure.initiative_id, measure.title, measure.field, measure.unit, measure.created_at
    """

  private static let columns: SQL = """
    release.id, release.statistic, release.value, release.created_at,
    EXISTS (SELECT 1 FROM release_contribution JOIN record ON record.id = record_id
      WHERE release_id = release.id AND (record.version <> record_version OR EXISTS (
        SELECT 1 FROM consent_event WHERE consent_event.consent_id = release_contribution.consent_id
          AND event = 'revoked'))),
    measure.id, measure.initiative_id, measure.title, measure.field, measure.unit, measure.created_at
    """

  private static let source: SQL = "FROM release JOIN measure ON measure.id = release.measure_id"

  private static func measure(_ row: Row, from index: Int) throws -> Measure {
    Measure(
      id: try row.get(index), initiativeID: try row.get(index + 1), title: try row.get(index + 2),
      field: try row.get(index + 3), unit: try row.get(index + 4), createdAt: try row.get(index + 5))
  }

  private static func release(_ row: Row) throws -> Release {
    Release(
      id: try row.get(0), measure: try measure(row, from: 5), statistic: try row.get(1), value: try row.get(2),
      isBasedOnWithdrawnData: try row.get(4), createdAt: try row.get(3))
  }
}
