import SQLite

/// Effort that a member promises. Whoever enters it, it counts once the member that carries it accepted (MODEL H5).
package struct Commitment: Sendable {
  package typealias ID = Identifier<Commitment>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let content: Content
  package let proposedAt: Timestamp
  package let acceptedAt: Timestamp?
  package let declinedAt: Timestamp?

  /// What is promised.
  package struct Content: Sendable {
    /// Who carries it.
    package let partnerID: Partner.ID
    package let title: String
    /// Nil for means other than hours.
    package let hours: Int64?
    package let per: CommitmentPeriod
    package let startDate: LocalDate
    /// The first day without it; nil for as long as the initiative lasts.
    package let endDate: LocalDate?

    package init(
      _ partnerID: Partner.ID, title: String, hours: Int64?, per: CommitmentPeriod, from startDate: LocalDate,
      until endDate: LocalDate?
    ) {
      self.partnerID = partnerID
      self.title = title
      self.hours = hours
      self.per = per
      self.startDate = startDate
      self.endDate = endDate
    }
  }

  /// The state on a day.
  package func state(on today: LocalDate) -> CommitmentState {
    if declinedAt != nil { return .declined }
    guard acceptedAt != nil else { return .proposed }
    return content.endDate.map { $0 <= today } == true ? .ended : .accepted
  }
}

/// Where a commitment stands; the raw value is the code on the wire.
package enum CommitmentState: String, Vocabulary {
  case proposed, accepted, declined, ended

  package static let vocabularyName = "commitmentState"

  package var labels: Labels {
    switch self {
    case .proposed: Labels(nl: "voorgesteld", en: "proposed")
    case .accepted: Labels(nl: "aanvaard", en: "accepted")
    case .declined: Labels(nl: "afgewezen", en: "declined")
    case .ended: Labels(nl: "voorbij", en: "over")
    }
  }
}

/// What promised hours are of; the raw value is the code on the wire.
package enum CommitmentPeriod: String, Vocabulary, Bindable, ColumnReadable {
  case month, whole

  package static let vocabularyName = "commitmentPeriod"

  package var labels: Labels {
    switch self {
    case .month: Labels(nl: "per maand", en: "a month")
    case .whole: Labels(nl: "in totaal", en: "in all")
    }
  }
}

/// The SQL of commitments.
enum CommitmentStore {
  static func find(_ id: Commitment.ID, in tx: Transaction) throws -> Commitment? {
    try tx.db.row("SELECT \(sql: columns) FROM commitment WHERE id = \(id)", commitment)
  }

  static func list(
    of initiative: Initiative.ID, after: Commitment.ID?, limit: Int, in tx: Transaction
  ) throws -> [Commitment] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM commitment WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """, commitment)
  }

  static func insert(_ commitment: Commitment, by account: Account.ID, in tx: WriteTransaction) throws {
    let content = commitment.content
    try tx.db.run(
      """
      INSERT INTO commitment (id, initiative_id, partner_id, title, hours, per, start_date, end_date, proposed_at,
        accepted_at, account_id)
      VALUES (\(commitment.id), \(commitment.initiativeID), \(content.partnerID), \(content.title), \(content.hours),
        \(content.per), \(content.startDate), \(content.endDate), \(commitment.proposedAt), \(commitment.acceptedAt),
        \(account))
      """)
  }

  static func answer(_ id: Commitment.ID, accepts: Bool, in tx: WriteTransaction) throws {
    let column: SQL = accepts ? "accepted_at" : "declined_at"
    try tx.db.run("UPDATE commitment SET \(sql: column) = \(tx.now) WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, initiative_id, partner_id, title, hours, per, start_date, end_date, proposed_at, accepted_at, declined_at
    """

  private static func commitment(_ row: Row) throws -> Commitment {
    let content = Commitment.Content(
      try row.get(2), title: try row.get(3), hours: try row.get(4), per: try row.get(5), from: try row.get(6),
      until: try row.get(7))
    return Commitment(
      id: try row.get(0), initiativeID: try row.get(1), content: content, proposedAt: try row.get(8),
      acceptedAt: try row.get(9), declinedAt: try row.get(10))
  }
}
