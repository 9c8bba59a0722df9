import Foundation
import Testing
import TestSupport

/// Phases with gates, as step 8 of SCENARIO O6 has them.
struct PhaseTests {
  private func scene(_ content: [String: Any]) throws -> (chain: Chain, path: String) {
    let chain = try Chain(at: "2023-04-11T10:00:00+02:00")
    try chain.begin()
    let path = "/v1/initiatives/\(chain.initiative)"
    let reply = try chain.call("Regie", "PATCH", path, content)
    guard reply.status == 200 else { throw Chain.Unexpected(description: reply.text) }
    return (chain, path)
  }

  private func unmet(_ reply: Reply) -> [String] {
    (reply.json["errors"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
  }

  private static var start: [String: Any] {
    [
      "status": "active", "goal": "Een wand van lisdodde.", "phaseModel": "versnellingshuisSupport",
      "phase": "initiation",
    ]
  }

  @Test func `H1 a phase is left when its gate is met, and each unmet condition is named`() throws {
    let (chain, path) = try scene(Self.start)
    let refused = try chain.call("Regie", "PATCH", path, ["phase": "execution"])
    #expect(refused.refusal == "409 gateNotMet" && unmet(refused) == ["businessCase", "continuationAgreed"])
    #expect(refused.faultyPlaces == ["/phase", "/phase"])
    #expect(try chain.call("Regie", "GET", path).json["phase"] as? String == "initiation")
    let gate = try #require(try chain.call("Papierpunt", "GET", path + "/phases").items.first)
    #expect(gate["phase"] as? String == "initiation" && gate["isOpen"] as? Bool == false)
    let states = (gate["conditions"] as? [[String: Any]] ?? []).map { $0["isMet"] as? Bool }
    #expect(states == [true, true, false, false])

    _ = try chain.made(
      "Regie", path + "/splits",
      ["title": "Baten", "subject": "surplus", "partners": [["partnerId": chain.id("Kleiwerk")]]])
    #expect(try unmet(chain.call("Regie", "PATCH", path, ["phase": "execution"])) == ["continuationAgreed"])
    _ = try chain.agree(["explanations": [["question": "continuation", "text": "Wij betalen zelf."]]])
    let moved = try chain.call("Regie", "PATCH", path, ["phase": "execution"])
    #expect(moved.status == 200 && moved.json["phase"] as? String == "execution")
  }

  @Test func `H1 an adopted decision waives the gate, and the initiative goes on in the same step`() throws {
    let (chain, path) = try scene(Self.start)
    _ = try chain.agree()
    let body = ["kind": "phase", "phase": "initiation", "title": "Door", "proposal": "Wij gaan alvast verder."]
    let decision = try chain.made("Regie", path + "/decisions", body)
    #expect(try chain.call("Regie", "PATCH", path, ["phase": "execution"]).refusal == "409 gateNotMet", "open yet")
    for name in Chain.members {
      _ = try chain.call(name, "PUT", "/v1/decisions/\(decision)/votes/\(chain.id(name))", ["vote": "agree"])
    }
    let closed = try chain.call("Regie", "PUT", "/v1/decisions/\(decision)/closing")
    #expect(closed.json["outcome"] as? String == "adopted" && closed.json["phase"] as? String == "initiation")
    #expect(try chain.call("Regie", "GET", path).json["phase"] as? String == "execution")

    #expect(try chain.call("Regie", "PATCH", path, ["phase": "initiation"]).status == 200, "going back needs nothing")
    let gate = try chain.call("Papierpunt", "GET", path + "/phases").items.first
    #expect(gate?["waivedByDecisionId"] as? String == decision && gate?["isOpen"] as? Bool == true)
    #expect(throws: Tampering.Failed.self) {
      try Tampering.run("UPDATE decision SET waived_phase = 'execution'", on: chain.program.database)
    }
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `H1 no way leads around a gate`() throws {
    let content = Self.start.merging(["phaseModel": "rvo", "goal": NSNull()]) { $1 }
    let (chain, path) = try scene(content)
    let ways: [([String: Any], [String])] = [
      (["phase": "deepening"], ["goalSet", "agreementInForce", "nextResultPlanned"]),
      (["phase": NSNull()], ["goalSet"]),
      (["phaseModel": "zuidHolland", "phase": "pilot"], ["goalSet"]),
      (["phaseModel": "consciousCollaboration", "phase": "framework"], ["goalSet", "goalSet"]),
      (["status": "draft", "phase": "exploration"], ["goalSet"]),
    ]
    for (way, conditions) in ways {
      let refused = try chain.call("Regie", "PATCH", path, way)
      #expect(refused.refusal == "409 gateNotMet" && unmet(refused) == conditions, "\(way)")
    }
    _ = try chain.call("Regie", "PATCH", path, ["status": "draft"])
    #expect(try chain.call("Regie", "PATCH", path, ["phase": "exploration"]).refusal == "409 gateNotMet")
    let both: [String: Any] = ["phase": "exploration", "goal": "Een kilo garen."]
    #expect(try chain.call("Regie", "PATCH", path, both).status == 200, "the goal comes with it")
  }

  @Test func `a draft that nobody has built on is free`() throws {
    let chain = try Chain(at: "2023-04-11T10:00:00+02:00")
    let id = try chain.made("Regie", "/v1/initiatives", ["title": "x", "phaseModel": "rvo", "phase": "initiation"])
    #expect(try chain.call("Regie", "PATCH", "/v1/initiatives/\(id)", ["phase": "elaboration"]).status == 200)
  }

  @Test func `faulty waivers are refused, and strangers see no gates`() throws {
    let (chain, path) = try scene(Self.start)
    _ = try chain.agree()
    let plain = ["kind": "budget", "phase": "initiation", "title": "x", "proposal": "y"]
    let odd = try chain.call("Regie", "POST", path + "/decisions", plain)
    #expect(odd.refusal == "422 invalidContent" && odd.faultyPlaces == ["/phase"])
    let other = plain.merging(["kind": "phase", "phase": "pilot"]) { $1 }
    #expect(try chain.call("Regie", "POST", path + "/decisions", other).faultyPlaces == ["/phase"])
    let schema = plain.merging(["kind": "phase", "phase": "war"]) { $1 }
    #expect(try chain.call("Regie", "POST", path + "/decisions", schema).refusal == "400 unknownCode")
    #expect(try chain.call("Regie", "GET", path + "/decisions").items.isEmpty)
    #expect(try chain.call("Bekerhandel", "GET", path + "/phases").refusal == "404 notFound")
    let models = try chain.call("Bekerhandel", "GET", "/v1/phase-models").items
    #expect(models.count == 4)
    let page = try chain.call("Papierpunt", "GET", path + "/phases?limit=1")
    #expect(page.items.count == 1 && page.json["next"] is String)
  }
}
