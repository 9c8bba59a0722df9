import Foundation
import TestSupport
import Testing

/// Divisions that are put before the partners, approved, and come to bind.
struct SplitProposalTests {
  private let chain: Chain
  private let split: String

  /// Kleiwerk has € 300.00, Restfractie € 100.00 of costs.
  init() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    self.chain = chain
    let partners = ["Kleiwerk", "Restfractie"].map { ["partnerId": chain.id($0), "weight": 1] as [String: Any] }
    split = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/splits", ["title": "Houtlus", "partners": partners])
    try enter("Kleiwerk", "benefit", 30_000)
    try enter("Restfractie", "cost", 10_000)
  }

  @discardableResult
  private func enter(_ name: String, _ kind: String, _ cents: Int, _ more: [String: Any] = [:]) throws -> Reply {
    let body: [String: Any] = ["partnerId": chain.id(name), "kind": kind, "amountCents": cents, "isPrivate": false]
    return try chain.call(name, "POST", "/v1/splits/\(split)/lines", body.merging(more) { $1 })
  }

  private func propose(_ method: String = "equal", as name: String = "Regie") throws -> Reply {
    try chain.call(name, "POST", "/v1/splits/\(split)/proposals", ["method": method])
  }

  private func proposed(_ method: String = "equal") throws -> String {
    let reply = try propose(method)
    return try #require(reply.json["id"] as? String, "\(reply.text)")
  }

  private func approve(_ proposal: String, as name: String, for other: String? = nil) throws -> Reply {
    try chain.call(name, "PUT", "/v1/split-proposals/\(proposal)/approvals/\(chain.id(other ?? name))")
  }

  private func read(_ proposal: String, as name: String) throws -> Reply {
    try chain.call(name, "GET", "/v1/split-proposals/\(proposal)")
  }

  @Test func `a proposal keeps what it was computed from, and does not change with the lines`() throws {
    let proposal = try proposed()
    let before = try read(proposal, as: "Kleiwerk")
    #expect(before.json["specificationVersion"] as? String == "1" && before.json["state"] as? String == "proposed")
    let input = before.json["input"] as? [String: Any]
    #expect((input?["lines"] as? [[String: Any]])?.compactMap { $0["amountCents"] as? Int } == [30_000, 10_000])
    let outcome = before.json["outcome"] as? [String: Any]
    let payments = outcome?["payments"] as? [[String: Any]]
    #expect(outcome?["surplusCents"] as? Int == 20_000 && payments?.map { $0["cents"] as? Int } == [20_000])
    #expect(payments?.first?["to"] as? String == chain.id("Restfractie"))

    try enter("Kleiwerk", "benefit", 99_900)
    try enter("Restfractie", "cost", 77_700, ["isPrivate": true])

    #expect(try read(proposal, as: "Kleiwerk").text == before.text)
    #expect(try !read(proposed(), as: "Restfractie").text.contains("77700"), "private lines are in none")
    let listed = try chain.call("Regie", "GET", "/v1/splits/\(split)/proposals").items
    #expect(listed.count == 2 && listed.allSatisfy { $0["input"] is NSNull })
    #expect(throws: Tampering.Failed.self) {
      try Tampering.run("UPDATE split_proposal SET outcome = '{}'", on: chain.program.database)
    }
  }

  @Test func `F9 a split binds when every partner has approved it, and stays as it is`() throws {
    let (proposal, other) = (try proposed(), try proposed("weights"))
    #expect(try approve(proposal, as: "Kleiwerk").json["state"] as? String == "proposed")
    #expect(try approve(proposal, as: "Kleiwerk").status == 200, "again changes nothing")
    #expect(try approve(proposal, as: "Kleiwerk", for: "Restfractie").refusal == "403 notOwner")
    #expect(try approve(proposal, as: "Regie").refusal == "422 unknownPartner")

    let bound = try approve(proposal, as: "Restfractie")

    #expect(bound.json["state"] as? String == "binding" && bound.json["boundAt"] is String)
    #expect((bound.json["approvals"] as? [Any])?.count == 2)
    #expect(try approve(other, as: "Kleiwerk").refusal == "409 splitBinding")
    #expect(try propose().refusal == "409 splitBinding")
    let title = try chain.call("Regie", "PATCH", "/v1/splits/\(split)", ["title": "Anders"])
    #expect(title.refusal == "409 splitBinding")
    #expect(try enter("Kleiwerk", "benefit", 1).refusal == "409 splitBinding")
    let lines = try chain.call("Kleiwerk", "GET", "/v1/splits/\(split)/lines").items
    let place = "/v1/splits/\(split)/lines/\(lines[0]["id"] as? String ?? "")"
    #expect(try chain.call("Kleiwerk", "PATCH", place, ["amountCents": 1]).refusal == "409 splitBinding")
    #expect(try chain.call("Kleiwerk", "DELETE", place).refusal == "409 splitBinding")
    #expect(try enter("Kleiwerk", "benefit", 31_000, ["variant": "actual"]).status == 201, "beside it")
    for script in ["UPDATE split SET title = 'x'", "DELETE FROM split_line", "DELETE FROM split_approval"] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
    let events = try chain.call("Kleiwerk", "GET", "/v1/notifications").items.compactMap { $0["event"] as? String }
    #expect(events.suffix(3) == ["splitProposed", "splitProposed", "splitBinding"])
  }

  @Test func `F9 once an agreement is in force, a decision by its rule lets a proposal bind`() throws {
    let proposal = try proposed()
    _ = try chain.agree(["decisionMaking": [["kind": "split", "rule": "simpleMajority"]]])
    #expect(try approve(proposal, as: "Kleiwerk").refusal == "409 decisionDue")
    let decisions = "/v1/initiatives/\(chain.initiative)/decisions"
    let body: [String: Any] = ["title": "Houtlus", "proposal": "Zo verdelen wij.", "splitProposalId": proposal]
    let odd = try chain.call("Regie", "POST", decisions, body.merging(["kind": "budget"]) { $1 })
    #expect(odd.status == 422 && odd.faultyPlaces == ["/splitProposalId"])
    let strange = body.merging(["kind": "split", "splitProposalId": split]) { $1 }
    #expect(try chain.call("Regie", "POST", decisions, strange).faultyPlaces == ["/splitProposalId"])

    for (vote, outcome) in [("disagree", "rejected"), ("agree", "adopted")] {
      let decision = try chain.made("Regie", decisions, body.merging(["kind": "split"]) { $1 })
      for name in ["Kleiwerk", "Papierpunt"] {
        _ = try chain.call(name, "PUT", "/v1/decisions/\(decision)/votes/\(chain.id(name))", ["vote": vote])
      }
      #expect(try read(proposal, as: "Regie").json["state"] as? String == "proposed")
      let closed = try chain.call("Regie", "PUT", "/v1/decisions/\(decision)/closing").json
      #expect(closed["outcome"] as? String == outcome && closed["splitProposalId"] as? String == proposal)
    }

    #expect(try read(proposal, as: "Restfractie").json["state"] as? String == "binding")
  }

  @Test func `F9 every method that the lines are enough for can be proposed, and comes to bind`() throws {
    let finals = ["equal": 10_000, "equalGain": 10_000, "benefit": 20_000, "burden": 0, "compensation": 20_000]
    let weights = ["Kleiwerk", "Restfractie"].map { ["partnerId": chain.id($0), "weight": 50] as [String: Any] }
    _ = try chain.call("Regie", "PATCH", "/v1/splits/\(split)", ["partners": weights])
    let methods = [
      "equalGain", "nash", "percentages", "compensation", "burden", "benefit", "shapley", "nucleolus",
      "perCapitaNucleolus", "tau", "separableCosts", "epm",
    ]
    for method in methods {
      let reply = try propose(method)
      #expect(reply.status == 201, "\(method): \(reply.text)")
      let outcome = reply.json["outcome"] as? [String: Any]
      let allocation = outcome?["allocation"] as? [String: Any]
      let ends = allocation?["finalCents"] as? [String: Int]
      #expect(ends?[chain.id("Kleiwerk")] == finals[method, default: 10_000], "\(method)")
      #expect(ends?.values.reduce(0, +) == outcome?["surplusCents"] as? Int)
      let told = (outcome?["explanation"] as? [String: Any])?["nl"] as? [String]
      #expect(told?.contains { $0.contains("Kleiwerk") } == true)
    }

    let proposal = try proposed("shapley")
    #expect(try approve(proposal, as: "Kleiwerk").status == 200)
    #expect(try approve(proposal, as: "Restfractie").json["state"] as? String == "binding")
    #expect(try propose("nucleolus").refusal == "409 splitBinding")
  }

  @Test func `a method that has no division here is refused with its reason, at its place`() throws {
    for (method, code) in [("percentages", "percentagesMustSumTo100"), ("investment", "weightsSumToZero")] {
      let refused = try propose(method)
      #expect(refused.refusal == "422 invalidContent" && refused.faultyPlaces == ["/method"], "\(refused.text)")
      #expect(refused.text.contains(code))
    }
    try enter("Restfractie", "cost", 90_000)
    #expect(try propose("nash").text.contains("negativeGain"))
    let subject: [String: Any] = [
      "subject": "amount", "bearing": "burden", "amountCents": 4_001, "accountId": chain.id("Kleiwerk"),
    ]
    #expect(try chain.call("Regie", "PATCH", "/v1/splits/\(split)", subject).status == 200)
    #expect(try propose("shapley").faultyPlaces == ["/method"])
  }

  /// The proposal as somebody audits it, after a change behind the server's back.
  private func recalculated(_ proposal: String, as name: String, after script: String? = nil) throws -> Reply {
    if let script {
      try Tampering.run("DROP TRIGGER IF EXISTS split_proposal_is_final; " + script, on: chain.program.database)
    }
    return try chain.call(name, "GET", "/v1/split-proposals/\(proposal)/recalculation")
  }

  @Test func `a kept proposal is computed again, and a tampered one is found out`() throws {
    for method in ["equal", "cost", "shapley"] {
      let proposal = try proposed(method)
      try enter("Kleiwerk", "benefit", 5_000)
      let same = try recalculated(proposal, as: "Restfractie").json
      #expect(same["isSame"] as? Bool == true && same["specificationVersion"] as? String == "1", "\(method)")
      #expect((same["differences"] as? [String])?.isEmpty == true)

      let told = try recalculated(
        proposal, as: "Kleiwerk",
        after:
          "UPDATE split_proposal SET outcome = replace(outcome, '\"cents\":', '\"cents\":1') WHERE id = '\(proposal)'"
      )
      #expect(told.json["isSame"] as? Bool == false, "\(told.text)")
      #expect((told.json["differences"] as? [String])?.contains("/payments/0/cents") == true, "\(told.text)")
    }
    let proposal = try proposed()
    let changes = ["input = replace(input, '30000', '30001')", "input = '{}'", "outcome = 'x'", "method = 'cost'"]
    for change in changes {
      let before = try proposed("equalGain")
      let told = try recalculated(
        before, as: "Kleiwerk", after: "UPDATE split_proposal SET \(change) WHERE id = '\(before)'")
      #expect(told.json["isSame"] as? Bool == false, "\(change): \(told.text)")
    }
    let old = "UPDATE split_proposal SET specification = '0' WHERE id = '\(proposal)'"
    let unknown = try recalculated(proposal, as: "Kleiwerk", after: old).json
    #expect(unknown["isKnownSpecification"] as? Bool == false && unknown["isSame"] is NSNull)
  }

  @Test func `F8 who audits learns whether it holds, and no figure`() throws {
    let proposal = try proposed("compensation")
    try chain.relate("Kleiwerk", "Restfractie", "yes")

    let steward = try chain.call(chain.steward, "GET", "/v1/split-proposals/\(proposal)/recalculation")
    #expect(steward.json["isSame"] as? Bool == true)
    for reply in [steward, try recalculated(proposal, as: "Restfractie")] {
      #expect(reply.status == 200)
      for figure in ["30000", "20000", "10000"] { #expect(!reply.text.contains(figure)) }
    }
    #expect(try recalculated(proposal, as: "Bekerhandel").refusal == "404 notFound")
  }

  @Test func `F8 shares that would tell a rival's lines are withheld, also a partner's own share`() throws {
    try chain.relate("Kleiwerk", "Restfractie", "unknown")

    for method in ["equal", "weights", "cost", "compensation", "shapley", "burden"] {
      let refused = try propose(method)
      #expect(refused.refusal == "403 splitKeyDiscloses")
      #expect(!refused.text.contains("10000") && !refused.text.contains("30000"))
    }
    let subject: [String: Any] = [
      "subject": "amount", "bearing": "burden", "amountCents": 4_001, "accountId": chain.id("Kleiwerk"),
    ]
    #expect(try chain.call("Regie", "PATCH", "/v1/splits/\(split)", subject).status == 200)
    #expect(try propose("cost").refusal == "403 splitKeyDiscloses")
    let free = try read(proposed("weights"), as: "Restfractie")
    #expect(free.json["isWithheld"] as? Bool == false)
    #expect(
      !free.text.contains("30000") && !free.text.contains("10000"), "of an agreed amount nobody's lines are in it")
    let payments = (free.json["outcome"] as? [String: Any])?["payments"] as? [[String: Any]]
    #expect(payments?.map { $0["cents"] as? Int } == [2_000])
  }

  @Test func `F8 who comes to compete, or may, sees what is computed from lines no more`() throws {
    let proposal = try proposed()
    #expect(try read(proposal, as: "Noordbeker").json["isWithheld"] as? Bool == true, "in the link of Kleiwerk")
    #expect(try read(proposal, as: "Restfractie").json["isWithheld"] as? Bool == false)

    try chain.relate("Kleiwerk", "Restfractie", "yes")

    for name in ["Kleiwerk", "Restfractie", "Noordbeker"] {
      let reply = try read(proposal, as: name)
      #expect(reply.json["isWithheld"] as? Bool == true && reply.json["outcome"] is NSNull)
      let listed = try chain.call(name, "GET", "/v1/splits/\(split)/proposals").text
      for text in [reply.text, listed] { #expect(!text.contains("30000") && !text.contains("20000")) }
    }
    #expect(try approve(proposal, as: "Restfractie").refusal == "403 splitKeyDiscloses")
  }

  @Test func `only a coordinator proposes, and nobody outside hears of it`() throws {
    #expect(try propose(as: "Kleiwerk").refusal == "403 notAllowed")
    #expect(try propose(as: "Bekerhandel").refusal == "404 notFound")
    #expect(try propose("fair").faultyPlaces == ["/method"])
    let proposal = try proposed("cost")
    #expect(try read(proposal, as: "Bekerhandel").refusal == "404 notFound")
    #expect(try chain.call(chain.steward, "GET", "/v1/split-proposals/\(proposal)").refusal == "403 notAllowed")
    #expect(try approve(proposal, as: "Bekerhandel").refusal == "404 notFound")
    #expect(try chain.program.client().send("GET", "/v1/split-proposals/\(proposal)").status == 401)
    let weights = [["partnerId": chain.id("Kleiwerk")]]
    _ = try chain.call("Regie", "PATCH", "/v1/splits/\(split)", ["partners": weights])
    #expect(try propose("weights").refusal == "422 invalidContent")
  }
}
