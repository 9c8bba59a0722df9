import Foundation
import TestSupport
import Testing

/// Somebody that opens every door there is, and looks for what it may not know.
struct CuriousMemberTests {
  private let producers: Producers
  private var chain: Chain { producers.chain }
  /// What stands in the braces of paths: all of it belongs to others.
  private var ids: [String: [String]] = [:]

  /// What is told to nobody here; amounts that a name could hold by chance begin with a quotation mark or a colon.
  private static let secrets = [
    "7654.321", "8888.777", "18888.443", "geheime marge", ":777101", "wantrouwen", "noCapacity", "geheime klant",
    "geheime drijfveer", "\"newBusiness\"]", "\"lackOfTrust\"]",
  ]
  /// An open line of a rival.
  private static let line = ":654399"
  /// What the network's office may know: why a figure is withheld, and what a relation rests on.
  private static let forOffice = ["tooFewGroups", "tussen die twee"]

  init() throws {
    producers = try Producers(
      ["PP": ["7654.321", "5432.109", "6543.219"], "glass": ["8888.777", "9999.666"]], fields: ["mwh"])
    let chain = producers.chain
    let initiative = "/v1/initiatives/\(chain.initiative)"
    try producers.measure("all", "mwh")
    let release = try producers.ask("all", "PP")
    #expect(release.json["value"] as? String == "19629.649")
    #expect(try producers.ask("all", "glass").refusal == "403 withheld")

    let record = producers.records["PP 1"] ?? ""
    _ = try chain.call(
      "PP 1", "PATCH", "/v1/records/\(record)", ["values": [["field": "customer", "value": "geheime klant"]]])
    let partners = ["PP 1", "PP 2"].map { ["partnerId": chain.id($0)] }
    let split = try chain.made("Regie", "\(initiative)/splits", ["title": "Samen", "partners": partners])
    func enter(_ cents: Int, _ more: [String: Any]) throws -> String {
      let body: [String: Any] = ["partnerId": chain.id("PP 1"), "kind": "cost", "amountCents": cents]
      return try chain.made("PP 1", "/v1/splits/\(split)/lines", body.merging(more) { $1 })
    }
    let lines = [
      try enter(777_101, ["description": "geheime marge"]), try enter(654_399, ["isPrivate": false]),
    ]
    let declined = try chain.made("Regie", "\(initiative)/memberships", ["partnerId": chain.id("Bekerhandel")])
    _ = try chain.call(
      "Bekerhandel", "PUT", "\(initiative)/memberships/\(declined)/refusal",
      ["reason": "noCapacity", "text": "Wij wantrouwen het.", "isTrustRelated": true])
    let own = try chain.call("PP 1", "GET", "\(initiative)/memberships?limit=100").items.first {
      $0["partnerId"] as? String == chain.id("PP 1")
    }
    let membership = own?["id"] as? String ?? ""
    _ = try chain.call(
      "PP 1", "PUT", "\(initiative)/memberships/\(membership)/motivation",
      ["drivers": ["newBusiness"], "barriers": ["lackOfTrust"], "text": "geheime drijfveer"])
    let relation = try chain.made(
      chain.steward, "/v1/competitor-relations",
      [
        "partnerIds": [chain.id("PP 1"), chain.id("glass 1")], "market": "bekers", "answer": "yes",
        "source": "gesprek tussen die twee",
      ])
    ids = [
      "initiative": [chain.initiative], "split": [split], "line": lines, "membership": [declined, membership],
      "relation": [relation], "partner": [chain.id("PP 1")], "account": [chain.accounts["PP 1"] ?? ""],
      "dataset": [producers.dataSets["PP 1"] ?? ""], "record": [record, producers.records["glass 1"] ?? ""],
      "consent": [producers.consents["PP 1mwh"] ?? ""], "measure": [producers.measures["all"] ?? ""],
      "release": [release.json["id"] as? String ?? ""], "nda": [producers.nda],
    ]
  }

  private var doors: Doors { Doors(chain: chain, ids: ids) }

  private func look(_ client: Client, for secrets: [String], named name: String) throws -> Int {
    let (opened, told) = try doors.look(client, for: secrets)
    #expect(told.isEmpty, "\(name)")
    return opened
  }

  @Test func `E1 F7 H10 A7 no door tells a rival, a buyer, the office or who declined what is secret`() throws {
    let (secrets, forOffice) = (Self.secrets, Self.forOffice)
    #expect(try look(chain.client("PP 2"), for: secrets + forOffice + [Self.line], named: "a rival") > 40)
    #expect(try look(chain.client("Inkoopkring"), for: secrets + forOffice, named: "a buyer") > 40)
    #expect(try look(chain.steward, for: secrets + [Self.line], named: "the steward") > 30)
    let others = secrets.filter { !["wantrouwen", "noCapacity"].contains($0) }
    _ = try look(chain.client("Bekerhandel"), for: others + forOffice + [Self.line], named: "who declined")

    // Each secret is there to be found.
    let (owner, record) = (try chain.client("PP 1"), ids["record"]?.first ?? "")
    #expect(try chain.call(owner, "GET", "/v1/records/\(record)").text.contains("geheime klant"))
    #expect(try chain.call(owner, "GET", "/v1/splits/\(ids["split"]?.first ?? "")/lines").text.contains(Self.line))
    let motivation = "/v1/initiatives/\(chain.initiative)/memberships/\(ids["membership"]?.last ?? "")/motivation"
    let drives = try chain.call(owner, "GET", motivation).text
    #expect(["geheime drijfveer", "\"newBusiness\"]", "\"lackOfTrust\"]"].allSatisfy(drives.contains))
    let memberships = "/v1/initiatives/\(chain.initiative)/memberships?limit=100"
    #expect(try chain.call("Regie", "GET", memberships).text.contains("wantrouwen"))
  }

  @Test func `A1 A5 no change of what is others' is let through, and no refusal tells of it`() throws {
    let rival = try chain.client("PP 2")
    var refused = 0
    for method in ["put", "patch", "delete"] {
      for door in try doors.all(method) where !door.contains("?") {
        let reply = try chain.call(rival, method.uppercased(), door, [:])
        #expect(reply.status >= 400, "\(method) \(door): \(reply.text)")
        refused += 1
        for secret in Self.secrets + Self.forOffice + [Self.line] { #expect(!reply.text.contains(secret), "\(door)") }
      }
    }
    #expect(refused > 10)
  }
}
