import SQLite

/// Proof of a grant, refusal or revocation, with the head of the audit trail at that moment (MODEL B10, J2).
package struct Receipt: Sendable {
  package typealias ID = Identifier<Receipt>

  package let id: ID
  package let event: String
  package let consentID: Consent.ID?
  package let consentRequestID: ConsentRequest.ID?
  package let auditSeq: Int64
  /// 32 bytes.
  package let headHash: [UInt8]
  package let createdAt: Timestamp
}

/// The SQL of receipts.
package enum ReceiptStore {
  /// Gives one receipt to each side.
  static func give(
    _ event: ConsentEventKind, of consent: Consent, _ head: AuditLog.Head, in tx: WriteTransaction
  ) throws {
    for partner in [consent.partnerID, consent.recipientPartnerID] {
      try insert(event.rawValue, to: partner, consent: consent.id, request: nil, head, tx)
    }
  }

  /// Gives one receipt of a refusal to each side.
  static func giveRefusal(of request: ConsentRequest, _ head: AuditLog.Head, in tx: WriteTransaction) throws {
    for partner in [request.ownerPartnerID, request.partnerID] {
      try insert("refused", to: partner, consent: nil, request: request.id, head, tx)
    }
  }

  private static func insert(
    _ event: String, to partner: Partner.ID, consent: Consent.ID?, request: ConsentRequest.ID?, _ head: AuditLog.Head,
    _ tx: WriteTransaction
  ) throws {
    let id: Receipt.ID = tx.newID()
    try tx.db.run(
      """
      INSERT INTO receipt (id, partner_id, event, consent_id, consent_request_id, audit_seq, head_hash, created_at)
      VALUES (\(id), \(partner), \(event), \(consent), \(request), \(head.seq), \(head.hash), \(tx.now))
      """)
  }

  /// A page of the receipts of the caller's partner.
  package static func list(after: String?, limit: Int, as caller: Caller, in tx: Transaction) throws -> [Receipt] {
    let partner = try Standing.of(caller, in: tx).mandate(for: .read).partnerID
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT id, event, consent_id, consent_request_id, audit_seq, head_hash, created_at FROM receipt
      WHERE partner_id = \(partner) \(sql: further) ORDER BY id LIMIT \(limit + 1)
      """
    ) { row in
      Receipt(
        id: try row.get(0), event: try row.get(1), consentID: try row.get(2), consentRequestID: try row.get(3),
        auditSeq: try row.get(4), headHash: try row.get(5), createdAt: try row.get(6))
    }
  }
}
