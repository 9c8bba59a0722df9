import Foundation
import TestSupport
import Testing

/// Lines over years with their uncertainty, in the split of an initiative.
struct SplitYearsTests {
  private let chain: Chain
  private let split: String

  /// Kleiwerk receives € 110.00 in 2026 and in 2027 for € 150.00 that Restfractie invests in 2025, at ten percent.
  init() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    self.chain = chain
    let body: [String: Any] = [
      "title": "Houtlus", "partners": ["Kleiwerk", "Restfractie"].map { ["partnerId": chain.id($0)] },
      "discountRate": "0.1", "baseYear": 2025, "horizonYears": 2,
    ]
    split = try chain.made("Regie", "/v1/initiatives/\(chain.initiative)/splits", body)
    try enter("Kleiwerk", "benefit", 11_000, Self.uncertain)
    try enter("Restfractie", "investment", 15_000)
  }

  private static var uncertain: [String: Any] {
    ["recurrence": "yearly", "startYear": 2026, "lowCents": 5_500, "highCents": 12_000, "driverId": "houtprijs"]
  }

  @discardableResult
  private func enter(_ name: String, _ kind: String, _ cents: Int, _ more: [String: Any] = [:]) throws -> Reply {
    let body: [String: Any] = ["partnerId": chain.id(name), "kind": kind, "amountCents": cents, "isPrivate": false]
    return try chain.call(name, "POST", "/v1/splits/\(split)/lines", body.merging(more) { $1 })
  }

  private func comparison(_ query: String = "") throws -> [String: Any] {
    try chain.call("Regie", "GET", "/v1/splits/\(split)/comparison\(query)").json
  }

  @Test func `amounts over years count at what they are worth in the base year, everywhere alike`() throws {
    let evaluation = try comparison()["evaluation"] as? [String: Any]
    let results = try chain.call("Regie", "GET", "/v1/splits/\(split)/results").json

    // 11,000 / 1.1 + 11,000 / 1.21 = 19,090.9…
    #expect(evaluation?["surplusCents"] as? Int == 4_091 && results["surplusCents"] as? Int == 4_091)
    #expect(evaluation?["paybackYear"] as? Int == 2027)
    let lines = try chain.client("Regie").send("GET", "/v1/splits/\(split)/lines", headers: [("Accept", "text/csv")])
    #expect(lines.text.contains(",yearly,2026,,5500,12000,1,0,triangular,houtprijs,"))
    let proposal = try chain.call("Regie", "POST", "/v1/splits/\(split)/proposals", ["method": "equalGain"]).json
    #expect((proposal["outcome"] as? [String: Any])?["surplusCents"] as? Int == 4_091)
  }

  @Test func `every estimate has its scenario, and chance is drawn where that is asked`() throws {
    let plain = try comparison()
    let scenarios = plain["scenarios"] as? [String: Any]
    #expect((scenarios?["pessimistic"] as? [String: Any])?["surplusCents"] as? Int == -5_455)
    #expect((scenarios?["optimistic"] as? [String: Any])?["surplusCents"] as? Int == 5_826)
    #expect(plain["monteCarlo"] is NSNull)
    let drivers = (plain["sensitivity"] as? [String: Any])?["drivers"] as? [[String: Any]]
    #expect(drivers?.map { $0["driverId"] as? String } == ["houtprijs"])

    let drawn = try comparison("?iterations=200&seed=7")["monteCarlo"] as? [String: Any]

    let (least, most) = (drawn?["minGainCents"] as? Int ?? .min, drawn?["maxGainCents"] as? Int ?? .max)
    #expect(-5_455 <= least && least < most && most <= 5_826)
    #expect(try comparison("?iterations=200&seed=7")["monteCarlo"] as? NSDictionary == drawn as NSDictionary?)
    let none = try chain.call("Regie", "GET", "/v1/splits/\(split)/comparison?iterations=0")
    #expect(none.refusal == "400 invalidInput")
  }

  @Test func `sentences call lines by their descriptions, or by what they are about`() throws {
    try enter("Kleiwerk", "cost", 100, ["description": "sorteren"])
    try enter("Restfractie", "cost", 100, ["category": "legal"])

    let sensitivity = try comparison()["sensitivity"] as? [String: Any]

    let told = sensitivity?["explanation"] as? [String: [String]] ?? [:]
    let ids = (sensitivity?["lines"] as? [[String: Any]] ?? []).compactMap { $0["lineId"] as? String }
    #expect(ids.count == 4)
    for word in ["“sorteren”", "“juridische kosten”", "“investering”"] {
      #expect(told["nl"]?.contains { $0.contains(word) } == true, "\(word)")
    }
    #expect(told["en"]?.contains { $0.contains("“legal cost”") } == true)
    for id in ids { #expect(told.values.joined().allSatisfy { !$0.contains(id) }) }
  }

  @Test func `who needs whom for a line decides what a group can do without the others`() throws {
    try enter("Kleiwerk", "benefit", 30_000, ["requires": [String]()])
    let reply = try chain.call("Regie", "POST", "/v1/splits/\(split)/proposals", ["method": "shapley"]).json

    let allocation = (reply["outcome"] as? [String: Any])?["allocation"] as? [String: Any]
    let finals = allocation?["finalCents"] as? [String: Int]
    // Alone Kleiwerk has 30,000; together there are 34,091: half of the difference is what Restfractie adds.
    #expect(finals?[chain.id("Restfractie")] == 2_045 || finals?[chain.id("Restfractie")] == 2_046)
    #expect(finals?.values.reduce(0, +) == 34_091)
  }

  @Test func `F7 a private line over years counts for its owner alone, at what it is worth now`() throws {
    try enter("Kleiwerk", "cost", 12_100, ["isPrivate": true, "startYear": 2027])

    for (name, own) in [("Kleiwerk", 9_091), ("Restfractie", -15_000)] {
      let reply = try chain.call(name, "GET", "/v1/splits/\(split)/results")
      let outcome = (reply.json["outcomes"] as? [[String: Any]])?.first
      #expect((outcome?["ownPosition"] as? [String: Any])?["ownCents"] as? Int == own)
      #expect(reply.json["surplusCents"] as? Int == 4_091)
    }
  }

  @Test func `faulty years and estimates are refused with every place`() throws {
    let faulty = try enter(
      "Kleiwerk", "benefit", 100,
      [
        "startYear": 2024, "endYear": 2025, "lowCents": 101, "highCents": 99, "probability": "1.5",
        "growthRate": "-0.6", "driverId": "-", "requires": [chain.id("Noordbeker")],
      ])
    #expect(faulty.refusal == "422 invalidContent")
    #expect(
      faulty.faultyPlaces.sorted() == [
        "/driverId", "/endYear", "/growthRate", "/highCents", "/lowCents", "/probability", "/requires/0", "/startYear",
      ])
    #expect(try enter("Kleiwerk", "benefit", 1, ["probability": "1.1234567"]).faultyPlaces == ["/probability"])
    #expect(try enter("Kleiwerk", "benefit", 1, ["startYear": 2028]).text.contains("yearAfterHorizon"))
    #expect(try enter("Kleiwerk", "benefit", 1, ["recurrence": "monthly"]).status == 400)
    let baseline: [String: Any] = ["variant": "baseline", "requires": [String]()]
    #expect(try enter("Kleiwerk", "benefit", 1, baseline).faultyPlaces == ["/requires"])
    let moment = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/splits",
      ["title": "Nu", "partners": [["partnerId": chain.id("Kleiwerk")]]])
    let yearly: [String: Any] = [
      "partnerId": chain.id("Kleiwerk"), "kind": "cost", "amountCents": 1, "recurrence": "yearly", "startYear": 0,
    ]
    let reply = try chain.call("Kleiwerk", "POST", "/v1/splits/\(moment)/lines", yearly)
    #expect(reply.faultyPlaces.sorted() == ["/recurrence", "/startYear"])
  }

  @Test func `the years of a split only become more`() throws {
    func change(_ body: [String: Any]) throws -> Reply {
      try chain.call("Regie", "PATCH", "/v1/splits/\(split)", body)
    }

    #expect(try change(["horizonYears": 1]).faultyPlaces == ["/horizonYears"])
    #expect(try change(["baseYear": 2026]).faultyPlaces == ["/baseYear"])
    #expect(try change(["discountRate": "1.01"]).faultyPlaces == ["/discountRate"])
    #expect(try change(["horizonYears": 61]).status == 400)
    #expect(try change(["horizonYears": 3]).json["horizonYears"] as? Int == 3)
  }
}
