import SQLite

/// The SQL of collaboration agreements.
enum AgreementStore {
  static func find(_ id: Agreement.ID, in tx: Transaction) throws -> Agreement? {
    try tx.db.row("SELECT \(sql: columns) FROM agreement WHERE id = \(id)") { try agreement($0, in: tx) }
  }

  static func list(
    of initiative: Initiative.ID, after: Agreement.ID?, limit: Int, in tx: Transaction
  ) throws -> [Agreement] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM agreement WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try agreement($0, in: tx) }
  }

  /// The version with the highest number.
  static func latest(of initiative: Initiative.ID, in tx: Transaction) throws -> Agreement? {
    try tx.db.row(
      "SELECT \(sql: columns) FROM agreement WHERE initiative_id = \(initiative) ORDER BY number DESC LIMIT 1"
    ) { try agreement($0, in: tx) }
  }

  /// Of the versions that came into force the one with the highest number.
  static func inForce(in initiative: Initiative.ID, _ tx: Transaction) throws -> Agreement? {
    try tx.db.row(
      """
      SELECT \(sql: columns) FROM agreement WHERE initiative_id = \(initiative) AND in_force_at IS NOT NULL
      ORDER BY number DESC LIMIT 1
      """
    ) { try agreement($0, in: tx) }
  }

  /// The version that was in force at a moment.
  static func inForce(in initiative: Initiative.ID, at moment: Timestamp, _ tx: Transaction) throws -> Agreement? {
    try tx.db.row(
      """
      SELECT \(sql: columns) FROM agreement WHERE initiative_id = \(initiative) AND in_force_at <= \(moment)
      ORDER BY number DESC LIMIT 1
      """
    ) { try agreement($0, in: tx) }
  }

  /// The initiatives whose agreement a partner has signed in some version.
  static func initiatives(signedBy partner: Partner.ID, _ tx: Transaction) throws -> [Initiative.ID] {
    try tx.db.rows(
      """
      SELECT DISTINCT initiative_id FROM agreement_signature JOIN agreement ON agreement.id = agreement_id
      WHERE partner_id = \(partner) ORDER BY initiative_id
      """
    ) { try $0.get(0) }
  }

  static func insert(_ agreement: Agreement, in tx: WriteTransaction) throws {
    let content = agreement.content
    try tx.db.run(
      """
      INSERT INTO agreement (id, initiative_id, number, title, text, document_sha256, exclusivity,
        exclusivity_until_date, exit, exit_notice_days, exit_not_before_date, accession, signature_min_level,
        created_at, updated_at, version)
      VALUES (\(agreement.id), \(agreement.initiativeID), \(agreement.number), \(content.title), \(content.text),
        \(content.documentHash), \(content.exclusivity?.scope), \(content.exclusivity?.untilDate),
        \(content.exit?.kind), \(content.exit?.noticeDays), \(content.exit?.notBeforeDate), \(content.accession),
        \(content.signatureMinLevel), \(agreement.createdAt), \(agreement.updatedAt), \(agreement.version))
      """)
    try insertLists(of: agreement.id, content, in: tx)
  }

  /// - Throws: `SQLiteError` by the trigger `agreement_is_frozen` once somebody has signed.
  static func update(_ id: Agreement.ID, to content: AgreementContent, in tx: WriteTransaction) throws {
    try change(
      id,
      """
      title = \(content.title), text = \(content.text), document_sha256 = \(content.documentHash),
      exclusivity = \(content.exclusivity?.scope), exclusivity_until_date = \(content.exclusivity?.untilDate),
      exit = \(content.exit?.kind), exit_notice_days = \(content.exit?.noticeDays),
      exit_not_before_date = \(content.exit?.notBeforeDate), accession = \(content.accession),
      signature_min_level = \(content.signatureMinLevel)
      """, in: tx)
    try tx.db.run("DELETE FROM agreement_sharing_role WHERE agreement_id = \(id)")
    try tx.db.run("DELETE FROM agreement_sharing_purpose WHERE agreement_id = \(id)")
    try tx.db.run("DELETE FROM agreement_sharing WHERE agreement_id = \(id)")
    try tx.db.run("DELETE FROM agreement_rule WHERE agreement_id = \(id)")
    try tx.db.run("DELETE FROM agreement_explanation WHERE agreement_id = \(id)")
    try insertLists(of: id, content, in: tx)
  }

  static func offer(_ id: Agreement.ID, in tx: WriteTransaction) throws {
    try change(id, "offered_at = \(tx.now)", in: tx)
  }

  static func bringIntoForce(_ id: Agreement.ID, in tx: WriteTransaction) throws {
    try change(id, "in_force_at = \(tx.now)", in: tx)
  }

  private static func change(_ id: Agreement.ID, _ change: SQL, in tx: WriteTransaction) throws {
    try tx.db.run(
      "UPDATE agreement SET \(sql: change), updated_at = \(tx.now), version = version + 1 WHERE id = \(id)")
  }

  private static func insertLists(
    of id: Agreement.ID, _ content: AgreementContent, in tx: WriteTransaction
  ) throws {
    for (index, shared) in content.sharing.enumerated() { try insert(shared, at: index, of: id, in: tx) }
    for rule in content.rules { try insert(rule, of: id, in: tx) }
    for (question, text) in content.explanations {
      try tx.db.run(
        "INSERT INTO agreement_explanation (agreement_id, question, text) VALUES (\(id), \(question), \(text))")
    }
  }

  private static func insert(
    _ shared: SharedClass, at index: Int, of id: Agreement.ID, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO agreement_sharing (agreement_id, position, sensitivity_class, is_for_every_role,
        is_for_every_purpose)
      VALUES (\(id), \(index), \(shared.sensitivityClass), \(shared.roles == nil), \(shared.purposes == nil))
      """)
    for role in shared.roles ?? [] {
      try tx.db.run(
        "INSERT INTO agreement_sharing_role (agreement_id, position, role) VALUES (\(id), \(index), \(role))")
    }
    for purpose in shared.purposes ?? [] {
      try tx.db.run(
        "INSERT INTO agreement_sharing_purpose (agreement_id, position, purpose) VALUES (\(id), \(index), \(purpose))")
    }
  }

  private static func insert(_ rule: DecisionRule, of id: Agreement.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO agreement_rule (agreement_id, kind, rule, fraction_numerator, fraction_denominator,
        mandated_partner_id, quorum_percent, one_vote_per, is_secret, min_open_days)
      VALUES (\(id), \(rule.kind), \(rule.method), \(rule.fraction?.numerator), \(rule.fraction?.denominator),
        \(rule.mandatedPartnerID), \(rule.quorumPercent), \(rule.oneVotePer), \(rule.isSecretUntilClose),
        \(rule.minOpenDays))
      """)
  }

  private static let columns: SQL = """
    id, initiative_id, number, title, text, exclusivity, exclusivity_until_date, exit, exit_notice_days,
    exit_not_before_date, accession, signature_min_level, offered_at, in_force_at, version, created_at, updated_at
    """

  private static func agreement(_ row: Row, in tx: Transaction) throws -> Agreement {
    let id: Agreement.ID = try row.get(0)
    var content = AgreementContent(title: try row.get(3), text: try row.get(4))
    let until: LocalDate? = try row.get(6)
    content.exclusivity = try row.get(5, as: Exclusivity?.self).map { ExclusivityTerms($0, untilDate: until) }
    let (days, date): (Int64?, LocalDate?) = (try row.get(8), try row.get(9))
    content.exit = try row.get(7, as: ExitKind?.self).flatMap { ExitTerms($0, noticeDays: days, notBefore: date) }
    content.accession = try row.get(10)
    content.signatureMinLevel = try row.get(11)
    content.sharing = try sharing(of: id, in: tx)
    content.rules = try rules(of: id, in: tx)
    content.explanations = try explanations(of: id, in: tx)
    return Agreement(
      id: id, initiativeID: try row.get(1), number: try row.get(2), content: content, offeredAt: try row.get(12),
      inForceAt: try row.get(13), signatures: try signatures(of: id, in: tx), version: try row.get(14),
      createdAt: try row.get(15), updatedAt: try row.get(16))
  }
}

// What hangs on a version.
extension AgreementStore {
  private static func sharing(of id: Agreement.ID, in tx: Transaction) throws -> [SharedClass] {
    try tx.db.rows(
      """
      SELECT position, sensitivity_class, is_for_every_role, is_for_every_purpose FROM agreement_sharing
      WHERE agreement_id = \(id) ORDER BY position
      """
    ) { row in
      let position: Int64 = try row.get(0)
      let condition: SQL = "WHERE agreement_id = \(id) AND position = \(position)"
      let roles: SQL = "SELECT role FROM agreement_sharing_role \(sql: condition) ORDER BY role"
      let purposes: SQL = "SELECT purpose FROM agreement_sharing_purpose \(sql: condition) ORDER BY purpose"
      return SharedClass(
        try row.get(1), roles: try row.get(2) ? nil : try tx.db.rows(roles) { try $0.get(0) },
        purposes: try row.get(3) ? nil : try tx.db.rows(purposes) { try $0.get(0) })
    }
  }

  private static func rules(of id: Agreement.ID, in tx: Transaction) throws -> [DecisionRule] {
    try tx.db.rows(
      """
      SELECT kind, rule, fraction_numerator, fraction_denominator, mandated_partner_id, quorum_percent, one_vote_per,
        is_secret, min_open_days
      FROM agreement_rule WHERE agreement_id = \(id) ORDER BY kind
      """
    ) { row in
      let (numerator, denominator): (Int64?, Int64?) = (try row.get(2), try row.get(3))
      let fraction = numerator.flatMap { numerator in denominator.flatMap { VoteFraction(numerator, $0) } }
      return DecisionRule(
        try row.get(0), try row.get(1), fraction: fraction, mandatedPartnerID: try row.get(4),
        quorumPercent: try row.get(5), oneVotePer: try row.get(6), isSecretUntilClose: try row.get(7),
        minOpenDays: try row.get(8))
    }
  }

  private static func explanations(
    of id: Agreement.ID, in tx: Transaction
  ) throws -> [AgreementQuestion: String] {
    let rows = try tx.db.rows("SELECT question, text FROM agreement_explanation WHERE agreement_id = \(id)") {
      (try $0.get(0, as: AgreementQuestion.self), try $0.get(1, as: String.self))
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private static func signatures(of id: Agreement.ID, in tx: Transaction) throws -> [AgreementSignature] {
    try tx.db.rows(
      """
      SELECT partner_id, account_id, document_sha256, level, signed_at FROM agreement_signature
      WHERE agreement_id = \(id) ORDER BY signed_at, partner_id
      """
    ) { row in
      AgreementSignature(
        partnerID: try row.get(0), accountID: try row.get(1), documentHash: try row.get(2), level: try row.get(3),
        signedAt: try row.get(4))
    }
  }

  static func insert(
    _ signature: AgreementSignature, on id: Agreement.ID, mandate: Mandate.ID, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO agreement_signature (agreement_id, partner_id, account_id, mandate_id, document_sha256, level,
        signed_at)
      VALUES (\(id), \(signature.partnerID), \(signature.accountID), \(mandate), \(signature.documentHash),
        \(signature.level), \(signature.signedAt))
      """)
  }

  static func isDeclined(_ id: Agreement.ID, by partner: Partner.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM agreement_decline WHERE agreement_id = \(id) AND partner_id = \(partner)")
  }

  static func decline(
    _ id: Agreement.ID, for partner: Partner.ID, by account: Account.ID, reason: String?, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO agreement_decline (agreement_id, partner_id, account_id, reason, declined_at)
      VALUES (\(id), \(partner), \(account), \(reason), \(tx.now))
      """)
  }
}
