import Foundation
import Testing
import TestSupport

/// Rules that hold whatever else changes, each by its id, against the real server.
struct InvariantTests {
  private static let spring = "2023-04-01T10:00:00+02:00"

  @Test func `A2 a read without a consent is refused, and with one but without an NDA as well`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    try chain.offerNDA()
    let record = try chain.enterRecord()
    #expect(try chain.read("Studiebureau", record).refusal == "403 noConsent")
    _ = try chain.consent()
    #expect(try chain.read("Studiebureau", record).refusal == "403 ndaMissing")
    _ = try chain.sign("Noordbeker")
    #expect(try chain.read("Studiebureau", record).refusal == "403 ndaMissing")
    _ = try chain.sign("Studiebureau")
    #expect(try chain.read("Studiebureau", record).status == 200)
  }

  @Test func `A3 a read states the one purpose of the consent`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, _) = try chain.open()
    for (query, refusal) in [
      ("fields=mass_g", "403 purposeMissing"), ("purpose=operations", "403 purposeMismatch"),
      ("purpose=impact", "403 purposeMismatch"), ("purpose=IMPACTSTUDY", "403 purposeMismatch"),
    ] {
      #expect(try chain.read("Studiebureau", record, query).refusal == refusal)
    }
    #expect(try chain.read("Studiebureau", record).status == 200)
  }

  @Test func `A5 who leads or runs the register sees states and never values`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, _) = try chain.open()
    #expect(try chain.read("Regie", record).refusal == "403 noConsent")
    #expect(
      try chain.call(chain.steward, "GET", "/v1/records/\(record)?purpose=impactStudy").refusal == "403 noConsent")
    let pages = [
      "/v1/initiatives/\(chain.initiative)/records", "/v1/initiatives/\(chain.initiative)/datasets",
      "/v1/initiatives/\(chain.initiative)",
    ]
    for path in pages {
      for client in [chain.steward, try chain.client("Regie")] {
        let seen = try chain.call(client, "GET", path)
        #expect(seen.status == 200 && !seen.text.contains("28.4") && !seen.text.contains("PP 100"), "\(path)")
      }
    }
  }

  @Test func `A7 lists, overviews, questions and errors pass the same decision as a read`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, _) = try chain.open()
    for name in ["Inkoopkring", "Papierpunt"] {
      let overview = try chain.call(name, "GET", "/v1/initiatives/\(chain.initiative)/records")
      #expect(overview.items.isEmpty && overview.json["next"] is NSNull && !overview.text.contains(record))
      let page = try chain.call(name, "GET", "/v1/datasets/\(chain.dataSet)/records?purpose=impactStudy")
      #expect(page.refusal == "403 noConsent" && !page.text.contains("28.4"))
      let asked = try chain.call(
        name, "POST", "/v1/access-decisions", ["recordId": record, "purpose": "impactStudy"])
      #expect(asked.json["isPermitted"] as? Bool == false && asked.json["reason"] as? String == "noConsent")
      #expect(try chain.call(name, "GET", "/v1/consents").items.isEmpty)
    }
    let outsider = try chain.call("Bekerhandel", "POST", "/v1/access-decisions", ["recordId": record])
    #expect(outsider.refusal == "404 notFound")
  }

  @Test func `A13 what ends, ends on the next request and on the next page`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, _) = try chain.open()
    _ = try chain.enterRecord("NB-2")
    let page = try chain.call(
      "Studiebureau", "GET", "/v1/datasets/\(chain.dataSet)/records?purpose=impactStudy&limit=1")
    let next = try #require((page.json["next"] as? String).flatMap { URLComponents(string: $0) })

    let notice = "/v1/ndas/\(chain.nda)/notices/\(chain.id("Noordbeker"))"
    #expect(try chain.call("Noordbeker", "PUT", notice).status == 200)
    #expect(try chain.read("Studiebureau", record).refusal == "403 ndaNotInForce")
    #expect(try chain.call("Studiebureau", "GET", "\(next.path)?\(next.query ?? "")").refusal == "403 ndaNotInForce")

    let account = chain.accounts["Studiebureau"] ?? ""
    let mandates = try chain.call("Studiebureau", "GET", "/v1/accounts/\(account)/mandates").items
    let mandate = mandates.first?["id"] as? String ?? ""
    let ended = try chain.call(chain.steward, "PUT", "/v1/accounts/\(account)/mandates/\(mandate)/ending")
    #expect(ended.json["isLive"] as? Bool == false)
    #expect(try chain.read("Studiebureau", record).status == 404)
  }

  @Test func `A13 an ended membership reads nothing from its last midnight on`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, _) = try chain.open()
    let memberships = "/v1/initiatives/\(chain.initiative)/memberships"
    let all = try chain.call("Studiebureau", "GET", memberships + "?limit=100").items
    let own = all.first { $0["partnerId"] as? String == chain.id("Studiebureau") }?["id"] as? String ?? ""
    _ = try chain.call("Studiebureau", "PUT", "\(memberships)/\(own)/notice", ["endDate": "2023-05-01"])

    try chain.travel(to: "2023-04-30T21:59:59.999Z")
    #expect(try chain.read("Studiebureau", record).status == 200)
    try chain.travel(to: "2023-04-30T22:00:00Z")
    #expect(try chain.read("Studiebureau", record).refusal == "403 notMember")
  }

  @Test func `what is granted already is not granted twice, and B4 again after a revocation`() throws {
    let chain = try Chain(at: Self.spring)
    let (_, consent) = try chain.open()

    #expect(try chain.consent().refusal == "409 alreadyExists")
    #expect(try chain.consent(until: "2026-02-30").faultyPlaces == ["/endDate"])
    #expect(try chain.consent(until: "24-11-2023").refusal == "400 invalidInput")
    _ = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/revocations")

    #expect(try chain.consent().status == 201)
  }

  @Test func `B3 a revocation needs one call, no reason and nobody else`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, consent) = try chain.open()
    #expect(try chain.read("Studiebureau", record).status == 200)
    let revoked = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/revocations")
    #expect(revoked.json["state"] as? String == "revoked")
    #expect(try chain.read("Studiebureau", record).refusal == "403 consentRevoked")
  }

  @Test func `C1 a signed text never changes, through the API or in the file`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    try chain.offerNDA()
    let path = "/v1/ndas/\(chain.nda)/versions/1.0"
    let before = try chain.textHash()
    #expect(try chain.call("Regie", "PATCH", path, ["text": "Wij zwijgen!"]).status == 200)
    #expect(try chain.textHash() != before)
    #expect(try chain.sign("Kleiwerk").status == 200)
    #expect(try chain.call("Regie", "PATCH", path, ["text": "Wij zwijgen."]).refusal == "409 textFrozen")
    for script in ["UPDATE nda_version SET text = 'x'", "DELETE FROM nda_version", "DELETE FROM nda_version_purpose"] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
    let corrected = try chain.call("Regie", "POST", "/v1/ndas/\(chain.nda)/corrections", ["text": "Wij zwijgen."])
    #expect(corrected.status == 201 && (corrected.json["versions"] as? [Any])?.count == 2)
  }

  @Test func `C2 a signature is a fact: not repeated, declined, changed or deleted`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    try chain.offerNDA()
    let first = try chain.sign("Kleiwerk")
    try chain.travel(to: "2023-04-02T10:00:00+02:00")
    #expect(try chain.sign("Kleiwerk").json["signedAt"] as? String == first.json["signedAt"] as? String)
    let refusal = "/v1/ndas/\(chain.nda)/refusals/\(chain.id("Kleiwerk"))"
    #expect(try chain.call("Kleiwerk", "PUT", refusal, [:]).refusal == "409 alreadySigned")
    for script in ["UPDATE nda_signature SET signed_at = 0", "DELETE FROM nda_signature"] {
      #expect(throws: Tampering.Failed.self) { try Tampering.run(script, on: chain.program.database) }
    }
    let other = "/v1/ndas/\(chain.nda)/signatures/\(chain.id("Koffiegoed"))"
    let body = ["textHash": try chain.textHash()]
    #expect(try chain.call("Kleiwerk", "PUT", other, body).refusal == "403 notOwner")
    let wrong = ["textHash": String(repeating: "0", count: 64)]
    #expect(try chain.call("Koffiegoed", "PUT", other, wrong).refusal == "409 ndaTextChanged")
  }

  @Test func `C3 a missing signature blocks only the pairs it is in`() throws {
    let chain = try Chain(at: Self.spring)
    let (record, _) = try chain.open()
    _ = try chain.sign("Kleiwerk")
    #expect(try chain.read("Studiebureau", record).status == 200)
    let pairs = try chain.call("Regie", "GET", "/v1/ndas/\(chain.nda)/pairs").items
    #expect(pairs.count == 3 && pairs.allSatisfy { $0["state"] as? String == "inForce" })
    let own = try chain.call("Inkoopkring", "GET", "/v1/ndas/\(chain.nda)/pairs")
    #expect(own.status == 200 && own.items.isEmpty)
  }

  @Test func `E1 competition-sensitive fields reach no competitor, whatever was consented`() throws {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    let record = try chain.enterRecord()
    _ = try chain.complete(record)
    _ = try chain.call(
      "Regie", "POST", "/v1/initiatives/\(chain.initiative)/purposes",
      ["code": "operations", "text": "Samen ophalen.", "roles": ["manufacturer"]])
    chain.nda = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/ndas",
      ["title": "Samen", "text": "Stil.", "purposes": ["operations"], "roles": ["manufacturer"]])
    _ = try chain.call("Regie", "PUT", "/v1/ndas/\(chain.nda)/versions/1.0/offer", [:])
    for name in ["Noordbeker", "Papierpunt"] { #expect(try chain.sign(name).status == 200) }
    let granted = try chain.consent(
      fields: ["mass_g", "annual_volume"], purpose: "operations", to: "Papierpunt", as: "manufacturer")
    #expect(granted.json["state"] as? String == "active")

    let named = try chain.read("Papierpunt", record, "purpose=operations&fields=mass_g,annual_volume")
    #expect(named.refusal == "403 competitorCsi" && !named.text.contains("1200000"))
    let open = try chain.read("Papierpunt", record, "purpose=operations")
    #expect(open.status == 200 && open.values == ["mass_g": "28.4"])
  }

  @Test func `J1 the trail cannot be changed, cut or added to out of order`() throws {
    let chain = try Chain(at: Self.spring)
    _ = try chain.open()
    let columns = "seq, created_at, action, subject_kind, subject_id, outcome, previous_hash, hash"
    for script in [
      "UPDATE audit_entry SET action = 'x' WHERE seq = 3", "DELETE FROM audit_entry WHERE seq = 3",
      "DELETE FROM audit_entry",
      "INSERT INTO audit_entry (\(columns)) VALUES (9999, 0, 'x', 'x', 'x', 'done', zeroblob(32), zeroblob(32))",
    ] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `J2 a receipt carries the head of the trail, which shows a cut later`() throws {
    let chain = try Chain(at: Self.spring)
    _ = try chain.open()
    let receipt = try #require(try chain.call("Noordbeker", "GET", "/v1/receipts").items.last)
    let seq = try #require(receipt["auditSeq"] as? Int)
    let hash = try #require(receipt["headHash"] as? String)
    let count = "SELECT 1 / (SELECT count(*) FROM audit_entry WHERE seq = \(seq) AND lower(hex(hash)) = '\(hash)')"
    let guarded = "CREATE TEMP TABLE found (x INTEGER NOT NULL); INSERT INTO found \(count);"
    #expect(throws: Never.self) { try Tampering.run(guarded, on: chain.program.database) }

    let cut = "DROP TRIGGER audit_entry_is_kept; DELETE FROM audit_entry WHERE seq >= \(seq);"
    try Tampering.run(cut, on: chain.program.database)
    let verified = try chain.program.run("audit", "verify", "--database", chain.program.database)
    #expect(verified.status == 0, "a cut at the end is whole in itself")
    #expect(!verified.output.contains(hash) && verified.output.hasPrefix("\(seq - 1) entries"))
    #expect(throws: Tampering.Failed.self, "but the receipt's hash is gone") {
      try Tampering.run(guarded, on: chain.program.database)
    }
  }
}
