import Foundation
import Testing
import TestSupport

/// The risks of an initiative as SCENARIO O6 has them: they come by the clock, and go once they are cleared.
struct InitiativeRiskTests {
  private func scene(at moment: String = "2022-09-01T09:00:00+02:00") throws -> Chain {
    let chain = try Chain(at: moment)
    try chain.begin()
    let goal: [String: Any] = ["status": "active", "goal": "Een wand van lisdodde."]
    guard try chain.call("Regie", "PATCH", "/v1/initiatives/\(chain.initiative)", goal).status == 200 else {
      throw Chain.Unexpected(description: "the initiative was not made active")
    }
    return chain
  }

  private func appoint(_ chain: Chain) throws {
    let id = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/facilitators",
      [
        "partnerId": chain.id("Regie"), "funding": "subsidy", "hours": 400, "startDate": "2022-09-01",
        "endDate": "2023-09-01",
      ])
    _ = try chain.call("Regie", "PUT", "/v1/facilitators/\(id)/independence-statement", ["text": "Onafhankelijk."])
  }

  private func risks(_ chain: Chain, as name: String = "Papierpunt") throws -> [String] {
    try chain.call(name, "GET", "/v1/initiatives/\(chain.initiative)/risks").items.compactMap {
      $0["kind"] as? String
    }
  }

  @Test func `H2 ninety days without a result are a risk, until one is reached`() throws {
    let chain = try scene()
    let results = "/v1/initiatives/\(chain.initiative)/results"
    #expect(try risks(chain) == ["nextResultMissing"])
    let result = try chain.made("Regie", results, ["title": "Brandproef", "dueDate": "2023-02-20"])
    #expect(try risks(chain).isEmpty)
    try chain.travel(to: "2022-11-29T22:59:59Z")
    #expect(try risks(chain).isEmpty)
    try chain.travel(to: "2022-11-29T23:00:00Z")
    let seen = try chain.call("Papierpunt", "GET", "/v1/initiatives/\(chain.initiative)/risks").items
    #expect(seen.count == 1 && seen[0]["kind"] as? String == "noResult")
    #expect(seen[0]["dueDate"] as? String == "2022-11-30" && seen[0]["subjectId"] as? String == chain.initiative)
    #expect(seen[0]["clearedBy"] as? [String] == ["resultAchieved"])

    try chain.travel(to: "2023-02-20T09:00:00Z")
    let reached = ["achievedDate": "2023-02-20", "evidenceLevel": "documented"]
    #expect(try chain.call("Regie", "PATCH", "\(results)/\(result)", reached).status == 200)
    #expect(try risks(chain) == ["nextResultMissing"])
    _ = try chain.call("Regie", "PATCH", "/v1/initiatives/\(chain.initiative)", ["goal": NSNull()])
    try chain.travel(to: "2023-05-21T00:00:00+02:00")
    #expect(try risks(chain) == ["noResult", "goalMissing", "nextResultMissing"])
    _ = try chain.call("Regie", "PATCH", "/v1/initiatives/\(chain.initiative)", ["status": "completed"])
    #expect(try risks(chain).isEmpty)
  }

  @Test func `H2 in the phase of initiation there need be no goal and no result yet`() throws {
    let chain = try scene()
    let phase: [String: Any] = ["phaseModel": "rvo", "phase": "initiation", "goal": NSNull()]
    _ = try chain.call("Regie", "PATCH", "/v1/initiatives/\(chain.initiative)", phase)
    try chain.travel(to: "2023-09-01T09:00:00Z")
    #expect(try risks(chain).isEmpty)
    _ = try chain.call(
      "Regie", "PATCH", "/v1/initiatives/\(chain.initiative)", ["phase": "exploration", "goal": "Een wand."])
    _ = try chain.call("Regie", "PATCH", "/v1/initiatives/\(chain.initiative)", ["goal": NSNull()])
    #expect(try risks(chain) == ["noResult", "goalMissing", "nextResultMissing"])
  }

  @Test func `H8 continuity is a risk sixty days before facilitation ends, until a continuation is adopted`() throws {
    let chain = try scene()
    _ = try chain.agree(["decisionMaking": [["kind": "other", "rule": "unanimity"]]])
    try appoint(chain)
    try chain.travel(to: "2023-07-02T21:59:59Z")
    #expect(try !risks(chain).contains("continuity"))
    try chain.travel(to: "2023-07-02T22:00:00Z")
    #expect(try risks(chain).first == "continuity")
    let seen = try chain.call("Papierpunt", "GET", "/v1/initiatives/\(chain.initiative)/risks").items[0]
    #expect(seen["dueDate"] as? String == "2023-09-01")
    #expect(seen["clearedBy"] as? [String] == ["continuationAgreed", "facilitatorAppointed"])

    try chain.travel(to: "2023-08-20T10:00:00+02:00")
    let decision = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/decisions",
      ["kind": "continuation", "title": "Vervolg", "proposal": "Wij betalen samen verder."])
    #expect(try risks(chain).first == "continuity", "proposed is not adopted")
    for name in Chain.members {
      _ = try chain.call(name, "PUT", "/v1/decisions/\(decision)/votes/\(chain.id(name))", ["vote": "agree"])
    }
    _ = try chain.call("Regie", "PUT", "/v1/decisions/\(decision)/closing")
    #expect(try !risks(chain).contains("continuity"))
    try chain.travel(to: "2023-09-01T00:00:00+02:00")
    #expect(try !risks(chain).contains("continuity"))
  }

  @Test func `H8 an agreement in force that answers what comes afterwards clears it, an older one does not`() throws {
    let chain = try scene(at: "2022-08-01T09:00:00+02:00")
    let answer = ["explanations": [["question": "continuation", "text": "Wij betalen samen verder."]]]
    _ = try chain.agree(answer)
    try chain.travel(to: "2022-09-01T09:00:00+02:00")
    try appoint(chain)
    try chain.travel(to: "2023-08-20T10:00:00+02:00")
    #expect(try risks(chain).first == "continuity", "agreed before anybody was appointed")
    _ = try chain.agree(answer)
    #expect(try !risks(chain).contains("continuity"))
  }

  @Test func `H7 a facilitator that did not state its independence is a risk`() throws {
    let chain = try scene()
    let facilitators = "/v1/initiatives/\(chain.initiative)/facilitators"
    let id = try chain.made(
      "Regie", facilitators,
      [
        "partnerId": chain.id("Regie"), "funding": "members", "hours": 40, "startDate": "2022-09-01",
        "endDate": "2023-09-01",
      ])
    #expect(try risks(chain) == ["nextResultMissing", "independence"])
    _ = try chain.call("Regie", "PUT", "/v1/facilitators/\(id)/independence-statement", ["text": "Onafhankelijk."])
    #expect(try risks(chain) == ["nextResultMissing"])
  }

  @Test func `what ends soon or is overdue shows to those whom it concerns, and to nobody else`() throws {
    let chain = try Chain(at: "2023-03-01T09:00:00+01:00")
    let (record, consent) = try chain.open()
    #expect(try chain.read("Studiebureau", record, "purpose=impactStudy&fields=mass_g").status == 200)
    try chain.travel(to: "2023-09-01T09:00:00+02:00")
    for name in ["Noordbeker", "Studiebureau"] { #expect(try risks(chain, as: name).contains("consentEnding")) }
    for name in ["Papierpunt", "Regie"] { #expect(try !risks(chain, as: name).contains("consentEnding")) }

    _ = try chain.call("Noordbeker", "POST", "/v1/consents/\(consent)/revocations", [:])
    #expect(try !risks(chain, as: "Noordbeker").contains("consentEnding"))
    try chain.travel(to: "2023-10-02T09:00:00+02:00")
    for name in ["Noordbeker", "Studiebureau", "Regie"] { #expect(try risks(chain, as: name).contains("dutyOverdue")) }
    #expect(try !risks(chain, as: "Papierpunt").contains("dutyOverdue"))
    let path = "/v1/initiatives/\(chain.initiative)/risks"
    let first = try chain.call("Noordbeker", "GET", path + "?limit=1")
    #expect(first.items.count == 1)
    #expect(try chain.call(chain.steward, "GET", path).items.contains { $0["kind"] as? String == "dutyOverdue" })
    #expect(try chain.call("Bekerhandel", "GET", path).refusal == "404 notFound")
    let duty = try chain.call("Studiebureau", "GET", "/v1/destruction-duties").items.first?["id"] as? String ?? ""
    #expect(try chain.call("Studiebureau", "PUT", "/v1/destruction-duties/\(duty)/fulfilment").status == 200)
    #expect(try !risks(chain, as: "Noordbeker").contains("dutyOverdue"))
  }

  @Test func `the network's people see the risks of all initiatives, and partners do not`() throws {
    let chain = try scene()
    let calm = try chain.made(chain.steward, "/v1/initiatives", ["title": "Rustig"])
    let items = try chain.call(chain.steward, "GET", "/v1/risks").items
    #expect(items.map { $0["initiativeId"] as? String } == [chain.initiative, calm])
    let kinds = items.map { ($0["risks"] as? [[String: Any]] ?? []).map { $0["kind"] as? String } }
    #expect(kinds == [["nextResultMissing"], []])
    let first = try chain.call(chain.steward, "GET", "/v1/risks?limit=1")
    #expect(first.items.count == 1 && first.json["next"] is String)
    for name in ["Regie", "Bekerhandel"] {
      #expect(try chain.call(name, "GET", "/v1/risks").refusal == "403 notAllowed")
    }
  }
}
