import Foundation
import TestSupport

/// The Lisdodde Bouwketen as SCENARIO O6 has it: five firms, their facilitator, and what they apply for.
final class Lisdodde {
  let chain: Chain
  var path: String { "/v1/initiatives/\(chain.initiative)" }
  private(set) var facilitator = ""

  /// The firms with their roles, sizes, and eligible costs in cents; one of them is large.
  static let firms: [(name: String, role: String, size: String, cents: Int)] = [
    ("Lisdoddeboer", "grower", "micro", 3_800_000), ("Isolatiemaker", "materialProducer", "small", 4_600_000),
    ("Binnenplaat", "componentMaker", "small", 3_150_000), ("Buitenplaat", "manufacturer", "medium", 4_000_000),
    ("Timmerfabriek", "installer", "large", 1_240_000),
  ]

  /// - Parameter experience: Of the facilitator, in months; nil where it is not put on record.
  init(at moment: String = "2022-09-01T09:00:00+02:00", experience: Int? = 48, settings: String = "") throws {
    chain = try Chain(at: moment, settings: settings)
    for name in ["Derksen"] + Self.firms.map(\.name) { try chain.register(name) }
    for firm in Self.firms {
      _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(firm.name))", ["size": firm.size])
    }
    chain.initiative = try chain.made(
      "Derksen", "/v1/initiatives",
      [
        "title": "Lisdodde Bouwketen", "status": "active", "goal": "Een wand van lisdodde.", "roles": ["facilitator"],
        "phaseModel": "versnellingshuisSupport", "phase": "initiation", "barriers": ["supportTemporary"],
      ])
    for firm in Self.firms { try join(firm.name, as: firm.role) }
    var appointment: [String: Any] = [
      "partnerId": chain.id("Derksen"), "funding": "subsidy", "hours": 400, "startDate": "2022-09-01",
      "endDate": "2023-09-01",
    ]
    appointment["experienceMonths"] = experience
    facilitator = try chain.made("Derksen", path + "/facilitators", appointment)
  }

  private func join(_ name: String, as role: String) throws {
    let membership = try chain.made("Derksen", path + "/memberships", ["partnerId": chain.id(name)])
    let answer = ["roles": [role], "drivers": ["newBusiness"]]
    _ = try chain.call(name, "PUT", "\(path)/memberships/\(membership)/acceptance", answer)
  }

  func stateIndependence() throws -> Reply {
    try chain.call(
      "Derksen", "PUT", "/v1/facilitators/\(facilitator)/independence-statement", ["text": "Wij zijn van niemand."])
  }

  /// The id of an opening of an instrument.
  func opening(_ code: String, _ period: String) throws -> String {
    let openings = try chain.call("Derksen", "GET", "/v1/support-instruments/\(code)").json["openings"]
    let found = (openings as? [[String: Any]])?.last { $0["period"] as? String == period }
    guard let id = found?["id"] as? String else { throw Chain.Unexpected(description: "no \(code) \(period)") }
    return id
  }

  /// An application of some firms, with these costs.
  func apply(
    _ code: String, _ period: String, until endDate: String = "2023-09-01", costs: [String: Int] = costs
  ) throws -> String {
    let names = Self.firms.map(\.name).filter { costs[$0] != nil }
    let body: [String: Any] = [
      "title": "Wand", "openingId": try opening(code, period), "leadPartnerId": chain.id(names[0]),
      "partnerIds": names.map(chain.id), "startDate": "2022-09-01", "endDate": endDate,
    ]
    let application = try chain.made("Derksen", path + "/support-applications", body)
    for name in names { _ = try enter(costs[name] ?? 0, of: name, on: application) }
    return application
  }

  static let costs = Dictionary(uniqueKeysWithValues: firms.map { ($0.name, $0.cents) })

  func enter(_ cents: Int, of name: String, on application: String, as other: String? = nil) throws -> Reply {
    let place = "/v1/support-applications/\(application)/eligible-costs/\(chain.id(name))"
    return try chain.call(other ?? name, "PUT", place, ["eligibleCents": cents])
  }

  func declare(_ names: [String], cents: Int = 0) throws {
    for name in names {
      _ = try chain.made(name, path + "/de-minimis-statements", ["receivedCents": cents])
    }
  }

  func test(_ application: String, as name: String = "Derksen", against opening: String? = nil) throws -> Reply {
    let query = opening.map { "?openingId=\($0)" } ?? ""
    return try chain.call(name, "GET", "/v1/support-applications/\(application)/eligibility\(query)")
  }

  func submit(_ application: String) throws -> Reply {
    try chain.call("Derksen", "PUT", "/v1/support-applications/\(application)/submission")
  }

  /// Hands an application in, and notes what was granted on it.
  func grant(_ application: String, _ cents: [String: Int], until endDate: String = "2023-09-01") throws -> String {
    let handedIn = try submit(application)
    guard handedIn.status == 200 else { throw Chain.Unexpected(description: handedIn.text) }
    let parts: [[String: Any]] = cents.map { ["partnerId": chain.id($0.key), "amountCents": $0.value] }
    return try chain.made(
      "Derksen", "/v1/support-applications/\(application)/subsidy",
      ["startDate": "2022-09-01", "endDate": endDate, "parts": parts])
  }

  func claim(_ number: String, on subsidy: String, as name: String = "Lisdoddeboer") throws -> Reply {
    try chain.call(
      name, "POST", "/v1/subsidies/\(subsidy)/cost-claims",
      ["invoiceNumber": number, "invoiceDate": "2022-11-03", "amountCents": 125_050])
  }

  /// A version of the agreement that all five sign.
  func agree(_ others: [String: Any] = [:]) throws {
    let agreement = try chain.made("Derksen", chain.agreements, Chain.choices(others))
    let path = "/v1/agreements/\(agreement)"
    _ = try chain.call("Derksen", "PUT", path + "/offer")
    let hash = try chain.call("Derksen", "GET", path).json["documentHash"] as? String ?? ""
    for firm in Self.firms {
      let place = "\(path)/signatures/\(chain.id(firm.name))"
      let signed = try chain.call(firm.name, "PUT", place, ["documentHash": hash])
      guard signed.status == 200 else { throw Chain.Unexpected(description: signed.text) }
    }
  }

  func signAmbition(_ document: String, as name: String) throws -> Reply {
    let hash = try chain.call(name, "GET", "/v1/ambition-documents/\(document)").json["textHash"] as? String ?? ""
    let place = "/v1/ambition-documents/\(document)/signatures/\(chain.id(name))"
    return try chain.call(name, "PUT", place, ["textHash": hash])
  }

  func makeAmbition() throws -> String {
    try chain.made(
      "Derksen", path + "/ambition-documents", ["title": "Ambitie", "text": "In 2030 bouwen wij met lisdodde."])
  }

  func risks(as name: String = "Lisdoddeboer") throws -> [[String: Any]] {
    try chain.call(name, "GET", path + "/risks").items
  }
}

extension Reply {
  /// Of an eligibility test: each condition that is not met, with its outcome.
  var unmet: [String: String] {
    (json["findings"] as? [[String: Any]] ?? []).filter { $0["outcome"] as? String != "met" }
      .reduce(into: [:]) { $0[$1["condition"] as? String ?? ""] = $1["outcome"] as? String }
  }

  func finding(_ condition: String) -> [String: Any] {
    (json["findings"] as? [[String: Any]] ?? []).first { $0["condition"] as? String == condition } ?? [:]
  }

  /// The partners that it names for a condition.
  func named(_ condition: String) -> [String] { finding(condition)["partnerIds"] as? [String] ?? [] }
}
