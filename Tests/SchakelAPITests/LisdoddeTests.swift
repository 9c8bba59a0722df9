import Foundation
import TestSupport
import Testing

/// SCENARIO O6, step by step.
struct LisdoddeTests {
  private static let others = ["Lisdoddeboer", "Isolatiemaker", "Binnenplaat", "Buitenplaat"]

  private func places(_ reply: Reply) -> [String] {
    (reply.json["errors"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
  }

  /// Steps 1 to 3: an application that is eligible.
  private func begin() throws -> (lisdodde: Lisdodde, application: String) {
    let lisdodde = try Lisdodde()
    let chain = lisdodde.chain
    func concerns() throws -> [String?] {
      let page = try chain.call("Lisdoddeboer", "GET", lisdodde.path).json
      return (page["facilitatorConcerns"] as? [[String: Any]] ?? []).map { $0["independence"] as? String }
    }
    #expect(try concerns() == ["notStated"])
    #expect(try lisdodde.stateIndependence().status == 200)
    #expect(try concerns().isEmpty)

    let application = try lisdodde.apply("ckpRvo", "2022")
    try lisdodde.declare(Self.others)
    let reply = try lisdodde.test(application)
    #expect(reply.json["isEligible"] as? Bool == false && reply.unmet == ["deMinimisStatements": "failed"])
    #expect(reply.named("deMinimisStatements") == [chain.id("Timmerfabriek")])
    try lisdodde.declare(["Timmerfabriek"])
    return (lisdodde, application)
  }

  private func subsidies(_ reply: Reply, _ chain: Chain) -> [Int?] {
    let rows = reply.json["amounts"] as? [[String: Any]] ?? []
    return Lisdodde.firms.map { firm in
      rows.first { $0["partnerId"] as? String == chain.id(firm.name) }?["subsidyCents"] as? Int
    }
  }

  @Test func `I1 I2 O6 steps 1 to 5: eligibility by the profile of the opening, exact to the cent`() throws {
    let (lisdodde, application) = try begin()
    let chain = lisdodde.chain
    let reply = try lisdodde.test(application)
    #expect(reply.json["isEligible"] as? Bool == true, "\(reply.text)")
    #expect(subsidies(reply, chain) == [1_900_000, 2_000_000, 1_575_000, 2_000_000, 620_000])
    let total = reply.json["total"] as? [String: Any]
    #expect(total?["subsidyCents"] as? Int == 8_095_000 && total?["eligibleCents"] as? Int == 16_790_000)
    #expect(total?["ownContributionCents"] as? Int == 8_695_000)

    let group = try chain.made(chain.steward, "/v1/groups", ["name": "Platengroep"])
    func move(_ group: Any) throws {
      for name in ["Binnenplaat", "Buitenplaat"] {
        _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
      }
    }
    try move(group)
    let grouped = try lisdodde.test(application)
    #expect(grouped.unmet == ["separateGroups": "failed"])
    #expect(Set(grouped.named("separateGroups")) == [chain.id("Binnenplaat"), chain.id("Buitenplaat")])
    try move(NSNull())
    #expect(try lisdodde.test(application).json["isEligible"] as? Bool == true)

    let earlier = try lisdodde.test(application, against: lisdodde.opening("ckpRvo", "2021"))
    #expect(earlier.unmet == ["largeMax": "failed"] && earlier.named("largeMax") == [chain.id("Timmerfabriek")])
    #expect(earlier.finding("deMinimisStatements").isEmpty, "that opening asked for none")
  }

  @Test func `I4 H1 H2 O6 steps 6 to 8: an invoice once, a result, a gate`() throws {
    let (lisdodde, application) = try begin()
    let chain = lisdodde.chain
    let national = try lisdodde.grant(application, ["Lisdoddeboer": 1_900_000])
    let costs = ["Lisdoddeboer": 2_000_000, "Isolatiemaker": 2_000_000, "Binnenplaat": 2_000_000]
    let provincial = try lisdodde.grant(lisdodde.apply("noordHolland", "2023", costs: costs), ["Lisdoddeboer": 900_000])
    #expect(try lisdodde.claim("2022-0117", on: national).status == 201)
    #expect(try lisdodde.claim("2022-0117", on: provincial).refusal == "409 alreadyClaimed")

    // The initiative is past its initiation by a decision that waives the gate.
    let refused = try chain.call("Derksen", "PATCH", lisdodde.path, ["phase": "execution"])
    #expect(refused.refusal == "409 gateNotMet" && places(refused) == ["businessCase", "continuationAgreed"])
    try lisdodde.agree()
    let body = ["kind": "phase", "phase": "initiation", "title": "Door", "proposal": "Wij gaan alvast verder."]
    let decision = try chain.made("Derksen", lisdodde.path + "/decisions", body)
    for firm in Lisdodde.firms {
      let place = "/v1/decisions/\(decision)/votes/\(chain.id(firm.name))"
      _ = try chain.call(firm.name, "PUT", place, ["vote": "agree"])
    }
    _ = try chain.call("Derksen", "PUT", "/v1/decisions/\(decision)/closing")
    #expect(try chain.call("Derksen", "GET", lisdodde.path).json["phase"] as? String == "execution")

    func kinds() throws -> [String] { try lisdodde.risks().compactMap { $0["kind"] as? String } }
    try chain.travel(to: "2023-02-20T12:00:00+01:00")
    #expect(try kinds().contains("noResult"))
    let result: [String: Any] = [
      "title": "Brand- en isolatieproef", "dueDate": "2023-02-20", "achievedDate": "2023-02-20",
      "evidenceLevel": "documented", "description": "Het rapport ligt bij Derksen.",
    ]
    let reached = try chain.call("Derksen", "POST", lisdodde.path + "/results", result)
    #expect(reached.json["evidenceLevel"] as? String == "documented")
    try chain.travel(to: "2023-05-20T23:59:59+02:00")
    #expect(try !kinds().contains("noResult"))
    try chain.travel(to: "2023-05-21T00:00:00+02:00")
    #expect(try kinds().contains("noResult"), "ninety days later")
  }

  /// The risks of continuity, by what they are about.
  private func continuity(_ lisdodde: Lisdodde) throws -> Set<String> {
    Set(
      try lisdodde.risks().filter { $0["kind"] as? String == "continuity" }.compactMap { $0["subjectKind"] as? String })
  }

  @Test func `F5 H8 I3 I5 O6 steps 9 to 12: the end, what stays without subsidy, and what comes then`() throws {
    let (lisdodde, application) = try begin()
    let chain = lisdodde.chain
    let subsidy = try lisdodde.grant(application, ["Lisdoddeboer": 1_900_000])
    try chain.travel(to: "2023-07-02T23:59:59+02:00")
    #expect(try continuity(lisdodde).isEmpty)
    try chain.travel(to: "2023-07-03T00:00:00+02:00")
    #expect(try continuity(lisdodde) == ["facilitator", "subsidy"])

    let partners = [["partnerId": chain.id("Lisdoddeboer")]]
    let split = try chain.made("Derksen", lisdodde.path + "/splits", ["title": "Per jaar", "partners": partners])
    let lines: [(String, Int, String)] = [
      ("benefit", 5_200_000, "newRevenue"), ("cost", 6_150_000, "sortingProcessing"), ("benefit", 1_900_000, "subsidy"),
    ]
    for (kind, cents, category) in lines {
      var line: [String: Any] = [
        "partnerId": chain.id("Lisdoddeboer"), "kind": kind, "amountCents": cents, "category": category,
        "isPrivate": false,
      ]
      if category == "subsidy" { line["subsidyId"] = subsidy }
      _ = try chain.made("Lisdoddeboer", "/v1/splits/\(split)/lines", line)
    }
    let planned = try chain.call("Lisdoddeboer", "GET", "/v1/splits/\(split)/results")
    #expect(planned.json["surplusCents"] as? Int == 950_000)
    let comparison = try chain.call("Lisdoddeboer", "GET", "/v1/splits/\(split)/comparison")
    let without = comparison.json["withoutSubsidy"] as? [String: Any]
    #expect(without?["surplusCents"] as? Int == -950_000, "shown beside the positive plan")
    #expect(without?["fromDate"] as? String == "2023-09-01", "the day on which it ends")

    let document = try lisdodde.makeAmbition()
    _ = try lisdodde.signAmbition(document, as: "Buitenplaat")
    let execution = try lisdodde.submit(lisdodde.apply("versnellingshuisExecution", "2023"))
    #expect(execution.refusal == "422 notEligible" && places(execution) == ["severalLinks"])
    #expect((execution.json["detail"] as? String)?.contains("manufacturer") == true, "the role that signed")

    try chain.travel(to: "2023-08-20T10:00:00+02:00")
    #expect(try continuity(lisdodde) == ["facilitator", "subsidy"])
    try lisdodde.agree(["explanations": [["question": "continuation", "text": "Wij delen de kosten."]]])
    #expect(try continuity(lisdodde).isEmpty)
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `H8 H9 O6 step 11b: at the end the facilitator's rights stop, and an interim lead is named first`() throws
  {
    let (lisdodde, _) = try begin()
    let chain = lisdodde.chain
    try lisdodde.agree()
    let documents = lisdodde.path + "/ambition-documents"
    let document = ["title": "Ambitie", "text": "Verder zonder subsidie."]
    try chain.travel(to: "2023-08-31T23:59:59+02:00")
    #expect(try chain.call("Derksen", "POST", documents, document).status == 201)
    try chain.travel(to: "2023-09-01T00:00:00+02:00")
    #expect(try chain.call("Derksen", "POST", documents, document).refusal == "403 mandateEnded")
    #expect(try chain.call("Lisdoddeboer", "GET", documents).items.count == 1, "members keep access")

    let decisions = lisdodde.path + "/decisions"
    let proposal = ["kind": "budget", "title": "Vervolg", "proposal": "Wij gaan door."]
    #expect(try chain.call(chain.steward, "POST", decisions, proposal).refusal == "409 interimLeadMissing")
    let lead = ["partnerId": chain.id("Lisdoddeboer")]
    #expect(try chain.call(chain.steward, "PUT", lisdodde.path + "/interim-lead", lead).status == 200)
    #expect(try chain.call("Lisdoddeboer", "POST", decisions, proposal).status == 201)
    #expect(try continuity(lisdodde) == ["facilitator"], "nothing was agreed")
    #expect(try lisdodde.test(lisdodde.opening("ckpRvo", "2022")).status == 404, "an opening is no application")
  }
}
