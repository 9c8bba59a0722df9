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

  @Test func `an invitation is a risk after fourteen days without an answer, and when it has lapsed`() throws {
    let chain = try scene()
    let base = "/v1/initiatives/\(chain.initiative)/memberships"
    func invite() throws -> String {
      "\(base)/\(try chain.made("Regie", base, ["partnerId": chain.id("Bekerhandel")]))"
    }
    func found() throws -> [String: Any]? {
      try chain.call("Papierpunt", "GET", "/v1/initiatives/\(chain.initiative)/risks").items.last
    }
    let first = try invite()
    try chain.travel(to: "2022-09-14T21:59:59Z")
    #expect(try risks(chain) == ["nextResultMissing"])
    try chain.travel(to: "2022-09-14T22:00:00Z")
    #expect(try risks(chain) == ["nextResultMissing", "invitationUnanswered"])
    #expect(try first.hasSuffix(found()?["subjectId"] as? String ?? "?"))
    #expect(try found()?["clearedBy"] as? [String] == ["invitationAnswered", "invitationWithdrawn"])

    try chain.travel(to: "2022-10-01T00:00:00+02:00")
    #expect(try risks(chain) == ["nextResultMissing", "invitationLapsed"])
    #expect(try found()?["dueDate"] as? String == "2022-10-01")
    #expect(try found()?["clearedBy"] as? [String] == ["partnerInvited", "invitationWithdrawn"])
    let second = try invite()
    #expect(try risks(chain) == ["nextResultMissing"], "invited anew")
    try chain.travel(to: "2022-10-20T00:00:00+02:00")
    #expect(try risks(chain).last == "invitationUnanswered")
    #expect(try chain.call("Bekerhandel", "GET", "/v1/initiatives/\(chain.initiative)/risks").status == 403)
    _ = try chain.call("Bekerhandel", "PUT", second + "/refusal", ["reason": "noCapacity"])
    #expect(try risks(chain) == ["nextResultMissing"], "answered")
    _ = try invite()
    try chain.travel(to: "2022-11-20T00:00:00+01:00")
    let overview = try chain.call(chain.steward, "GET", "/v1/risks").items.first?["risks"] as? [[String: Any]]
    #expect(overview?.last?["kind"] as? String == "invitationLapsed")
  }

  @Test func `a stale check and an overdue action are risks until they are seen to`() throws {
    let chain = try scene()
    let path = "/v1/initiatives/\(chain.initiative)"
    let action: [String: Any] = ["partnerId": chain.id("Kleiwerk"), "title": "Bel de boer", "dueDate": "2022-09-10"]
    let id = try chain.made("Regie", path + "/actions", action)
    let check = try chain.check()
    guard check.status == 201 else { throw Chain.Unexpected(description: check.text) }
    #expect(try risks(chain) == ["nextResultMissing"])
    try chain.travel(to: "2022-09-11T00:00:00+02:00")
    #expect(try risks(chain) == ["nextResultMissing", "actionOverdue"])
    try chain.leave("Kleiwerk")
    #expect(try risks(chain) == ["nextResultMissing", "checkStale", "actionOverdue"], "other members than it was on")
    let stale = try chain.call("Papierpunt", "GET", path + "/risks").items
    #expect(stale.map { $0["clearedBy"] as? [String] } == [["resultPlanned"], ["checkRenewed"], ["actionCompleted"]])

    #expect(try chain.check().status == 201)
    #expect(try chain.call("Regie", "PUT", "/v1/actions/\(id)/completion").status == 200)
    #expect(try risks(chain) == ["nextResultMissing"])
  }

  @Test func `an NDA that ends by its term or a sunset shows to members, by a notice to its signers`() throws {
    let chain = try scene()
    let terms: [String: Any] = [
      "text": "Wij zwijgen.", "purposes": ["impactStudy"], "roles": ["researcher"], "noticeDays": 20,
    ]
    chain.nda = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/ndas",
      terms.merging(["title": "Geheimhouding", "endDate": "2022-12-01"]) { $1 })
    let nda = "/v1/ndas/\(chain.nda)"
    _ = try chain.call("Regie", "PUT", nda + "/versions/1.0/offer", [:])
    for name in ["Noordbeker", "Studiebureau"] { #expect(try chain.sign(name).status == 200) }
    #expect(try risks(chain) == ["nextResultMissing"])
    try chain.travel(to: "2022-11-01T00:00:00+01:00")
    #expect(try risks(chain) == ["nextResultMissing", "ndaEnding"])

    let second = try chain.call("Regie", "POST", nda + "/versions", terms)
    #expect(second.status == 201)
    _ = try chain.call("Regie", "PUT", nda + "/versions/2.0/offer", ["sunsetDate": "2022-11-20"])
    let due = try chain.call("Papierpunt", "GET", "/v1/initiatives/\(chain.initiative)/risks").items.last
    #expect(due?["dueDate"] as? String == "2022-11-20" && due?["kind"] as? String == "ndaEnding")
    for name in ["Noordbeker", "Studiebureau"] { #expect(try chain.sign(name).status == 200) }
    #expect(try risks(chain) == ["nextResultMissing"], "all have signed the newer one, which has no end")

    #expect(try chain.call("Noordbeker", "PUT", nda + "/notices/\(chain.id("Noordbeker"))").status == 200)
    for name in ["Noordbeker", "Studiebureau", "Regie"] { #expect(try risks(chain, as: name).contains("ndaEnding")) }
    #expect(try !risks(chain).contains("ndaEnding"), "no signer of it")
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

  @Test func `H2 H8 a network that has set other days is warned on those`() throws {
    let other = try Lisdodde(settings: "--continuity-warning-days 100 --no-result-days 30")
    let chain = other.chain
    let idle = try chain.made(
      "Derksen", "/v1/initiatives", ["title": "Praten", "status": "active", "roles": ["facilitator"]])
    func kinds(_ path: String) throws -> Set<String> {
      Set(try chain.call("Derksen", "GET", path + "/risks").items.compactMap { $0["kind"] as? String })
    }
    try chain.travel(to: "2022-09-30T23:59:59+02:00")
    #expect(try !kinds("/v1/initiatives/\(idle)").contains("noResult"))
    try chain.travel(to: "2022-10-01T00:00:00+02:00")
    #expect(try kinds("/v1/initiatives/\(idle)").contains("noResult"), "thirty days after the first of September")
    let facilitator = "/v1/facilitators/\(other.facilitator)"
    try chain.travel(to: "2023-05-23T23:59:59+02:00")
    #expect(try chain.call("Derksen", "GET", facilitator).json["state"] as? String == "active")
    #expect(try !kinds(other.path).contains("continuity"))
    try chain.travel(to: "2023-05-24T00:00:00+02:00")
    #expect(try chain.call("Derksen", "GET", facilitator).json["state"] as? String == "ending")
    #expect(try kinds(other.path).contains("continuity"), "a hundred days before the first of September")
  }
}
