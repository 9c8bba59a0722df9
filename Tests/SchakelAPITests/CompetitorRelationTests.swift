import Foundation
import Testing
import TestSupport

/// Who competes with whom: who may say so, who hears of it, and what takes the place of what.
struct CompetitorRelationTests {
  private static let path = "/v1/competitor-relations"

  private func begun() throws -> Chain {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    return chain
  }

  private func body(_ chain: Chain, _ one: String, _ other: String, _ answer: String = "yes") -> [String: Any] {
    [
      "partnerIds": [chain.id(one), chain.id(other)], "market": "koffiebekers, Nederland", "answer": answer,
      "source": "Beide leveren aan kantoren.",
    ]
  }

  @Test func `the office records any answer, and a partner only tightens its own`() throws {
    let chain = try begun()

    let no = try chain.call(chain.steward, "POST", Self.path, body(chain, "Noordbeker", "Papierpunt", "no"))
    #expect(no.status == 201 && no.json["answer"] as? String == "no" && no.json["isCurrent"] as? Bool == true)
    let own = try chain.call("Papierpunt", "POST", Self.path, body(chain, "Noordbeker", "Papierpunt", "yes"))
    #expect(own.status == 201 && own.json["authorPartnerId"] as? String == chain.id("Papierpunt"))

    for (name, answer, refusal) in [
      ("Papierpunt", "no", "403 notAllowed"), ("Regie", "no", "403 notOwner"), ("Kleiwerk", "yes", "403 notOwner"),
      ("Bekerhandel", "unknown", "403 notOwner"),
    ] {
      let refused = try chain.call(name, "POST", Self.path, body(chain, "Noordbeker", "Papierpunt", answer))
      #expect(refused.refusal == refusal, "\(name)")
    }
    let answers = try chain.call(chain.steward, "GET", Self.path).items
    #expect(answers.map { $0["answer"] as? String } == ["no", "yes"])
    #expect(answers.map { $0["isCurrent"] as? Bool } == [false, true], "the later answer counts, the earlier stays")
    for script in ["UPDATE competitor_relation SET answer = 'no'", "DELETE FROM competitor_relation"] {
      #expect(throws: Tampering.Failed.self) { try Tampering.run(script, on: chain.program.database) }
    }
  }

  @Test func `both sides hear of it and see it, and nobody else does`() throws {
    let chain = try begun()
    let relation = try chain.made(chain.steward, Self.path, body(chain, "Noordbeker", "Papierpunt"))

    for name in ["Noordbeker", "Papierpunt"] {
      #expect(try chain.call(name, "GET", "\(Self.path)/\(relation)").status == 200)
      #expect(try chain.call(name, "GET", Self.path).items.count == 1)
      let told = try chain.call(name, "GET", "/v1/notifications?limit=100").items
      #expect(told.last?["event"] as? String == "competitorRelationRecorded", "\(name)")
    }
    for name in ["Kleiwerk", "Regie", "Bekerhandel"] {
      #expect(try chain.call(name, "GET", "\(Self.path)/\(relation)").refusal == "404 notFound")
      #expect(try chain.call(name, "GET", Self.path).items.isEmpty)
      let told = try chain.call(name, "GET", "/v1/notifications?limit=100")
      #expect(!told.text.contains("competitorRelation"), "\(name)")
    }
    let trail = try chain.call("Kleiwerk", "GET", "/v1/initiatives/\(chain.initiative)/audit-entries?limit=100")
    #expect(!trail.text.contains("competitorRelation"))
    let entries = try chain.call(chain.steward, "GET", "/v1/audit-entries?subjectId=\(relation)").items
    #expect(entries.map { $0["action"] as? String } == ["competitorRelation.recorded"])
    #expect(try chain.program.client().send("GET", Self.path).refusal == "401 unauthenticated")
  }

  @Test func `a relation is between groups, and a group has none with itself`() throws {
    let chain = try begun()
    let group = try chain.made(chain.steward, "/v1/groups", ["name": "Bekergroep"])
    for name in ["Papierpunt", "Kleiwerk"] {
      _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
    }

    let made = try chain.call(chain.steward, "POST", Self.path, body(chain, "Noordbeker", "Papierpunt"))
    let groups = (made.json["sides"] as? [[String: Any]] ?? []).compactMap { $0["groupId"] as? String }
    #expect(made.status == 201 && groups == [group])
    #expect(try chain.call("Kleiwerk", "GET", Self.path).items.count == 1, "its group's")
    let itself = try chain.call(chain.steward, "POST", Self.path, body(chain, "Kleiwerk", "Papierpunt"))
    #expect(itself.refusal == "422 invalidContent" && itself.faultyPlaces == ["/partnerIds/1"])
  }

  @Test func `a faulty relation is refused with every place, and nothing is stored`() throws {
    let chain = try begun()

    let faulty = try chain.call(
      chain.steward, "POST", Self.path,
      ["partnerIds": [chain.id("Kleiwerk")], "market": " ", "answer": "maybe", "verdict": "x"])
    #expect(faulty.refusal == "400 invalidInput")
    #expect(faulty.faultyPlaces.sorted() == ["/answer", "/market", "/partnerIds", "/source", "/verdict"])
    var unknown = body(chain, "Kleiwerk", "Noordbeker")
    unknown["partnerIds"] = [chain.id("Kleiwerk"), chain.initiative]
    let nobody = try chain.call(chain.steward, "POST", Self.path, unknown)
    #expect(nobody.refusal == "422 invalidContent" && nobody.faultyPlaces == ["/partnerIds/1"])
    #expect(try chain.call(chain.steward, "GET", Self.path).items.isEmpty)
  }
}
