import Cryptography
import Foundation
import SchakelDomain
import Testing
import TestSupport

/// Reading the audit trail, and what it does not give away, over a real socket.
struct AuditTrailTests {
  private static let spring = "2023-04-01T10:00:00.123+02:00"

  /// All entries, page by page.
  private func walk(_ chain: Chain, _ client: Client, _ path: String) throws -> [[String: Any]] {
    var entries: [[String: Any]] = []
    var next: String? = path
    while let address = next, let parts = URLComponents(string: address), entries.count < 1_000 {
      let page = try chain.call(client, "GET", parts.path + (parts.query.map { "?\($0)" } ?? ""))
      guard page.status == 200 else { throw Chain.Unexpected(description: page.text) }
      entries += page.items
      next = page.json["next"] as? String
    }
    return entries
  }

  private func path(_ chain: Chain) -> String { "/v1/initiatives/\(chain.initiative)/audit-entries" }

  private func actions(_ entries: [[String: Any]]) -> Set<String> {
    Set(entries.compactMap { $0["action"] as? String })
  }

  private func hash(_ entry: [String: Any]) throws -> String {
    let moment = try #require((entry["createdAt"] as? String).flatMap { Timestamp(rfc3339: $0) })
    let texts = [
      "accountId", "partnerId", "role", "action", "subjectKind", "subjectId", "initiativeId", "outcome", "reason",
    ].map { entry[$0] as? String ?? "" }
    let lines = [entry["previousHash"] as? String ?? "", "\(entry["seq"] as? Int ?? 0)", "\(moment.milliseconds)"]
    return Hex.encode(SHA256.digest(of: (lines + texts).map { $0 + "\n" }.joined()))
  }

  @Test func `the steward's copy of the trail proves itself`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, _) = try chain.open()
    _ = try chain.read("Studiebureau", record)
    _ = try chain.read("Papierpunt", record)
    let before = try chain.call(chain.steward, "GET", "/v1/audit-head").json

    let entries = try walk(chain, chain.steward, "/v1/audit-entries?limit=7")

    #expect(entries.count == before["seq"] as? Int && entries.count > 40)
    var previous = String(repeating: "0", count: 64)
    for (index, entry) in entries.enumerated() {
      #expect(entry["seq"] as? Int == index + 1 && entry["previousHash"] as? String == previous)
      previous = try hash(entry)
      #expect(entry["hash"] as? String == previous, "entry \(index + 1)")
    }
    #expect(before["hash"] as? String == previous)
    #expect(actions(entries).isSuperset(of: ["consent.granted", "record.read", "nda.signed", "token.created"]))
  }

  @Test func `J3 each page that is read leaves one entry, and a walk comes to its end`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    let head = try chain.call(chain.steward, "GET", "/v1/audit-head").json["seq"] as? Int ?? 0

    #expect(try walk(chain, chain.steward, "/v1/audit-entries?limit=1&afterSeq=\(head - 3)").count == 3)
    let reads = try chain.call(chain.steward, "GET", "/v1/audit-entries?action=auditTrail.read").items
    #expect(reads.count == 3 && reads.allSatisfy { $0["outcome"] as? String == "permitted" })
    _ = try chain.call("Kleiwerk", "GET", path(chain))
    let own = try chain.call(chain.steward, "GET", "/v1/audit-entries?subjectId=\(chain.initiative)").items
    let last = try #require(own.last)
    #expect(last["action"] as? String == "auditTrail.read" && last["partnerId"] as? String == chain.id("Kleiwerk"))
    #expect(last["initiativeId"] as? String == chain.initiative)
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `filters narrow the steward's list`() throws {
    let chain = try Chain(at: Self.spring)
    let (_, consent) = try chain.open()
    let entries = "/v1/audit-entries?limit=100"
    let granted = try chain.call(chain.steward, "GET", entries + "&action=consent.granted").items
    #expect(granted.count == 1 && granted[0]["subjectId"] as? String == consent)
    let about = try chain.call(chain.steward, "GET", entries + "&subjectId=\(consent)").items
    #expect(about.count == 1 && about[0]["seq"] as? Int == granted[0]["seq"] as? Int)
    let inside = try chain.call(chain.steward, "GET", entries + "&initiativeId=\(chain.initiative)").items
    #expect(!inside.isEmpty && inside.allSatisfy { $0["initiativeId"] as? String == chain.initiative })
    let faulty = try chain.call(chain.steward, "GET", entries + "&initiativeId=x&afterSeq=-1&who=me")
    #expect(faulty.status == 400 && faulty.faultyPlaces == ["initiativeId", "afterSeq", "who"])
  }

  @Test func `a member sees its own acts and shared matters, and learns nothing of others' consents`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, consent) = try chain.open()
    _ = try chain.read("Studiebureau", record)
    _ = try chain.read("Papierpunt", record)
    _ = try chain.call(
      "Papierpunt", "PUT", "/v1/ndas/\(chain.nda)/refusals/\(chain.id("Papierpunt"))", ["reason": "te ruim"])
    let request = try chain.made(
      "Studiebureau", "/v1/consent-requests",
      [
        "datasetId": chain.dataSet, "role": "researcher", "purpose": "impactStudy", "fields": ["transport_km"],
        "startDate": "2023-04-01", "endDate": "2023-10-01",
      ])
    _ = try chain.call("Noordbeker", "PUT", "/v1/consent-requests/\(request)/refusal", ["reason": "nee"])

    let shared: Set = [
      "initiative.created", "purpose.registered", "membership.invited", "membership.accepted", "nda.drafted",
      "nda.offered", "nda.signed", "dataset.created",
    ]
    for name in ["Kleiwerk", "Regie"] {
      let page = try chain.call(name, "GET", path(chain) + "?limit=100")
      #expect(page.status == 200 && actions(page.items) == shared, "\(name): \(actions(page.items))")
      for hidden in [record, consent, request] { #expect(!page.text.contains(hidden)) }
    }
    let papierpunt = try walk(chain, chain.client("Papierpunt"), path(chain) + "?limit=3")
    #expect(actions(papierpunt) == shared.union(["record.read", "nda.declined"]))
    #expect(papierpunt.filter { $0["reason"] is String }.map { $0["reason"] as? String } == ["noConsent"])
    let owner = try walk(chain, chain.client("Noordbeker"), path(chain) + "?limit=100")
    #expect(actions(owner).isSuperset(of: ["consent.granted", "consentRequest.refused", "record.entered"]))
    #expect(actions(owner).isDisjoint(with: ["record.read", "consentRequest.asked", "nda.declined"]))
  }

  @Test func `a member sees no hash but those of its receipts, and no persons of others`() throws {
    let chain = try Chain(at: Self.spring)
    _ = try chain.open()
    for name in ["Kleiwerk", "Regie"] {
      let entries = try walk(chain, chain.client(name), path(chain))
      #expect(entries.allSatisfy { $0["hash"] is NSNull && $0["previousHash"] is NSNull }, "\(name)")
      for entry in entries {
        let isOwn = entry["partnerId"] as? String == chain.id(name)
        #expect((entry["accountId"] as? String) == (isOwn ? chain.accounts[name] : nil))
      }
    }
    let receipt = try #require(try chain.call("Noordbeker", "GET", "/v1/receipts").items.first)
    let hashed = try walk(chain, chain.client("Noordbeker"), path(chain)).filter { $0["hash"] is String }
    #expect(hashed.count == 1 && hashed[0]["hash"] as? String == receipt["headHash"] as? String)
    #expect(hashed[0]["seq"] as? Int == receipt["auditSeq"] as? Int && hashed[0]["previousHash"] is NSNull)
  }

  @Test func `who is no member, and who is no steward, reads nothing`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    let invited = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/memberships", ["partnerId": chain.id("Bekerhandel")])
    #expect(try chain.call("Bekerhandel", "GET", path(chain)).refusal == "403 notMember")
    #expect(!invited.isEmpty)
    let elsewhere = try chain.made("Bekerhandel", "/v1/initiatives", ["title": "Elders", "roles": ["retailer"]])
    #expect(try chain.call("Kleiwerk", "GET", "/v1/initiatives/\(elsewhere)/audit-entries").refusal == "404 notFound")
    for address in ["/v1/audit-entries", "/v1/audit-head"] {
      for name in ["Kleiwerk", "Regie", "Bekerhandel"] {
        #expect(try chain.call(name, "GET", address).refusal == "403 notAllowed")
      }
      #expect(try chain.program.client().send("GET", address).status == 401)
    }
    let reads = try chain.call(chain.steward, "GET", "/v1/audit-entries?action=auditTrail.read").items
    #expect(reads.isEmpty, "nothing was read")
  }

  @Test func `the trail holds no values, so a token for reading does`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    for (scopes, status) in [(["read"], 200), (["write", "values"], 403)] {
      let token = try chain.call("Kleiwerk", "POST", "/v1/tokens", ["name": "narrow", "scopes": scopes])
      let client = try chain.program.client(token: token.json["secret"] as? String)
      #expect(try chain.call(client, "GET", path(chain)).status == status, "\(scopes)")
    }
  }
}
