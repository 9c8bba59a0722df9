import Foundation
import Testing
import TestSupport

/// What can be asked of a measure, and what cannot.
struct ReleaseTableTests {
  @Test func `D7 a table withholds what would give a cell away by its row or its column`() throws {
    let producers = try Producers(
      ["PP": ["42", "35", "39", "40", "36", "31"], "glass": ["31", "33", "38", "30", "37"]], fields: ["mwh"],
      years: ["2022", "2023"])
    try producers.measure("all", "mwh")
    let dimensions: [[String: Any]] = [
      ["field": "material", "values": ["PP", "glass", "wood"]], ["field": "year", "values": ["2022", "2023"]],
    ]
    let table = try producers.ask("all", body: ["dimensions": dimensions])

    #expect(table.status == 201, "\(table.text)")
    let figures = table.figures
    #expect(figures.count == 3 * 2 + 3 + 2 + 1)
    #expect(figures["glass+2023"] == "withheld" && figures["wood+2022"] == "notComputable")
    #expect(figures["PP+glass+wood+2022+2023"] == "392")
    let released = Set(figures.filter { Int($0.value) != nil }.keys)
    for attack: Set in [
      ["glass+2022+2023", "glass+2022"], ["PP+glass+wood+2023", "PP+2023"],
    ] { #expect(!attack.isSubset(of: released)) }
    #expect(released.count >= 4, "\(figures)")
    #expect(try producers.rules().contains("tooFewGroups"))
  }

  @Test func `a mean, a count and a share are judged by what they tell`() throws {
    let materials: Producers.Materials = [
      "PP": ["420", "150", "90"], "glass": ["310", "120", "100"], "ceramic": ["380", "50"],
    ]
    let producers = try Producers(materials, fields: ["a", "b"])
    try producers.measure("two", "a", of: ["PP", "glass"])
    try producers.measure("all", "b")
    func ask(_ title: String, _ statistic: String, _ material: String) throws -> Reply {
      try producers.ask(title, material, body: ["statistic": statistic])
    }
    let mean = try ask("two", "mean", "PP")
    #expect(mean.json["value"] as? String == "220" && mean.json["unit"] as? String == "MWh")
    let share = try ask("two", "share", "PP")
    #expect(share.json["value"] as? String == "0.554622" && share.json["unit"] is NSNull, "\(share.text)")
    let count = try ask("all", "count", "PP")
    #expect(count.json["value"] as? String == "3")
    #expect(try ask("all", "count", "ceramic").refusal == "403 withheld")
    #expect(try ask("all", "share", "PP").status == 201)
    #expect(try ask("all", "sum", "glass").refusal == "403 withheld", "with the whole and PP it would tell ceramic")
    #expect(try ask("all", "share", "glass").refusal == "403 withheld")
  }

  @Test func `what cannot be asked is said, place by place, and nothing is kept of it`() throws {
    let producers = try Producers(["PP": ["420", "150", "90"]], fields: ["mwh", "other"])
    try producers.measure("all", "mwh")
    func filter(_ field: String, _ values: [String] = ["PP"]) -> [String: Any] { ["field": field, "values": values] }
    let cases: [([String: Any], String, [String])] = [
      (["statistic": "median"], "400 unknownCode", ["/statistic"]),
      (["filter": [filter("colour")]], "422 invalidContent", ["/filter/0/field"]),
      (["filter": [filter("mwh", ["420"])]], "422 invalidContent", ["/filter/0/field"]),
      (["filter": [filter("other", ["420"])]], "422 invalidContent", ["/filter/0/field"]),
      (["filter": [filter("customer")]], "422 invalidContent", ["/filter/0/field"]),
      (["filter": [filter("material"), filter("material")]], "422 invalidContent", ["/filter/1/field"]),
      (["filter": [] as [Any]], "400 emptySelection", ["/filter"]),
      (["filter": [filter("material", [])]], "400 emptySelection", ["/filter/0/values"]),
      (["filter": [filter("material", ["wood"])]], "422 notComputable", []),
      (
        ["dimensions": [filter("mwh", ["420"]), filter("nothing")]], "422 invalidContent",
        ["/dimensions/0/field", "/dimensions/1/field"]
      ),
      (
        ["filter": [filter("material")], "dimensions": [filter("material")]], "422 invalidContent",
        ["/dimensions/0/field"]
      ),
      (["dimensions": [filter("a"), filter("b"), filter("c")]], "400 invalidInput", ["/dimensions"]),
      (
        ["dimensions": ["material", "year"].map { filter($0, (0..<20).map(String.init)) }], "422 tooManyFigures",
        ["/dimensions"]
      ),
      (["statistic": "share"], "422 invalidContent", ["/statistic"]),
      (["measureId": producers.chain.initiative], "422 invalidContent", ["/measureId"]),
    ]
    for (body, refusal, places) in cases {
      let question = ["measureId": producers.measures["all"] ?? ""].merging(body) { $1 }
      let reply = try producers.chain.call(
        "Inkoopkring", "POST", "/v1/initiatives/\(producers.chain.initiative)/releases", question)
      #expect(reply.refusal == refusal && reply.faultyPlaces == places, "\(body): \(reply.text)")
    }
    #expect(
      try producers.chain.call("Regie", "GET", "/v1/initiatives/\(producers.chain.initiative)/releases").items.isEmpty)
    #expect(try producers.rules().isEmpty)
  }

  @Test func `A10 a record is told apart only by fields that its consent covers`() throws {
    let producers = try Producers(["PP": ["420", "150", "90"]], fields: ["mwh"])
    try producers.measure("all", "mwh")
    let name = "PP 1"
    _ = try producers.revoke(name, "mwh")
    _ = try producers.chain.call(name, "POST", "/v1/consents", producers.consent(name, ["mwh"]))

    #expect(try producers.ask("all", "PP").refusal == "403 withheld")
    #expect(try producers.ask("all").json["value"] as? String == "660")
  }

  @Test func `D1 a measure of what competitors must not know needs five groups`() throws {
    let producers = try Producers(["PP": ["42", "35", "39", "41"]], fields: ["mwh"])
    let initiative = "/v1/initiatives/\(producers.chain.initiative)"
    try producers.sign("Noordbeker")
    func contribute(_ name: String) throws {
      let dataSet = try producers.chain.made(
        name, "\(initiative)/datasets",
        ["title": "volume", "fields": [["name": "volume", "type": "integer", "csiKind": "volume"]]])
      _ = try producers.chain.made(
        name, "/v1/datasets/\(dataSet)/records", ["name": "1", "values": [["field": "volume", "value": 32]]])
      let consent = producers.consent(name, ["volume"]).merging(["datasetId": dataSet]) { $1 }
      _ = try producers.chain.made(name, "/v1/consents", consent)
    }
    for number in 1...4 { try contribute("PP \(number)") }
    let measure = try producers.chain.made("Regie", "\(initiative)/measures", ["title": "volume", "field": "volume"])
    func ask() throws -> Reply {
      try producers.chain.call("Inkoopkring", "POST", "\(initiative)/releases", ["measureId": measure])
    }
    #expect(try ask().refusal == "403 withheld")
    try contribute("Noordbeker")
    #expect(try ask().json["value"] as? String == "160")
  }
}
