import Foundation
import Testing
import TestSupport

/// The twenty questions: what their answers come to, what a check is bound to, and who may see it.
struct CompetitionCheckTests {
  private func begun() throws -> Chain {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    return chain
  }

  /// A check as it stands now.
  private func standing(_ chain: Chain, _ check: String) throws -> (outcome: String?, causes: [String]?) {
    let found = try chain.call("Kleiwerk", "GET", "/v1/competition-checks/\(check)").json
    return (found["outcome"] as? String, found["staleCauses"] as? [String])
  }

  @Test func `E5 a check goes stale with its members, agreements, categories and age, until it is renewed`() throws {
    let chain = try begun()
    try chain.offerNDA()
    let fresh = { try chain.check().json["id"] as? String ?? "" }
    func expect(_ cause: String, after change: () throws -> Void) throws {
      let check = try fresh()
      #expect(try standing(chain, check) == ("noConcern", []))
      try change()
      let after = try standing(chain, check)
      #expect(after == ("stale", [cause]), "\(after)")
    }

    try expect("membership") { try chain.join("Bekerhandel", "wholesaler") }
    try expect("membership") { try chain.leave("Bekerhandel") }
    try expect("membership") {
      try chain.join("Bekerhandel", "wholesaler")
      try chain.leave("Bekerhandel")
    }
    try expect("membership") {
      let group = try chain.made(chain.steward, "/v1/groups", ["name": "Bekergroep"])
      _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id("Kleiwerk"))", ["groupId": group])
    }
    try expect("agreementVersion") {
      let terms: [String: Any] = ["text": "Wij zwijgen lang.", "purposes": ["impactStudy"], "roles": ["researcher"]]
      _ = try chain.call("Regie", "POST", "/v1/ndas/\(chain.nda)/versions", terms)
      _ = try chain.call("Regie", "PUT", "/v1/ndas/\(chain.nda)/versions/2.0/offer", [:])
    }
    try expect("dataCategories") { _ = try chain.enterRecord() }
    try expect("renewal") { _ = try fresh() }
    try expect("age") { try chain.travel(to: "2024-03-31T00:00:00+01:00") }
  }

  @Test func `E5 what competitors learn nothing from leaves a check as it is`() throws {
    let chain = try begun()
    try chain.offerNDA()
    _ = try chain.enterRecord()
    let check = try chain.check().json["id"] as? String ?? ""

    _ = try chain.call(
      "Noordbeker", "POST", "/v1/datasets/\(chain.dataSet)/fields", ["name": "colour", "type": "text"])
    _ = try chain.call("Regie", "POST", "/v1/ndas/\(chain.nda)/corrections", ["text": "Wij zwijgen!"])
    _ = try chain.call("Regie", "PUT", "/v1/ndas/\(chain.nda)/versions/1.1/offer", [:])
    _ = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/memberships", ["partnerId": chain.id("Bekerhandel")])

    #expect(try standing(chain, check) == ("noConcern", []))
    let future: [String: Any] = ["name": "plan", "type": "integer", "csiKind": "volume", "dataAge": "future"]
    _ = try chain.call("Noordbeker", "POST", "/v1/datasets/\(chain.dataSet)/fields", future)
    #expect(try standing(chain, check) == ("stale", ["dataCategories"]), "the same kind, of another age")
  }

  @Test func `E6 a check keeps questions, answers, sources, author and day, and never says that it may be done`() throws
  {
    let chain = try begun()
    _ = try chain.enterRecord()

    let made = try chain.check(["competitors": "yes"])

    #expect(made.status == 201 && made.json["statement"] as? String == "Self-assessment, not legal advice.")
    #expect(made.json["accountId"] as? String == chain.accounts["Regie"])
    #expect(made.json["authorPartnerId"] as? String == chain.id("Regie"))
    #expect(made.json["createdAt"] as? String == "2023-04-01T08:00:00.000Z")
    #expect(made.json["validUntilDate"] as? String == "2024-03-31")
    let answers = made.json["answers"] as? [[String: Any]] ?? []
    #expect(answers.map { $0["question"] as? String } == Chain.questions)
    #expect(answers[0]["answer"] as? String == "yes" && answers[1]["source"] as? String != nil)
    #expect((made.json["members"] as? [Any])?.count == 8)
    let categories = made.json["dataCategories"] as? [[String: String]]
    #expect(
      categories == [["csiKind": "cost", "dataAge": "current"], ["csiKind": "volume", "dataAge": "current"]])
    for path in ["/v1/vocabularies/competitionOutcome", "/v1/vocabularies/competitionQuestion"] {
      let texts = try chain.call("Kleiwerk", "GET", path).text.lowercased()
      #expect(!texts.contains("allowed") && !texts.contains("toegestaan"))
    }
    #expect(!made.text.lowercased().contains("allowed"))
    for table in ["", "_answer", "_member", "_category"] {
      #expect(throws: Tampering.Failed.self) {
        try Tampering.run("DELETE FROM competition_check\(table)", on: chain.program.database)
      }
    }
    let trail = try chain.call("Kleiwerk", "GET", "/v1/initiatives/\(chain.initiative)/audit-entries?limit=100").items
    #expect(trail.filter { $0["action"] as? String == "competitionCheck.recorded" }.count == 1)
  }

  @Test(
    arguments: [
      ([:], "noConcern", true), (["competitors": "yes"], "safeguardsNeeded", true),
      (["marketEffect": "yes"], "adviceNeeded", false),
      (["marketEffect": "yes", "exemptionConditions": "yes"], "safeguardsNeeded", true),
      (["bindingRule": "yes", "authorityGuidance": "yes"], "noConcern", true),
      (
        [
          "competitors": "yes", "csiExchanged": "yes", "individualFigures": "yes", "currentOrFutureData": "yes",
          "competitorRecipients": "yes",
        ], "blocked", false
      ),
    ] as [([String: String], String, Bool)])
  func `answers come to an outcome`(_ others: [String: String], _ outcome: String, _ opens: Bool) throws {
    let made = try begun().check(others).json

    #expect(made["outcome"] as? String == outcome && made["assessedOutcome"] as? String == outcome)
    #expect(made["opensFlows"] as? Bool == opens)
  }

  @Test func `E7 unknown is an answer to every question, and never comes to no concern`() throws {
    let chain = try begun()
    for question in Chain.questions {
      let made = try chain.check([question: "unknown"])
      #expect(made.status == 201 && made.json["outcome"] as? String == "adviceNeeded", "\(question)")
      #expect(made.json["opensFlows"] as? Bool == false)
    }
  }

  @Test func `a faulty check is refused with every place, and nothing is stored`() throws {
    let chain = try begun()
    var answers = Chain.answers()
    answers[3]["source"] = nil
    answers[5] = answers[4]
    answers.removeLast()

    let faulty = try chain.call("Regie", "POST", chain.checks, ["answers": answers])
    #expect(faulty.refusal == "422 questionUnanswered")
    #expect(faulty.faultyPlaces == ["/answers/3/source", "/answers/5/question", "/answers", "/answers"])
    #expect(faulty.text.contains("changeAhead") && faulty.text.contains("individualFigures"))
    let unknown = try chain.call(
      "Regie", "POST", chain.checks,
      ["answers": [["question": "colour", "answer": "perhaps"]], "outcome": "noConcern"])
    #expect(unknown.status == 400)
    #expect(unknown.faultyPlaces.sorted() == ["/answers/0/answer", "/answers/0/question", "/outcome"])
    #expect(try chain.call("Regie", "POST", chain.checks, ["answers": []]).refusal == "400 emptySelection")
    for day in ["2023-04-01", "2024-04-01"] {
      let late = try chain.call(
        "Regie", "POST", chain.checks, ["answers": Chain.answers(), "validUntilDate": day])
      #expect(late.refusal == "422 invalidContent" && late.faultyPlaces == ["/validUntilDate"])
    }
    #expect(try chain.call("Regie", "GET", chain.checks).items.isEmpty)
  }

  @Test func `coordinators and the office answer, members see, and outsiders hear of nothing`() throws {
    let chain = try begun()

    #expect(try chain.check(as: "Papierpunt").refusal == "403 notAllowed")
    #expect(try chain.check(as: "Bekerhandel").refusal == "404 notFound")
    let body = ["answers": Chain.answers()]
    #expect(try chain.call(chain.steward, "POST", chain.checks, body).status == 201)
    let check = try chain.check().json["id"] as? String ?? ""

    #expect(try chain.call("Papierpunt", "GET", chain.checks).items.count == 2)
    #expect(try chain.call("Bekerhandel", "GET", chain.checks).refusal == "404 notFound")
    #expect(try chain.call("Bekerhandel", "GET", "/v1/competition-checks/\(check)").refusal == "404 notFound")
    _ = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/memberships", ["partnerId": chain.id("Bekerhandel")])
    #expect(try chain.call("Bekerhandel", "GET", "/v1/competition-checks/\(check)").refusal == "403 notMember")
    #expect(try chain.call("Bekerhandel", "GET", chain.checks).refusal == "403 notMember")
  }
}
