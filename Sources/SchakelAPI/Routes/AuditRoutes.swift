import Cryptography
import HTTPServer
import SchakelDomain

/// The audit trail. Reading it leaves an entry, so it runs on the writer; it holds no values, so the scope `read` does.
enum AuditRoutes {
  static func add(to routes: inout Routes) {
    routes.audited(.get, "/v1/audit-entries", listing, list)
    routes.audited(.get, "/v1/initiatives/{initiative}/audit-entries", initiativeListing, listOfInitiative)
    routes.read(.get, "/v1/audit-head", headReading, head)
  }

  private static let listing = Operation(
    "listAuditEntries", tag: "Audit", "All entries of the audit trail, for the steward.",
    description: """
      In the order of seq, up to the last entry there was when the first page was read; the reading leaves an entry of \
      its own for each page. An entry's hash is the SHA-256 of previousHash, seq, createdAt in milliseconds since \
      1970, accountId, partnerId, role, action, subjectKind, subjectId, initiativeId, outcome and reason, each \
      followed by a line feed, null as nothing.
      """,
    query: [
      QueryParameter("initiativeId", .identifier, "Only of this initiative."),
      QueryParameter("subjectId", .text(1...100), "Only about this subject."),
      QueryParameter("action", .text(1...60), "Only this action, such as consent.granted."),
      QueryParameter("afterSeq", .integer(0...9_007_199_254_740_991), "Only behind this entry: for going on later."),
    ],
    answer: .list(of: .auditEntry), reasons: [.notAllowed], scope: .read)

  private static let list: Route.Write = { request, tx in
    var filter = AuditTrailFilter()
    filter.initiativeID = request.query.id("initiativeId")
    filter.subjectID = request.query.text("subjectId")
    filter.action = request.query.text("action")
    filter.afterSeq = try request.query.integer("afterSeq", in: 0...9_007_199_254_740_991)
    let page = try request.page
    let read = try AuditTrail(tx).read(filter, at: position(page), limit: page.limit, as: request.caller)
    return answer(read, page)
  }

  private static let initiativeListing = Operation(
    "listInitiativeAuditEntries", tag: "Audit", "What members may see of the audit trail of their initiative.",
    description: """
      What was done for your own partner, and what others did in matters that all members share: the initiative, its \
      purposes, memberships, NDAs and data sets. A hash is shown only where a receipt of yours has it.
      """,
    answer: .list(of: .auditEntry), reasons: [.notMember, .mandateInsufficient], scope: .read)

  private static let listOfInitiative: Route.Write = { request, tx in
    let page = try request.page
    let read = try AuditTrail(tx).read(
      of: request.path("initiative"), at: position(page), limit: page.limit, as: request.caller)
    return answer(read, page)
  }

  private static func answer(_ read: AuditTrail.Page, _ page: Page) -> Answer {
    Answer.list(read.rows, page, cursor: { "\($0.entry.seq).\(read.until)" }) { $0.auditEntry($1) }
  }

  /// A cursor holds the last entry of its page, and where the walk ends.
  private static func position(_ page: Page) throws -> AuditTrail.Position? {
    guard let key = page.after else { return nil }
    let parts = key.split(separator: ".").map { JSON.number(String($0)).integer }
    guard parts.count == 2, let after = parts[0], let until = parts[1] else {
      throw Query.fault("after", "format", "Take the cursor from the address in `next` of the same list.")
    }
    return AuditTrail.Position(after: after, until: until)
  }

  private static let headReading = Operation(
    "getAuditHead", tag: "Audit", "The number and hash of the last entry, for the steward.",
    answer: .object(
      Shape(
        "AuditHead",
        [
          .readOnly("seq", .integer(0...9_007_199_254_740_991), "Its number; 0 when there is none."),
          .readOnly("hash", .text(64...64), "Its hash, which covers all before it."),
        ])),
    reasons: [.notAllowed])

  private static let head: Route.Read = { request, tx in
    let head = try AuditTrail.head(as: request.caller, in: tx)
    return Answer.ok { writer in
      writer.member("seq", head.seq)
      writer.member("hash", Hex.encode(head.hash))
    }
  }
}
