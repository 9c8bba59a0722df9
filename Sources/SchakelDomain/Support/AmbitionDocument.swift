import Cryptography
import SQLite

/// A statement of ambition that links of the chain sign together. Its text never changes.
package struct AmbitionDocument: Sendable {
  package typealias ID = Identifier<AmbitionDocument>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let title: String
  package let text: String
  /// SHA-256 of the text, 32 bytes.
  package let textHash: [UInt8]
  package let signatures: [Signature]
  package let createdAt: Timestamp

  /// Who signed it.
  package struct Signature: Sendable {
    package let partnerID: Partner.ID
    package let accountID: Account.ID
    package let signedAt: Timestamp
  }
}

/// The SQL of ambition documents.
enum AmbitionDocumentStore {
  static func find(_ id: AmbitionDocument.ID, in tx: Transaction) throws -> AmbitionDocument? {
    try tx.db.row("SELECT \(sql: columns) FROM ambition_document WHERE id = \(id)") { try document($0, in: tx) }
  }

  static func list(
    of initiative: Initiative.ID, after: AmbitionDocument.ID?, limit: Int, in tx: Transaction
  ) throws -> [AmbitionDocument] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM ambition_document WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try document($0, in: tx) }
  }

  /// The partners that signed, for each document of an initiative.
  static func signers(in initiative: Initiative.ID, _ tx: Transaction) throws -> [AmbitionDocument.ID: [Partner.ID]] {
    let pairs: [(AmbitionDocument.ID, Partner.ID)] = try tx.db.rows(
      """
      SELECT document_id, partner_id FROM ambition_document
      JOIN ambition_signature ON document_id = ambition_document.id WHERE initiative_id = \(initiative)
      """
    ) { (try $0.get(0), try $0.get(1)) }
    return Dictionary(grouping: pairs) { $0.0 }.mapValues { $0.map(\.1) }
  }

  static func insert(
    _ id: AmbitionDocument.ID, _ title: String, _ text: String, in initiative: Initiative.ID, by account: Account.ID,
    in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO ambition_document (id, initiative_id, title, text, text_sha256, account_id, created_at)
      VALUES (\(id), \(initiative), \(title), \(text), \(SHA256.digest(of: text)), \(account), \(tx.now))
      """)
  }

  static func sign(
    _ id: AmbitionDocument.ID, with mandate: Mandate, by account: Account.ID, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO ambition_signature (document_id, partner_id, mandate_id, account_id, signed_at)
      VALUES (\(id), \(mandate.partnerID), \(mandate.id), \(account), \(tx.now))
      """)
  }

  private static let columns: SQL = "id, initiative_id, title, text, text_sha256, created_at"

  private static func document(_ row: Row, in tx: Transaction) throws -> AmbitionDocument {
    let id: AmbitionDocument.ID = try row.get(0)
    let signatures: SQL = """
      SELECT partner_id, account_id, signed_at FROM ambition_signature WHERE document_id = \(id)
      ORDER BY document_id, partner_id
      """
    return AmbitionDocument(
      id: id, initiativeID: try row.get(1), title: try row.get(2), text: try row.get(3), textHash: try row.get(4),
      signatures: try tx.db.rows(signatures) {
        AmbitionDocument.Signature(partnerID: try $0.get(0), accountID: try $0.get(1), signedAt: try $0.get(2))
      }, createdAt: try row.get(5))
  }
}
