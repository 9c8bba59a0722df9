import CostSharing
import SQLite

/// The SQL of splits and their lines.
enum SplitStore {
  static func find(_ id: Split.ID, in tx: Transaction) throws -> Split? {
    try tx.db.row("SELECT \(sql: columns) FROM split WHERE id = \(id)") { try split($0, in: tx) }
  }

  static func list(of initiative: Initiative.ID, after: Split.ID?, limit: Int, in tx: Transaction) throws -> [Split] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM split WHERE initiative_id = \(initiative) \(sql: further) ORDER BY id LIMIT \(limit)
      """
    ) { try split($0, in: tx) }
  }

  static func insert(_ split: Split, in tx: WriteTransaction) throws {
    let content = split.content
    try tx.db.run(
      """
      INSERT INTO split (id, initiative_id, title, subject, bearing, amount_cents, account, discount_rate, base_year,
        horizon_years, created_at, updated_at, version)
      VALUES (\(split.id), \(split.initiativeID), \(content.title), \(content.subject), \(content.bearing),
        \(content.amountCents), \(content.account?.text), \(content.discountRate), \(content.baseYear),
        \(content.horizonYears), \(split.createdAt), \(split.updatedAt), \(split.version))
      """)
    try insertPartners(split, in: tx)
  }

  static func update(_ split: Split, in tx: WriteTransaction) throws {
    let content = split.content
    try tx.db.run(
      """
      UPDATE split SET title = \(content.title), subject = \(content.subject), bearing = \(content.bearing),
        amount_cents = \(content.amountCents), account = \(content.account?.text),
        discount_rate = \(content.discountRate), base_year = \(content.baseYear),
        horizon_years = \(content.horizonYears), updated_at = \(split.updatedAt), version = \(split.version)
      WHERE id = \(split.id)
      """)
    try tx.db.run("DELETE FROM split_partner WHERE split_id = \(split.id)")
    try insertPartners(split, in: tx)
  }

  private static func insertPartners(_ split: Split, in tx: WriteTransaction) throws {
    for partner in split.content.partners {
      try tx.db.run(
        """
        INSERT INTO split_partner (split_id, partner_id, weight)
        VALUES (\(split.id), \(partner.partnerID), \(partner.weight))
        """)
    }
  }

  private static let columns: SQL = """
    id, initiative_id, title, subject, bearing, amount_cents, account, created_at, updated_at, version,
    discount_rate, base_year, horizon_years
    """

  private static func split(_ row: Row, in tx: Transaction) throws -> Split {
    let id: Split.ID = try row.get(0)
    let partners = try tx.db.rows(
      "SELECT partner_id, weight FROM split_partner WHERE split_id = \(id) ORDER BY partner_id"
    ) { WeightedPartner(partnerID: try $0.get(0), weight: try $0.get(1)) }
    var content = SplitContent(title: try row.get(2), subject: try row.get(3), partners: partners)
    content.bearing = try row.get(4)
    content.amountCents = try row.get(5)
    content.account = try row.get(6, as: String?.self).flatMap { SplitAccount($0) }
    content.discountRate = try row.get(10)
    content.baseYear = try row.get(11)
    content.horizonYears = try row.get(12)
    return Split(
      id: id, initiativeID: try row.get(1), content: content, version: try row.get(9), createdAt: try row.get(7),
      updatedAt: try row.get(8))
  }
}

extension SplitStore {
  static func findLine(_ id: Split.Line.ID, in tx: Transaction) throws -> Split.Line? {
    try tx.db.row("SELECT \(sql: lineColumns) FROM split_line WHERE id = \(id)", line)
  }

  /// Lines in the order in which they were entered.
  ///
  /// - Parameters:
  ///   - sharing: The partners whose open lines are seen; the joint account's always are.
  ///   - partner: Whose own lines are seen, private ones included.
  ///   - variant: Only of this one; nil for all.
  static func lines(
    of split: Split.ID, openFrom sharing: [Partner.ID], notTo withheld: [Partner.ID], ownOf partner: Partner.ID,
    variant: String? = nil, after: Split.Line.ID? = nil, limit: Int? = nil, in tx: Transaction
  ) throws -> [Split.Line] {
    var condition: SQL = """
      split_id = \(split) AND (partner_id = \(partner) OR (is_private = 0
        AND (partner_id IS NULL OR (partner_id IN (\(list: sharing))
          AND ifnull(to_partner_id, '') NOT IN (\(list: withheld))))))
      """
    if let variant { condition += " AND variant = \(variant)" }
    if let after { condition += " AND id > \(after)" }
    let bound: SQL = limit.map { "LIMIT \($0)" } ?? ""
    return try tx.db.rows(
      "SELECT \(sql: lineColumns) FROM split_line WHERE \(sql: condition) ORDER BY id \(sql: bound)", line)
  }

  static func countLines(of split: Split.ID, on account: SplitAccount, in tx: Transaction) throws -> Int {
    try tx.db.row("SELECT count(*) FROM split_line WHERE split_id = \(split) AND partner_id IS \(account.partnerID)") {
      try $0.get(0)
    } ?? 0
  }

  /// The lines of a partner that come from a subsidy.
  static func lines(
    of split: Split.ID, from subsidy: Subsidy.ID, to partner: Partner.ID, in variant: String, _ tx: Transaction
  ) throws -> [Split.Line] {
    try tx.db.rows(
      """
      SELECT \(sql: lineColumns) FROM split_line
      WHERE split_id = \(split) AND partner_id = \(partner) AND variant = \(variant) AND subsidy_id = \(subsidy)
      """, line)
  }

  static func insert(_ line: Split.Line, in tx: WriteTransaction) throws {
    let content = line.content
    let outlook = content.outlook
    try tx.db.run(
      """
      INSERT INTO split_line (id, split_id, partner_id, kind, category, description, amount_cents, to_partner_id,
        certainty, variant, is_private, entered_by, created_at, updated_at, version, recurrence, start_year, end_year,
        low_cents, high_cents, probability, growth_rate, distribution, driver, requires, subsidy_id)
      VALUES (\(line.id), \(line.splitID), \(content.account.partnerID), \(content.kind), \(content.category),
        \(content.description), \(content.amountCents), \(content.receiver?.partnerID), \(content.certainty),
        \(content.variant), \(content.isPrivate), \(line.enteredBy), \(line.createdAt), \(line.updatedAt),
        \(line.version), \(outlook.recurrence), \(outlook.startYear), \(outlook.endYear), \(outlook.lowCents),
        \(outlook.highCents), \(outlook.probability), \(outlook.growthRate), \(outlook.distribution),
        \(outlook.driver), \(outlook.requiresText), \(content.subsidyID))
      """)
  }

  static func update(_ line: Split.Line, in tx: WriteTransaction) throws {
    let content = line.content
    let outlook = content.outlook
    try tx.db.run(
      """
      UPDATE split_line SET kind = \(content.kind), category = \(content.category),
        description = \(content.description), amount_cents = \(content.amountCents),
        to_partner_id = \(content.receiver?.partnerID), certainty = \(content.certainty), variant = \(content.variant),
        is_private = \(content.isPrivate), entered_by = \(line.enteredBy), updated_at = \(line.updatedAt),
        version = \(line.version), recurrence = \(outlook.recurrence), start_year = \(outlook.startYear),
        end_year = \(outlook.endYear), low_cents = \(outlook.lowCents), high_cents = \(outlook.highCents),
        probability = \(outlook.probability), growth_rate = \(outlook.growthRate),
        distribution = \(outlook.distribution), driver = \(outlook.driver), requires = \(outlook.requiresText),
        subsidy_id = \(content.subsidyID)
      WHERE id = \(line.id)
      """)
  }

  static func deleteLine(_ id: Split.Line.ID, in tx: WriteTransaction) throws {
    try tx.db.run("DELETE FROM split_line WHERE id = \(id)")
  }

  private static let lineColumns: SQL = """
    id, split_id, partner_id, kind, category, description, amount_cents, to_partner_id, certainty, variant, is_private,
    created_at, updated_at, version, entered_by, recurrence, start_year, end_year, low_cents, high_cents, probability,
    growth_rate, distribution, driver, requires, subsidy_id
    """

  private static func line(_ row: Row) throws -> Split.Line {
    var content = SplitLineContent(
      account: SplitAccount(try row.get(2, as: Partner.ID?.self)), kind: try row.get(3), amountCents: try row.get(6),
      variant: try row.get(9),
      isPrivate: try row.get(10))
    content.category = try row.get(4)
    content.description = try row.get(5)
    if content.kind == .payment { content.receiver = SplitAccount(try row.get(7, as: Partner.ID?.self)) }
    content.certainty = try row.get(8)
    content.outlook = try outlook(row)
    content.subsidyID = try row.get(25)
    return Split.Line(
      id: try row.get(0), splitID: try row.get(1), content: content, enteredBy: try row.get(14),
      version: try row.get(13),
      createdAt: try row.get(11), updatedAt: try row.get(12))
  }

  private static func outlook(_ row: Row) throws -> LineOutlook {
    var outlook = LineOutlook()
    outlook.recurrence = try row.get(15)
    outlook.startYear = try row.get(16)
    outlook.endYear = try row.get(17)
    outlook.lowCents = try row.get(18)
    outlook.highCents = try row.get(19)
    outlook.probability = try row.get(20)
    outlook.growthRate = try row.get(21)
    outlook.distribution = try row.get(22)
    outlook.driver = try row.get(23)
    outlook.requires = try row.get(24, as: String?.self)?.split(separator: " ").compactMap {
      Partner.ID(String($0))
    }
    return outlook
  }
}

extension LineOutlook {
  /// As the table has it.
  fileprivate var requiresText: String? { requires?.map(\.text).joined(separator: " ") }
}
