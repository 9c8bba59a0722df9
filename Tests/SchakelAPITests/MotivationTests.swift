import Foundation
import TestSupport
import Testing

/// What drives a member and what stands in its way: its own, and counts of many that give nobody away.
struct MotivationTests {
  private let chain: Chain
  private let initiative: String

  init() throws {
    chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    let id = try chain.made("Regie", "/v1/initiatives", ["title": "Beker", "roles": ["chainDirector"]])
    initiative = "/v1/initiatives/\(id)"
  }

  /// Lets a partner join, without a word on why.
  ///
  /// - Returns: The place of its membership.
  private func join(_ name: String, drivers: [String] = []) throws -> String {
    if chain.id(name).isEmpty { try chain.register(name) }
    let id = try chain.made("Regie", initiative + "/memberships", ["partnerId": chain.id(name)])
    let place = "\(initiative)/memberships/\(id)"
    let body: [String: Any] = ["roles": ["manufacturer"], "drivers": drivers]
    let reply = try chain.call(name, "PUT", place + "/acceptance", body)
    guard reply.status == 200 else { throw Chain.Unexpected(description: reply.text) }
    return place
  }

  private func state(_ name: String, _ place: String, _ body: [String: Any]) throws -> Reply {
    try chain.call(name, "PUT", place + "/motivation", body)
  }

  private func tables(as name: String = "Kleiwerk") throws -> [[String: Any]] {
    try chain.call(name, "GET", initiative + "/motivation-counts").items
  }

  /// The numbers told in a table, by driver or barrier.
  private func told(_ table: [String: Any]) -> [String: Int] {
    let entries = ["driver", "barrier"].flatMap { kind in
      (table[kind + "s"] as? [[String: Any]] ?? []).compactMap { entry in
        (entry["count"] as? Int).map { (entry[kind] as? String ?? "", $0) }
      }
    }
    return Dictionary(uniqueKeysWithValues: entries)
  }

  @Test func `a member's drivers and barriers are its own, unless it shares them with who leads`() throws {
    let place = try join("Kleiwerk", drivers: ["societal"])
    _ = try join("Papierpunt")
    let own = try chain.call("Kleiwerk", "GET", place + "/motivation")
    #expect(own.json["drivers"] as? [String] == ["societal"] && own.json["isShared"] as? Bool == false)
    let secret: [String: Any] = [
      "drivers": ["newBusiness", "intrinsic"], "barriers": ["lackOfTrust"], "text": "Regie deelt te veel.",
    ]
    let stated = try state("Kleiwerk", place, secret)
    #expect(stated.status == 200 && stated.json["drivers"] as? [String] == ["newBusiness", "intrinsic"])

    for name in ["Regie", "Papierpunt"] {
      #expect(try chain.call(name, "GET", place + "/motivation").refusal == "403 notOwner")
      for path in [place, initiative + "/memberships", initiative, initiative + "/audit-entries?limit=100"] {
        let text = try chain.call(name, "GET", path).text
        #expect(!text.contains("newBusiness") && !text.contains("lackOfTrust") && !text.contains("te veel"), "\(path)")
        #expect(!text.contains("motivationStated"))
      }
    }
    #expect(try chain.call(chain.steward, "GET", place + "/motivation").refusal == "403 notOwner")
    #expect(try chain.call("Bekerhandel", "GET", place + "/motivation").refusal == "404 notFound")
    #expect(try chain.call("Kleiwerk", "GET", place).json["drivers"] as? [String] == ["newBusiness", "intrinsic"])

    #expect(try state("Kleiwerk", place, secret.merging(["isShared": true]) { $1 }).status == 200)
    let seen = try chain.call("Regie", "GET", place + "/motivation")
    #expect(seen.json["text"] as? String == "Regie deelt te veel.")
    #expect(try chain.call("Regie", "GET", place).json["drivers"] as? [String] == ["newBusiness", "intrinsic"])
    #expect(try chain.call("Papierpunt", "GET", place + "/motivation").refusal == "403 notOwner")
    #expect(try chain.call("Papierpunt", "GET", place).json["drivers"] as? [String] == [])
    #expect(try chain.call(chain.steward, "GET", place + "/motivation").refusal == "403 notOwner")
  }

  @Test func `whether another member stated anything is not told either`() throws {
    let (silent, speaking) = (try join("Kleiwerk"), try join("Papierpunt", drivers: ["societal"]))
    let answers = try [silent, speaking].map { try chain.call("Regie", "GET", $0 + "/motivation") }
    #expect(answers[0].refusal == "403 notOwner" && answers[1].refusal == "403 notOwner")
    #expect(answers[0].json["detail"] as? String == answers[1].json["detail"] as? String)
    let empty = try chain.call("Kleiwerk", "GET", silent + "/motivation").json
    #expect(empty["statedAt"] is NSNull && empty["drivers"] as? [String] == [])
  }

  @Test func `D1 drivers and barriers are counted in batches of six, from three on, and each member once`() throws {
    var places: [String] = []
    for index in 0..<6 { places.append(try join("W\(index)")) }
    _ = try join("Kleiwerk")
    for index in 0..<5 {
      let barriers = index < 3 ? ["lackOfTrust"] : ["dataMissing"]
      _ = try state("W\(index)", places[index], ["drivers": ["societal"], "barriers": barriers])
      #expect(try tables().isEmpty, "before the batch is complete")
    }
    #expect(try state("W5", places[5], ["drivers": ["newBusiness"], "barriers": ["dataMissing"]]).status == 200)

    let table = try #require(try tables().first)
    #expect(told(table) == ["lackOfTrust": 3, "dataMissing": 3], "five of six would tell the sixth")
    let reply = try chain.call("Kleiwerk", "GET", initiative + "/motivation-counts")
    #expect(reply.items.count == 1 && !reply.text.contains(chain.id("W0")))
    for index in 0..<6 { _ = try state("W\(index)", places[index], ["drivers": ["intrinsic"]]) }
    #expect(try chain.call("Kleiwerk", "GET", initiative + "/motivation-counts").text == reply.text)
    for statement in ["UPDATE motivation_count SET count = 4", "DELETE FROM motivation_counted"] {
      #expect(throws: Tampering.Failed.self) { try Tampering.run(statement, on: chain.program.database) }
    }
  }

  @Test func `D2 D6 companies under one control count once, and no two numbers tell one company apart`() throws {
    var places: [String] = []
    for index in 0..<7 { places.append(try join("W\(index)")) }
    _ = try join("Kleiwerk")
    let group = try chain.made(chain.steward, "/v1/groups", ["name": "Groep"])
    for name in ["W0", "W1"] {
      _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
    }
    for index in 0..<6 {
      let barriers = ["lackOfTrust"] + (index < 4 ? ["divisionUnfair"] : [])
      let drivers = index < 5 ? ["societal", "intrinsic"] : ["intrinsic"]
      _ = try state("W\(index)", places[index], ["drivers": drivers, "barriers": index < 5 ? barriers : []])
    }
    #expect(try tables().isEmpty, "six companies, five undertakings")
    _ = try state("W6", places[6], ["drivers": ["intrinsic"]])
    let numbers = told(try #require(try tables().first))
    #expect(numbers["lackOfTrust"] == nil && numbers["intrinsic"] == nil, "two or none would be told by difference")
    #expect(numbers.count <= 1, "of those that differ by one company one is told at most: \(numbers)")
  }

  @Test func `counts are for members and the network, and a member that left is not counted`() throws {
    for index in 0..<5 { _ = try join("W\(index)", drivers: ["societal"]) }
    let left = try join("Papierpunt")
    _ = try state("Papierpunt", left, ["barriers": ["noSharedVision"]])
    let path = initiative + "/motivation-counts"
    #expect(try chain.call("W0", "GET", path).items.count == 1)
    #expect(try chain.call("Papierpunt", "PUT", left + "/notice", [:]).status == 200)
    #expect(try state("Papierpunt", left, ["barriers": ["lackOfTrust"]]).refusal == "403 notMember")
    #expect(try chain.call("Papierpunt", "GET", path).refusal == "403 notMember")
    #expect(try chain.call("Bekerhandel", "GET", path).refusal == "404 notFound")
    #expect(try chain.call(chain.steward, "GET", path).items.count == 1)

    let other = try join("Kleiwerk", drivers: ["societal"])
    #expect(try chain.call("Kleiwerk", "PUT", other + "/notice", [:]).status == 200)
    for index in 5..<10 { _ = try join("W\(index)", drivers: ["societal"]) }
    #expect(try chain.call("W0", "GET", path).items.count == 1, "five are left of the six")
  }

  @Test func `what does not fit is refused, and nobody states for another`() throws {
    let place = try join("Kleiwerk")
    let other = try join("Papierpunt")
    let repeated = try state(
      "Kleiwerk", place, ["drivers": ["societal", "societal"], "barriers": ["lackOfTrust", "lackOfTrust"]])
    #expect(repeated.refusal == "422 invalidContent" && repeated.faultyPlaces == ["/drivers", "/barriers"])
    let shapeless = try state(
      "Kleiwerk", place,
      ["drivers": ["greed"], "barriers": "x", "text": String(repeating: "a", count: 2001), "isShared": NSNull()])
    #expect(shapeless.status == 400)
    #expect(shapeless.faultyPlaces.sorted() == ["/barriers", "/drivers/0", "/isShared", "/text"])
    #expect(try state("Kleiwerk", other, ["drivers": ["societal"]]).refusal == "403 notOwner")
    #expect(try state("Regie", place, ["drivers": ["societal"]]).refusal == "403 notOwner")
    #expect(try chain.call(chain.steward, "PUT", place + "/motivation", [:]).refusal == "403 notAllowed")
    #expect(try state("Bekerhandel", place, [:]).refusal == "404 notFound")
    let trail = "/v1/audit-entries?action=membership.motivationStated"
    #expect(try chain.call(chain.steward, "GET", trail).items.isEmpty)
    for _ in 1...2 { #expect(try state("Kleiwerk", place, ["text": "Ooit."]).status == 200) }
    #expect(try chain.call(chain.steward, "GET", trail).items.count == 1, "the same again changes nothing")
  }
}
