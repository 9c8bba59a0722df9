import Foundation
import TestSupport

/// The KoffiebekerPact as SCENARIO O1 has it: a real server, its parties, and a clock that the test moves.
final class Chain {
  let program: Program
  let steward: Client
  private var clients: [String: Client] = [:]
  private(set) var partners: [String: String] = [:]
  private(set) var accounts: [String: String] = [:]
  var initiative = ""
  var dataSet = ""
  var nda = ""

  /// An answer other than the one that was due.
  struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }

  static let roles = [
    "Noordbeker": "manufacturer", "Papierpunt": "manufacturer", "Kleiwerk": "manufacturer", "Koffiegoed": "supplier",
    "Inkoopkring": "purchaser", "Restfractie": "wasteProcessor", "Studiebureau": "researcher",
  ]

  /// - Parameter settings: Of the server, such as `--min-pulse 8`.
  init(at moment: String, calculationSeconds: Int = 20, settings: String = "") throws {
    program = try Program()
    let token = try program.token()
    try moment.write(toFile: program.folder + "/clock", atomically: true, encoding: .utf8)
    let words = ["--clock-file", program.folder + "/clock", "--calculation-seconds", String(calculationSeconds)]
    try program.serve(with: words + settings.split(separator: " ").map(String.init))
    steward = try program.client(token: token)
    for name in Self.roles.keys.sorted() + ["Regie", "Bekerhandel"] { try register(name) }
  }

  func travel(to moment: String) throws {
    try moment.write(toFile: program.folder + "/clock", atomically: true, encoding: .utf8)
  }

  /// Makes a partner and a person who may do everything for it.
  func register(_ name: String) throws {
    let partner = try made(steward, "/v1/partners", ["name": name])
    let account = try made(steward, "/v1/accounts", ["name": "person of \(name)"])
    let rights = ["read", "manage", "sign", "grant"]
    _ = try made(steward, "/v1/accounts/\(account)/mandates", ["partnerId": partner, "rights": rights])
    let token = try call(
      steward, "POST", "/v1/tokens", ["name": "test", "scopes": ["read", "write", "values"], "accountId": account])
    partners[name] = partner
    accounts[name] = account
    clients[name] = try program.client(token: token.json["secret"] as? String)
  }

  func id(_ name: String) -> String { partners[name] ?? "" }

  func client(_ name: String) throws -> Client {
    guard let client = clients[name] else { throw Unexpected(description: "there is no \(name)") }
    return client
  }

  /// Sends a request for a party.
  func call(_ name: String, _ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Reply {
    try call(client(name), method, path, body)
  }

  func call(_ client: Client, _ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Reply {
    let data = try body.map { try JSONSerialization.data(withJSONObject: $0) }
    return try client.send(method, path, data.map { String(decoding: $0, as: UTF8.self) })
  }

  /// The id of something made.
  func made(_ client: Client, _ path: String, _ body: [String: Any]) throws -> String {
    let reply = try call(client, "POST", path, body)
    guard reply.status == 201, let id = reply.json["id"] as? String else {
      throw Unexpected(description: "POST \(path): \(reply.status) \(reply.text)")
    }
    return id
  }

  func made(_ name: String, _ path: String, _ body: [String: Any]) throws -> String {
    try made(client(name), path, body)
  }

  // MARK: The steps before anything is read

  /// Step 1 and 2: the initiative, its purpose, seven members.
  func begin() throws {
    initiative = try made("Regie", "/v1/initiatives", ["title": "KoffiebekerPact", "roles": ["chainDirector"]])
    _ = try call(
      "Regie", "POST", "/v1/initiatives/\(initiative)/purposes",
      ["code": "impactStudy", "text": "Het onderzoek naar bekers.", "roles": ["researcher"]])
    for (name, role) in Self.roles { try join(name, as: role) }
  }

  /// Invites a partner, which accepts.
  func join(_ name: String, as role: String) throws {
    let path = "/v1/initiatives/\(initiative)/memberships"
    let membership = try made("Regie", path, ["partnerId": id(name)])
    let reply = try call(name, "PUT", "\(path)/\(membership)/acceptance", ["roles": [role], "drivers": ["societal"]])
    guard reply.json["state"] as? String == "member" else { throw Unexpected(description: reply.text) }
  }

  /// Step 3: the NDA, offered.
  func offerNDA() throws {
    nda = try made(
      "Regie", "/v1/initiatives/\(initiative)/ndas",
      ["title": "Geheimhouding", "text": "Wij zwijgen.", "purposes": ["impactStudy"], "roles": ["researcher"]])
    _ = try call("Regie", "PUT", "/v1/ndas/\(nda)/versions/1.0/offer", [:])
  }

  func textHash() throws -> String {
    let versions = try call("Regie", "GET", "/v1/ndas/\(nda)").json["versions"] as? [[String: Any]]
    return versions?.last?["textHash"] as? String ?? ""
  }

  func sign(_ name: String) throws -> Reply {
    try call(name, "PUT", "/v1/ndas/\(nda)/signatures/\(id(name))", ["textHash": textHash()])
  }

  static let fields: [[String: String]] = [
    ["name": "mass_g", "type": "decimal", "unit": "g"], ["name": "material", "type": "text"],
    ["name": "electricity_kwh_per_1000", "type": "decimal", "unit": "kWh"],
    ["name": "transport_km", "type": "decimal", "unit": "km"],
    ["name": "annual_volume", "type": "integer", "csiKind": "volume"],
    ["name": "unit_cost_ct", "type": "integer", "sensitivityClass": "restricted", "csiKind": "cost"],
  ]

  static let covered = ["mass_g", "material", "electricity_kwh_per_1000", "transport_km"]

  /// Step 4: the data set with record NB-1, first in part.
  func enterRecord(_ name: String = "NB-1") throws -> String {
    if dataSet.isEmpty {
      dataSet = try made(
        "Noordbeker", "/v1/initiatives/\(initiative)/datasets", ["title": "Bekers", "fields": Self.fields])
    }
    return try made(
      "Noordbeker", "/v1/datasets/\(dataSet)/records",
      [
        "name": name,
        "values": [["field": "mass_g", "value": "28.4", "unit": "g"], ["field": "material", "value": "PP 100 %"]],
      ])
  }

  func complete(_ record: String) throws -> Reply {
    try call(
      "Noordbeker", "PATCH", "/v1/records/\(record)",
      [
        "values": [
          ["field": "electricity_kwh_per_1000", "value": 62], ["field": "transport_km", "value": 214],
          ["field": "annual_volume", "value": 1_200_000], ["field": "unit_cost_ct", "value": 31],
        ]
      ])
  }

  func consent(
    fields: [String] = Chain.covered, from start: String = "2023-03-01", until end: String? = "2023-10-01",
    purpose: Any = "impactStudy", to name: String = "Studiebureau", as role: String = "researcher"
  ) throws -> Reply {
    var body: [String: Any] = [
      "datasetId": dataSet, "recipientPartnerId": id(name), "recipientRole": role, "purpose": purpose, "fields": fields,
      "startDate": start,
    ]
    body["endDate"] = end
    return try call("Noordbeker", "POST", "/v1/consents", body)
  }

  /// Reads as the decision has it.
  func read(_ name: String, _ record: String, _ query: String = "purpose=impactStudy") throws -> Reply {
    try call(name, "GET", "/v1/records/\(record)?\(query)")
  }

  /// Everything up to step 9: Studiebureau may read NB-1.
  func open() throws -> (record: String, consent: String) {
    try begin()
    try offerNDA()
    let record = try enterRecord()
    _ = try complete(record)
    let granted = try consent()
    _ = try sign("Studiebureau")
    _ = try sign("Noordbeker")
    return (record, granted.json["id"] as? String ?? "")
  }
}

extension Reply {
  /// The values of a record: field and value.
  var values: [String: String] { Self.values(json) }

  static func values(_ record: [String: Any]) -> [String: String] {
    (record["values"] as? [[String: Any]] ?? []).reduce(into: [:]) {
      $0[$1["field"] as? String ?? ""] = $1["value"] as? String
    }
  }

  /// Status and code of a refusal.
  var refusal: String { "\(status) \(code ?? "")" }
}
