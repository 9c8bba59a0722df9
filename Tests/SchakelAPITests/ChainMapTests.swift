import Foundation
import TestSupport
import Testing

/// Which links of a chain are needed, who fills them, and which are missing.
struct ChainMapTests {
  private let chain: Chain
  private let initiative: String
  private var path: String { initiative + "/chain-map" }

  init() throws {
    chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    initiative = "/v1/initiatives/\(chain.initiative)"
  }

  private func need(_ roles: [String]) throws -> Reply {
    try chain.call("Regie", "PATCH", initiative, ["neededRoles": roles])
  }

  private func missing() throws -> [String] {
    try chain.call("Kleiwerk", "GET", path).json["missingRoles"] as? [String] ?? []
  }

  private func link(_ role: String) throws -> [String: Any]? {
    let links = try chain.call("Kleiwerk", "GET", path).json["links"] as? [[String: Any]]
    return links?.first { $0["role"] as? String == role }
  }

  @Test func `the initiative says which links it needs, and the map which are filled by whom`() throws {
    #expect(try missing().isEmpty)
    let needed = try need(["retailer", "manufacturer", "recycler"])
    #expect(needed.json["neededRoles"] as? [String] == ["manufacturer", "recycler", "retailer"])
    #expect(try missing() == ["retailer", "recycler"])
    let makers = Set(["Noordbeker", "Papierpunt", "Kleiwerk"].map { chain.id($0) })
    let filled = try #require(try link("manufacturer"))
    #expect(Set(filled["memberPartnerIds"] as? [String] ?? []) == makers && filled["isNeeded"] as? Bool == true)
    #expect(try link("supplier")?["isNeeded"] as? Bool == false && link("collector") == nil)
    let again = try need(["recycler", "retailer", "manufacturer"])
    #expect(again.json["version"] as? Int == needed.json["version"] as? Int, "an order is no change")
    #expect(try need([]).status == 200 && missing().isEmpty)
    #expect(try chain.call("Kleiwerk", "GET", initiative).json["neededRoles"] as? [String] == [])
    #expect(try need(["user"]).status == 200 && missing() == ["user"])
    #expect(try chain.call("Kleiwerk", "GET", initiative).json["neededRoles"] as? [String] == ["user"])
  }

  @Test func `an invitation fills no link, a member does, and who leaves opens it again`() throws {
    _ = try need(["recycler"])
    let base = initiative + "/memberships"
    let invitation: [String: Any] = ["partnerId": chain.id("Bekerhandel"), "roles": ["recycler"]]
    let place = "\(base)/\(try chain.made("Regie", base, invitation))"
    #expect(try link("recycler")?["invitedPartnerIds"] as? [String] == [chain.id("Bekerhandel")])
    #expect(try missing() == ["recycler"])

    let joined = try chain.call("Bekerhandel", "PUT", place + "/acceptance", ["roles": ["recycler", "collector"]])
    #expect(joined.status == 200)
    #expect(try link("recycler")?["invitedPartnerIds"] as? [String] == [] && missing().isEmpty)
    try chain.leave("Bekerhandel")
    #expect(try missing() == ["recycler"], "it may leave at once, and did")

    let second = try chain.made("Regie", base, invitation)
    try chain.travel(to: "2023-05-01T00:00:00+02:00")
    #expect(try link("recycler")?["invitedPartnerIds"] as? [String] == [], "lapsed")
    #expect(try chain.call("Regie", "PUT", "\(base)/\(second)/withdrawal").status == 200)
  }

  @Test func `whoever knows the initiative sees the map, and what does not fit is refused`() throws {
    #expect(try need(["recycler", "recycler"]).faultyPlaces == ["/neededRoles"])
    #expect(try need(["boss"]).refusal == "400 unknownCode")
    #expect(try chain.call("Kleiwerk", "PATCH", initiative, ["neededRoles": ["user"]]).refusal == "403 notAllowed")
    #expect(try missing().isEmpty)
    #expect(try chain.call("Bekerhandel", "GET", path).refusal == "404 notFound")
    #expect(try chain.program.client().send("GET", path).status == 401)
    #expect(try chain.call(chain.steward, "GET", path).status == 200)
    _ = try chain.made("Regie", initiative + "/memberships", ["partnerId": chain.id("Bekerhandel")])
    #expect(try chain.call("Bekerhandel", "GET", path).status == 200, "to decide whether to join")
  }
}
