import Cryptography
import SchakelDomain

extension Shape {
  static let auditEntry = Shape(
    "AuditEntry",
    [
      .readOnly("seq", .integer(1...9_007_199_254_740_991), "Its number: 1, 2, 3 … without gaps in the whole trail."),
      .readOnly("createdAt", .moment, "When."),
      .readOnly("accountId", .identifier, "Who acted; null for the command line, or when hidden.", nullable: true),
      .readOnly("partnerId", .identifier, "For whom.", nullable: true),
      .readOnly("role", .text(1...60), "In which role.", nullable: true),
      .readOnly("action", .text(1...60), "What was done."),
      .readOnly("subjectKind", .text(1...60), "To what kind of thing."),
      .readOnly("subjectId", .text(1...100), "To which."),
      .readOnly("initiativeId", .identifier, "In which initiative.", nullable: true),
      .readOnly("outcome", .code("auditOutcome", AuditOutcome.allCases.map(\.rawValue)), "How it ended."),
      .readOnly("reason", .text(1...60), "Why it was refused.", nullable: true),
      .readOnly("previousHash", .text(64...64), "The hash of the entry before; null when hidden.", nullable: true),
      .readOnly("hash", .text(64...64), "The hash of this one; null when hidden.", nullable: true),
    ])
}

extension JSONWriter {
  mutating func auditEntry(_ row: AuditTrailEntry) {
    let entry = row.entry
    member("seq", entry.seq)
    member("createdAt", entry.createdAt)
    member("accountId", row.accountID)
    member("partnerId", entry.partnerID)
    member("role", entry.role)
    member("action", entry.action)
    member("subjectKind", entry.subjectKind)
    member("subjectId", entry.subjectID)
    member("initiativeId", entry.initiativeID)
    member("outcome", entry.outcome.rawValue)
    member("reason", entry.reason)
    member("previousHash", row.isPreviousHashShown ? Hex.encode(entry.previousHash) : nil)
    member("hash", row.hash.map(Hex.encode))
  }
}
