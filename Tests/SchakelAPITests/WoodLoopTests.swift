import Foundation
import TestSupport
import Testing

/// Wood Loop, story 4: does it pay, and who pays what. Every step, over a real socket; figures invented.
struct WoodLoopTests {
  private static let parties = ["Regie", "Inkoopkring", "Kleiwerk"]  // association, wholesaler, panel maker

  private let chain: Chain
  private let split: String

  init() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    self.chain = chain
    let partners = zip(Self.parties, [7, 5, 1]).map { ["partnerId": chain.id($0), "weight": $1] as [String: Any] }
    split = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/splits", ["title": "Houtlus", "partners": partners])
  }

  @Test func `does it pay, and who pays what`() throws {
    try enterLines()
    let first = try premium()
    try incentive()
    try effect(first)
    try divide()
    try actuals()
    try refuse()
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
    #expect(chain.program.stop() == 0)
  }

  private func enter(
    _ name: String, _ kind: String, _ cents: Any, _ category: String? = nil, variant: String = "planned",
    _ more: [String: Any] = [:]
  ) throws -> Reply {
    var body: [String: Any] = [
      "partnerId": chain.id(name), "kind": kind, "amountCents": cents, "variant": variant, "isPrivate": false,
    ]
    body["category"] = category
    return try chain.call(name, "POST", "/v1/splits/\(split)/lines", body.merging(more) { $1 })
  }

  private func results(_ query: String = "", as name: String = "Regie") throws -> Reply {
    try chain.call(name, "GET", "/v1/splits/\(split)/results\(query)")
  }

  private static let lines: [(String, Int, String)] = [
    ("benefit", 5_400_000, "starterContributionReceived"), ("benefit", 720_000, "secondaryMaterialSales"),
    ("cost", 3_800_000, "cratesEquipment"), ("cost", 2_960_000, "reverseLogistics"),
    ("cost", 1_840_000, "sortingProcessing"), ("cost", 1_520_000, "dataRegistration"),
  ]

  /// Step 1.
  private func enterLines() throws {
    for (kind, cents, category) in Self.lines {
      let line = try enter("Regie", kind, cents, category)
      #expect(line.status == 201 && line.json["certainty"] as? String == "estimate")
      #expect(line.json["enteredByPartnerId"] as? String == chain.id("Regie"))
    }
    let json = try results().json
    #expect(json["burdenCents"] as? Int == 10_120_000 && json["benefitCents"] as? Int == 6_120_000)
    #expect(json["surplusCents"] as? Int == -4_000_000 && json["costsExceedBenefits"] as? Bool == true)
  }

  /// Step 2.
  ///
  /// - Returns: The whole comparison.
  private func premium() throws -> Reply {
    let reply = try chain.call("Regie", "GET", "/v1/splits/\(split)/comparison?volume=1800")
    let premiums = (reply.json["evaluation"] as? [String: Any])?["breakEvenPremium"] as? [String: Any]
    let premium = (premiums?["toCoverCosts"] as? [String: Any])?["cents"] as? Int ?? 0
    #expect(premium == 2_223 && premium * 1_800 - 4_000_000 == 1_400)
    return reply
  }

  /// Step 3: the same wood, sold as biomass.
  private func incentive() throws {
    #expect(try (results().json["perverseIncentives"] as? [Any])?.isEmpty == true)
    let biomass = try enter("Regie", "benefit", 10_800_000, "secondaryMaterialSales", variant: "baseline")
    #expect(biomass.status == 201)

    let incentives = try results(as: "Kleiwerk").json["perverseIncentives"] as? [[String: Any]] ?? []

    #expect(incentives.count == 1 && incentives[0]["differenceCents"] as? Int == 10_080_000)
    #expect(incentives[0]["factor"] as? String == "15")
    let line = try #require(biomass.json["id"] as? String)
    #expect(try chain.call("Regie", "DELETE", "/v1/splits/\(split)/lines/\(line)").status == 204)
  }

  /// Step 4: CO2 stands beside the total.
  private func effect(_ before: Reply) throws {
    let body: [String: Any] = ["partnerId": "joint", "category": "co2Reduction", "quantity": "1710", "unit": "t CO2"]
    #expect(try chain.call("Regie", "POST", "/v1/splits/\(split)/effects", body).status == 201)

    let json = try results(as: "Inkoopkring").json
    #expect(json["surplusCents"] as? Int == -4_000_000)
    let effects = json["effects"] as? [[String: Any]]
    #expect(effects?.count == 1 && effects?[0]["quantity"] as? String == "1710")
    #expect(effects?[0].keys.contains { $0.hasSuffix("Cents") } == false)
    let after = try chain.call("Regie", "GET", "/v1/splits/\(split)/comparison?volume=1800")
    #expect(after.text == before.text)
  }

  /// Steps 5, 6 and 7: the burden as an agreed amount, equally and by weights, side by side.
  private func divide() throws {
    let subject: [String: Any] = [
      "subject": "amount", "bearing": "burden", "amountCents": 4_000_000, "accountId": chain.id("Regie"),
    ]
    #expect(try chain.call("Regie", "PATCH", "/v1/splits/\(split)", subject).status == 200)
    let outcomes = try results(as: "Kleiwerk").json["outcomes"] as? [[String: Any]] ?? []
    func shares(_ index: Int) -> [Int] {
      (outcomes[index]["shares"] as? [[String: Any]] ?? []).compactMap { $0["shareCents"] as? Int }.sorted()
    }
    #expect(shares(0) == [1_333_333, 1_333_333, 1_333_334] && shares(1) == [307_692, 1_538_462, 2_153_846])
    let positions = outcomes[1]["positions"] as? [[String: Any]] ?? []
    let panels = positions.first { $0["partnerId"] as? String == chain.id("Kleiwerk") }
    #expect(positions.count == 3 && panels?["gainCents"] as? Int == -307_692 && panels?["outsideCents"] as? Int == 0)
    let surplus: [String: Any] = [
      "subject": "surplus", "bearing": NSNull(), "amountCents": NSNull(), "accountId": NSNull(),
    ]
    #expect(try chain.call("Regie", "PATCH", "/v1/splits/\(split)", surplus).status == 200)
  }

  /// Step 8: what came true, beside what was planned.
  private func actuals() throws {
    try chain.travel(to: "2024-04-01T10:00:00+02:00")
    let planned = try chain.call("Regie", "GET", "/v1/splits/\(split)/lines?variant=planned").items
    let sales = try #require(planned.first { $0["category"] as? String == "secondaryMaterialSales" })
    let place = "/v1/splits/\(split)/lines/\(sales["id"] as? String ?? "")"
    let actual: [String: Any] = ["variant": "actual", "certainty": "realised", "amountCents": 660_000]
    #expect(try chain.call("Regie", "PATCH", place, actual).refusal == "409 estimateKept")
    for (kind, cents, category) in Self.lines {
      let came = category == "secondaryMaterialSales" ? 660_000 : cents
      #expect(try enter("Regie", kind, came, category, variant: "actual", ["certainty": "realised"]).status == 201)
    }

    #expect(try results("?variant=actual").json["surplusCents"] as? Int == -4_060_000)
    #expect(try results().json["surplusCents"] as? Int == -4_000_000)
    let kept = try chain.call("Regie", "GET", place).json
    #expect(kept["amountCents"] as? Int == 720_000 && (kept["createdAt"] as? String)?.hasPrefix("2023-04-01") == true)
  }

  /// Step 9.
  private func refuse() throws {
    let before = try chain.call("Kleiwerk", "GET", "/v1/splits/\(split)/lines?limit=100").items.count
    let negative = try enter("Kleiwerk", "benefit", -50_000)
    #expect(negative.status == 400 && negative.faultyPlaces == ["/amountCents"])
    let fraction = try enter("Kleiwerk", "benefit", 0.5)
    #expect(fraction.status == 400 && fraction.faultyPlaces == ["/amountCents"])
    #expect(try chain.call("Kleiwerk", "GET", "/v1/splits/\(split)/lines?limit=100").items.count == before)
  }
}
