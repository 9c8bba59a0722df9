import Foundation
import Testing
import TestSupport

/// Decisions as SCENARIO O5 has them: by the agreed rule, secret as agreed, and carried out when adopted.
struct DecisionTests {
  /// A chain of seven parties with an agreement in force.
  private func agreed(_ others: [String: Any] = [:]) throws -> Chain {
    let chain = try Chain(at: "2023-04-11T10:00:00+02:00")
    try chain.begin()
    _ = try chain.agree(others)
    return chain
  }

  private func decisions(_ chain: Chain) -> String { "/v1/initiatives/\(chain.initiative)/decisions" }

  private func open(_ chain: Chain, _ body: [String: Any]) throws -> String {
    let base: [String: Any] = ["title": "Voorstel", "proposal": "Wij besluiten."]
    return try chain.made("Regie", decisions(chain), base.merging(body) { $1 })
  }

  private func admission(_ chain: Chain) throws -> String {
    try open(chain, ["kind": "accession", "partnerId": chain.id("Bekerhandel")])
  }

  private func vote(
    _ chain: Chain, _ decision: String, _ name: String, _ vote: String, _ reason: String? = nil
  ) throws -> Reply {
    var body = ["vote": vote]
    body["reason"] = reason
    return try chain.call(name, "PUT", "/v1/decisions/\(decision)/votes/\(chain.id(name))", body)
  }

  /// Votes of members in the order of their names, then the closing.
  private func close(_ chain: Chain, _ decision: String, _ votes: [String] = []) throws -> String? {
    for (name, choice) in zip(Chain.members, votes) {
      let reason = choice == "object" ? "te vroeg" : nil
      #expect(try vote(chain, decision, name, choice, reason).status == 200)
    }
    return try chain.call("Regie", "PUT", "/v1/decisions/\(decision)/closing").json["outcome"] as? String
  }

  @Test func `H4 an objection needs a reason, and a closed decision does not change`() throws {
    let chain = try agreed()
    let decision = try admission(chain)

    let bare = try vote(chain, decision, "Kleiwerk", "object", " ")
    #expect(bare.refusal == "422 objectionNeedsReason" && bare.faultyPlaces == ["/reason"])
    #expect(try vote(chain, decision, "Kleiwerk", "object", "Eerst een proef.").status == 200)
    for name in ["Inkoopkring", "Koffiegoed", "Noordbeker", "Papierpunt"] {
      #expect(try vote(chain, decision, name, "agree").status == 200)
    }
    #expect(try close(chain, decision) == "objected")

    #expect(try vote(chain, decision, "Restfractie", "agree").refusal == "409 decisionClosed")
    #expect(try vote(chain, decision, "Kleiwerk", "agree").refusal == "409 decisionClosed")
    #expect(try close(chain, decision) == "objected", "closing again changes nothing")
    for script in [
      "UPDATE decision SET outcome = 'adopted'", "UPDATE decision_vote SET vote = 'agree'", "DELETE FROM decision_vote",
    ] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
    let memberships = try chain.call("Regie", "GET", "/v1/initiatives/\(chain.initiative)/memberships?limit=100")
    #expect(!memberships.text.contains(chain.id("Bekerhandel")), "nothing was carried out")
  }

  @Test func `votes are secret until close, for coordinators and the office too`() throws {
    let chain = try agreed()
    let decision = try admission(chain)
    _ = try vote(chain, decision, "Kleiwerk", "disagree", "liever niet")
    _ = try vote(chain, decision, "Noordbeker", "agree")
    let place = "/v1/decisions/\(decision)"

    for client in [chain.steward, try chain.client("Regie"), try chain.client("Papierpunt")] {
      let secret = try chain.call(client, "GET", place + "/votes")
      #expect(secret.refusal == "403 votesSecret" && secret.json["detail"] as? String == "2 of 7 voted.")
      let shown = try chain.call(client, "GET", place)
      #expect(shown.json["votedCount"] as? Int == 2 && shown.json["ownVote"] is NSNull)
      #expect(!shown.text.contains("liever niet"))
    }
    #expect(try chain.call("Kleiwerk", "GET", place).json["ownVote"] as? String == "disagree")
    let trail = try chain.call("Papierpunt", "GET", "/v1/initiatives/\(chain.initiative)/audit-entries?limit=100")
    #expect(!trail.text.contains("decision.voted") && trail.text.contains("decision.opened"))

    _ = try close(chain, decision)
    let votes = try chain.call("Papierpunt", "GET", place + "/votes").items
    #expect(Set(votes.compactMap { $0["reason"] as? String }) == ["liever niet"] && votes.count == 2)
  }

  @Test func `C11 the members admit a partner, which then signs and joins`() throws {
    let chain = try agreed(["accession": "vote"])
    let agreement = try chain.call("Regie", "GET", chain.agreements).items.last?["id"] as? String ?? ""
    let path = "/v1/initiatives/\(chain.initiative)/memberships"
    let roles = ["roles": ["wholesaler"]]
    let early = try chain.made("Regie", path, ["partnerId": chain.id("Bekerhandel")])
    #expect(try chain.signAgreement(agreement, as: "Bekerhandel").refusal == "409 accessionNotDecided")
    let refused = try chain.call("Bekerhandel", "PUT", "\(path)/\(early)/acceptance", roles)
    #expect(refused.refusal == "409 accessionNotDecided", "a coordinator's invitation alone is no accession")

    let objected = try close(chain, admission(chain), ["agree", "agree", "agree", "agree", "object"])
    #expect(objected == "objected")
    #expect(try chain.call("Bekerhandel", "PUT", "\(path)/\(early)/acceptance", roles).status == 409)
    let adopted = try close(chain, admission(chain), ["agree", "agree", "agree", "agree", "standAside"])
    #expect(adopted == "adopted")

    let unsigned = try chain.call("Bekerhandel", "PUT", "\(path)/\(early)/acceptance", roles)
    #expect(unsigned.refusal == "409 agreementNotSigned")
    #expect(try chain.signAgreement(agreement, as: "Bekerhandel").status == 200)
    let joined = try chain.call("Bekerhandel", "PUT", "\(path)/\(early)/acceptance", roles)
    #expect(joined.json["state"] as? String == "member")
  }

  @Test func `an adopted accession invites who is not invited yet, in the same step`() throws {
    let chain = try agreed(["accession": "vote"])

    #expect(try close(chain, admission(chain), Array(repeating: "agree", count: 7)) == "adopted")

    let path = "/v1/initiatives/\(chain.initiative)/memberships?limit=100"
    let invited = try chain.call("Bekerhandel", "GET", path).items.last
    #expect(invited?["partnerId"] as? String == chain.id("Bekerhandel") && invited?["state"] as? String == "invited")
    let told = try chain.call("Bekerhandel", "GET", "/v1/notifications").items
    #expect(told.map { $0["event"] as? String } == ["membershipInvited"])
  }

  @Test func `H3 the rule is the one in force when the decision opened`() throws {
    let chain = try agreed()
    let running = try admission(chain)
    let rules = [["kind": "other", "rule": "simpleMajority"]]
    let second = try chain.offerAgreement(["decisionMaking": rules])
    let version = try open(chain, ["kind": "agreement", "agreementId": second])
    #expect(try chain.call("Regie", "GET", "/v1/decisions/\(version)").json["rule"] as? [String: Any] != nil)

    #expect(try close(chain, version, Array(repeating: "agree", count: 7)) == "adopted", "v1 asks for all of them")
    let inForce = try chain.call("Kleiwerk", "GET", "/v1/agreements/\(second)").json
    #expect(inForce["state"] as? String == "inForce" && (inForce["signatures"] as? [Any])?.isEmpty == true)

    let shown = try chain.call("Regie", "GET", "/v1/decisions/\(running)").json
    #expect((shown["rule"] as? [String: Any])?["rule"] as? String == "consent")
    let votes = ["agree", "agree", "agree", "agree", "agree", "agree", "object"]
    #expect(try close(chain, running, votes) == "objected")
    #expect(try close(chain, admission(chain), votes) == "adopted", "by the rule of v2")
  }

  @Test func `each for itself binds those who say yes`() throws {
    let chain = try agreed(["decisionMaking": [["kind": "budget", "rule": "eachForItself"]]])
    let decision = try open(chain, ["kind": "budget"])

    #expect(try close(chain, decision, ["agree", "disagree", "abstain"]) == "adopted")

    let bound = try chain.call("Regie", "GET", "/v1/decisions/\(decision)").json["boundPartnerIds"] as? [String]
    #expect(bound == [chain.id(Chain.members[0])])
  }

  @Test func `a group has one vote where that was agreed, and a mandate is one partner's alone`() throws {
    let chain = try Chain(at: "2023-04-11T10:00:00+02:00")
    try chain.begin()
    let group = try chain.made(chain.steward, "/v1/groups", ["name": "Bekergroep"])
    for name in ["Kleiwerk", "Papierpunt"] {
      _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
    }
    let rules: [[String: Any]] = [
      ["kind": "budget", "rule": "simpleMajority", "oneVotePer": "group", "minOpenDays": 3],
      ["kind": "planning", "rule": "mandated", "mandatedPartnerId": chain.id("Noordbeker")],
    ]
    _ = try chain.agree(["decisionMaking": rules])
    let budget = try open(chain, ["kind": "budget"])
    _ = try vote(chain, budget, "Kleiwerk", "agree")
    _ = try vote(chain, budget, "Papierpunt", "disagree")
    let counted = try chain.call("Papierpunt", "GET", "/v1/decisions/\(budget)").json
    #expect(counted["votedCount"] as? Int == 1 && counted["voterCount"] as? Int == 6, "the later vote of the group")
    let early = try chain.call("Regie", "PUT", "/v1/decisions/\(budget)/closing")
    #expect(early.refusal == "409 tooEarly")
    try chain.travel(to: "2023-04-14T00:00:00+02:00")
    #expect(try close(chain, budget) == "rejected")

    let planning = try open(chain, ["kind": "planning"])
    #expect(try vote(chain, planning, "Kleiwerk", "agree").refusal == "403 notAllowed")
    #expect(try vote(chain, planning, "Noordbeker", "agree").status == 200)
    #expect(try close(chain, planning) == "adopted")
  }

  @Test func `faulty decisions and other people's votes are refused, and nothing is stored`() throws {
    let chain = try Chain(at: "2023-04-11T10:00:00+02:00")
    try chain.begin()
    let plain: [String: Any] = ["kind": "budget", "title": "x", "proposal": "y"]
    #expect(try chain.call("Regie", "POST", decisions(chain), plain).refusal == "409 noRuleInForce")
    _ = try chain.agree()

    let schema = try chain.call("Regie", "POST", decisions(chain), ["kind": "war", "title": " ", "rule": "dice"])
    #expect(schema.status == 400)
    #expect(schema.faultyPlaces.sorted() == ["/kind", "/proposal", "/rule", "/title"])
    var odd = plain.merging(["partnerId": chain.id("Kleiwerk")]) { $1 }
    #expect(try chain.call("Regie", "POST", decisions(chain), odd).faultyPlaces == ["/partnerId"])
    odd["kind"] = "agreement"
    #expect(try chain.call("Regie", "POST", decisions(chain), odd).faultyPlaces == ["/partnerId", "/agreementId"])
    odd["kind"] = "accession"
    let member = try chain.call("Regie", "POST", decisions(chain), odd)
    #expect(member.refusal == "422 invalidContent" && member.faultyPlaces == ["/partnerId"])
    #expect(try chain.call("Kleiwerk", "POST", decisions(chain), plain).refusal == "403 notAllowed")
    #expect(try chain.call("Bekerhandel", "POST", decisions(chain), plain).refusal == "404 notFound")
    #expect(try chain.call("Regie", "GET", decisions(chain)).items.isEmpty)

    let decision = try open(chain, ["kind": "budget"])
    let place = "/v1/decisions/\(decision)"
    let others = "\(place)/votes/\(chain.id("Papierpunt"))"
    #expect(try chain.call("Kleiwerk", "PUT", others, ["vote": "agree"]).refusal == "403 notOwner")
    #expect(try chain.call("Kleiwerk", "PUT", others, ["vote": "maybe"]).refusal == "400 unknownCode")
    #expect(try vote(chain, decision, "Regie", "agree").refusal == "403 notAllowed", "no party to the agreement")
    #expect(try vote(chain, decision, "Bekerhandel", "agree").refusal == "404 notFound")
    #expect(try chain.call("Kleiwerk", "PUT", place + "/closing").refusal == "403 notAllowed")
    for path in ["", "/votes"] { #expect(try chain.call("Bekerhandel", "GET", place + path).refusal == "404 notFound") }
    #expect(try chain.call("Regie", "GET", place).json["votedCount"] as? Int == 0)
  }
}
