import Foundation
import HTTPServer
import TestSupport
import Testing

@testable import SchakelAPI

/// What everybody who sees an initiative sees of its facilitators.
struct IndependenceTests {
  private let chain: Chain
  private let path: String

  init() throws {
    chain = try Chain(at: "2022-09-01T09:00:00+02:00")
    try chain.begin()
    path = "/v1/initiatives/\(chain.initiative)"
  }

  /// The place of an appointment.
  private func appoint(_ name: String = "Regie", until end: String = "2023-09-01") throws -> String {
    let id = try chain.made(
      chain.steward, path + "/facilitators",
      [
        "partnerId": chain.id(name), "funding": "subsidy", "hours": 400, "startDate": "2022-09-01", "endDate": end,
      ])
    return "/v1/facilitators/\(id)"
  }

  private func state(_ facilitator: String, interests: [String] = []) throws {
    let body: [String: Any] = ["text": "Van niemand.", "interestPartnerIds": interests.map { chain.id($0) }]
    let reply = try chain.call("Regie", "PUT", facilitator + "/independence-statement", body)
    guard reply.status == 200 else { throw Chain.Unexpected(description: reply.text) }
  }

  private func concerns(_ name: String = "Papierpunt") throws -> [[String: Any]] {
    try chain.call(name, "GET", path).json["facilitatorConcerns"] as? [[String: Any]] ?? [["?": "?"]]
  }

  private func notice(_ place: String, as name: String = "Papierpunt") throws -> String? {
    try chain.call(name, "GET", place).header("facilitator-independence")
  }

  @Test func `H7 the initiative's own answer says that independence was not stated, until it is`() throws {
    let byRole = try #require(try concerns().first, "who leads by a role alone could never state it")
    #expect(byRole["facilitatorId"] is NSNull && byRole["partnerId"] as? String == chain.id("Regie"))
    #expect(try byRole["independence"] as? String == "notStated" && notice(path) == "notStated")
    let made = try chain.call("Regie", "POST", "/v1/initiatives", ["title": "x", "roles": ["facilitator", "user"]])
    #expect(made.status == 201 && made.header("facilitator-independence") == "interest")
    #expect(try chain.call("Regie", "GET", "/v1/initiatives/\(made.json["id"] as? String ?? "")").body == made.body)
    let facilitator = try appoint()
    #expect(try concerns().count == 1)
    let concern = try #require(try concerns().first)
    #expect(concern["independence"] as? String == "notStated" && concern["partnerId"] as? String == chain.id("Regie"))
    #expect(facilitator.hasSuffix(concern["facilitatorId"] as? String ?? "?"))
    #expect(try notice(path) == "notStated")
    let listed = try chain.call(chain.steward, "GET", "/v1/initiatives").items.first
    #expect((listed?["facilitatorConcerns"] as? [[String: Any]])?.count == 1)

    try state(facilitator)
    #expect(try concerns().isEmpty && notice(path) == nil)
  }

  @Test func `H7 an interest or a double role shows to all who see the initiative, and goes with the appointment`()
    throws
  {
    let facilitator = try appoint()
    try state(facilitator, interests: ["Kleiwerk"])
    #expect(try concerns().first?["interestPartnerIds"] as? [String] == [chain.id("Kleiwerk")])
    _ = try chain.made("Regie", path + "/memberships", ["partnerId": chain.id("Bekerhandel")])
    let seen = try #require(try concerns("Bekerhandel").first, "whoever is invited sees it before it joins")
    #expect(seen["independence"] as? String == "interest" && seen["doubleRoles"] as? [String] == [])
    #expect(try !chain.call("Bekerhandel", "GET", path).text.contains("Van niemand"))
    #expect(try notice(path, as: "Bekerhandel") == "interest")

    try chain.leave("Kleiwerk")
    #expect(try concerns().isEmpty, "no member any more")
    _ = try appoint("Studiebureau", until: "2022-12-01")
    #expect(try concerns().first?["doubleRoles"] as? [String] == ["researcher"])
    try chain.travel(to: "2022-11-30T22:59:59Z")
    #expect(try concerns().count == 1)
    try chain.travel(to: "2022-11-30T23:00:00Z")
    #expect(try concerns().isEmpty && notice(path) == nil)
  }

  @Test func `H7 nobody who leads by a role alone hides a double role, nor a member of its own group`() throws {
    try state(appoint())
    let base = path + "/memberships"
    let place =
      "\(base)/\(try chain.made("Regie", base, ["partnerId": chain.id("Bekerhandel"), "roles": ["facilitator"]]))"
    #expect(try concerns().isEmpty, "it is invited only")
    let roles = ["roles": ["facilitator", "wholesaler"]]
    #expect(try chain.call("Bekerhandel", "PUT", place + "/acceptance", roles).status == 200)
    let seen = try #require(try concerns().first)
    #expect(seen["doubleRoles"] as? [String] == ["wholesaler"] && seen["independence"] as? String == "interest")
    #expect(try notice(path + "/memberships") == "interest")

    let group = try chain.made(chain.steward, "/v1/groups", ["name": "Groep"])
    for name in ["Bekerhandel", "Koffiegoed"] {
      _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
    }
    #expect(try concerns().first?["interestPartnerIds"] as? [String] == [chain.id("Koffiegoed")])
    try chain.leave("Bekerhandel")
    #expect(try concerns().isEmpty && notice(path) == nil)
  }

  @Test func `H7 every page of the initiative carries the gravest of its concerns`() throws {
    let facilitator = try appoint()
    try state(facilitator, interests: ["Kleiwerk"])
    _ = try appoint("Studiebureau")
    let all = Routes.all(site: Site(publicURL: "http://localhost", version: "0")).all
    let pages = all.filter { $0.method == .get && $0.operation.pattern.hasPrefix("/v1/initiatives/{initiative}") }
      .map { $0.operation.pattern.replacing("{initiative}", with: chain.initiative) }
      .filter { !$0.contains("{") }

    let replies = try pages.map { (page: $0, reply: try chain.call("Papierpunt", "GET", $0)) }
    let answered = replies.filter { $0.reply.status == 200 }
    #expect(answered.count > 15)
    for (page, reply) in replies {
      let due = reply.status == 200 ? "interest" : nil
      #expect(reply.header("facilitator-independence") == due, "\(page)")
    }
    let changed = try chain.call("Regie", "POST", path + "/results", ["title": "Proef", "dueDate": "2023-01-01"])
    #expect(changed.status == 201 && changed.header("facilitator-independence") == "interest")
    for place in [path, path + "/memberships"] {
      let hidden = try chain.call("Bekerhandel", "GET", place)
      #expect(hidden.refusal == "404 notFound" && hidden.header("facilitator-independence") == nil)
    }
    #expect(try notice("/v1/initiatives") == nil && notice("/v1/partners") == nil)
  }

  @Test func `H7 a tag of the initiative follows its facilitators, and still guards a change`() throws {
    let papierpunt = try chain.client("Papierpunt")
    let first = try #require(try papierpunt.send("GET", path).header("etag"))
    let facilitator = try appoint()
    let second = try papierpunt.send("GET", path, headers: [("If-None-Match", first)])
    let tag = try #require(second.header("etag"))
    #expect(second.status == 200 && tag != first)
    let known = try papierpunt.send("GET", path, headers: [("If-None-Match", tag)])
    #expect(known.status == 304 && known.header("facilitator-independence") == "notStated")

    let regie = try chain.client("Regie")
    let changed = try regie.send("PATCH", path, #"{"goal":"Een wand."}"#, headers: [("If-Match", tag)])
    #expect(changed.status == 200 && changed.header("etag") != tag)
    let stale = try regie.send("PATCH", path, #"{"goal":"Twee."}"#, headers: [("If-Match", tag)])
    #expect(stale.refusal == "412 staleVersion")
    try state(facilitator)
    #expect(try papierpunt.send("GET", path).header("etag") == "\"2\"")
  }
}
