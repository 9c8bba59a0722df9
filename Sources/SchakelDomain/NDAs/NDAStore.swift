import SQLite

/// The SQL of NDAs.
enum NDAStore {
  static func find(_ id: NDA.ID, in tx: Transaction) throws -> NDA? {
    try tx.db.row("SELECT \(sql: columns) FROM nda WHERE id = \(id)", nda)
  }

  static func list(of initiative: Initiative.ID, after: NDA.ID?, limit: Int, in tx: Transaction) throws -> [NDA] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      "SELECT \(sql: columns) FROM nda WHERE initiative_id = \(initiative) \(sql: further) ORDER BY id LIMIT \(limit)",
      nda)
  }

  static func insert(_ nda: NDA, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO nda (id, initiative_id, title, created_at, updated_at, version)
      VALUES (\(nda.id), \(nda.initiativeID), \(nda.title), \(nda.createdAt), \(nda.updatedAt), \(nda.version))
      """)
  }

  private static let columns: SQL = "id, initiative_id, title, version, created_at, updated_at"

  private static func nda(_ row: Row) throws -> NDA {
    NDA(
      id: try row.get(0), initiativeID: try row.get(1), title: try row.get(2), version: try row.get(3),
      createdAt: try row.get(4), updatedAt: try row.get(5))
  }
}

// Versions.
extension NDAStore {
  /// Of each NDA of an initiative the latest major version on offer.
  static func majorsOnOffer(
    of initiative: Initiative.ID, in tx: Transaction
  ) throws -> [CompetitionScope.NDAMajor] {
    try tx.db.rows(
      """
      SELECT nda.id, max(major) FROM nda JOIN nda_version ON nda_id = nda.id
      WHERE initiative_id = \(initiative) AND offered_at IS NOT NULL AND withdrawn_at IS NULL GROUP BY nda.id
      """
    ) { CompetitionScope.NDAMajor(ndaID: try $0.get(0), major: try $0.get(1)) }
  }

  static func insert(_ version: NDAVersion, in tx: WriteTransaction) throws {
    let terms = version.terms
    try tx.db.run(
      """
      INSERT INTO nda_version (id, nda_id, major, minor, text, text_sha256, start_date, end_date, survival_months,
        signature_min_level, notice_days, created_at, updated_at)
      VALUES (\(version.id), \(version.ndaID), \(version.major), \(version.minor), \(terms.text), \(version.textHash),
        \(terms.startDate), \(terms.endDate), \(terms.survivalMonths), \(terms.signatureMinLevel),
        \(terms.noticeDays), \(tx.now), \(tx.now))
      """)
    for purpose in terms.purposes {
      try tx.db.run("INSERT INTO nda_version_purpose (nda_version_id, purpose) VALUES (\(version.id), \(purpose))")
    }
    for role in terms.roles {
      try tx.db.run("INSERT INTO nda_version_role (nda_version_id, role) VALUES (\(version.id), \(role))")
    }
  }

  /// - Throws: `SQLiteError` by the trigger `nda_version_is_frozen` once somebody has signed.
  static func update(_ id: NDAVersion.ID, text: String, hash: [UInt8], in tx: WriteTransaction) throws {
    try change(id, "text = \(text), text_sha256 = \(hash)", in: tx)
  }

  static func offer(_ id: NDAVersion.ID, in tx: WriteTransaction) throws {
    try change(id, "offered_at = \(tx.now)", in: tx)
  }

  static func withdraw(_ id: NDAVersion.ID, in tx: WriteTransaction) throws {
    try change(id, "withdrawn_at = \(tx.now)", in: tx)
  }

  /// Lets the earlier major versions end that have no sunset yet.
  static func setSunset(_ date: LocalDate, by offered: NDAVersion, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      UPDATE nda_version SET sunset_date = \(date), sunset_by_id = \(offered.id), updated_at = \(tx.now),
        version = version + 1
      WHERE nda_id = \(offered.ndaID) AND major < \(offered.major) AND sunset_date IS NULL
      """)
  }

  /// Takes back the sunsets that an offer set, as far as they are still to come: what has ended does not revive.
  static func clearSunsets(by withdrawn: NDAVersion, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      UPDATE nda_version SET sunset_date = NULL, sunset_by_id = NULL, updated_at = \(tx.now), version = version + 1
      WHERE nda_id = \(withdrawn.ndaID) AND sunset_by_id = \(withdrawn.id) AND sunset_date > \(tx.today)
      """)
  }

  private static func change(_ id: NDAVersion.ID, _ change: SQL, in tx: WriteTransaction) throws {
    try tx.db.run(
      "UPDATE nda_version SET \(sql: change), updated_at = \(tx.now), version = version + 1 WHERE id = \(id)")
  }

  static func facts(of nda: NDA.ID, in tx: Transaction) throws -> NDAFacts {
    NDAFacts(
      versions: try versions(of: nda, in: tx), signatures: try signatures(of: nda, in: tx),
      notices: try notices(of: nda, in: tx))
  }

  static func versions(of nda: NDA.ID, in tx: Transaction) throws -> [NDAVersion] {
    try tx.db.rows(
      """
      SELECT id, nda_id, major, minor, text, text_sha256, start_date, end_date, survival_months, signature_min_level,
        notice_days, offered_at, sunset_date, withdrawn_at, version, created_at, updated_at
      FROM nda_version WHERE nda_id = \(nda) ORDER BY major, minor
      """
    ) { try version($0, in: tx) }
  }

  private static func version(_ row: Row, in tx: Transaction) throws -> NDAVersion {
    let id: NDAVersion.ID = try row.get(0)
    let purposes: SQL = "SELECT purpose FROM nda_version_purpose WHERE nda_version_id = \(id) ORDER BY purpose"
    let roles: SQL = "SELECT role FROM nda_version_role WHERE nda_version_id = \(id) ORDER BY role"
    var terms = NDATerms(
      text: try row.get(4), purposes: try tx.db.rows(purposes) { try $0.get(0) },
      roles: try tx.db.rows(roles) { try $0.get(0) }, startDate: try row.get(6))
    terms.endDate = try row.get(7)
    terms.survivalMonths = try row.get(8)
    terms.signatureMinLevel = try row.get(9)
    terms.noticeDays = try row.get(10)
    return NDAVersion(
      id: id, ndaID: try row.get(1), major: try row.get(2), minor: try row.get(3), terms: terms,
      textHash: try row.get(5), offeredAt: try row.get(11), sunsetDate: try row.get(12), withdrawnAt: try row.get(13),
      version: try row.get(14), createdAt: try row.get(15), updatedAt: try row.get(16))
  }
}

// Signatures, declines and notices.
extension NDAStore {
  static func signatures(of nda: NDA.ID, in tx: Transaction) throws -> [NDASignature] {
    try tx.db.rows(
      """
      SELECT nda_version_id, major, minor, partner_id, account_id, nda_signature.text_sha256, level, signed_at
      FROM nda_signature JOIN nda_version ON nda_version.id = nda_version_id
      WHERE nda_id = \(nda) ORDER BY signed_at, partner_id
      """
    ) { row in
      NDASignature(
        versionID: try row.get(0), major: try row.get(1), minor: try row.get(2), partnerID: try row.get(3),
        accountID: try row.get(4), textHash: try row.get(5), level: try row.get(6), signedAt: try row.get(7))
    }
  }

  static func insert(_ signature: NDASignature, mandate: Mandate.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO nda_signature (nda_version_id, partner_id, account_id, mandate_id, text_sha256, level, signed_at)
      VALUES (\(signature.versionID), \(signature.partnerID), \(signature.accountID), \(mandate),
        \(signature.textHash), \(signature.level), \(signature.signedAt))
      """)
  }

  static func isDeclined(_ version: NDAVersion.ID, by partner: Partner.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists("SELECT 1 FROM nda_decline WHERE nda_version_id = \(version) AND partner_id = \(partner)")
  }

  static func decline(
    _ version: NDAVersion.ID, for partner: Partner.ID, by account: Account.ID, reason: String?, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO nda_decline (nda_version_id, partner_id, account_id, reason, declined_at)
      VALUES (\(version), \(partner), \(account), \(reason), \(tx.now))
      """)
  }

  static func notices(of nda: NDA.ID, in tx: Transaction) throws -> [NDANotice] {
    try tx.db.rows("SELECT major, partner_id, given_at, ends_at FROM nda_notice WHERE nda_id = \(nda)") { row in
      NDANotice(major: try row.get(0), partnerID: try row.get(1), givenAt: try row.get(2), endsAt: try row.get(3))
    }
  }

  static func insert(_ notice: NDANotice, of nda: NDA.ID, by account: Account.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO nda_notice (nda_id, major, partner_id, account_id, given_at, ends_at)
      VALUES (\(nda), \(notice.major), \(notice.partnerID), \(account), \(notice.givenAt), \(notice.endsAt))
      """)
  }
}
