import Foundation
import TestSupport
import Testing

/// The open lines of a split by the whole engine.
struct SplitComparisonTests {
  private let chain: Chain
  private let split: String

  /// Kleiwerk repairs and gains, Noordbeker loses sales by it (after the report 'Rode Draden 2023', theme 6; invented).
  init() throws {
    chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    try chain.relate("Kleiwerk", "Noordbeker", "no")
    let partners = [["partnerId": chain.id("Kleiwerk")], ["partnerId": chain.id("Noordbeker")]]
    split = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/splits", ["title": "Reparatie", "partners": partners])
    try enter("Kleiwerk", "benefit", 3_000_000)
    try enter("Kleiwerk", "benefit", 1_000_000, ["category": "subsidy"])
    try enter("Noordbeker", "lostRevenue", 2_500_000)
  }

  @discardableResult
  private func enter(
    _ name: String, _ kind: String, _ cents: Int, _ more: [String: Any] = ["isPrivate": false]
  ) throws -> Reply {
    let body: [String: Any] = ["partnerId": chain.id(name), "kind": kind, "amountCents": cents, "isPrivate": false]
    return try chain.call(name, "POST", "/v1/splits/\(split)/lines", body.merging(more) { $1 })
  }

  private func comparison(_ name: String, _ query: String = "") throws -> Reply {
    try chain.call(name, "GET", "/v1/splits/\(split)/comparison\(query)")
  }

  private func methods(_ reply: Reply) -> [[String: Any]] { reply.json["methods"] as? [[String: Any]] ?? [] }

  private func finals(_ method: [String: Any]) -> [String: Int] {
    let allocation = method["allocation"] as? [String: Any]
    return allocation?["finalCents"] as? [String: Int] ?? [:]
  }

  @Test func `F2 methods stand side by side, with who pays whom and what each would regret`() throws {
    let reply = try comparison("Noordbeker")

    let methods = methods(reply)
    let names = methods.compactMap { ($0["allocation"] as? [String: Any])?["method"] as? String }
    #expect(names == ["equal", "equalGain", "compensation", "proportional", "proportional"])
    #expect(methods.compactMap { $0["weightKey"] as? String } == ["burden", "benefit"])
    #expect(finals(methods[1]) == [chain.id("Kleiwerk"): 750_000, chain.id("Noordbeker"): 750_000])
    #expect(finals(methods[2]) == [chain.id("Kleiwerk"): 1_500_000, chain.id("Noordbeker"): 0])
    let payments = (methods[2]["allocation"] as? [String: Any])?["payments"] as? [[String: Any]]
    #expect(payments?.map { $0["cents"] as? Int } == [2_500_000])
    #expect(methods[1]["maxRegret"] as? String == "750000")
    let sentences = (reply.json["explanation"] as? [String: Any])?["nl"] as? [String]
    #expect(
      sentences?.first
        == "Samen levert dit € 15.000,00 meer op dan wat de partners zonder elkaar zouden hebben.")
  }

  @Test func `F5 the result without subsidy is always shown, and can be asked for as a variant`() throws {
    let totals = try comparison("Kleiwerk").json["withoutSubsidy"] as? [String: Any]
    #expect(totals?["surplusCents"] as? Int == 500_000 && totals?["verdict"] as? String == "viable")

    let results = try chain.call("Regie", "GET", "/v1/splits/\(split)/results?variant=withoutSubsidy").json
    #expect(results["surplusCents"] as? Int == 500_000)
    let planned = try chain.call("Regie", "GET", "/v1/splits/\(split)/results").json
    #expect(planned["surplusCents"] as? Int == 1_500_000)
    let entered = try enter("Kleiwerk", "cost", 1, ["variant": "withoutSubsidy"])
    #expect(entered.status == 422 && entered.faultyPlaces == ["/variant"])
  }

  @Test func `F7 private lines are in no number of it, also not in those of their owner`() throws {
    let before = try comparison("Noordbeker").json["evaluation"] as? [String: Any]
    let line = try enter("Noordbeker", "lostRevenue", 777_700, ["isPrivate": true])
    #expect(line.status == 201)

    for name in ["Noordbeker", "Kleiwerk", "Regie"] {
      let reply = try comparison(name)
      #expect(reply.json["evaluation"] as? NSDictionary == before.map { NSDictionary(dictionary: $0) })
      #expect(!reply.text.contains("777700") && !reply.text.contains(line.json["id"] as? String ?? "?"))
    }
  }

  @Test func `F3 a partner is compared with what it would have without the others`() throws {
    try enter("Noordbeker", "benefit", 100_000, ["variant": "baseline"])

    let reply = try comparison("Regie")

    #expect(finals(methods(reply)[2])[chain.id("Noordbeker")] == 100_000)
    let evaluation = reply.json["evaluation"] as? [String: Any]
    #expect(evaluation?["gainCents"] as? Int == 1_400_000)
    #expect(evaluation?["viableWithoutTransfers"] as? Bool == false)
  }

  /// SCENARIO O4, steps 1, 2 and 8: a wood chain in its first year, 1,800 tonnes; figures invented.
  @Test func `F4 F6 a chain that falls short says so, with what each tonne must bring more`() throws {
    let partners = [["partnerId": chain.id("Restfractie")]]
    let wood = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/splits", ["title": "Houtlus", "partners": partners])
    let lines: [(String, Int, String)] = [
      ("benefit", 5_400_000, "planned"), ("benefit", 720_000, "planned"), ("cost", 10_120_000, "planned"),
      ("benefit", 5_400_000, "actual"), ("benefit", 660_000, "actual"), ("cost", 10_120_000, "actual"),
    ]
    for (kind, cents, variant) in lines {
      let body: [String: Any] = [
        "partnerId": chain.id("Restfractie"), "kind": kind, "amountCents": cents, "variant": variant,
        "isPrivate": false,
      ]
      #expect(try chain.call("Restfractie", "POST", "/v1/splits/\(wood)/lines", body).status == 201)
    }
    func evaluation(_ query: String) throws -> [String: Any] {
      let reply = try chain.call("Restfractie", "GET", "/v1/splits/\(wood)/comparison\(query)")
      return reply.json["evaluation"] as? [String: Any] ?? [:]
    }

    let planned = try evaluation("?volume=1800")
    #expect(planned["surplusCents"] as? Int == -4_000_000 && planned["verdict"] as? String == "notViable")
    let premium = (planned["breakEvenPremium"] as? [String: Any])?["toCoverCosts"] as? [String: Any]
    #expect(premium?["cents"] as? Int == 2_223 && premium?["exactCents"] as? String == "20000/9")
    #expect(try evaluation("?variant=actual")["surplusCents"] as? Int == -4_060_000)
    #expect(try evaluation("")["breakEvenPremium"] is NSNull)
    let negative = try chain.call("Restfractie", "GET", "/v1/splits/\(wood)/comparison?volume=-1")
    #expect(negative.refusal == "400 invalidInput")
  }

  @Test func `nobody outside the initiative sees it`() throws {
    #expect(try comparison("Bekerhandel").refusal == "404 notFound")
    let stranger = try chain.program.client().send("GET", "/v1/splits/\(split)/comparison")
    #expect(stranger.status == 401)
  }
}
