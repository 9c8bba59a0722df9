import Foundation
import TestSupport
import Testing

/// Why partners did not join: told to others as counts that give nobody away.
struct ReasonsNotJoiningTests {
  private let chain: Chain
  private let base: String
  private var path: String { base + "/reasons-not-joining" }

  init() throws {
    chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    base = "/v1/initiatives/\(chain.initiative)"
  }

  /// Invites a partner, which declines.
  private func decline(_ name: String, _ reason: String, isReasonOpen: Bool = false) throws {
    if chain.id(name).isEmpty { try chain.register(name) }
    let membership = try chain.made("Regie", "\(base)/memberships", ["partnerId": chain.id(name)])
    let answer: [String: Any] = [
      "reason": reason, "text": "Wij willen niet.", "isTrustRelated": true, "isReasonOpen": isReasonOpen,
    ]
    let reply = try chain.call(name, "PUT", "\(base)/memberships/\(membership)/refusal", answer)
    guard reply.json["state"] as? String == "declined" else { throw Chain.Unexpected(description: reply.text) }
  }

  /// By reason, the number or what became of it; of each table.
  private func tables(_ name: String = "Inkoopkring") throws -> [[String: String]] {
    try chain.call(name, "GET", path).items.map { table in
      (table["counts"] as? [[String: Any]] ?? []).reduce(into: [:]) { found, count in
        let number = (count["count"] as? Int).map(String.init)
        found[count["reason"] as? String ?? ""] = number ?? count["outcome"] as? String
      }
    }
  }

  private static let nothing = Dictionary(
    uniqueKeysWithValues: ["commercialInterests", "competitionLaw", "noAddedValue", "noCapacity", "other"]
      .map { ($0, "withheld") })

  @Test func `H10 D1 a reason is counted from three on, and neither a smaller count nor none is told`() throws {
    let reasons = ["noCapacity", "noCapacity", "noCapacity", "noAddedValue", "noAddedValue", "competitionLaw"]
    for (index, reason) in reasons.enumerated() {
      #expect(try tables().isEmpty, "before the batch is complete, whatever the reasons")
      try decline("W\(index)", reason)
    }

    #expect(try tables() == [Self.nothing.merging(["noCapacity": "3"]) { $1 }])
    let reply = try chain.call("Inkoopkring", "GET", path)
    #expect(!reply.text.contains("niet") && !reply.text.contains(chain.id("W0")) && !reply.text.contains("rust"))
    let memberships = try chain.call("Inkoopkring", "GET", "\(base)/memberships?limit=100")
    #expect(!memberships.text.contains("noCapacity") && !memberships.text.contains("niet"))
    #expect(try chain.call("Regie", "GET", "\(base)/memberships?limit=100").text.contains("noCapacity"))
  }

  @Test func `H10 D1 a count whose rest is small is withheld, and companies under one control count once`() throws {
    for index in 0..<4 { try decline("W\(index)", "noCapacity") }
    let group = try chain.made(chain.steward, "/v1/groups", ["name": "Bekergroep"])
    for name in ["W0", "W1"] {
      let moved = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
      #expect(moved.status == 200)
    }
    try decline("W4", "other")
    try decline("W5", "other")
    #expect(try tables().isEmpty, "six companies, five undertakings")

    try decline("W6", "noCapacity")
    #expect(try tables() == [Self.nothing], "the two others would be told")
  }

  @Test func `H10 D6 a later refusal changes no count, and nobody is counted twice`() throws {
    for index in 0..<6 { try decline("W\(index)", index < 3 ? "noCapacity" : "noAddedValue") }
    let first = try tables()
    #expect(first == [Self.nothing.merging(["noCapacity": "3", "noAddedValue": "3"]) { $1 }])

    for index in 0..<6 { try decline("W\(index)", "other") }
    for index in 6..<11 { try decline("W\(index)", "noCapacity") }
    #expect(try tables() == first)

    try decline("W11", "competitionLaw")
    #expect(try tables() == first + [Self.nothing])
    for statement in ["UPDATE reason_count SET count = 4", "DELETE FROM reason_counted"] {
      #expect(throws: Tampering.Failed.self) { try Tampering.run(statement, on: chain.program.database) }
    }
  }

  @Test func `H10 a reason is for all if the partner wants it, and then in no count`() throws {
    try decline("Open", "commercialInterests", isReasonOpen: true)
    for index in 0..<5 { try decline("W\(index)", index < 3 ? "noCapacity" : "noAddedValue") }
    #expect(try tables().isEmpty, "six refusals, of which one is not counted")

    let memberships = try chain.call("Inkoopkring", "GET", "\(base)/memberships?limit=100").items
    let told = memberships.filter { $0["declineReason"] is String }
    #expect(told.map { $0["partnerId"] as? String } == [chain.id("Open")])
    #expect(told.first?["declineText"] as? String == "Wij willen niet." && told.first?["isReasonOpen"] as? Bool == true)
    try decline("W5", "noAddedValue")
    #expect(try tables() == [Self.nothing.merging(["noCapacity": "3", "noAddedValue": "3"]) { $1 }])
    #expect(throws: Tampering.Failed.self) {
      try Tampering.run("UPDATE membership SET is_reason_open = 1", on: chain.program.database)
    }
  }

  @Test func `H10 counts are for members and the network, a page at a time`() throws {
    for index in 0..<12 { try decline("W\(index)", index % 2 == 0 ? "noCapacity" : "other") }

    #expect(try tables().count == 2)
    let page = try chain.call("Papierpunt", "GET", path + "?limit=1")
    #expect(page.items.count == 1 && page.json["next"] is String)
    #expect(try chain.call(chain.steward, "GET", path).items.count == 2)
    #expect(try chain.call("W0", "GET", path).refusal == "403 notMember")
    #expect(try chain.call("Bekerhandel", "GET", path).refusal == "404 notFound")
    #expect(try chain.program.client().send("GET", path).status == 401)
  }
}
