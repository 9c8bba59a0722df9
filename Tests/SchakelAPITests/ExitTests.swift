import Foundation
import TestSupport
import Testing

/// What is left of a membership once it has ended.
struct ExitTests {
  private let chain: Chain
  private let record: String
  private let consent: String
  private var initiative: String { "/v1/initiatives/\(chain.initiative)" }

  init() throws {
    chain = try Chain(at: "2023-05-20T10:00:00+02:00")
    (record, consent) = try chain.open()
  }

  @Test func `C12 who has left reads nothing of the initiative but who takes part`() throws {
    try chain.leave("Studiebureau")

    #expect(try chain.read("Studiebureau", record).refusal == "403 notMember")
    let page = "/v1/datasets/\(chain.dataSet)/records?purpose=impactStudy"
    #expect(try chain.call("Studiebureau", "GET", page).refusal == "403 notMember")
    let paths = try chain.call("Regie", "GET", "/v1/openapi.json").json["paths"] as? [String: [String: Any]] ?? [:]
    let rooms = paths.filter { $0.value["get"] != nil }.keys.compactMap { path -> String? in
      let room = path.replacing("/initiatives/{initiative}/", with: "")
      return room == path || room.contains("{") ? nil : room
    }
    #expect(rooms.count > 15)
    for room in rooms where !["memberships", "chain-map"].contains(room) {
      let reply = try chain.call("Studiebureau", "GET", "\(initiative)/\(room)")
      #expect(["403 notMember", "403 notAllowed"].contains(reply.refusal), "\(room): \(reply.text)")
    }
  }

  @Test func `C12 who has left puts nothing in, and keeps its own data to read`() throws {
    #expect(try chain.read("Studiebureau", record).status == 200)
    try chain.leave("Noordbeker")

    let value = [["field": "mass_g", "value": "30"]]
    let set: [String: Any] = ["title": "Meer", "fields": [["name": "x", "type": "text"]]]
    let changes: [(String, String, [String: Any])] = [
      ("POST", "\(initiative)/datasets", set), ("PATCH", "/v1/records/\(record)", ["values": value]),
      ("POST", "/v1/datasets/\(chain.dataSet)/records", ["name": "NB-2", "values": value]),
      ("POST", "/v1/datasets/\(chain.dataSet)/fields", ["name": "y", "type": "text"]),
    ]
    for (method, path, body) in changes {
      #expect(try chain.call("Noordbeker", method, path, body).refusal == "403 notMember", "\(path)")
    }
    let table = try chain.client("Noordbeker").send(
      "POST", "/v1/datasets/\(chain.dataSet)/records", "name,mass_g\nNB-3,31\n", headers: [("Content-Type", "text/csv")]
    )
    #expect(table.refusal == "403 notMember")
    #expect(try chain.consent(fields: ["mass_g"]).refusal == "403 notMember")

    #expect(try chain.read("Noordbeker", record).values["mass_g"] == "28.4", "its own")
    #expect(try chain.call("Noordbeker", "GET", "/v1/access-ledger").items.count == 1, "and who read it")
  }

  @Test func `C12 consents end with the membership, and coming back revives none`() throws {
    #expect(try chain.read("Studiebureau", record).status == 200)
    func state() throws -> String? {
      try chain.call("Noordbeker", "GET", "/v1/consents/\(consent)").json["state"] as? String
    }
    try chain.leave("Noordbeker")
    #expect(try state() == "expired")
    #expect(try chain.read("Studiebureau", record).refusal == "403 consentExpired")
    let suspended = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/suspensions")
    #expect(suspended.refusal == "409 consentTerminal")

    try chain.travel(to: "2023-06-01T10:00:00+02:00")
    try chain.join("Noordbeker", as: "manufacturer")
    #expect(try state() == "expired")
    #expect(try chain.read("Studiebureau", record).refusal == "403 consentExpired")
    #expect(try chain.consent(from: "2023-06-01").json["state"] as? String == "active", "a fresh one")
    #expect(try chain.read("Studiebureau", record).status == 200)
  }

  @Test func `C12 who has left may still take back, and who has left still destroys`() throws {
    #expect(try chain.read("Studiebureau", record).status == 200)
    try chain.leave("Noordbeker")
    try chain.leave("Studiebureau")

    let revoked = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/revocations")
    #expect(revoked.json["state"] as? String == "revoked")
    let duty = try chain.call("Studiebureau", "GET", "/v1/destruction-duties").items.first
    let path = "/v1/destruction-duties/\(duty?["id"] as? String ?? "")/fulfilment"
    #expect(try chain.call("Studiebureau", "PUT", path).json["state"] as? String == "fulfilled")
  }

  @Test func `C12 the duty of confidence stays: who has left is bound, and sees by what and until when`() throws {
    let later = try chain.made(
      "Regie", "\(initiative)/ndas",
      ["title": "Later", "text": "Over iets anders.", "purposes": ["impactStudy"], "roles": ["researcher"]])
    _ = try chain.call(
      "Regie", "POST", "/v1/ndas/\(chain.nda)/versions",
      ["text": "Wij zwijgen voortaan.", "purposes": ["impactStudy"], "roles": ["researcher"]])
    let place = "/v1/ndas/\(chain.nda)"
    #expect(try chain.call("Noordbeker", "GET", place).text.contains("voortaan"))
    try chain.leave("Noordbeker")

    let pairs = try chain.call("Regie", "GET", place + "/pairs").items
    #expect(pairs.count == 1 && pairs[0]["state"] as? String == "inForce", "leaving ends no NDA")
    let seen = try chain.call("Noordbeker", "GET", place)
    #expect(seen.status == 200 && seen.text.contains("Wij zwijgen.") && !seen.text.contains("voortaan"))
    #expect(try chain.call("Noordbeker", "GET", place + "/pairs").items.count == 1)
    #expect(try chain.call("Noordbeker", "GET", "/v1/ndas/\(later)").refusal == "403 notMember")
    #expect(try chain.call("Noordbeker", "GET", "\(initiative)/ndas").refusal == "403 notMember")
    #expect(try chain.sign("Noordbeker").refusal == "403 notMember")
    try chain.leave("Kleiwerk")
    #expect(try chain.call("Kleiwerk", "GET", place).refusal == "403 notMember", "it never signed")

    let other = try chain.call("Noordbeker", "PUT", "\(place)/notices/\(chain.id("Studiebureau"))")
    #expect(other.refusal == "403 notOwner")
    let notice = try chain.call("Noordbeker", "PUT", "\(place)/notices/\(chain.id("Noordbeker"))")
    #expect(notice.status == 200 && notice.json["survivalUntilDate"] as? String == "2025-05-20", "\(notice.text)")
    #expect(try chain.call("Regie", "GET", place + "/pairs").items[0]["state"] as? String == "terminated")
  }

  @Test func `C12 released aggregates stay, and no later one counts who has left`() throws {
    let published = try Publication(chain)
    for (name, value) in [("Papierpunt", "55.5"), ("Kleiwerk", "48")] { try published.enter(name, value) }
    let release = try published.ask()
    #expect(release.json["value"] as? String == "165.5")
    let place = "/v1/releases/\(release.json["id"] as? String ?? "")"
    let before = try chain.call("Inkoopkring", "GET", place)

    try chain.leave("Papierpunt")

    let after = try chain.call("Inkoopkring", "GET", place)
    #expect(after.status == 200 && after.body == before.body)
    #expect(try published.ask().refusal == "403 withheld")
    #expect(try chain.call("Papierpunt", "GET", place).refusal == "403 notMember")
    let asked = try published.ask(as: "Papierpunt")
    #expect(asked.refusal == "403 notMember")
  }
}
