import Foundation
import Testing
import TestSupport

/// Consents that cover different fields of different records, and what a curious recipient makes of them.
struct SelectiveConsentTests {
  /// NB-1 with four values, NB-2 and NB-3 with two; everybody has signed.
  private func opened() throws -> (chain: Chain, records: [String]) {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    try chain.offerNDA()
    let records = try ["NB-1", "NB-2", "NB-3"].map { try chain.enterRecord($0) }
    _ = try chain.sign("Studiebureau")
    _ = try chain.sign("Noordbeker")
    return (chain, records)
  }

  private func grant(_ chain: Chain, _ fields: [String], _ records: [String] = []) throws -> String {
    var body: [String: Any] = [
      "datasetId": chain.dataSet, "recipientPartnerId": chain.id("Studiebureau"), "recipientRole": "researcher",
      "purpose": "impactStudy", "fields": fields, "startDate": "2023-03-01", "endDate": "2023-10-01",
    ]
    if !records.isEmpty { body["recordIds"] = records }
    return try chain.made("Noordbeker", "/v1/consents", body)
  }

  private func page(_ chain: Chain, _ query: String = "") throws -> Reply {
    try chain.call("Studiebureau", "GET", "/v1/datasets/\(chain.dataSet)/records?purpose=impactStudy\(query)")
  }

  @Test func `A7 a page shows of each record what a single read would show`() throws {
    let (chain, records) = try opened()
    _ = try grant(chain, ["mass_g"])
    _ = try grant(chain, ["material"], [records[0]])

    let all = try page(chain)

    #expect(all.items.map { Reply.values($0).keys.sorted() } == [["mass_g", "material"], ["mass_g"], ["mass_g"]])
    #expect(try page(chain, "&fields=mass_g,material").items.map { $0["id"] as? String } == [records[0]])
    #expect(try chain.read("Studiebureau", records[1], "purpose=impactStudy&fields=material").code == "fieldNotCovered")
  }

  @Test func `A7 records that may not be read are neither counted nor in the way`() throws {
    let (chain, records) = try opened()
    _ = try grant(chain, ["mass_g"], [records[1]])

    let first = try page(chain, "&limit=1")
    #expect(first.items.map { $0["id"] as? String } == [records[1]] && first.json["next"] is NSNull)
    let overviews = try chain.call("Studiebureau", "GET", "/v1/initiatives/\(chain.initiative)/records")
    #expect(overviews.items.map { $0["id"] as? String } == [records[1]])
  }

  @Test func `B6 each consent's duty lists what was read under it, and leaving first is no way out`() throws {
    let (chain, records) = try opened()
    _ = try grant(chain, ["mass_g"])
    let second = try grant(chain, ["material"], [records[0]])
    _ = try page(chain)
    let path = "/v1/initiatives/\(chain.initiative)/memberships"
    let own = try chain.call("Studiebureau", "GET", path).items.first {
      $0["partnerId"] as? String == chain.id("Studiebureau")
    }
    _ = try chain.call("Studiebureau", "PUT", "\(path)/\(own?["id"] as? String ?? "")/notice", [:])

    let revoked = try chain.call("Noordbeker", "POST", "/v1/consents/\(second)/revocations")

    #expect(revoked.status == 200 && revoked.json["state"] as? String == "revoked")
    let duties = try chain.call("Noordbeker", "GET", "/v1/destruction-duties").items
    let items = duties.first?["items"] as? [[String: Any]] ?? []
    #expect(duties.count == 1 && items.map { $0["field"] as? String } == ["material"])
    #expect(items.first?["recordId"] as? String == records[0])
  }

  @Test func `a change that changes nothing makes no version`() throws {
    let (chain, records) = try opened()
    let place = "/v1/records/\(records[0])"

    let same: [String: Any] = ["values": [["field": "mass_g", "value": "28.4"], ["field": "transport_km"]]]
    #expect(try chain.call("Noordbeker", "PATCH", place, same).json["version"] as? Int == 1)
    #expect(try chain.call("Noordbeker", "PATCH", place, [:]).json["version"] as? Int == 1)
    let other: [String: Any] = ["values": [["field": "mass_g", "value": "28.40"]]]
    #expect(try chain.call("Noordbeker", "PATCH", place, other).json["version"] as? Int == 2)
  }

  @Test func `A3 a consent to a total is none to the single value`() throws {
    let chain = try Chain(at: "2023-05-20T10:00:00+02:00")
    let (record, _) = try chain.open()
    _ = try Publication(chain)

    let read = try chain.read("Regie", record, "purpose=aggregatePublication")

    #expect(read.refusal == "403 purposeMismatch" && !read.text.contains(#""62""#))
  }
}
