import Foundation
import Testing
import TestSupport

/// Effort that is fixed together, as step 14 of SCENARIO O5 has it.
struct CommitmentTests {
  private func scene() throws -> (chain: Chain, path: String) {
    let chain = try Chain(at: "2023-04-11T10:00:00+02:00")
    try chain.begin()
    return (chain, "/v1/initiatives/\(chain.initiative)/commitments")
  }

  private static func effort(_ chain: Chain, of name: String, _ others: [String: Any] = [:]) -> [String: Any] {
    let body: [String: Any] = [
      "partnerId": chain.id(name), "title": "Sorteren", "hours": 16, "per": "month", "startDate": "2023-05-01",
      "endDate": "2023-11-01",
    ]
    return body.merging(others) { $1 }
  }

  private func state(_ chain: Chain, _ place: String) throws -> String? {
    try chain.call("Kleiwerk", "GET", place).json["state"] as? String
  }

  @Test func `H5 a commitment counts once the member that carries it accepted`() throws {
    let (chain, path) = try scene()
    let place = "/v1/commitments/\(try chain.made("Regie", path, Self.effort(chain, of: "Papierpunt")))"
    #expect(try state(chain, place) == "proposed")
    let told = try chain.call("Papierpunt", "GET", "/v1/notifications?limit=100").items
    #expect(told.last?["event"] as? String == "commitmentProposed")
    for name in ["Regie", "Kleiwerk"] {
      #expect(try chain.call(name, "PUT", place + "/acceptance").refusal == "403 notOwner")
    }
    #expect(try chain.call(chain.steward, "PUT", place + "/acceptance").refusal == "403 notAllowed")
    #expect(try state(chain, place) == "proposed")

    let accepted = try chain.call("Papierpunt", "PUT", place + "/acceptance")
    #expect(accepted.json["state"] as? String == "accepted" && accepted.json["hours"] as? Int == 16)
    #expect(accepted.json["acceptedAt"] as? String == "2023-04-11T08:00:00.000Z")
    #expect(try chain.call("Papierpunt", "PUT", place + "/acceptance").body == accepted.body)
    #expect(try chain.call("Papierpunt", "PUT", place + "/refusal").refusal == "409 commitmentAnswered")
    let answered = try chain.call("Regie", "GET", "/v1/notifications?limit=100").items
    #expect(answered.filter { $0["event"] as? String == "commitmentAccepted" }.count == 1)
    for script in ["UPDATE commitment SET hours = 1", "DELETE FROM commitment"] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
    try chain.travel(to: "2023-10-31T22:59:59Z")
    #expect(try state(chain, place) == "accepted")
    try chain.travel(to: "2023-10-31T23:00:00Z")
    #expect(try state(chain, place) == "ended")
  }

  @Test func `a member promises for itself at once, and declines what others propose`() throws {
    let (chain, path) = try scene()
    let own = try chain.call("Kleiwerk", "POST", path, Self.effort(chain, of: "Kleiwerk", ["hours": NSNull()]))
    #expect(own.json["state"] as? String == "accepted" && own.json["hours"] is NSNull)
    let other = try chain.call("Kleiwerk", "POST", path, Self.effort(chain, of: "Papierpunt"))
    #expect(other.refusal == "403 notAllowed")
    let place = "/v1/commitments/\(try chain.made("Regie", path, Self.effort(chain, of: "Papierpunt")))"
    #expect(try chain.call("Papierpunt", "PUT", place + "/refusal").json["state"] as? String == "declined")
    #expect(try chain.call("Koffiegoed", "GET", path).items.count == 2)
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `faulty commitments and strangers are refused, and nothing is stored`() throws {
    let (chain, path) = try scene()
    let schema = try chain.call("Regie", "POST", path, ["hours": 0, "per": "day", "title": " ", "acceptedAt": "x"])
    #expect(schema.status == 400)
    #expect(
      Set(schema.faultyPlaces) == ["/hours", "/per", "/title", "/acceptedAt", "/partnerId", "/startDate"])
    let end = try chain.call("Regie", "POST", path, Self.effort(chain, of: "Papierpunt", ["endDate": "2023-05-01"]))
    #expect(end.refusal == "422 invalidContent" && end.faultyPlaces == ["/endDate"])
    let stranger = try chain.call("Regie", "POST", path, Self.effort(chain, of: "Bekerhandel"))
    #expect(stranger.refusal == "422 invalidContent" && stranger.faultyPlaces == ["/partnerId"])
    let own = Self.effort(chain, of: "Bekerhandel")
    #expect(try chain.call("Bekerhandel", "POST", path, own).refusal == "404 notFound")
    #expect(try chain.call("Regie", "GET", path).items.isEmpty)
    let place = "/v1/commitments/\(try chain.made("Regie", path, Self.effort(chain, of: "Papierpunt")))"
    for address in [path, place] { #expect(try chain.call("Bekerhandel", "GET", address).status == 404) }
    #expect(try chain.call("Bekerhandel", "PUT", place + "/acceptance").status == 404)
  }
}
