import Foundation
import Testing
import TestSupport

/// KoffiebekerPact, story 1: only the researchers read. Every step, over a real socket.
struct KoffiebekerPactTests {
  @Test func `only the researchers read`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    try chain.offerNDA()
    let record = try enterInParts(chain)
    #expect(try chain.read("Studiebureau", record).refusal == "403 noConsent")  // 5
    try grant(chain)
    try signAndRead(chain, record)
    try refuseEverybodyElse(chain, record)
    try ledger(chain, record)
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
    #expect(chain.program.stop() == 0)
  }

  /// Step 4: two values first, the rest later, and nothing twice.
  private func enterInParts(_ chain: Chain) throws -> String {
    let record = try chain.enterRecord()
    let part = try chain.call("Noordbeker", "GET", "/v1/records/\(record)")
    #expect(part.json["filledCount"] as? Int == 2 && part.json["fieldCount"] as? Int == 6)
    #expect(part.json["evidenceLevel"] as? String == "declared")
    #expect(try chain.complete(record).json["filledCount"] as? Int == 6)
    let whole = try chain.call("Noordbeker", "GET", "/v1/records/\(record)")
    #expect(whole.values["mass_g"] == "28.4" && whole.values["annual_volume"] == "1200000")
    return record
  }

  /// Steps 6 and 6b.
  private func grant(_ chain: Chain) throws {
    let granted = try chain.consent()
    #expect(granted.status == 201 && granted.json["state"] as? String == "blocked")
    for name in ["Noordbeker", "Studiebureau"] {
      let receipts = try chain.call(name, "GET", "/v1/receipts").items
      #expect(receipts.count == 1 && receipts[0]["event"] as? String == "granted")
    }
    let endless = try chain.consent(until: nil)
    #expect(endless.refusal == "400 consentTooLong" && endless.faultyPlaces == ["/endDate"], "\(endless.text)")
    #expect(try chain.consent(until: "2033-03-01").refusal == "422 consentTooLong")
    #expect(try chain.consent(purpose: ["impactStudy", "businessCase"]).refusal == "400 consentTooWide")
    #expect(try chain.call("Noordbeker", "GET", "/v1/consents").items.count == 1)
  }

  /// Steps 7 to 13.
  private func signAndRead(_ chain: Chain, _ record: String) throws {
    #expect(try chain.read("Studiebureau", record).refusal == "403 ndaMissing")  // 7
    #expect(try chain.sign("Studiebureau").status == 200)
    #expect(try chain.read("Studiebureau", record).refusal == "403 ndaNotInForce")  // 8
    #expect(try chain.sign("Noordbeker").status == 200)  // 9
    let pairs = try chain.call("Regie", "GET", "/v1/ndas/\(chain.nda)/pairs").items
    #expect(pairs.count == 1 && pairs[0]["state"] as? String == "inForce")
    let consents = try chain.call("Noordbeker", "GET", "/v1/consents").items
    #expect(consents[0]["state"] as? String == "active")

    let two = "purpose=impactStudy&fields=mass_g,electricity_kwh_per_1000"
    let read = try chain.read("Studiebureau", record, two)  // 10
    #expect(read.status == 200 && read.values == ["mass_g": "28.4", "electricity_kwh_per_1000": "62"])
    let wide = try chain.read("Studiebureau", record, "purpose=impactStudy&fields=mass_g,annual_volume")  // 11
    #expect(wide.refusal == "403 fieldNotCovered" && wide.json["fields"] as? [String] == ["annual_volume"])
    #expect(!wide.text.contains("28.4") && !wide.text.contains("1200000"))
    #expect(try chain.read("Studiebureau", record, "purpose=businessCase").refusal == "403 purposeMismatch")  // 12
    #expect(try chain.read("Studiebureau", record, "fields=mass_g").refusal == "403 purposeMissing")  // 13
  }

  /// Steps 14 to 18.
  private func refuseEverybodyElse(_ chain: Chain, _ record: String) throws {
    #expect(try chain.read("Inkoopkring", record).refusal == "403 noConsent")  // 14
    #expect(try chain.read("Papierpunt", record).refusal == "403 noConsent")  // 15
    #expect(try chain.read("Regie", record).refusal == "403 noConsent")  // 16
    let overviews = "/v1/initiatives/\(chain.initiative)/records"
    let overview = try chain.call("Regie", "GET", overviews)
    #expect(overview.items.count == 1 && overview.items[0]["filledCount"] as? Int == 6)
    #expect(overview.items[0]["consentStates"] as? [String] == ["active"] && !overview.text.contains("28.4"))

    let hidden = try chain.read("Bekerhandel", record)  // 17
    let missing = try chain.read("Bekerhandel", "01890a5d-ac96-774b-bcce-b302099a8057")
    #expect(hidden.refusal == "404 notFound" && withoutInstance(hidden) == withoutInstance(missing))
    #expect(hidden.status == missing.status)
    let listed = try chain.call("Inkoopkring", "GET", overviews)  // 18
    #expect(listed.status == 200 && listed.items.isEmpty && listed.json["next"] is NSNull)
    #expect(try chain.call("Bekerhandel", "GET", overviews).refusal == "404 notFound")
  }

  /// Step 19: eleven decisions, each with who, role, purpose, reason and time.
  private func ledger(_ chain: Chain, _ record: String) throws {
    let entries = try chain.call("Noordbeker", "GET", "/v1/access-ledger?recordId=\(record)").items
    #expect(entries.count == 11 && entries.filter { $0["isPermitted"] as? Bool == true }.count == 1)
    let reasons = entries.map { $0["reason"] as? String ?? "permitted" }
    #expect(
      reasons == [
        "noConsent", "ndaMissing", "ndaNotInForce", "permitted", "fieldNotCovered", "purposeMismatch",
        "purposeMissing", "noConsent", "noConsent", "noConsent", "notFound",
      ])
    #expect(entries.allSatisfy { $0["createdAt"] is String && $0["partnerId"] is String })
    #expect(entries[3]["role"] as? String == "researcher" && entries[3]["purpose"] as? String == "impactStudy")
    #expect(try chain.call("Studiebureau", "GET", "/v1/access-ledger").items.isEmpty)
  }

  private func withoutInstance(_ reply: Reply) -> String {
    reply.text.replacing(#/urn:uuid:[0-9a-f-]+/#, with: "")
  }
}
