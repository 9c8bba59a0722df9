import Foundation
import Testing
import TestSupport

/// KoffiebekerPact, story 2: the producer takes it back.
struct RevocationTests {
  @Test func `the producer takes it back`() throws {
    let chain = try Chain(at: "2023-05-20T10:00:00+02:00")
    let (record, consent) = try chain.open()
    let (published, release) = try publish(chain)
    try chain.travel(to: "2023-06-15T09:55:00+02:00")
    for number in 2...5 { _ = try chain.enterRecord("NB-\(number)") }

    let next = try firstPage(chain)
    try revoke(chain, consent)
    try refuseAtOnce(chain, next, record)
    let duty = try effects(chain, record)
    try open(release, published)
    try again(chain, consent)
    try fulfil(chain, duty)
    try lapse(chain, record)
    try consentAnew(chain, record, duty)
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
    #expect(chain.program.stop() == 0)
  }

  /// Before the story: a figure that NB-1 went into.
  private func publish(_ chain: Chain) throws -> (Publication, release: String) {
    let published = try Publication(chain)
    try published.enter("Papierpunt", "55.5")
    try published.enter("Kleiwerk", "48")
    return (published, try published.ask().json["id"] as? String ?? "")
  }

  /// Step 7: the figure stays, and says that data was withdrawn, not whose.
  private func open(_ release: String, _ published: Publication) throws {
    let chain = published.chain
    let before = try chain.call("Inkoopkring", "GET", "/v1/releases/\(release)")
    #expect(before.json["isBasedOnWithdrawnData"] as? Bool == false)

    #expect(try published.revoke("Noordbeker").json["state"] as? String == "revoked")

    let after = try chain.call("Inkoopkring", "GET", "/v1/releases/\(release)")
    #expect(after.status == 200 && after.json["value"] as? String == "165.5")
    #expect(after.json["isBasedOnWithdrawnData"] as? Bool == true)
    #expect(!after.text.contains(chain.id("Noordbeker")))
    #expect(try published.ask().refusal == "403 withheld")
  }

  /// Step 1: two of five records, and a cursor.
  private func firstPage(_ chain: Chain) throws -> String {
    try chain.travel(to: "2023-06-15T10:00:00+02:00")
    let page = try chain.call(
      "Studiebureau", "GET", "/v1/datasets/\(chain.dataSet)/records?purpose=impactStudy&fields=mass_g&limit=2")
    #expect(page.status == 200 && page.items.count == 2)
    #expect(page.items.allSatisfy { Reply.values($0) == ["mass_g": "28.4"] })
    let next = try #require((page.json["next"] as? String).flatMap { URLComponents(string: $0) })
    return "\(next.path)?\(next.query ?? "")"
  }

  /// Step 2: one call, no reason, no approval; receipts for both.
  private func revoke(_ chain: Chain, _ consent: String) throws {
    try chain.travel(to: "2023-06-15T10:00:05+02:00")
    let revoked = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/revocations")
    #expect(revoked.status == 200 && revoked.json["state"] as? String == "revoked")
    for name in ["Noordbeker", "Studiebureau"] {
      #expect(try chain.call(name, "GET", "/v1/receipts").items.last?["event"] as? String == "revoked")
    }
    let other = try chain.call("Studiebureau", "POST", "/v1/consents/\(consent)/revocations")
    #expect(other.refusal == "403 notOwner")
  }

  /// Steps 3 and 4: the next page, and the same token.
  private func refuseAtOnce(_ chain: Chain, _ next: String, _ record: String) throws {
    try chain.travel(to: "2023-06-15T10:00:06+02:00")
    #expect(try chain.call("Studiebureau", "GET", next).refusal == "403 consentRevoked")
    #expect(try chain.read("Studiebureau", record).refusal == "403 consentRevoked")
    #expect(try chain.call("Studiebureau", "GET", "/v1/me").status == 200)
  }

  /// Step 5: the duty lists what was read.
  private func effects(_ chain: Chain, _ record: String) throws -> String {
    let duties = try chain.call("Noordbeker", "GET", "/v1/destruction-duties").items
    #expect(duties.count == 1 && duties[0]["dueDate"] as? String == "2023-07-15")
    #expect(duties[0]["recipientPartnerId"] as? String == chain.id("Studiebureau"))
    let items = duties[0]["items"] as? [[String: Any]] ?? []
    #expect(items.count == 2 && items.allSatisfy { $0["field"] as? String == "mass_g" })
    #expect(items.contains { $0["recordId"] as? String == record && $0["recordVersion"] as? Int == 2 })
    return duties[0]["id"] as? String ?? ""
  }

  /// Steps 8 and 9: revoking again changes nothing, and there is no way back.
  private func again(_ chain: Chain, _ consent: String) throws {
    let revoked = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/revocations")
    #expect(revoked.json["state"] as? String == "revoked")
    #expect((revoked.json["events"] as? [Any])?.count == 2)
    let resumed = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/resumptions")
    #expect(resumed.refusal == "409 consentTerminal")
  }

  /// Step 6: overdue without a confirmation, fulfilled with one.
  private func fulfil(_ chain: Chain, _ duty: String) throws {
    func state() throws -> String? {
      try chain.call("Noordbeker", "GET", "/v1/destruction-duties").items.first?["state"] as? String
    }
    try chain.travel(to: "2023-07-16T00:00:00+02:00")
    #expect(try state() == "overdue")
    try standing(chain, duty, "overdue")
    try chain.travel(to: "2023-07-01T12:00:00+02:00")
    #expect(try state() == "open")
    let owner = try chain.call("Noordbeker", "PUT", "/v1/destruction-duties/\(duty)/fulfilment")
    #expect(owner.refusal == "403 notOwner")
    let confirmed = try chain.call("Studiebureau", "PUT", "/v1/destruction-duties/\(duty)/fulfilment")
    #expect(confirmed.json["state"] as? String == "fulfilled")
    #expect(try state() == "fulfilled")
    let told = try chain.call("Noordbeker", "GET", "/v1/notifications?limit=100").items.last
    #expect(told?["event"] as? String == "destructionDutyFulfilled" && told?["subjectId"] as? String == duty)
    try standing(chain, duty, "fulfilled")
  }

  /// Step 6 for who leads the process: the state, and nothing of what was read; for other members not even that.
  private func standing(_ chain: Chain, _ duty: String, _ state: String) throws {
    let path = "/v1/initiatives/\(chain.initiative)/destruction-duties"
    for client in [try chain.client("Regie"), chain.steward] {
      let seen = try chain.call(client, "GET", path)
      #expect(seen.status == 200 && seen.items.count == 1, "\(seen.text)")
      let item = try #require(seen.items.first)
      #expect(Set(item.keys) == ["id", "partnerId", "recipientPartnerId", "dueDate", "state"])
      #expect(item["id"] as? String == duty && item["state"] as? String == state)
      #expect(item["recipientPartnerId"] as? String == chain.id("Studiebureau"))
      #expect(!seen.text.contains("mass_g") && !seen.text.contains("28.4"))
    }
    for (name, refusal) in [
      ("Papierpunt", "403 notAllowed"), ("Noordbeker", "403 notAllowed"), ("Bekerhandel", "404 notFound"),
    ] {
      let refused = try chain.call(name, "GET", path)
      #expect(refused.refusal == refusal && !refused.text.contains(duty))
    }
  }

  /// Step 10: silence is not consent.
  private func lapse(_ chain: Chain, _ record: String) throws {
    try chain.travel(to: "2023-07-02T12:00:00+02:00")
    let request = try chain.made(
      "Studiebureau", "/v1/consent-requests",
      [
        "datasetId": chain.dataSet, "role": "researcher", "purpose": "impactStudy", "fields": ["mass_g"],
        "startDate": "2023-08-01", "endDate": "2023-10-01",
      ])
    try chain.travel(to: "2023-07-31T23:59:59+02:00")
    let path = "/v1/consent-requests/\(request)"
    #expect(try chain.call("Noordbeker", "GET", path).json["state"] as? String == "requested")
    try chain.travel(to: "2023-08-01T00:00:00+02:00")
    #expect(try chain.call("Studiebureau", "GET", path).json["state"] as? String == "lapsed")
    #expect(try chain.call("Noordbeker", "PUT", path + "/refusal", [:]).refusal == "409 consentTerminal")
    #expect(try chain.read("Studiebureau", record).refusal == "403 consentRevoked")
    #expect(try chain.call("Inkoopkring", "GET", path).refusal == "404 notFound")
  }

  /// Steps 11 and 12: a fresh consent starts empty-handed, and changes nothing of the duty.
  private func consentAnew(_ chain: Chain, _ record: String, _ duty: String) throws {
    try chain.travel(to: "2023-08-10T09:00:00+02:00")
    let before = try chain.call("Noordbeker", "GET", "/v1/destruction-duties").text
    let granted = try chain.consent(fields: ["mass_g"], from: "2023-08-10")
    #expect(granted.json["state"] as? String == "active")
    let mass = try chain.read("Studiebureau", record, "purpose=impactStudy&fields=mass_g")
    #expect(mass.values == ["mass_g": "28.4"])
    let more = try chain.read("Studiebureau", record, "purpose=impactStudy&fields=electricity_kwh_per_1000")
    #expect(more.refusal == "403 fieldNotCovered")
    #expect(try chain.call("Noordbeker", "GET", "/v1/destruction-duties").text == before)
  }
}
