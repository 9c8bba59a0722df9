import Foundation
import Testing
import TestSupport

/// Three producers and their electricity, which nobody may read and whose sum may be published.
final class Publication {
  let chain: Chain
  private(set) var measure = ""
  private var nda = ""
  private(set) var consents: [String: String] = [:]

  private static let field = "electricity_kwh_per_1000"

  /// After `Chain.open`, when Noordbeker has a record with 62 kWh.
  init(_ chain: Chain) throws {
    self.chain = chain
    _ = try chain.call(
      "Regie", "POST", "/v1/initiatives/\(chain.initiative)/purposes",
      ["code": "aggregatePublication", "text": "Cijfers van de hele keten.", "roles": ["chainDirector"]])
    let terms: [String: Any] = [
      "title": "Publicatie", "text": "Alleen totalen.", "purposes": ["aggregatePublication"],
      "roles": ["chainDirector"],
    ]
    nda = try chain.made("Regie", "/v1/initiatives/\(chain.initiative)/ndas", terms)
    _ = try chain.call("Regie", "PUT", "/v1/ndas/\(nda)/versions/1.0/offer", [:])
    try sign("Regie")
    try contribute("Noordbeker", from: chain.dataSet)
    measure = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/measures",
      ["title": "Elektriciteit", "field": Self.field, "unit": "kWh"])
  }

  /// A data set of its own with one value.
  func enter(_ name: String, _ value: String) throws {
    let fields = [["name": Self.field, "type": "decimal", "unit": "kWh"]]
    let dataSet = try chain.made(
      name, "/v1/initiatives/\(chain.initiative)/datasets", ["title": "Van \(name)", "fields": fields])
    _ = try chain.made(
      name, "/v1/datasets/\(dataSet)/records", ["name": "1", "values": [["field": Self.field, "value": value]]])
    try contribute(name, from: dataSet)
  }

  private func contribute(_ name: String, from dataSet: String) throws {
    try sign(name)
    consents[name] = try chain.made(
      name, "/v1/consents",
      [
        "datasetId": dataSet, "recipientPartnerId": chain.id("Regie"), "recipientRole": "chainDirector",
        "purpose": "aggregatePublication", "fields": [Self.field], "startDate": "2023-05-01", "endDate": "2024-01-01",
      ])
  }

  private func sign(_ name: String) throws {
    let versions = try chain.call(name, "GET", "/v1/ndas/\(nda)").json["versions"] as? [[String: Any]]
    let hash = versions?.last?["textHash"] as? String ?? ""
    _ = try chain.call(name, "PUT", "/v1/ndas/\(nda)/signatures/\(chain.id(name))", ["textHash": hash])
  }

  func revoke(_ name: String) throws -> Reply {
    try chain.call(name, "POST", "/v1/consents/\(consents[name] ?? "")/revocations")
  }

  /// Asks as a member that contributes nothing.
  func ask(_ body: [String: Any] = [:], as name: String = "Inkoopkring") throws -> Reply {
    let question = ["measureId": measure].merging(body) { $1 }
    return try chain.call(name, "POST", "/v1/initiatives/\(chain.initiative)/releases", question)
  }
}

struct ReleaseTests {
  private func publication() throws -> Publication {
    let chain = try Chain(at: "2023-05-20T10:00:00+02:00")
    _ = try chain.open()
    return try Publication(chain)
  }

  @Test func `D1 a figure of two is withheld without saying why, and one of three is released`() throws {
    let published = try publication()
    try published.enter("Papierpunt", "55.5")
    let two = try published.ask()
    #expect(two.refusal == "403 withheld")
    #expect(!two.text.contains("tooFew") && !two.text.contains("117.5") && !two.text.contains("2 "))

    try published.enter("Kleiwerk", "48")
    let three = try published.ask()

    #expect(three.status == 201 && three.json["value"] as? String == "165.5")
    #expect(!three.text.contains(published.chain.id("Kleiwerk")))
  }

  @Test func `D2 partners of one group count once`() throws {
    let published = try publication()
    let steward = published.chain.steward
    let group = try published.chain.made(steward, "/v1/groups", ["name": "Bekergroep"])
    for name in ["Papierpunt", "Kleiwerk"] {
      try published.enter(name, "50")
      let path = "/v1/partners/\(published.chain.id(name))"
      #expect(try published.chain.call(steward, "PATCH", path, ["groupId": group]).status == 200)
    }

    #expect(try published.ask().refusal == "403 withheld")
  }

  @Test func `D5 D6 the same question has the same release, and a figure that differs is withheld`() throws {
    let published = try publication()
    try published.enter("Papierpunt", "55.5")
    try published.enter("Kleiwerk", "48")
    let first = try published.ask()

    let again = try published.ask(as: "Restfractie")
    #expect(again.status == 200 && again.json["id"] as? String == first.json["id"] as? String)

    try published.enter("Koffiegoed", "60")  // a newcomer, whose value a subtraction would tell
    let later = try published.ask()
    #expect(later.refusal == "403 withheld")
    let listed = try published.chain.call("Koffiegoed", "GET", "/v1/initiatives/\(published.chain.initiative)/releases")
    #expect(listed.items.count == 1 && listed.items[0]["value"] as? String == "165.5")
    #expect(throws: Tampering.Failed.self) {
      try Tampering.run("UPDATE release SET value = '1'", on: published.chain.program.database)
    }
  }

  @Test func `D8 minima, maxima, percentiles and ranks are no statistics`() throws {
    let published = try publication()
    for name in ["minimum", "maximum", "median", "percentile", "rank"] {
      let asked = try published.ask(["statistic": name])
      #expect(asked.refusal == "400 unknownCode" && asked.faultyPlaces == ["/statistic"])
    }
  }

  @Test func `D10 only values with a consent for publication count, and without any there is nothing to compute`()
    throws
  {
    let published = try publication()
    for (name, value) in [("Papierpunt", "55.5"), ("Kleiwerk", "48"), ("Koffiegoed", "60")] {
      try published.enter(name, value)
    }
    let consent = "/v1/consents/\(published.consents["Koffiegoed"] ?? "")"
    _ = try published.chain.call("Koffiegoed", "POST", consent + "/suspensions")
    #expect(try published.ask().json["value"] as? String == "165.5")

    for name in ["Noordbeker", "Papierpunt", "Kleiwerk"] { _ = try published.revoke(name) }
    #expect(try published.ask().refusal == "422 notComputable")
  }

  @Test func `D9 readers hear that a figure is withheld, and the steward alone sees the rule`() throws {
    let published = try publication()
    try published.enter("Papierpunt", "55.5")
    let (chain, initiative) = (published.chain, published.chain.initiative)
    let refused = try published.ask()
    #expect(refused.refusal == "403 withheld" && !refused.text.contains("Groups"))

    let path = "/v1/initiatives/\(initiative)/withheld-figures"
    let seen = try chain.call(chain.steward, "GET", path)
    #expect(seen.items.count == 1 && seen.items[0]["rule"] as? String == "tooFewGroups")
    #expect(!seen.text.contains(chain.id("Papierpunt")) && !seen.text.contains("117.5"))
    for name in ["Inkoopkring", "Papierpunt", "Regie"] {
      let other = try chain.call(name, "GET", path)
      #expect(other.refusal == "403 notAllowed" && !other.text.contains("tooFewGroups"))
    }
    let trail = try chain.call("Inkoopkring", "GET", "/v1/initiatives/\(initiative)/audit-entries?limit=100")
    #expect(trail.text.contains("release.asked") && !trail.text.contains("tooFewGroups"))
    _ = try published.ask()
    #expect(try chain.call(chain.steward, "GET", path).items.count == 1, "the same refusal is kept once")
  }

  @Test func `figures are for members, and the network sees what was released`() throws {
    let published = try publication()
    try published.enter("Papierpunt", "55.5")
    try published.enter("Kleiwerk", "48")
    let release = try published.ask().json["id"] as? String ?? ""
    let chain = published.chain

    #expect(try published.ask(as: "Bekerhandel").refusal == "404 notFound")
    #expect(try chain.call("Bekerhandel", "GET", "/v1/releases/\(release)").refusal == "404 notFound")
    #expect(try chain.call(chain.steward, "GET", "/v1/releases/\(release)").json["value"] as? String == "165.5")
    let asked = try chain.call(
      chain.steward, "POST", "/v1/initiatives/\(chain.initiative)/releases", ["measureId": published.measure])
    #expect(asked.refusal == "403 notAllowed")
    let path = "/v1/initiatives/\(chain.initiative)/measures"
    let unknown = try chain.call("Regie", "POST", path, ["title": "x", "field": "material"])
    #expect(unknown.refusal == "422 invalidContent" && unknown.faultyPlaces == ["/field"])
    let kelvin = try chain.call(
      "Regie", "POST", path, ["title": "x", "field": "electricity_kwh_per_1000", "unit": "\u{212A}Wh"])
    #expect(kelvin.status != 201, "the same unit, written otherwise")
    let twice = try chain.call(
      "Regie", "POST", path, ["title": "x", "field": "electricity_kwh_per_1000", "unit": "kWh"])
    #expect(twice.refusal == "409 alreadyExists")
  }
}
