import Foundation
import TestSupport
import Testing

/// Clothes the Circle, story 5: conscious choices that the software keeps. Every step, over a real socket; parties and
/// days invented.
struct ClothesTheCircleTests {
  private static let members = [
    "Draadkracht": "recycler", "Weefhuis": "manufacturer", "Merk Lente": "retailer", "Sorteer Oost": "sorter",
    "Delta": "retailer",
  ]
  private static let names = ["Draadkracht", "Weefhuis", "Merk Lente", "Sorteer Oost", "Delta"]

  private let chain: Chain
  private var initiative: String { "/v1/initiatives/\(chain.initiative)" }

  init() throws {
    chain = try Chain(at: "2023-03-20T10:00:00+01:00")
    for name in Self.names + ["Tussenruimte", "Zuidergaren", "Kringwol"] { try chain.register(name) }
    chain.initiative = try chain.made(
      "Tussenruimte", "/v1/initiatives",
      ["title": "Clothes the Circle", "productGroup": "textiel", "roles": ["facilitator"]])
    for name in Self.names { try join(name) }
  }

  @Test func `conscious choices that the software keeps`() throws {
    let first = try offer()
    try correctAndFreeze(first)
    let second = try startDraft(first)
    try bringIntoForce(first)
    let record = try share()
    try object(to: admission("Zuidergaren"))
    try admit(first)
    try promise()
    try changeTheRule(second)
    try leave(record)
    try goElsewhere(second)
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
    #expect(chain.program.stop() == 0)
  }

  private func join(_ name: String) throws {
    let path = "\(initiative)/memberships"
    let invited = try chain.made("Tussenruimte", path, ["partnerId": chain.id(name)])
    let roles = ["roles": [Self.members[name] ?? "manufacturer"]]
    let accepted = try chain.call(name, "PUT", "\(path)/\(invited)/acceptance", roles)
    #expect(accepted.json["state"] as? String == "member", "\(accepted.text)")
  }

  private static func choices(accession: String) -> [String: Any] {
    let secret: [String: Any] = ["quorumPercent": 60, "oneVotePer": "partner", "isSecretUntilClose": true]
    let rules = [["kind": "accession", "rule": accession], ["kind": "budget", "rule": "consent"], planning]
    return [
      "title": "Samenwerkingsafspraken", "text": "Wij maken samen nieuw garen van oude kleren.",
      "exclusivity": ["scope": "withinScope", "untilDate": "2025-01-01"],
      "exit": ["kind": "noticeDays", "noticeDays": 60], "accession": "vote",
      "informationSharing": [
        ["sensitivityClass": "internal", "isForEveryRole": true, "isForEveryPurpose": true],
        ["sensitivityClass": "confidential", "isForEveryRole": true, "isForEveryPurpose": true],
      ],
      "decisionMaking": rules.map { secret.merging($0) { $1 } },
    ]
  }

  private static let planning = ["kind": "planning", "rule": "simpleMajority"]

  private func agreement(_ id: String) throws -> Reply { try chain.call("Weefhuis", "GET", "/v1/agreements/\(id)") }

  private func sign(_ agreement: String, _ name: String) throws -> Reply {
    let shown = try chain.call(name, "GET", "/v1/agreements/\(agreement)").json["documentHash"] as? String
    return try chain.call(
      name, "PUT", "/v1/agreements/\(agreement)/signatures/\(chain.id(name))", ["documentHash": shown ?? ""])
  }

  // MARK: The agreement

  /// Steps 1 and 2: four answers are not enough.
  private func offer() throws -> String {
    try chain.travel(to: "2023-04-01T10:00:00+02:00")
    var four = Self.choices(accession: "consent")
    four["decisionMaking"] = [String]()
    let agreement = try chain.made("Tussenruimte", chain.agreements, four)
    let place = "/v1/agreements/\(agreement)"
    let refused = try chain.call("Tussenruimte", "PUT", place + "/offer")
    #expect(refused.refusal == "422 questionUnanswered" && refused.faultyPlaces == ["/decisionMaking"])
    #expect(refused.json["detail"] as? String == "Not answered: decisionMaking.")

    let answered = try chain.call("Tussenruimte", "PATCH", place, Self.choices(accession: "consent"))
    #expect(answered.status == 200, "\(answered.text)")
    let offered = try chain.call("Tussenruimte", "PUT", place + "/offer")
    #expect(offered.json["state"] as? String == "offered" && offered.json["number"] as? Int == 1)
    return agreement
  }

  /// Steps 3 to 5.
  private func correctAndFreeze(_ agreement: String) throws {
    let place = "/v1/agreements/\(agreement)"
    let hash = try self.agreement(agreement).json["documentHash"] as? String
    let corrected = try chain.call("Tussenruimte", "PATCH", place, ["text": "Wij maken samen garen van oude kleren."])
    #expect(corrected.status == 200 && corrected.json["documentHash"] as? String != hash)
    #expect(try sign(agreement, "Weefhuis").status == 200)
    #expect(try self.agreement(agreement).json["state"] as? String == "frozen")
    let comma = try chain.call("Tussenruimte", "PATCH", place, ["text": "Wij maken samen, garen van oude kleren."])
    #expect(comma.refusal == "409 textFrozen")
  }

  /// Step 5: the next version may be drafted.
  private func startDraft(_ first: String) throws -> String {
    let draft = try chain.call("Tussenruimte", "POST", chain.agreements, Self.choices(accession: "consent"))
    #expect(draft.status == 201 && draft.json["number"] as? Int == 2 && draft.json["state"] as? String == "draft")
    #expect(try agreement(first).json["state"] as? String == "frozen")
    return draft.json["id"] as? String ?? ""
  }

  /// Steps 6 and 7.
  private func bringIntoForce(_ agreement: String) throws {
    for name in Self.names where name != "Weefhuis" {
      if name == "Delta" { try chain.travel(to: "2023-04-10T15:00:00+02:00") }
      #expect(try self.agreement(agreement).json["state"] as? String == "frozen")
      #expect(try sign(agreement, name).status == 200)
    }
    let found = try self.agreement(agreement).json
    #expect(found["state"] as? String == "inForce" && found["inForceAt"] as? String == "2023-04-10T13:00:00.000Z")
    let signatures = found["signatures"] as? [[String: Any]] ?? []
    #expect(signatures.count == 5 && Set(signatures.compactMap { $0["documentHash"] as? String }).count == 1)

    let refusal = "/v1/agreements/\(agreement)/refusals/\(chain.id("Weefhuis"))"
    #expect(try chain.call("Weefhuis", "PUT", refusal, [:]).refusal == "409 alreadySigned")
    let after = try self.agreement(agreement).json["signatures"] as? [[String: Any]] ?? []
    let own = after.first { $0["partnerId"] as? String == chain.id("Weefhuis") }
    #expect(after.count == 5 && own?["signedAt"] as? String == "2023-04-01T08:00:00.000Z")
  }

  // MARK: Decisions

  private func admission(_ name: String) throws -> String {
    try chain.made(
      "Tussenruimte", "\(initiative)/decisions",
      ["kind": "accession", "title": "\(name) erbij", "proposal": "Wij laten toe.", "partnerId": chain.id(name)])
  }

  private func vote(_ decision: String, _ name: String, _ vote: String, _ reason: String? = nil) throws -> Reply {
    var body = ["vote": vote]
    body["reason"] = reason
    return try chain.call(name, "PUT", "/v1/decisions/\(decision)/votes/\(chain.id(name))", body)
  }

  /// - Returns: The outcome of some votes.
  private func close(_ decision: String, _ votes: KeyValuePairs<String, String>) throws -> String? {
    for (name, choice) in votes {
      #expect(try vote(decision, name, choice, choice == "object" ? "Wij willen eerst een proef." : nil).status == 200)
    }
    return try chain.call("Tussenruimte", "PUT", "/v1/decisions/\(decision)/closing").json["outcome"] as? String
  }

  /// Steps 8 to 11.
  private func object(to decision: String) throws {
    let place = "/v1/decisions/\(decision)"
    let rule = try chain.call("Delta", "GET", place).json["rule"] as? [String: Any]
    #expect(rule?["rule"] as? String == "consent" && rule?["quorumPercent"] as? Int == 60)
    for name in ["Draadkracht", "Weefhuis"] { #expect(try vote(decision, name, "agree").status == 200) }
    let secret = try chain.call("Delta", "GET", place + "/votes")
    #expect(secret.refusal == "403 votesSecret" && secret.json["detail"] as? String == "2 of 5 voted.")
    #expect(!secret.text.contains("agree") && !secret.text.contains(chain.id("Weefhuis")))

    #expect(try vote(decision, "Merk Lente", "object").refusal == "422 objectionNeedsReason")
    let rest: KeyValuePairs = ["Merk Lente": "object", "Sorteer Oost": "agree", "Delta": "agree"]
    #expect(try close(decision, rest) == "objected")
    #expect(try vote(decision, "Weefhuis", "agree").refusal == "409 decisionClosed")
    #expect(try chain.call("Zuidergaren", "GET", initiative).status == 404, "nothing was carried out")
  }

  /// Steps 12 and 13: the objection is taken up; whoever is admitted signs before it reads.
  private func admit(_ agreement: String) throws {
    let meeting = try chain.made(
      "Tussenruimte", "\(initiative)/meetings",
      [
        "title": "Aftrap", "startsAt": "2023-03-25T10:00:00+01:00", "endsAt": "2023-03-25T12:00:00+01:00",
        "report": "Wij beginnen met truien.",
      ])
    let decision = try admission("Zuidergaren")
    #expect(
      try close(
        decision,
        [
          "Draadkracht": "agree", "Weefhuis": "agree", "Merk Lente": "standAside", "Sorteer Oost": "agree",
          "Delta": "agree",
        ]) == "adopted")

    let document = "/v1/meetings/\(meeting)"
    let early = try chain.call("Zuidergaren", "GET", document)
    #expect(early.refusal == "403 notMember" && !early.text.contains("truien"))
    let own = try chain.call("Zuidergaren", "GET", "\(initiative)/memberships?limit=100").items.last
    let acceptance = "\(initiative)/memberships/\(own?["id"] as? String ?? "")/acceptance"
    let roles = ["roles": ["manufacturer"]]
    #expect(try chain.call("Zuidergaren", "PUT", acceptance, roles).refusal == "409 agreementNotSigned")
    #expect(try sign(agreement, "Zuidergaren").status == 200)
    #expect(try chain.call("Zuidergaren", "PUT", acceptance, roles).json["state"] as? String == "member")
    let read = try chain.call("Zuidergaren", "GET", document)
    #expect(read.status == 200 && read.json["report"] as? String == "Wij beginnen met truien.")
  }

  /// Step 14.
  private func promise() throws {
    let effort: [String: Any] = [
      "partnerId": chain.id("Sorteer Oost"), "title": "Sorteren", "hours": 16, "per": "month",
      "startDate": "2023-05-01",
    ]
    let place = "/v1/commitments/\(try chain.made("Tussenruimte", "\(initiative)/commitments", effort))"
    #expect(try chain.call("Delta", "GET", place).json["state"] as? String == "proposed")
    #expect(try chain.call("Tussenruimte", "PUT", place + "/acceptance").refusal == "403 notOwner")
    let accepted = try chain.call("Sorteer Oost", "PUT", place + "/acceptance").json
    #expect(accepted["state"] as? String == "accepted" && accepted["hours"] as? Int == 16)
  }

  /// Step 15: a running decision closes under the rule that it opened with.
  private func changeTheRule(_ second: String) throws {
    let place = "/v1/agreements/\(second)"
    let changed = try chain.call("Tussenruimte", "PATCH", place, Self.choices(accession: "simpleMajority"))
    #expect(changed.status == 200, "\(changed.text)")
    #expect(try chain.call("Tussenruimte", "PUT", place + "/offer").status == 200)
    let running = try admission("Kringwol")
    let version = try chain.made(
      "Tussenruimte", "\(initiative)/decisions",
      ["kind": "agreement", "title": "Versie 2", "proposal": "Wij nemen haar aan.", "agreementId": second])
    let all: KeyValuePairs = [
      "Draadkracht": "agree", "Weefhuis": "agree", "Merk Lente": "agree", "Sorteer Oost": "agree", "Delta": "agree",
      "Zuidergaren": "agree",
    ]
    #expect(try close(version, all) == "adopted")
    #expect(try agreement(second).json["state"] as? String == "inForce")

    let votes: KeyValuePairs = [
      "Draadkracht": "agree", "Weefhuis": "agree", "Merk Lente": "object", "Sorteer Oost": "agree", "Delta": "agree",
      "Zuidergaren": "agree",
    ]
    let rule = try chain.call("Delta", "GET", "/v1/decisions/\(running)").json["rule"] as? [String: Any]
    #expect(rule?["rule"] as? String == "consent")
    #expect(try close(running, votes) == "objected")
    let later = try admission("Kringwol")
    #expect(try close(later, votes) == "adopted", "by the rule of version 2")
  }

  // MARK: Leaving

  /// What Draadkracht reads until the end: a record of Weefhuis.
  private func share() throws -> String {
    _ = try chain.call(
      "Tussenruimte", "POST", "\(initiative)/purposes",
      ["code": "businessCase", "text": "De businesscase.", "roles": ["recycler"]])
    let terms: [String: Any] = [
      "title": "Geheimhouding", "text": "Wij zwijgen.", "purposes": ["businessCase"], "roles": ["recycler"],
    ]
    let nda = try chain.made("Tussenruimte", "\(initiative)/ndas", terms)
    _ = try chain.call("Tussenruimte", "PUT", "/v1/ndas/\(nda)/versions/1.0/offer", [:])
    for name in ["Weefhuis", "Draadkracht"] {
      let versions = try chain.call(name, "GET", "/v1/ndas/\(nda)").json["versions"] as? [[String: Any]]
      let hash = versions?.last?["textHash"] as? String ?? ""
      _ = try chain.call(name, "PUT", "/v1/ndas/\(nda)/signatures/\(chain.id(name))", ["textHash": hash])
    }
    let set = try chain.made(
      "Weefhuis", "\(initiative)/datasets", ["title": "Garens", "fields": [["name": "vezel", "type": "text"]]])
    let record = try chain.made(
      "Weefhuis", "/v1/datasets/\(set)/records", ["name": "1", "values": [["field": "vezel", "value": "wol"]]])
    let consent: [String: Any] = [
      "datasetId": set, "recipientPartnerId": chain.id("Draadkracht"), "recipientRole": "recycler",
      "purpose": "businessCase", "fields": ["vezel"], "startDate": "2023-04-10", "endDate": "2024-04-01",
    ]
    #expect(try chain.call("Weefhuis", "POST", "/v1/consents", consent).json["state"] as? String == "active")
    return "/v1/records/\(record)?purpose=businessCase"
  }

  /// Step 16: notice of sixty days, to the last moment.
  private func leave(_ record: String) throws {
    try chain.travel(to: "2023-09-01T10:00:00+02:00")
    let path = "\(initiative)/memberships"
    let own = try chain.call("Draadkracht", "GET", path + "?limit=100").items.first {
      $0["partnerId"] as? String == chain.id("Draadkracht")
    }
    let noticed = try chain.call("Draadkracht", "PUT", "\(path)/\(own?["id"] as? String ?? "")/notice", [:])
    #expect(noticed.json["endDate"] as? String == "2023-10-31" && noticed.json["state"] as? String == "notice")

    try chain.travel(to: "2023-10-30T22:59:59Z")
    #expect(try chain.call("Draadkracht", "GET", record).values == ["vezel": "wol"])
    #expect(try chain.call("Draadkracht", "GET", "\(initiative)/meetings").status == 200)
    try chain.travel(to: "2023-10-30T23:00:00Z")
    #expect(try chain.call("Draadkracht", "GET", record).refusal == "403 notMember")
    #expect(try chain.call("Draadkracht", "GET", "\(initiative)/meetings").refusal == "403 notMember")
  }

  /// Step 17: allowed, with a warning to Draadkracht and the facilitator.
  private func goElsewhere(_ bound: String) throws {
    func warnings(_ name: String) throws -> [[String: Any]] {
      try chain.call(name, "GET", "/v1/notifications?limit=100").items.filter {
        $0["event"] as? String == "exclusivityConcerned"
      }
    }
    try chain.travel(to: "2024-02-01T10:00:00+01:00")
    let other = try chain.made(
      "Kringwol", "/v1/initiatives", ["title": "Wol rond", "productGroup": "Textiel", "roles": ["facilitator"]])
    let path = "/v1/initiatives/\(other)/memberships"
    let invited = try chain.made("Kringwol", path, ["partnerId": chain.id("Draadkracht")])
    let joined = try chain.call("Draadkracht", "PUT", "\(path)/\(invited)/acceptance", ["roles": ["recycler"]])
    #expect(joined.json["state"] as? String == "member")

    for name in ["Draadkracht", "Tussenruimte"] {
      let told = try warnings(name)
      #expect(told.count == 1 && told.first?["subjectId"] as? String == bound, "\(name)")
      #expect(told.first?["initiativeId"] as? String == chain.initiative)
    }
    for name in ["Weefhuis", "Kringwol"] { #expect(try warnings(name).isEmpty) }
    let own = ["title": "Draad terug", "productGroup": "textiel"]
    #expect(try chain.call("Draadkracht", "POST", "/v1/initiatives", own).status == 201)
    #expect(try warnings("Draadkracht").count == 2, "one of its own as well")
  }
}
