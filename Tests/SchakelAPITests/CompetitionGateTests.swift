import Foundation
import Testing
import TestSupport

/// What may not reach a rival, whatever was consented and signed.
struct CompetitionGateTests {
  /// NB-1 with volume and cost, everybody's signature, and consents to it for a rival, a buyer and a researcher.
  private func opened() throws -> (chain: Chain, record: String) {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    let record = try chain.enterRecord()
    _ = try chain.complete(record)
    let roles = ["manufacturer", "purchaser", "researcher"]
    _ = try chain.call(
      "Regie", "POST", "/v1/initiatives/\(chain.initiative)/purposes",
      ["code": "operations", "text": "Samen ophalen.", "roles": roles])
    chain.nda = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/ndas",
      ["title": "Samen", "text": "Stil.", "purposes": ["operations"], "roles": roles])
    _ = try chain.call("Regie", "PUT", "/v1/ndas/\(chain.nda)/versions/1.0/offer", [:])
    for (name, role) in [("Papierpunt", roles[0]), ("Inkoopkring", roles[1]), ("Studiebureau", roles[2])] {
      _ = try chain.sign(name)
      _ = try chain.consent(fields: ["mass_g", "annual_volume"], purpose: "operations", to: name, as: role)
    }
    _ = try chain.sign("Noordbeker")
    return (chain, record)
  }

  private static let named = "purpose=operations&fields=mass_g,annual_volume"

  /// Status and code of a read that names the volume; `200` with the value.
  private func volume(_ chain: Chain, _ name: String, _ record: String) throws -> String {
    let read = try chain.read(name, record, Self.named)
    #expect(read.status == 200 || !read.text.contains("1200000"))
    return read.status == 200 ? "200 \(read.values["annual_volume"] ?? "")" : read.refusal
  }

  @Test func `E1 a competitor reads no csi at any door, whatever consents, NDAs and checks say`() throws {
    let (chain, record) = try opened()
    try chain.relate("Noordbeker", "Papierpunt", "yes")
    #expect(try chain.check().json["opensFlows"] as? Bool == true)

    #expect(try volume(chain, "Papierpunt", record) == "403 competitorCsi")
    let page = "/v1/datasets/\(chain.dataSet)/records?"
    #expect(try chain.call("Papierpunt", "GET", page + Self.named).refusal == "403 competitorCsi")
    let question: [String: Any] = ["recordId": record, "purpose": "operations", "fields": ["annual_volume"]]
    let asked = try chain.call("Papierpunt", "POST", "/v1/access-decisions", question)
    #expect(asked.json["isPermitted"] as? Bool == false && asked.json["reason"] as? String == "competitorCsi")

    // Who names no fields gets what it may have.
    #expect(try chain.read("Papierpunt", record, "purpose=operations").values == ["mass_g": "28.4"])
    let items = try chain.call("Papierpunt", "GET", page + "purpose=operations").items
    #expect(items.map { Reply.values($0) } == [["mass_g": "28.4"]])
    let table = try chain.client("Papierpunt").send(
      "GET", page + "purpose=operations", headers: [("Accept", "text/csv")])
    #expect(table.status == 200 && table.text.contains("28.4"))
    #expect(!table.text.contains("annual_volume") && !table.text.contains("1200000"))
    let ledger = try chain.call("Noordbeker", "GET", "/v1/access-ledger?limit=100").items
    #expect(ledger.filter { $0["reason"] as? String == "competitorCsi" }.count == 2, "the owner sees who tried")
  }

  @Test func `E1 a group competes with whom its parts compete with, and has no secrets from itself`() throws {
    let (chain, record) = try opened()
    try chain.relate("Noordbeker", "Kleiwerk", "yes")
    try chain.relate("Noordbeker", "Studiebureau", "no")
    _ = try chain.check()
    #expect(try volume(chain, "Studiebureau", record) == "200 1200000")
    func join(_ names: String...) throws {
      let group = try chain.made(chain.steward, "/v1/groups", ["name": "Groep van \(names.joined(separator: " en "))"])
      for name in names {
        _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
      }
      _ = try chain.check()
    }

    try join("Studiebureau", "Restfractie")
    #expect(try volume(chain, "Studiebureau", record) == "403 competitorCsi", "nobody answered for its group")
    try chain.relate("Noordbeker", "Studiebureau", "no")
    #expect(try volume(chain, "Studiebureau", record) == "200 1200000")
    try join("Studiebureau", "Kleiwerk")
    try chain.relate("Noordbeker", "Studiebureau", "no")
    #expect(try volume(chain, "Studiebureau", record) == "403 competitorCsi")
    try join("Noordbeker", "Papierpunt")
    #expect(try volume(chain, "Papierpunt", record) == "200 1200000")
  }

  @Test func `E1 a page asks for each record, also where consents differ`() throws {
    let (chain, record) = try opened()
    try chain.relate("Noordbeker", "Papierpunt", "yes")
    _ = try chain.check()
    let other = try chain.enterRecord("NB-2")
    _ = try chain.complete(other)
    let narrow: [String: Any] = [
      "datasetId": chain.dataSet, "recipientPartnerId": chain.id("Papierpunt"), "recipientRole": "manufacturer",
      "purpose": "operations", "fields": ["annual_volume"], "recordIds": [other], "startDate": "2023-03-01",
      "endDate": "2023-10-01",
    ]
    let suspended = try chain.made("Noordbeker", "/v1/consents", narrow)
    _ = try chain.call("Noordbeker", "POST", "/v1/consents/\(suspended)/suspensions")

    let page = try chain.call("Papierpunt", "GET", "/v1/datasets/\(chain.dataSet)/records?purpose=operations")

    #expect(page.items.map { $0["id"] as? String } == [record, other])
    #expect(page.items.allSatisfy { Reply.values($0) == ["mass_g": "28.4"] }, "\(page.text)")
  }

  @Test func `E2 an unknown relation counts as competition, also for a researcher`() throws {
    let (chain, record) = try opened()
    _ = try chain.check()

    for name in ["Papierpunt", "Inkoopkring", "Studiebureau"] {
      #expect(try volume(chain, name, record) == "403 competitorCsi", "\(name): nobody answered")
    }
    try chain.relate("Noordbeker", "Studiebureau", "unknown")
    #expect(try volume(chain, "Studiebureau", record) == "403 competitorCsi")
    try chain.relate("Studiebureau", "Noordbeker", "no")
    #expect(try volume(chain, "Studiebureau", record) == "200 1200000")
    let elsewhere: [String: Any] = [
      "partnerIds": [chain.id("Noordbeker"), chain.id("Studiebureau")], "market": "advies", "answer": "unknown",
      "source": "wij weten het niet",
    ]
    _ = try chain.made("Noordbeker", "/v1/competitor-relations", elsewhere)
    #expect(try volume(chain, "Studiebureau", record) == "403 competitorCsi", "on another market")
  }

  @Test func `E3 csi goes to independent roles only, and only under a check that holds`() throws {
    let (chain, record) = try opened()
    for name in ["Papierpunt", "Inkoopkring", "Studiebureau"] { try chain.relate("Noordbeker", name, "no") }

    #expect(try volume(chain, "Studiebureau", record) == "403 competitionCheckMissing")
    _ = try chain.check(["authorityGuidance": "unknown"])
    #expect(try volume(chain, "Studiebureau", record) == "403 competitionConcern")
    _ = try chain.check()

    #expect(try volume(chain, "Studiebureau", record) == "200 1200000")
    for name in ["Papierpunt", "Inkoopkring"] {
      #expect(try volume(chain, name, record) == "403 roleNotAllowed", "\(name)")
    }
    #expect(try volume(chain, "Noordbeker", record) == "200 1200000", "its own")
  }

  @Test func `E5 a stale check closes what it opened until it is renewed`() throws {
    let (chain, record) = try opened()
    try chain.relate("Noordbeker", "Studiebureau", "no")
    _ = try chain.check()
    #expect(try volume(chain, "Studiebureau", record) == "200 1200000")

    try chain.join("Bekerhandel", "wholesaler")
    #expect(try volume(chain, "Studiebureau", record) == "403 competitionCheckStale")
    #expect(try chain.read("Studiebureau", record, "purpose=operations").values == ["mass_g": "28.4"])
    _ = try chain.check()
    #expect(try volume(chain, "Studiebureau", record) == "200 1200000")
  }

  @Test func `a refusal says which neutral route is open, and nothing that the asker cannot see`() throws {
    let (chain, record) = try opened()
    try chain.relate("Noordbeker", "Studiebureau", "yes")
    let closed = try chain.read("Papierpunt", record, Self.named)
    #expect(closed.json["neutralRoutes"] == nil && closed.json["fields"] as? [String] == ["annual_volume"])
    #expect((closed.json["detail"] as? String)?.contains("No neutral route is open") == true)

    _ = try chain.check()
    let measure: [String: Any] = ["title": "Volume", "field": "annual_volume"]
    _ = try chain.made("Regie", "/v1/initiatives/\(chain.initiative)/measures", measure)
    let open = try chain.read("Papierpunt", record, Self.named)

    #expect(open.json["neutralRoutes"] as? [String] == ["release", "independentResearch"])
    let asked = try chain.call(
      "Papierpunt", "POST", "/v1/access-decisions",
      ["recordId": record, "purpose": "operations", "fields": ["annual_volume"]])
    #expect(asked.json["neutralRoutes"] as? [String] == ["release", "independentResearch"])
    #expect(asked.json["detail"] as? String == open.json["detail"] as? String)
    #expect(!open.text.contains(chain.id("Studiebureau")) && !open.text.contains("Studiebureau"))
  }

  @Test func `who was never consented to hears nothing of competitors or checks`() throws {
    let (chain, record) = try opened()
    try chain.relate("Noordbeker", "Kleiwerk", "yes")

    let read = try chain.read("Kleiwerk", record, Self.named)

    #expect(read.refusal == "403 noConsent" && read.json["neutralRoutes"] == nil)
    #expect(!read.text.lowercased().contains("compet"))
    #expect(try chain.read("Bekerhandel", record, Self.named).refusal == "404 notFound")
  }

  @Test(arguments: [("current", "201"), ("future", "403 withheld"), ("", "201")])
  func `E4 what speaks of the future is added up for nobody`(_ age: String, _ expected: String) throws {
    let chain = try Chain(at: "2023-05-20T10:00:00+02:00")
    try chain.begin()
    let answer = try Publication.volumes(chain, age: age.isEmpty ? nil : age)

    #expect((answer.status == 201 ? "201" : answer.refusal) == expected)
    #expect(answer.status != 201 || answer.json["value"] as? String == "60")
  }
}

extension Publication {
  /// Asks for the sum of five volumes of one age.
  static func volumes(_ chain: Chain, age: String?) throws -> Reply {
    let base = "/v1/initiatives/\(chain.initiative)"
    _ = try chain.call(
      "Regie", "POST", base + "/purposes",
      ["code": "aggregatePublication", "text": "Cijfers.", "roles": ["chainDirector"]])
    chain.nda = try chain.made(
      "Regie", base + "/ndas",
      ["title": "x", "text": "Alleen totalen.", "purposes": ["aggregatePublication"], "roles": ["chainDirector"]])
    _ = try chain.call("Regie", "PUT", "/v1/ndas/\(chain.nda)/versions/1.0/offer", [:])
    _ = try chain.sign("Regie")
    for (index, name) in ["Noordbeker", "Papierpunt", "Kleiwerk", "Koffiegoed", "Restfractie"].enumerated() {
      var field = ["name": "volume", "type": "integer", "csiKind": "volume"]
      field["dataAge"] = age
      let dataSet = try chain.made(name, base + "/datasets", ["title": "Van \(name)", "fields": [field]])
      let values = [["field": "volume", "value": 10 + index]]
      _ = try chain.made(name, "/v1/datasets/\(dataSet)/records", ["name": "1", "values": values])
      _ = try chain.sign(name)
      _ = try chain.made(
        name, "/v1/consents",
        [
          "datasetId": dataSet, "recipientPartnerId": chain.id("Regie"), "recipientRole": "chainDirector",
          "purpose": "aggregatePublication", "fields": ["volume"], "startDate": "2023-05-01", "endDate": "2024-01-01",
        ])
    }
    let measure = try chain.made("Regie", base + "/measures", ["title": "Volume", "field": "volume"])
    return try chain.call("Inkoopkring", "POST", base + "/releases", ["measureId": measure])
  }
}
