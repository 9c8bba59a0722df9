import Foundation
import TestSupport
import Testing

/// Lines of a split that come from a granted subsidy.
struct SubsidyLineTests {
  private let lisdodde: Lisdodde
  private let subsidy: String
  private var chain: Chain { lisdodde.chain }

  init() throws {
    lisdodde = try Lisdodde()
    _ = try lisdodde.stateIndependence()
    let application = try lisdodde.apply(
      "ckpRvo", "2021", until: "2024-09-01",
      costs: ["Lisdoddeboer": 4_000_000, "Isolatiemaker": 4_000_000, "Binnenplaat": 4_000_000])
    subsidy = try lisdodde.grant(
      application, ["Lisdoddeboer": 1_000_000, "Isolatiemaker": 654_321], until: "2024-09-01")
  }

  private func split(_ more: [String: Any] = [:]) throws -> String {
    let partners = ["Lisdoddeboer", "Isolatiemaker", "Binnenplaat"].map { ["partnerId": chain.id($0)] }
    return try chain.made(
      "Derksen", lisdodde.path + "/splits", ["title": "Samen", "partners": partners].merging(more) { $1 })
  }

  private func enter(_ split: String, _ cents: Int, _ more: [String: Any] = [:], as name: String = "Lisdoddeboer")
    throws -> Reply
  {
    let line: [String: Any] = [
      "partnerId": chain.id(name), "kind": "benefit", "amountCents": cents, "category": "subsidy",
      "subsidyId": subsidy, "isPrivate": false,
    ]
    return try chain.call(name, "POST", "/v1/splits/\(split)/lines", line.merging(more) { $1 })
  }

  private func uncounted(_ split: String, _ name: String, _ variant: String = "planned") throws -> [String] {
    let reply = try chain.call(name, "GET", "/v1/splits/\(split)/results?variant=\(variant)")
    return reply.json["uncountedSubsidyIds"] as? [String] ?? ["?"]
  }

  @Test func `I3 F5 a granted subsidy that its partner has not entered is named to that partner alone`() throws {
    let split = try split()
    #expect(try uncounted(split, "Lisdoddeboer") == [subsidy] && uncounted(split, "Isolatiemaker") == [subsidy])
    #expect(try uncounted(split, "Binnenplaat").isEmpty && uncounted(split, "Lisdoddeboer", "withoutSubsidy").isEmpty)

    let line = try enter(split, 1_000_000)
    #expect(line.status == 201 && line.json["subsidyId"] as? String == subsidy)
    #expect(try enter(split, 300_000, ["category": "newRevenue", "subsidyId": NSNull()]).status == 201)
    #expect(try uncounted(split, "Lisdoddeboer").isEmpty && uncounted(split, "Isolatiemaker") == [subsidy])
    #expect(try uncounted(split, "Lisdoddeboer", "actual") == [subsidy], "every variant by itself")
    let comparison = try chain.call("Binnenplaat", "GET", "/v1/splits/\(split)/comparison")
    let without = comparison.json["withoutSubsidy"] as? [String: Any]
    #expect(without?["surplusCents"] as? Int == 300_000 && without?["fromDate"] as? String == "2024-09-01")
    #expect(!comparison.text.contains("654321"))
  }

  @Test func `I3 lines count no more of a subsidy than was granted, in each variant`() throws {
    let split = try split()
    let first = try enter(split, 600_000)
    let over = try enter(split, 400_001)
    #expect(over.status == 422 && over.faultyPlaces == ["/amountCents"] && over.text.contains("400000 cents are left"))
    #expect(try enter(split, 400_000).status == 201)
    #expect(try enter(split, 1_000_000, ["variant": "actual"]).status == 201)
    let place = "/v1/splits/\(split)/lines/\(first.json["id"] as? String ?? "")"
    let grown = try chain.call("Lisdoddeboer", "PATCH", place, ["amountCents": 600_001])
    #expect(grown.status == 422 && grown.faultyPlaces == ["/amountCents"])
    #expect(try chain.call("Lisdoddeboer", "PATCH", place, ["amountCents": 500_000]).status == 200)
    #expect(try enter(split, 100_000).status == 201)
  }

  @Test func `I3 only a partner's own sure benefit comes from a subsidy, and only from one of its initiative`() throws {
    let split = try split()
    for (more, place) in [
      (["kind": "cost"], "/subsidyId"), (["category": "newRevenue"], "/subsidyId"),
      (["category": NSNull()], "/subsidyId"),
      (["variant": "baseline"], "/subsidyId"), (["lowCents": 1], "/lowCents"), (["highCents": 9], "/highCents"),
      (["probability": "0.5"], "/probability"), (["subsidyId": chain.id("Derksen")], "/subsidyId"),
    ] as [([String: Any], String)] {
      let reply = try enter(split, 5, more)
      #expect(reply.status == 422 && reply.faultyPlaces.contains(place), "\(more): \(reply.text)")
    }
    let stranger = try enter(split, 5, as: "Binnenplaat")
    #expect(stranger.status == 422 && stranger.faultyPlaces == ["/subsidyId"], "it has no part")
    let joint = try chain.call(
      "Derksen", "POST", "/v1/splits/\(split)/lines",
      [
        "partnerId": "joint", "kind": "benefit", "amountCents": 5, "category": "subsidy", "subsidyId": subsidy,
        "isPrivate": false,
      ])
    #expect(joint.faultyPlaces == ["/subsidyId"])

    let other = try chain.made(
      "Lisdoddeboer", "/v1/initiatives", ["title": "Ander", "status": "active", "roles": ["facilitator"]])
    let partners = [["partnerId": chain.id("Lisdoddeboer")]]
    let foreign = try chain.made(
      "Lisdoddeboer", "/v1/initiatives/\(other)/splits", ["title": "B", "partners": partners])
    #expect(try enter(foreign, 5).faultyPlaces == ["/subsidyId"], "a subsidy of another initiative")
    for script in [
      "UPDATE split_line SET subsidy_id = '\(subsidy)', partner_id = '\(chain.id("Binnenplaat"))'",
      "UPDATE split_line SET subsidy_id = '\(subsidy)', kind = 'cost'",
    ] {
      _ = try enter(split, 1)
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
  }

  @Test func `I3 F5 a subsidy falls in its own years, and they are said`() throws {
    let split = try split(["baseYear": 2022, "horizonYears": 5])
    let unsaid = try enter(split, 1)
    #expect(unsaid.status == 422 && unsaid.faultyPlaces == ["/startYear"])
    let yearly = ["recurrence": "yearly", "startYear": 2023] as [String: Any]
    #expect(try enter(split, 1, yearly).faultyPlaces == ["/endYear"])
    let late = try enter(split, 1, yearly.merging(["endYear": 2025]) { $1 })
    #expect(late.status == 422 && late.faultyPlaces == ["/endYear"] && late.text.contains("2022 to 2024"))
    let growing = try enter(split, 1, yearly.merging(["endYear": 2024, "growthRate": "0.1"]) { $1 })
    #expect(growing.faultyPlaces == ["/growthRate"])
    #expect(try enter(split, 500_001, yearly.merging(["endYear": 2024]) { $1 }).faultyPlaces == ["/amountCents"])
    #expect(try enter(split, 500_000, yearly.merging(["endYear": 2024]) { $1 }).status == 201, "two years of it")
    #expect(try enter(split, 1, ["startYear": 2022]).faultyPlaces == ["/amountCents"], "all is entered")
  }

  @Test func `amounts and years beyond all measure are refused, and the server goes on`() throws {
    let split = try split(["baseYear": 2022, "horizonYears": 5])
    let largest = 9_007_199_254_740_991
    let ages = ["recurrence": "yearly", "startYear": 0, "endYear": 9_999] as [String: Any]
    let refused = try enter(split, largest, ages)
    #expect(refused.status == 422 && Set(refused.faultyPlaces).isSuperset(of: ["/endYear", "/amountCents"]))
    let line = try enter(split, 1, ["startYear": 2023]).json["id"] as? String ?? ""
    let place = "/v1/splits/\(split)/lines/\(line)"
    let grown = try chain.call("Lisdoddeboer", "PATCH", place, ages.merging(["amountCents": largest]) { $1 })
    #expect(grown.status == 422)
    #expect(try chain.call("Lisdoddeboer", "GET", place).json["amountCents"] as? Int == 1)
  }
}
