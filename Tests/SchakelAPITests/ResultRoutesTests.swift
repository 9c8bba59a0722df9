import Foundation
import Testing
import TestSupport

/// The results of an initiative: the real server over a real socket.
struct ResultRoutesTests {
  private static let spring = "2023-04-01T10:00:00+02:00"
  private static let test: [String: String] = ["title": "Proef met 1000 bekers", "dueDate": "2023-06-01"]

  /// The KoffiebekerPact with its members, and where its results stand.
  private func scene() throws -> (chain: Chain, path: String) {
    let chain = try Chain(at: Self.spring)
    try chain.begin()
    return (chain, "/v1/initiatives/\(chain.initiative)/results")
  }

  @Test func `a coordinator registers a result, and members and the network see it`() throws {
    let (chain, path) = try scene()
    let made = try chain.call("Regie", "POST", path, Self.test)
    #expect(made.status == 201 && made.json["evidenceLevel"] as? String == "declared")
    #expect(made.json["achievedDate"] is NSNull && made.json["initiativeId"] as? String == chain.initiative)
    let place = path + "/" + (made.json["id"] as? String ?? "")
    #expect(made.header("location")?.hasSuffix(place) == true)

    for client in [try chain.client("Papierpunt"), try chain.client("Regie"), chain.steward] {
      #expect(try client.send("GET", place).body == made.body)
      #expect(try client.send("GET", path).items.count == 1)
    }
  }

  @Test func `a result that was reached is proven, corrected and kept`() throws {
    let (chain, path) = try scene()
    let place = path + "/" + (try chain.made("Regie", path, Self.test))
    let reached = try chain.call(
      "Regie", "PATCH", place, ["achievedDate": "2023-04-01", "evidenceLevel": "documented"])
    #expect(reached.json["achievedDate"] as? String == "2023-04-01" && reached.header("etag") == "\"2\"")
    #expect(
      reached.json["evidenceLevel"] as? String == "documented" && reached.json["dueDate"] as? String == "2023-06-01")

    #expect(try chain.call("Regie", "PATCH", place, ["achievedDate": "2023-03-31"]).status == 200)
    #expect(try chain.call("Regie", "PATCH", place, ["achievedDate": NSNull()]).refusal == "409 resultAchieved")
    #expect(try chain.call("Regie", "DELETE", place).refusal == "409 resultAchieved")
    #expect(try chain.call("Regie", "GET", place).json["achievedDate"] as? String == "2023-03-31")
    let open = path + "/" + (try chain.made("Regie", path, Self.test))
    #expect(try chain.call("Regie", "DELETE", open).status == 204)
    #expect(try chain.call("Regie", "GET", open).refusal == "404 notFound")
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `nothing is reached in the future, by the day in Amsterdam`() throws {
    let (chain, path) = try scene()
    var body = Self.test
    body["achievedDate"] = "2023-04-02"
    let refused = try chain.call("Regie", "POST", path, body)
    #expect(refused.refusal == "422 invalidContent" && refused.faultyPlaces == ["/achievedDate"])
    let place = path + "/" + (try chain.made("Regie", path, Self.test))
    try chain.travel(to: "2023-04-01T21:59:59Z")
    #expect(try chain.call("Regie", "PATCH", place, ["achievedDate": "2023-04-02"]).refusal == "422 invalidContent")
    try chain.travel(to: "2023-04-01T22:00:00Z")
    #expect(try chain.call("Regie", "PATCH", place, ["achievedDate": "2023-04-02"]).status == 200)
    #expect(try chain.call("Regie", "GET", path).items.count == 1)
  }

  @Test func `faulty input names every place and stores nothing`() throws {
    let (chain, path) = try scene()
    let refused = try chain.call(
      "Regie", "POST", path,
      ["title": "", "dueDate": "2023-02-30", "achievedDate": "x", "evidenceLevel": "sure", "version": 1])
    let places: Set = ["/title", "/dueDate", "/achievedDate", "/evidenceLevel", "/version"]
    #expect(refused.status == 400 && Set(refused.faultyPlaces) == places)
    #expect(try chain.call("Regie", "POST", path, [:]).faultyPlaces == ["/title", "/dueDate"])
    #expect(try chain.call("Regie", "GET", path).items.isEmpty)
  }

  @Test func `a change takes the version that was seen`() throws {
    let (chain, path) = try scene()
    let place = path + "/" + (try chain.made("Regie", path, Self.test))
    let regie = try chain.client("Regie")
    let seen = [("If-Match", "\"1\"")]
    #expect(try regie.send("PATCH", place, #"{"title":"Proef"}"#, headers: seen).status == 200)
    #expect(try regie.send("PATCH", place, #"{"title":"Test"}"#, headers: seen).status == 412)
    #expect(try regie.send("DELETE", place, headers: seen).status == 412)
    #expect(try regie.send("GET", place).json["title"] as? String == "Proef")
  }

  @Test func `a member changes nothing, the invited see nothing, and outsiders hear of nothing`() throws {
    let (chain, path) = try scene()
    let id = try chain.made("Regie", path, Self.test)
    let other = try chain.made("Regie", "/v1/initiatives", ["title": "Ander"])
    func refusals(_ name: String) throws -> [String] {
      [
        try chain.call(name, "GET", path), try chain.call(name, "GET", "\(path)/\(id)"),
        try chain.call(name, "POST", path, Self.test), try chain.call(name, "PATCH", "\(path)/\(id)", ["title": "x"]),
        try chain.call(name, "DELETE", "\(path)/\(id)"),
      ].map { $0.status < 300 ? "200" : $0.refusal }
    }

    let refused = "403 notAllowed"
    #expect(try refusals("Papierpunt") == ["200", "200", refused, refused, refused])
    #expect(try refusals("Bekerhandel") == Array(repeating: "404 notFound", count: 5))
    _ = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/memberships", ["partnerId": chain.id("Bekerhandel")])
    #expect(try refusals("Bekerhandel") == Array(repeating: "403 notMember", count: 5))
    #expect(try chain.call("Regie", "GET", "/v1/initiatives/\(other)/results/\(id)").refusal == "404 notFound")
    #expect(try chain.call("Regie", "GET", "\(path)/\(id)").header("etag") == "\"1\"")
  }

  @Test func `a draft with a result that was reached is not deleted`() throws {
    let chain = try Chain(at: Self.spring)
    let place = "/v1/initiatives/" + (try chain.made(chain.steward, "/v1/initiatives", ["title": "a"]))
    let result = try chain.made(chain.steward, place + "/results", Self.test)
    _ = try chain.call(chain.steward, "PATCH", "\(place)/results/\(result)", ["achievedDate": "2023-04-01"])
    #expect(try chain.call(chain.steward, "DELETE", place).refusal == "409 notDraft")
    let hoped = "/v1/initiatives/" + (try chain.made(chain.steward, "/v1/initiatives", ["title": "b"]))
    _ = try chain.made(chain.steward, hoped + "/results", Self.test)
    #expect(try chain.call(chain.steward, "DELETE", hoped).status == 204)
  }
}
