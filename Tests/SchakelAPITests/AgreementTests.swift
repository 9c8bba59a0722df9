import Cryptography
import Foundation
import Testing
import TestSupport

/// Collaboration agreements as SCENARIO O5 has them: conscious choices, a frozen text, a version in force.
struct AgreementTests {
  private func begun() throws -> Chain {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    return chain
  }

  private func state(_ chain: Chain, _ agreement: String) throws -> String? {
    try chain.call("Kleiwerk", "GET", "/v1/agreements/\(agreement)").json["state"] as? String
  }

  @Test func `C9 nothing is offered before the five core questions are answered`() throws {
    let chain = try begun()
    let agreement = try chain.made(
      "Regie", chain.agreements, Chain.choices(["decisionMaking": [[String: Any]](), "exit": NSNull()]))
    let place = "/v1/agreements/\(agreement)"

    let refused = try chain.call("Regie", "PUT", place + "/offer")
    #expect(refused.refusal == "422 questionUnanswered" && refused.faultyPlaces == ["/exit", "/decisionMaking"])
    #expect(try state(chain, agreement) == "draft")
    let rules: [String: Any] = ["kind": "other", "rule": "unanimity"]
    let whole = try chain.call("Regie", "PATCH", place, ["decisionMaking": [rules], "exit": ["kind": "anyTime"]])
    #expect(whole.status == 200 && whole.json["unanswered"] as? [String] == [])
    #expect(try chain.call("Regie", "PUT", place + "/offer").json["state"] as? String == "offered")
    let emptied = try chain.call("Regie", "PATCH", place, ["accession": NSNull()])
    #expect(emptied.refusal == "422 questionUnanswered", "one on offer stays whole")
  }

  @Test func `C1 an agreement is open until the first signature, and frozen after it`() throws {
    let chain = try begun()
    let agreement = try chain.offerAgreement()
    let place = "/v1/agreements/\(agreement)"
    let first = try chain.call("Regie", "GET", place).json
    let text = try #require(first["document"] as? String)
    #expect(first["documentHash"] as? String == Hex.encode(SHA256.digest(of: text)))
    #expect(text.contains("exit: 60 days' notice\n") && text.contains("decisionMaking: other by unanimity"))
    #expect(text.hasSuffix("\n\nSamenwerkingsafspraken\n\nWij maken samen nieuw garen.\n"))

    let corrected = try chain.call("Regie", "PATCH", place, ["text": "Wij maken samen garen."]).json
    #expect(corrected["documentHash"] as? String != first["documentHash"] as? String)
    let chosen = try chain.call("Regie", "PATCH", place, ["accession": "closed"]).json
    #expect(chosen["documentHash"] as? String != corrected["documentHash"] as? String, "a choice is signed as well")
    let old = try chain.signAgreement(agreement, as: "Kleiwerk", hash: first["documentHash"] as? String)
    #expect(old.refusal == "409 documentChanged")
    #expect(try chain.signAgreement(agreement, as: "Kleiwerk").status == 200)

    #expect(try state(chain, agreement) == "frozen")
    for change in [["text": "Wij maken samen, garen."], ["accession": "open"]] {
      #expect(try chain.call("Regie", "PATCH", place, change).refusal == "409 textFrozen")
    }
    for script in [
      "UPDATE agreement SET text = 'x'", "UPDATE agreement SET accession = 'open'", "DELETE FROM agreement",
      "DELETE FROM agreement_rule", "DELETE FROM agreement_sharing_role", "DELETE FROM agreement_explanation",
    ] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
    let next = try chain.call("Regie", "POST", chain.agreements, Chain.choices(["text": "Anders."]))
    #expect(next.status == 201 && next.json["number"] as? Int == 2)
  }

  @Test func `C2 a signature is a fact, and whoever signed cannot decline`() throws {
    let chain = try begun()
    let agreement = try chain.offerAgreement()
    let signed = try chain.signAgreement(agreement, as: "Kleiwerk")
    try chain.travel(to: "2023-04-02T10:00:00+02:00")

    let refusal = "/v1/agreements/\(agreement)/refusals/\(chain.id("Kleiwerk"))"
    #expect(try chain.call("Kleiwerk", "PUT", refusal, [:]).refusal == "409 alreadySigned")
    let again = try chain.signAgreement(agreement, as: "Kleiwerk")
    #expect(again.json["signedAt"] as? String == signed.json["signedAt"] as? String)
    let other = "/v1/agreements/\(agreement)/signatures/\(chain.id("Koffiegoed"))"
    let hash = signed.json["documentHash"] as? String ?? ""
    #expect(try chain.call("Kleiwerk", "PUT", other, ["documentHash": hash]).refusal == "403 notOwner")
    let no = "/v1/agreements/\(agreement)/refusals/\(chain.id("Koffiegoed"))"
    #expect(try chain.call("Koffiegoed", "PUT", no, ["reason": "te veel werk"]).status == 204)
    let told = try chain.call("Kleiwerk", "GET", "/v1/notifications?limit=100")
    #expect(told.items.last?["event"] as? String == "agreementDeclined" && !told.text.contains("te veel werk"))
    for script in ["UPDATE agreement_signature SET signed_at = 0", "DELETE FROM agreement_signature"] {
      #expect(throws: Tampering.Failed.self) { try Tampering.run(script, on: chain.program.database) }
    }
  }

  @Test func `a version comes into force with the last signature, and a later one takes its place`() throws {
    let chain = try begun()
    let first = try chain.offerAgreement()
    for name in Chain.members.dropLast() { _ = try chain.signAgreement(first, as: name) }
    #expect(try state(chain, first) == "frozen")
    try chain.travel(to: "2023-04-10T12:00:00+02:00")
    _ = try chain.signAgreement(first, as: Chain.members.last ?? "")

    let found = try chain.call("Kleiwerk", "GET", "/v1/agreements/\(first)").json
    #expect(found["state"] as? String == "inForce" && found["inForceAt"] as? String == "2023-04-10T10:00:00.000Z")
    let signatures = found["signatures"] as? [[String: Any]] ?? []
    #expect(signatures.count == 7 && Set(signatures.compactMap { $0["documentHash"] as? String }).count == 1)
    let second = try chain.offerAgreement(["text": "Wij maken samen meer garen."])
    #expect(try state(chain, first) == "inForce", "the offer of another one changes nothing")
    for name in Chain.members { _ = try chain.signAgreement(second, as: name) }

    #expect(try state(chain, first) == "amended" && state(chain, second) == "inForce")
    #expect(try chain.signAgreement(first, as: "Regie").refusal == "409 versionSuperseded")
    #expect(try chain.call("Kleiwerk", "GET", chain.agreements).items.count == 2)
    let trail = try chain.call("Kleiwerk", "GET", "/v1/initiatives/\(chain.initiative)/audit-entries?limit=100").items
    let actions = trail.compactMap { $0["action"] as? String }.filter { $0.hasPrefix("agreement.") }
    #expect(actions.count == 2 + 2 + 14, "drafted and offered twice, and each signature")
  }

  @Test func `coordinators draft, members read, and outsiders hear of nothing`() throws {
    let chain = try begun()
    #expect(try chain.call("Kleiwerk", "POST", chain.agreements, Chain.choices()).refusal == "403 notAllowed")
    let agreement = try chain.offerAgreement()
    #expect(try chain.call("Regie", "POST", chain.agreements, Chain.choices()).refusal == "409 draftOpen")

    let place = "/v1/agreements/\(agreement)"
    #expect(try chain.call("Kleiwerk", "PATCH", place, ["text": "x"]).refusal == "403 notAllowed")
    #expect(try chain.call("Bekerhandel", "GET", place).refusal == "404 notFound")
    #expect(try chain.call("Bekerhandel", "GET", chain.agreements).refusal == "404 notFound")
    #expect(try chain.signAgreement(agreement, as: "Bekerhandel").refusal == "404 notFound")
    _ = try chain.made(
      "Regie", "/v1/initiatives/\(chain.initiative)/memberships", ["partnerId": chain.id("Bekerhandel")])
    #expect(try chain.call("Bekerhandel", "GET", place).refusal == "403 notMember", "it is not in force")
    let stale = try chain.client("Regie").send("PATCH", place, "{\"text\": \"x\"}", headers: [("If-Match", "\"9\"")])
    #expect(stale.refusal == "412 staleVersion")
  }

  @Test func `faulty answers are refused with every place, and nothing is stored`() throws {
    let chain = try begun()
    let schema = Chain.choices([
      "exit": ["kind": "whenever"], "accession": "friends", "exclusivity": ["untilDate": "2025-02-30"],
      "decisionMaking": [["kind": "budget", "rule": "dice", "quorumPercent": 101]],
    ])
    let first = try chain.call("Regie", "POST", chain.agreements, schema)
    #expect(first.status == 400)
    #expect(
      first.faultyPlaces.sorted() == [
        "/accession", "/decisionMaking/0/quorumPercent", "/decisionMaking/0/rule", "/exclusivity/scope",
        "/exclusivity/untilDate", "/exit/kind",
      ])

    let rules: [[String: Any]] = [
      ["kind": "budget", "rule": "qualifiedMajority", "fraction": "1/2"], ["kind": "planning", "rule": "mandated"],
      ["kind": "split", "rule": "unanimity", "fraction": "2/3"],
    ]
    let sharing: [[String: Any]] = [
      ["sensitivityClass": "internal", "isForEveryPurpose": true],
      ["sensitivityClass": "internal", "roles": ["sorter"], "isForEveryRole": true, "isForEveryPurpose": true],
    ]
    let second = try chain.call(
      "Regie", "POST", chain.agreements,
      Chain.choices(["decisionMaking": rules, "informationSharing": sharing, "exit": ["kind": "noticeDays"]]))
    #expect(second.refusal == "422 invalidContent")
    #expect(
      second.faultyPlaces == [
        "/exit", "/informationSharing/0/roles", "/informationSharing/1/roles", "/decisionMaking/0/fraction",
        "/decisionMaking/1/mandatedPartnerId", "/decisionMaking/2/fraction",
      ])
    let twice = [["kind": "budget", "rule": "consent"], ["kind": "budget", "rule": "unanimity"]]
    let third = try chain.call("Regie", "POST", chain.agreements, Chain.choices(["decisionMaking": twice]))
    #expect(third.refusal == "422 invalidContent" && third.faultyPlaces == ["/decisionMaking/1/kind"])
    let purpose = [["sensitivityClass": "internal", "isForEveryRole": true, "purposes": ["fun"]] as [String: Any]]
    let fourth = try chain.call("Regie", "POST", chain.agreements, Chain.choices(["informationSharing": purpose]))
    #expect(fourth.refusal == "422 unknownCode" && fourth.faultyPlaces == ["/informationSharing/0/purposes/0"])
    #expect(try chain.call("Regie", "GET", chain.agreements).items.isEmpty)
  }
}
