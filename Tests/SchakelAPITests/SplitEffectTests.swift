import Foundation
import TestSupport
import Testing

/// What is beside the money: effects, estimates that are kept, and uses that pay better than the chain.
struct SplitEffectTests {
  private let chain: Chain
  private let split: String

  init() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    self.chain = chain
    let partners = ["Kleiwerk", "Restfractie"].map { ["partnerId": chain.id($0)] }
    split = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/splits", ["title": "Houtlus", "partners": partners])
  }

  private func add(_ name: String, _ more: [String: Any] = [:]) throws -> Reply {
    let body: [String: Any] = [
      "partnerId": chain.id(name), "category": "co2Reduction", "quantity": "1710.5", "unit": "t CO2",
      "isPrivate": false,
    ]
    return try chain.call(name, "POST", "/v1/splits/\(split)/effects", body.merging(more) { $1 })
  }

  private func enter(_ name: String, _ cents: Int, _ variant: String, isPrivate: Bool = false) throws -> String {
    let body: [String: Any] = [
      "partnerId": chain.id(name), "kind": "benefit", "amountCents": cents, "variant": variant, "isPrivate": isPrivate,
      "category": "secondaryMaterialSales",
    ]
    return try chain.made(name, "/v1/splits/\(split)/lines", body)
  }

  private func results(_ name: String) throws -> Reply {
    try chain.call(name, "GET", "/v1/splits/\(split)/results")
  }

  @Test func `F11 an effect has no amount, and changes none`() throws {
    _ = try enter("Kleiwerk", 5_000, "planned")
    let before = try chain.call("Regie", "GET", "/v1/splits/\(split)/comparison").text

    #expect(try add("Kleiwerk").status == 201)

    #expect(try chain.call("Regie", "GET", "/v1/splits/\(split)/comparison").text == before)
    let json = try results("Regie").json
    #expect(json["surplusCents"] as? Int == 5_000)
    let effect = try #require((json["effects"] as? [[String: Any]])?.first)
    #expect(effect["quantity"] as? String == "1710.5" && effect["unit"] as? String == "t CO2")
    #expect(!effect.keys.contains { $0.hasSuffix("Cents") })
    #expect(try add("Kleiwerk", ["amountCents": 100]).status == 400, "it takes no euros")
  }

  @Test func `F7 a private effect is its owner's alone, and an open one no rival's`() throws {
    let hidden = try add("Kleiwerk", ["isPrivate": true]).json["id"] as? String ?? ""
    let place = "/v1/splits/\(split)/effects/\(hidden)"

    #expect(try chain.call("Kleiwerk", "GET", place).status == 200)
    for name in ["Restfractie", "Regie"] {
      #expect(try chain.call(name, "GET", place).refusal == "404 notFound")
      #expect(try chain.call(name, "DELETE", place).refusal == "404 notFound")
      #expect(try !results(name).text.contains("1710.5"))
    }
    let open = try add("Kleiwerk").json["id"] as? String ?? ""
    #expect(try chain.call("Regie", "GET", "/v1/splits/\(split)/effects/\(open)").status == 200)
    #expect(try chain.call("Noordbeker", "GET", "/v1/splits/\(split)/effects/\(open)").refusal == "404 notFound")
    #expect(try chain.call("Noordbeker", "GET", "/v1/splits/\(split)/effects").items.isEmpty)
    #expect(try chain.call("Regie", "DELETE", "/v1/splits/\(split)/effects/\(open)").refusal == "403 notOwner")
    #expect(try chain.call("Bekerhandel", "GET", "/v1/splits/\(split)/effects").refusal == "404 notFound")
    #expect(try chain.call("Kleiwerk", "DELETE", "/v1/splits/\(split)/effects/\(open)").status == 204)
  }

  @Test func `faulty effects are refused with their places, and nothing is stored`() throws {
    let faulty = try add("Kleiwerk", ["quantity": "0123456789012345678.5", "unit": "t"])
    #expect(faulty.faultyPlaces == ["/quantity"], "\(faulty.text)")
    #expect(try add("Kleiwerk", ["partnerId": chain.id("Restfractie")]).refusal == "403 notOwner")
    #expect(try add("Kleiwerk", ["partnerId": "joint"]).refusal == "403 notAllowed")
    #expect(try add("Papierpunt").refusal == "422 unknownPartner")
    let closed = ["partnerId": "joint", "isPrivate": true] as [String: Any]
    #expect(try add("Regie", closed).faultyPlaces == ["/isPrivate"])
    #expect(try chain.call("Kleiwerk", "GET", "/v1/splits/\(split)/effects").items.isEmpty)
  }

  @Test func `F6 an estimate never becomes an actual, and both say who and when`() throws {
    let line = try enter("Kleiwerk", 720_000, "planned")
    let place = "/v1/splits/\(split)/lines/\(line)"

    for change in [["variant": "actual"], ["certainty": "realised", "variant": "later"]] {
      #expect(try chain.call("Kleiwerk", "PATCH", place, change).refusal == "409 estimateKept")
    }
    #expect(try chain.call("Kleiwerk", "PATCH", place, ["certainty": "realised"]).faultyPlaces == ["/certainty"])
    #expect(try chain.call("Kleiwerk", "PATCH", place, ["certainty": "quoted"]).status == 200)
    _ = try enter("Kleiwerk", 660_000, "actual")

    let lines = try chain.call("Regie", "GET", "/v1/splits/\(split)/lines").items
    #expect(lines.map { $0["amountCents"] as? Int } == [720_000, 660_000])
    for line in lines {
      #expect(line["enteredByPartnerId"] as? String == chain.id("Kleiwerk") && line["createdAt"] is String)
    }
  }

  @Test func `F10 what pays better without the chain is shown, from open lines only`() throws {
    _ = try enter("Kleiwerk", 720_000, "planned")
    _ = try enter("Kleiwerk", 10_800_000, "baseline")
    _ = try enter("Restfractie", 900_000, "baseline", isPrivate: true)

    let incentives = try results("Restfractie").json["perverseIncentives"] as? [[String: Any]] ?? []

    #expect(incentives.count == 1 && incentives[0]["partnerId"] as? String == chain.id("Kleiwerk"))
    #expect(incentives[0]["linearCents"] as? Int == 10_800_000 && incentives[0]["circularCents"] as? Int == 720_000)
    #expect(incentives[0]["differenceCents"] as? Int == 10_080_000 && incentives[0]["factor"] as? String == "15")
    _ = try enter("Kleiwerk", 10_080_000, "planned")
    #expect(try (results("Regie").json["perverseIncentives"] as? [Any])?.isEmpty == true, "as much is no incentive")
  }
}
