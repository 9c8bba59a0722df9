import Foundation
import Testing
import TestSupport

/// What the register carries out of the agreement in force.
struct AgreementTermsTests {
  private func begun() throws -> Chain {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    return chain
  }

  private func notice(_ chain: Chain, _ name: String, _ body: [String: Any] = [:]) throws -> Reply {
    let path = "/v1/initiatives/\(chain.initiative)/memberships"
    let own = try chain.call(name, "GET", path + "?limit=100").items.last {
      $0["partnerId"] as? String == chain.id(name)
    }
    return try chain.call(name, "PUT", "\(path)/\(own?["id"] as? String ?? "")/notice", body)
  }

  @Test func `C10 whoever gives notice stays as long as the agreement says, to the last moment`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    let (record, _) = try chain.open()
    _ = try chain.agree()
    _ = try chain.consent(from: "2023-10-01", until: "2024-03-01")
    try chain.travel(to: "2023-09-01T10:00:00+02:00")

    let early = try notice(chain, "Studiebureau", ["endDate": "2023-10-30"])
    #expect(early.refusal == "422 noticeTooShort" && early.faultyPlaces == ["/endDate"])
    #expect((early.json["detail"] as? String)?.contains("2023-10-31") == true)
    #expect(try notice(chain, "Studiebureau").json["endDate"] as? String == "2023-10-31")
    try chain.travel(to: "2023-10-30T22:59:59Z")
    #expect(try chain.read("Studiebureau", record).status == 200)
    try chain.travel(to: "2023-10-30T23:00:00Z")
    #expect(try chain.read("Studiebureau", record).refusal == "403 notMember")
  }

  @Test func `C10 exit at a milestone, on a day, at any time, and as long as nothing is in force`() throws {
    let chain = try begun()
    let offered = try chain.offerAgreement(["exit": ["kind": "notBefore", "notBeforeDate": "2024-01-01"]])
    #expect(try notice(chain, "Restfractie").json["endDate"] as? String == "2023-04-01", "nothing is in force")
    for name in Chain.members where name != "Restfractie" { _ = try chain.signAgreement(offered, as: name) }

    #expect(try notice(chain, "Kleiwerk").json["endDate"] as? String == "2024-01-01")
    let result = ["title": "Proef", "dueDate": "2023-06-15"]
    _ = try chain.made("Regie", "/v1/initiatives/\(chain.initiative)/results", result)
    let second = try chain.offerAgreement(["exit": ["kind": "atMilestone"]])
    for name in Chain.members where name != "Restfractie" { _ = try chain.signAgreement(second, as: name) }
    #expect(try notice(chain, "Papierpunt").json["endDate"] as? String == "2023-06-15")
    #expect(try notice(chain, "Regie").json["endDate"] as? String == "2023-04-01", "no party to it")
  }

  @Test func `C11 whoever joins signs the version in force first, and nobody does when it is closed`() throws {
    let chain = try begun()
    let agreement = try chain.agree()
    let path = "/v1/initiatives/\(chain.initiative)/memberships"
    let invitation = try chain.made("Regie", path, ["partnerId": chain.id("Bekerhandel")])
    let acceptance = "\(path)/\(invitation)/acceptance"
    let roles = ["roles": ["wholesaler"]]
    let matters = "/v1/initiatives/\(chain.initiative)/datasets"

    #expect(try chain.call("Bekerhandel", "PUT", acceptance, roles).refusal == "409 agreementNotSigned")
    #expect(try chain.call("Bekerhandel", "GET", matters).refusal == "403 notMember")
    let shown = try chain.call("Bekerhandel", "GET", "/v1/agreements/\(agreement)")
    #expect(shown.status == 200 && shown.json["state"] as? String == "inForce")
    #expect(try chain.signAgreement(agreement, as: "Bekerhandel").status == 200)
    #expect(try chain.call("Bekerhandel", "GET", matters).refusal == "403 notMember", "a signature is no membership")
    #expect(try chain.call("Bekerhandel", "PUT", acceptance, roles).json["state"] as? String == "member")
    #expect(try chain.call("Bekerhandel", "GET", matters).status == 200)

    let closed = try chain.offerAgreement(["accession": "closed"])
    for name in Chain.members + ["Bekerhandel"] { _ = try chain.signAgreement(closed, as: name) }
    try chain.leave("Bekerhandel")
    try chain.travel(to: "2023-07-01T10:00:00+02:00")
    let again = try chain.made("Regie", path, ["partnerId": chain.id("Bekerhandel")])
    #expect(try chain.call("Bekerhandel", "PUT", "\(path)/\(again)/acceptance", roles).refusal == "409 accessionClosed")
  }

  @Test func `C10 only what was agreed to be shared can be consented to and read`() throws {
    let chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    let (record, _) = try chain.open()
    _ = try chain.agree()
    #expect(try chain.read("Studiebureau", record).values.count == 4, "confidential, to researchers")
    _ = try chain.call(
      "Noordbeker", "POST", "/v1/datasets/\(chain.dataSet)/fields",
      [
        "name": "recipe", "type": "text", "sensitivityClass": "restricted",
      ])
    let secret = try chain.consent(fields: ["mass_g", "recipe"])
    #expect(secret.refusal == "422 consentTooWide" && secret.faultyPlaces == ["/fields/1"])

    let narrow = [["sensitivityClass": "internal", "isForEveryRole": true, "isForEveryPurpose": true] as [String: Any]]
    _ = try chain.agree(["informationSharing": narrow])

    let named = try chain.read("Studiebureau", record, "purpose=impactStudy&fields=mass_g")
    #expect(named.refusal == "403 classNotShared" && named.json["fields"] as? [String] == ["mass_g"])
    #expect(try chain.read("Studiebureau", record).refusal == "403 classNotShared")
    let page = try chain.call("Studiebureau", "GET", "/v1/datasets/\(chain.dataSet)/records?purpose=impactStudy")
    #expect(page.refusal == "403 classNotShared" && !page.text.contains("28.4"))
    #expect(try chain.read("Noordbeker", record).status == 200, "its own")
  }

  @Test func `an exclusive partner that joins elsewhere is warned, and so are the coordinators it is bound to`() throws
  {
    let chain = try begun()
    let bound = chain.initiative
    _ = try chain.call("Regie", "PATCH", "/v1/initiatives/\(bound)", ["productGroup": "koffiebekers"])
    let agreement = try chain.agree()
    func join(_ productGroup: String) throws {
      let other = try chain.made(
        chain.steward, "/v1/initiatives", ["title": "Elders", "productGroup": productGroup, "status": "active"])
      let path = "/v1/initiatives/\(other)/memberships"
      let invitation = try chain.made(chain.steward, path, ["partnerId": chain.id("Kleiwerk")])
      let accepted = try chain.call("Kleiwerk", "PUT", "\(path)/\(invitation)/acceptance", ["roles": ["recycler"]])
      #expect(accepted.json["state"] as? String == "member", "a warning, no refusal")
    }
    func warnings(_ name: String) throws -> [[String: Any]] {
      try chain.call(name, "GET", "/v1/notifications?limit=100").items.filter {
        $0["event"] as? String == "exclusivityConcerned"
      }
    }

    try join("textiel")
    #expect(try warnings("Kleiwerk").isEmpty, "another product group")
    try join("Koffiebekers")
    for name in ["Kleiwerk", "Regie"] {
      let told = try warnings(name)
      #expect(told.count == 1 && told[0]["subjectId"] as? String == agreement)
      #expect(told.first?["initiativeId"] as? String == bound, "not where it went")
    }
    #expect(try warnings("Papierpunt").isEmpty)
    try chain.travel(to: "2025-01-01T00:00:00+01:00")
    try join("koffiebekers")
    #expect(try warnings("Regie").count == 1, "it has ended")
  }

  @Test func `E5 an agreement that comes into force makes a competition check stale`() throws {
    let chain = try begun()
    let agreement = try chain.offerAgreement()
    let check = try chain.check().json["id"] as? String ?? ""
    let place = "/v1/competition-checks/\(check)"
    for name in Chain.members.dropLast() { _ = try chain.signAgreement(agreement, as: name) }
    #expect(try chain.call("Regie", "GET", place).json["staleCauses"] as? [String] == [])

    _ = try chain.signAgreement(agreement, as: Chain.members.last ?? "")

    #expect(try chain.call("Regie", "GET", place).json["staleCauses"] as? [String] == ["agreementVersion"])
    #expect(try chain.check().json["agreementId"] as? String == agreement)
  }
}
