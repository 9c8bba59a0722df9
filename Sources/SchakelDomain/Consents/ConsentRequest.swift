import SQLite

/// A partner's question for a consent. Silence is not consent: unanswered it lapses (MODEL B5).
package struct ConsentRequest: Sendable {
  package typealias ID = Identifier<ConsentRequest>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let dataSetID: DataSet.ID
  /// The owner who is asked.
  package let ownerPartnerID: Partner.ID
  /// Who asks.
  package let partnerID: Partner.ID
  package let role: ChainRole
  package let purpose: String
  package let fields: [String]
  package let startDate: LocalDate
  package let endDate: LocalDate
  package let reason: String?
  /// The first day on which it is too late to answer.
  package let lapseDate: LocalDate
  package let refusedAt: Timestamp?
  package let createdAt: Timestamp

  package func state(on today: LocalDate) -> ConsentRequestState {
    if refusedAt != nil { return .refused }
    return lapseDate <= today ? .lapsed : .requested
  }
}

/// The raw value is the code on the wire.
package enum ConsentRequestState: String, Vocabulary {
  case requested, refused, lapsed

  package static let vocabularyName = "consentRequestState"

  package var labels: Labels {
    switch self {
    case .requested: Labels(nl: "gevraagd", en: "requested")
    case .refused: Labels(nl: "geweigerd", en: "refused")
    case .lapsed: Labels(nl: "vervallen", en: "lapsed")
    }
  }
}

/// The SQL of consent requests.
enum ConsentRequestStore {
  static func find(_ id: ConsentRequest.ID, in tx: Transaction) throws -> ConsentRequest? {
    try tx.db.row("SELECT \(sql: columns) FROM consent_request WHERE id = \(id)") { try request($0, in: tx) }
  }

  /// A page of those that a partner asked or is asked.
  static func list(
    ofEither partner: Partner.ID, after: ConsentRequest.ID?, limit: Int, in tx: Transaction
  ) throws -> [ConsentRequest] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    let ids = SQL.firstIDs(
      of: [
        "SELECT id FROM consent_request WHERE partner_id = \(partner) \(sql: further)",
        "SELECT id FROM consent_request WHERE owner_partner_id = \(partner) \(sql: further)",
      ], limit: limit)
    return try tx.db.rows(
      "SELECT \(sql: columns) FROM consent_request WHERE id IN (\(sql: ids)) ORDER BY id LIMIT \(limit)"
    ) { try request($0, in: tx) }
  }

  static func insert(
    _ request: ConsentRequest, _ fields: [DataField.ID], by account: Account.ID, in tx: WriteTransaction
  )
    throws
  {
    try tx.db.run(
      """
      INSERT INTO consent_request (id, initiative_id, dataset_id, owner_partner_id, partner_id, role, purpose,
        start_date, end_date, reason, lapse_date, account_id, created_at)
      VALUES (\(request.id), \(request.initiativeID), \(request.dataSetID), \(request.ownerPartnerID),
        \(request.partnerID), \(request.role), \(request.purpose), \(request.startDate), \(request.endDate),
        \(request.reason), \(request.lapseDate), \(account), \(request.createdAt))
      """)
    for field in fields {
      try tx.db.run(
        "INSERT INTO consent_request_field (consent_request_id, field_id) VALUES (\(request.id), \(field))")
    }
  }

  static func refuse(_ id: ConsentRequest.ID, reason: String?, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      UPDATE consent_request SET refused_at = \(tx.now), refusal_reason = \(reason), version = version + 1
      WHERE id = \(id)
      """)
  }

  private static let columns: SQL = """
    id, initiative_id, dataset_id, owner_partner_id, partner_id, role, purpose, start_date, end_date, reason,
    lapse_date, refused_at, created_at
    """

  private static func request(_ row: Row, in tx: Transaction) throws -> ConsentRequest {
    let id: ConsentRequest.ID = try row.get(0)
    let fields = try tx.db.rows(
      """
      SELECT name FROM consent_request_field JOIN dataset_field ON dataset_field.id = field_id
      WHERE consent_request_id = \(id) ORDER BY position
      """
    ) { try $0.get(0, as: String.self) }
    return ConsentRequest(
      id: id, initiativeID: try row.get(1), dataSetID: try row.get(2), ownerPartnerID: try row.get(3),
      partnerID: try row.get(4), role: try row.get(5), purpose: try row.get(6), fields: fields,
      startDate: try row.get(7), endDate: try row.get(8), reason: try row.get(9), lapseDate: try row.get(10),
      refusedAt: try row.get(11), createdAt: try row.get(12))
  }
}
