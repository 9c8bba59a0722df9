import Foundation
import TestSupport

/// The producers of story 3, with the electricity that making their cups took in MWh. The same values stand in several
/// fields, each of which has a ledger of its own.
final class Producers {
  let chain: Chain
  private(set) var measures: [String: String] = [:]
  /// By producer and field.
  private(set) var consents: [String: String] = [:]
  private(set) var dataSets: [String: String] = [:]
  private(set) var records: [String: String] = [:]
  private(set) var nda = ""

  /// By material, what each producer used; nothing where it left the field empty.
  typealias Materials = KeyValuePairs<String, [String?]>

  static let story: Materials = [
    "PP": ["420", "150", "90"], "glass": ["310", "120", "100"], "ceramic": ["380", "50"],
    "paper": ["900", "60", "30", "10"], "bamboo": [nil, nil, nil], "cork": ["0", "0", "0"],
  ]

  /// - Parameters:
  ///   - fields: As many ledgers.
  ///   - years: Those of the records, in turn.
  init(_ materials: Materials, fields: [String], years: [String] = ["2022"]) throws {
    chain = try Chain(at: "2023-05-20T10:00:00+02:00")
    try chain.begin()
    let initiative = "/v1/initiatives/\(chain.initiative)"
    _ = try chain.call(
      "Regie", "POST", "\(initiative)/purposes",
      ["code": "aggregatePublication", "text": "Cijfers van de hele keten.", "roles": ["chainDirector"]])
    nda = try chain.made(
      "Regie", "\(initiative)/ndas",
      [
        "title": "Publicatie", "text": "Alleen totalen.", "purposes": ["aggregatePublication"],
        "roles": ["chainDirector"],
      ])
    _ = try chain.call("Regie", "PUT", "/v1/ndas/\(nda)/versions/1.0/offer", [:])
    try sign("Regie")
    for (material, values) in materials {
      for (index, value) in values.enumerated() {
        try enter("\(material) \(index + 1)", material, value, fields, year: years[index % years.count])
      }
    }
  }

  /// A new member with a record that may be published.
  func enter(_ name: String, _ material: String, _ value: String?, _ fields: [String], year: String = "2022") throws {
    try chain.register(name)
    try chain.join(name, as: "manufacturer")
    try sign(name)
    let numbers = fields.map { ["name": $0, "type": "decimal", "unit": "MWh"] }
    let dataSet = try chain.made(
      name, "/v1/initiatives/\(chain.initiative)/datasets",
      ["title": name, "fields": numbers + Self.categories])
    var values = [["field": "material", "value": material], ["field": "year", "value": year]]
    if let value { values += fields.map { ["field": $0, "value": value] } }
    dataSets[name] = dataSet
    records[name] = try chain.made(name, "/v1/datasets/\(dataSet)/records", ["name": "1", "values": values])
    for field in fields {
      consents[name + field] = try chain.made(name, "/v1/consents", consent(name, [field, "material", "year"]))
    }
  }

  private static let categories = [
    ["name": "material", "type": "text"], ["name": "year", "type": "text"],
    ["name": "customer", "type": "text", "csiKind": "customer"],
  ]

  func sign(_ name: String) throws {
    let versions = try chain.call(name, "GET", "/v1/ndas/\(nda)").json["versions"] as? [[String: Any]]
    let hash = versions?.last?["textHash"] as? String ?? ""
    _ = try chain.call(name, "PUT", "/v1/ndas/\(nda)/signatures/\(chain.id(name))", ["textHash": hash])
  }

  /// What a producer consents to.
  func consent(_ name: String, _ fields: [String]) -> [String: Any] {
    [
      "datasetId": dataSets[name] ?? "", "recipientPartnerId": chain.id("Regie"), "recipientRole": "chainDirector",
      "purpose": "aggregatePublication", "fields": fields, "startDate": "2023-05-01", "endDate": "2024-01-01",
    ]
  }

  /// Registers a measure, and remembers it by its title.
  func measure(_ title: String, _ field: String, of materials: [String] = []) throws {
    var body: [String: Any] = ["title": title, "field": field, "unit": "MWh"]
    if !materials.isEmpty { body["filter"] = [["field": "material", "values": materials]] }
    measures[title] = try chain.made("Regie", "/v1/initiatives/\(chain.initiative)/measures", body)
  }

  /// Asks, for some materials only where they are named.
  func ask(
    _ title: String, _ materials: String..., body: [String: Any] = [:], as name: String = "Inkoopkring"
  ) throws -> Reply {
    var question = body
    question["measureId"] = measures[title]
    if !materials.isEmpty { question["filter"] = [["field": "material", "values": materials]] }
    return try chain.call(name, "POST", "/v1/initiatives/\(chain.initiative)/releases", question)
  }

  func waive(_ name: String, _ field: String, _ title: String, _ materials: String...) throws -> Reply {
    var figure: [String: Any] = ["measureId": measures[title] ?? ""]
    if !materials.isEmpty { figure["filter"] = [["field": "material", "values": materials]] }
    return try chain.call(name, "POST", "/v1/consents", consent(name, [field]).merging(["figure": figure]) { $1 })
  }

  func revoke(_ name: String, _ field: String) throws -> Reply {
    try chain.call(name, "POST", "/v1/consents/\(consents[name + field] ?? "")/revocations")
  }

  func correct(_ name: String, _ field: String, _ value: String) throws {
    let reply = try chain.call(
      name, "PATCH", "/v1/records/\(records[name] ?? "")", ["values": [["field": field, "value": value]]])
    guard reply.status == 200 else { throw Chain.Unexpected(description: reply.text) }
  }

  /// The steward's view: what was withheld, and why.
  func rules() throws -> [String] {
    let path = "/v1/initiatives/\(chain.initiative)/withheld-figures?limit=100"
    return try chain.call(chain.steward, "GET", path).items.compactMap { $0["rule"] as? String }
  }
}

extension Reply {
  /// The figures of a table: by the values in the filter, the value or what became of it.
  var figures: [String: String] {
    (json["figures"] as? [[String: Any]] ?? []).reduce(into: [:]) { found, figure in
      let conditions = figure["filter"] as? [[String: Any]] ?? []
      let name = conditions.flatMap { $0["values"] as? [String] ?? [] }.joined(separator: "+")
      found[name] = figure["value"] as? String ?? figure["outcome"] as? String
    }
  }
}
