import Foundation
import TestSupport
import Testing

/// Subsidies, the costs that are claimed on them, and ambition documents.
struct SubsidyTests {
  private let lisdodde: Lisdodde
  private var chain: Chain { lisdodde.chain }
  private static let small = ["Lisdoddeboer": 2_000_000, "Isolatiemaker": 2_000_000, "Binnenplaat": 2_000_000]

  init() throws {
    lisdodde = try Lisdodde()
    _ = try lisdodde.stateIndependence()
  }

  private func subsidy(_ code: String = "ckpRvo", _ period: String = "2021", until end: String = "2023-09-01") throws
    -> String
  {
    let application = try lisdodde.apply(code, period, costs: Self.small)
    return try lisdodde.grant(application, ["Lisdoddeboer": 1_000_000, "Isolatiemaker": 900_001], until: end)
  }

  @Test func `I3 a subsidy is a dated benefit of named parties, whose amounts others do not see`() throws {
    let id = try subsidy()
    func amounts(_ name: String) throws -> [String: Int] {
      let parts = try chain.call(name, "GET", "/v1/subsidies/\(id)").json["parts"] as? [[String: Any]] ?? []
      return parts.reduce(into: [:]) { $0[$1["partnerId"] as? String ?? ""] = $1["amountCents"] as? Int }
    }
    let (boer, maker) = (chain.id("Lisdoddeboer"), chain.id("Isolatiemaker"))
    #expect(try amounts("Derksen") == [boer: 1_000_000, maker: 900_001])
    #expect(try amounts("Isolatiemaker") == [maker: 900_001])
    #expect(try amounts("Buitenplaat").isEmpty)
    let listed = try chain.call("Buitenplaat", "GET", lisdodde.path + "/subsidies")
    #expect(listed.items.count == 1 && !listed.text.contains("900001") && listed.text.contains("2023-09-01"))
    #expect(try chain.call("Bekerhandel", "GET", "/v1/subsidies/\(id)").refusal == "404 notFound")
    let told = try chain.call("Isolatiemaker", "GET", "/v1/notifications?limit=100")
    #expect(told.items.contains { $0["event"] as? String == "subsidyGranted" && $0["subjectId"] as? String == id })
    #expect(try !chain.call("Buitenplaat", "GET", "/v1/notifications?limit=100").text.contains("subsidyGranted"))
    for script in ["UPDATE subsidy SET end_date = '2030-01-01'", "DELETE FROM subsidy_part"] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
  }

  @Test func `I3 its end is a risk from sixty days before, until a continuation is agreed`() throws {
    let id = try subsidy(until: "2023-06-01")
    try chain.travel(to: "2023-04-01T23:59:59+02:00")
    #expect(try lisdodde.risks().filter { $0["subjectKind"] as? String == "subsidy" }.isEmpty)
    try chain.travel(to: "2023-04-02T00:00:00+02:00")
    let risk = try #require(try lisdodde.risks().first { $0["subjectKind"] as? String == "subsidy" })
    #expect(risk["kind"] as? String == "continuity" && risk["subjectId"] as? String == id)
    #expect(risk["dueDate"] as? String == "2023-06-01" && risk["clearedBy"] as? [String] == ["continuationAgreed"])
    try lisdodde.agree(["explanations": [["question": "continuation", "text": "Wij betalen zelf."]]])
    #expect(try lisdodde.risks().filter { $0["subjectKind"] as? String == "subsidy" }.isEmpty)
  }

  @Test func `I4 the same cost is not claimed twice, on whatever subsidy and however its number is written`() throws {
    let (national, provincial) = (try subsidy(), try subsidy("noordHolland", "2023"))
    #expect(try lisdodde.claim("F-2022/17", on: national).status == 201)
    #expect(try lisdodde.claim("F-2022/17", on: national).refusal == "409 alreadyClaimed")
    #expect(try lisdodde.claim("f 2022 17", on: provincial).refusal == "409 alreadyClaimed")
    #expect(try lisdodde.claim("F-2022/18", on: provincial).status == 201)
    #expect(try lisdodde.claim("F-2022/17", on: provincial, as: "Isolatiemaker").status == 201, "another's invoice")
    #expect(try lisdodde.claim("F-9", on: national, as: "Binnenplaat").refusal == "403 notAllowed", "it has no part")
    #expect(try lisdodde.claim("--", on: national).refusal == "422 invalidContent")
    #expect(try lisdodde.claim("F-9", on: national, as: "Bekerhandel").refusal == "404 notFound")
    #expect(throws: Tampering.Failed.self) {
      try Tampering.run(
        "INSERT INTO cost_claim SELECT 'x', subsidy_id, partner_id, invoice_number, invoice_key, invoice_date, 1, "
          + "account_id, 0 FROM cost_claim LIMIT 1", on: chain.program.database)
    }
    func claims(_ name: String) throws -> Int {
      try chain.call(name, "GET", "/v1/subsidies/\(provincial)/cost-claims").items.count
    }
    #expect(try (claims("Lisdoddeboer"), claims("Derksen"), claims("Buitenplaat")) == (1, 2, 0))
  }

  @Test func `I4 a withdrawn claim stays on record, counts no more, and frees its invoice`() throws {
    let (national, provincial) = (try subsidy(), try subsidy("noordHolland", "2023"))
    let made = try lisdodde.claim("F-17", on: national)
    _ = try lisdodde.claim("F-18", on: national)
    let place = "/v1/subsidies/\(national)/cost-claims/\(made.json["id"] as? String ?? "")"
    #expect(made.header("location")?.hasSuffix(place) == true)
    func claimed(_ name: String) throws -> Any? {
      let parts = try chain.call(name, "GET", "/v1/subsidies/\(national)").json["parts"] as? [[String: Any]]
      return parts?.first { $0["partnerId"] as? String == chain.id("Lisdoddeboer") }?["claimedCents"]
    }
    #expect(try claimed("Lisdoddeboer") as? Int == 250_100 && claimed("Derksen") as? Int == 250_100)
    #expect(try claimed("Isolatiemaker") is NSNull && claimed("Buitenplaat") is NSNull)
    for name in ["Isolatiemaker", "Buitenplaat", "Bekerhandel"] {
      #expect(try chain.call(name, "GET", place).refusal == "404 notFound", "\(name)")
      #expect(try chain.call(name, "PUT", place + "/withdrawal").refusal == "404 notFound", "\(name)")
    }
    #expect(try chain.call("Derksen", "PUT", place + "/withdrawal").refusal == "403 notOwner")
    let elsewhere = place.replacing(national, with: provincial)
    #expect(try chain.call("Lisdoddeboer", "GET", elsewhere).refusal == "404 notFound", "on another subsidy")
    #expect(try chain.call("Lisdoddeboer", "GET", place).json["withdrawnAt"] is NSNull)

    for _ in 1...2 {
      let withdrawn = try chain.call("Lisdoddeboer", "PUT", place + "/withdrawal")
      #expect(withdrawn.status == 200 && withdrawn.json["withdrawnAt"] as? String == "2022-09-01T07:00:00.000Z")
    }
    #expect(try claimed("Lisdoddeboer") as? Int == 125_050)
    #expect(try lisdodde.claim("f 17", on: provincial).status == 201)
    #expect(try lisdodde.claim("F-17", on: national).refusal == "409 alreadyClaimed")
    #expect(try chain.call("Lisdoddeboer", "GET", "/v1/subsidies/\(national)/cost-claims").items.count == 2)
    for script in [
      "UPDATE cost_claim SET withdrawn_at = NULL", "UPDATE cost_claim SET withdrawn_at = 1, amount_cents = 1",
    ] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
  }

  @Test func `what is granted is noted by who sees all amounts, once, and fits the application`() throws {
    let application = try lisdodde.apply("ckpRvo", "2021", costs: Self.small)
    let place = "/v1/support-applications/\(application)/subsidy"
    func body(_ name: String, _ cents: Int, _ end: String = "2023-09-01") -> [String: Any] {
      let part: [String: Any] = ["partnerId": chain.id(name), "amountCents": cents]
      return ["startDate": "2022-09-01", "endDate": end, "parts": [part, part]]
    }
    #expect(try chain.call("Derksen", "POST", place, body("Lisdoddeboer", 1)).refusal == "409 applicationNotSubmitted")
    _ = try lisdodde.submit(application)
    #expect(try chain.call("Lisdoddeboer", "POST", place, body("Lisdoddeboer", 1)).refusal == "403 notAllowed")
    let refused = try chain.call("Derksen", "POST", place, body("Lisdoddeboer", 2_000_001, "2022-09-01"))
    #expect(refused.faultyPlaces == ["/endDate", "/parts/0/amountCents", "/parts/1/partnerId"])
    #expect(try chain.call("Derksen", "POST", place, body("Lisdoddeboer", -1)).status == 400)
    let one: [[String: Any]] = [["partnerId": chain.id("Binnenplaat"), "amountCents": 1_000_000]]
    let good: [String: Any] = ["startDate": "2022-09-01", "endDate": "2023-09-01", "parts": one]
    #expect(try chain.call("Derksen", "POST", place, good).status == 201)
    #expect(try chain.call("Derksen", "POST", place, good).refusal == "409 alreadyExists")
  }

  @Test func `I5 execution support needs the signatures of several links, and who signed is named by role`() throws {
    let document = try lisdodde.makeAmbition()
    #expect(try lisdodde.signAmbition(document, as: "Lisdoddeboer").status == 200)
    #expect(try lisdodde.signAmbition(document, as: "Lisdoddeboer").status == 200, "again changes nothing")
    #expect(try lisdodde.signAmbition(document, as: "Derksen").status == 200, "a facilitator is no link")
    let application = try lisdodde.apply("versnellingshuisExecution", "2023")
    let refused = try lisdodde.submit(application)
    let fault = (refused.json["errors"] as? [[String: Any]])?.first
    #expect(refused.refusal == "422 notEligible" && fault?["code"] as? String == "severalLinks")
    #expect((fault?["detail"] as? String)?.contains("grower") == true)
    #expect(try lisdodde.test(application).finding("severalLinks")["roles"] as? [String] == ["grower"])

    #expect(try lisdodde.signAmbition(document, as: "Isolatiemaker").status == 200)
    #expect(try lisdodde.submit(application).status == 200)
  }

  @Test func `an ambition document is signed on its own text, by members for themselves`() throws {
    let document = try lisdodde.makeAmbition()
    let place = "/v1/ambition-documents/\(document)"
    let signature = "\(place)/signatures/\(chain.id("Lisdoddeboer"))"
    let hash = try chain.call("Lisdoddeboer", "GET", place).json["textHash"] as? String ?? ""
    let other = String(repeating: "ab", count: 32)
    #expect(try chain.call("Lisdoddeboer", "PUT", signature, ["textHash": other]).refusal == "409 ambitionTextChanged")
    #expect(try chain.call("Lisdoddeboer", "PUT", signature, ["textHash": "ab"]).status == 400)
    #expect(try chain.call("Derksen", "PUT", signature, ["textHash": hash]).refusal == "403 notOwner")
    #expect(try chain.call("Bekerhandel", "PUT", signature, ["textHash": hash]).refusal == "404 notFound")
    #expect(try chain.call("Bekerhandel", "GET", place).refusal == "404 notFound")
    let made = try chain.call(
      "Lisdoddeboer", "POST", lisdodde.path + "/ambition-documents", ["title": "x", "text": "x"])
    #expect(made.refusal == "403 notAllowed")
    _ = try lisdodde.signAmbition(document, as: "Lisdoddeboer")
    for script in ["UPDATE ambition_document SET text = 'x'", "DELETE FROM ambition_signature"] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
  }
}
