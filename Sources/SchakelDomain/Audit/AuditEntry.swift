import Cryptography

/// What was done or decided, as it stands in the audit trail. It holds ids and codes, never values.
package struct AuditEntry: Sendable {
  /// 1, 2, 3 … without gaps.
  package let seq: Int64
  package let createdAt: Timestamp
  /// Nil for the command line.
  package let accountID: Account.ID?
  /// The partner acted for.
  package let partnerID: Partner.ID?
  package let role: String?
  /// `consent.granted`, `record.read` …
  package let action: String
  package let subjectKind: String
  package let subjectID: String
  package let initiativeID: Initiative.ID?
  package let outcome: AuditOutcome
  /// The code of a refusal's reason.
  package let reason: String?
  /// 32 bytes; of the first entry, zeroes.
  package let previousHash: [UInt8]

  /// The entry's hash: SHA-256 over the previous hash in hexadecimal and the columns from `seq` to `reason` in the
  /// order of
  /// the table, each on a line of its own ended by a line feed; NULL is an empty line.
  ///
  /// - Returns: 32 bytes.
  package func computedHash() -> [UInt8] {
    let lines: [String] = [
      Hex.encode(previousHash), String(seq), String(createdAt.milliseconds), accountID?.text ?? "",
      partnerID?.text ?? "", role ?? "", action, subjectKind, subjectID, initiativeID?.text ?? "", outcome.rawValue,
      reason ?? "",
    ]
    var text: [UInt8] = []
    text.reserveCapacity(512)
    for line in lines {
      text.append(contentsOf: line.utf8)
      text.append(UInt8(ascii: "\n"))
    }
    return SHA256.digest(text)
  }
}

/// How an audited act ended; the raw value is the code on the wire.
package enum AuditOutcome: String, CaseIterable, Sendable {
  /// A change.
  case done
  /// A decision that let somebody see something.
  case permitted
  /// A decision that did not.
  case refused
}
