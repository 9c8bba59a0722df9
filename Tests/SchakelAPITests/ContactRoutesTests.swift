import Foundation
import Testing
import TestSupport

/// The persons to call at a partner: the real server over a real socket.
struct ContactRoutesTests {
  private static let spring = "2023-04-01T10:00:00+02:00"
  private static let jan: [String: String] = [
    "name": "Jan Visser", "function": "inkoper", "email": "jan@noordbeker.example", "phone": "+31 20 123 45 67",
  ]

  private func path(_ chain: Chain) -> String { "/v1/partners/\(chain.id("Noordbeker"))/contacts" }

  /// Somebody with a network role.
  private func worker(_ chain: Chain, _ role: String) throws -> Client {
    let made = try chain.program.run(
      "token", "create", "--database", chain.program.database, "--account", role, "--role", role)
    return try chain.program.client(token: made.output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Somebody who acts for Noordbeker with one right only.
  private func colleague(_ chain: Chain, _ right: String) throws -> Client {
    let account = try chain.made(chain.steward, "/v1/accounts", ["name": "may \(right)"])
    _ = try chain.made(
      "Noordbeker", "/v1/accounts/\(account)/mandates",
      ["partnerId": chain.id("Noordbeker"), "rights": [right]])
    let token = try SignIn.makeToken(chain.client("Noordbeker"), account, #"["read","write"]"#)
    return try chain.program.client(token: token)
  }

  @Test func `a partner and the network's staff keep its contacts`() throws {
    let chain = try Chain(at: Self.spring)
    let made = try chain.call("Noordbeker", "POST", path(chain), Self.jan)
    #expect(made.status == 201 && made.header("etag") == "\"1\"")
    let place = path(chain) + "/" + (made.json["id"] as? String ?? "")
    #expect(made.header("location")?.hasSuffix(place) == true)

    for client in [try chain.client("Noordbeker"), chain.steward, try worker(chain, "staff")] {
      #expect(try client.send("GET", place).body == made.body)
      #expect(try client.send("GET", path(chain)).items.map { $0["name"] as? String } == ["Jan Visser"])
    }
    let changed = try chain.steward.send(
      "PATCH", place, #"{"phone":null,"name":"Jan de Visser"}"#, headers: [("If-Match", "\"1\"")])
    #expect(changed.status == 200 && changed.header("etag") == "\"2\"" && changed.json["phone"] is NSNull)
    #expect(changed.json["email"] as? String == "jan@noordbeker.example")
    let noordbeker = try chain.client("Noordbeker")
    for (method, body) in [("PATCH", #"{"name":"x"}"#), ("DELETE", nil)] {
      #expect(try noordbeker.send(method, place, body, headers: [("If-Match", "\"1\"")]).status == 412)
    }
    #expect(try noordbeker.send("DELETE", place, headers: [("If-Match", "\"2\"")]).status == 204)
    #expect(try noordbeker.send("GET", place).refusal == "404 notFound")
    #expect(try noordbeker.send("GET", path(chain)).items.isEmpty)
  }

  @Test func `others hear that there is nothing, as for a partner that does not exist`() throws {
    let chain = try Chain(at: Self.spring)
    let id = try chain.made("Noordbeker", path(chain), Self.jan)
    let elsewhere = "/v1/partners/01890a5d-ac96-774b-bcce-b302099a8057/contacts"
    for client in [try chain.client("Papierpunt"), try worker(chain, "reader")] {
      for base in [path(chain), elsewhere] {
        let answers = [
          try client.send("GET", base), try chain.call(client, "POST", base, Self.jan),
          try client.send("GET", "\(base)/\(id)"), try client.send("PATCH", "\(base)/\(id)", #"{"name":"x"}"#),
          try client.send("DELETE", "\(base)/\(id)"),
        ]
        #expect(answers.allSatisfy { $0.refusal == "404 notFound" && !$0.text.contains("Jan") })
      }
    }
    #expect(try chain.steward.send("GET", elsewhere).status == 404)
    let other = "/v1/partners/\(chain.id("Papierpunt"))/contacts"
    #expect(try chain.steward.send("GET", "\(other)/\(id)").status == 404)
    #expect(try chain.steward.send("DELETE", "\(other)/\(id)").status == 404)
    #expect(try chain.program.client().send("GET", path(chain)).status == 401)
    #expect(try chain.steward.send("GET", "\(path(chain))/\(id)").header("etag") == "\"1\"")
    for place in ["/v1/partners", "/v1/partners/\(chain.id("Noordbeker"))"] {
      #expect(try !chain.steward.send("GET", place).text.contains("Visser"))
    }
  }

  @Test func `at the partner reading takes the right to read, and changing that to manage`() throws {
    let chain = try Chain(at: Self.spring)
    let place = path(chain) + "/" + (try chain.made("Noordbeker", path(chain), Self.jan))
    let (reader, signer) = (try colleague(chain, "read"), try colleague(chain, "sign"))

    #expect(try reader.send("GET", place).status == 200)
    #expect(try signer.send("GET", place).refusal == "403 mandateInsufficient")
    for client in [reader, signer] {
      #expect(try chain.call(client, "POST", path(chain), Self.jan).refusal == "403 mandateInsufficient")
      #expect(try client.send("PATCH", place, #"{"name":"x"}"#).refusal == "403 mandateInsufficient")
      #expect(try client.send("DELETE", place).refusal == "403 mandateInsufficient")
    }
    #expect(try reader.send("GET", place).json["name"] as? String == "Jan Visser")
  }

  @Test func `faulty input names every place and stores nothing`() throws {
    let chain = try Chain(at: Self.spring)
    let refused = try chain.call(
      "Noordbeker", "POST", path(chain),
      ["name": " ", "email": "x", "phone": String(repeating: "1", count: 41), "id": "1", "age": 3])
    #expect(refused.status == 400 && Set(refused.faultyPlaces) == ["/name", "/email", "/phone", "/id", "/age"])
    #expect(try chain.call("Noordbeker", "POST", path(chain), [:]).faultyPlaces == ["/name"])
    #expect(try chain.call("Noordbeker", "GET", path(chain)).items.isEmpty)
  }

  @Test func `pages follow one another`() throws {
    let chain = try Chain(at: Self.spring)
    for name in ["A", "B", "C"] { _ = try chain.made("Noordbeker", path(chain), ["name": name]) }
    let first = try chain.call("Noordbeker", "GET", path(chain) + "?limit=2")
    let next = try #require((first.json["next"] as? String).flatMap { URLComponents(string: $0) })
    let second = try chain.call("Noordbeker", "GET", "\(next.path)?\(next.query ?? "")")
    #expect((first.items + second.items).map { $0["name"] as? String } == ["A", "B", "C"])
  }

  @Test func `nothing of a person stays once it is forgotten, and the trail never held any`() throws {
    let chain = try Chain(at: Self.spring)
    let place = path(chain) + "/" + (try chain.made("Noordbeker", path(chain), Self.jan))
    #expect(try chain.call("Noordbeker", "PATCH", place, ["function": "directeur"]).status == 200)
    #expect(try chain.call("Noordbeker", "DELETE", place).status == 204)
    #expect(chain.program.stop() == 0)

    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
    try Tampering.run("VACUUM", on: chain.program.database)
    let stored = try Data(contentsOf: URL(fileURLWithPath: chain.program.database))
    for text in ["Jan Visser", "noordbeker.example", "directeur"] { #expect(stored.range(of: Data(text.utf8)) == nil) }
    for action in ["created", "changed", "deleted"] {
      #expect(stored.range(of: Data("partnerContact.\(action)".utf8)) != nil)
    }
  }
}
