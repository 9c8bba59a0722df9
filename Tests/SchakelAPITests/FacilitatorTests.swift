import Foundation
import Testing
import TestSupport

/// Facilitators as SCENARIO O6 has them: rights that end by the clock, interests that show, an interim lead between.
struct FacilitatorTests {
  private func scene(at moment: String = "2022-09-01T09:00:00+02:00") throws -> (chain: Chain, path: String) {
    let chain = try Chain(at: moment)
    try chain.begin()
    return (chain, "/v1/initiatives/\(chain.initiative)/facilitators")
  }

  private static func appointment(_ chain: Chain, _ others: [String: Any] = [:]) -> [String: Any] {
    let body: [String: Any] = [
      "partnerId": chain.id("Regie"), "funding": "subsidy", "fundingNote": "Subsidie Circulaire Ketenprojecten",
      "hours": 400, "startDate": "2022-09-01", "endDate": "2023-09-01",
    ]
    return body.merging(others) { $1 }
  }

  private func state(_ chain: Chain, _ place: String) throws -> String? {
    try chain.call("Papierpunt", "GET", place).json["state"] as? String
  }

  @Test func `H7 a facilitator states its independence, and an interest or a double role shows to all members`() throws
  {
    let (chain, path) = try scene()
    let made = try chain.call("Regie", "POST", path, Self.appointment(chain))
    #expect(made.status == 201 && made.json["independence"] as? String == "notStated")
    let place = "/v1/facilitators/\(made.json["id"] as? String ?? "")"
    #expect(made.header("location")?.hasSuffix(place) == true)

    let statement = ["text": "Wij zijn van niemand."]
    let stated = try chain.call("Regie", "PUT", place + "/independence-statement", statement)
    #expect(stated.json["independence"] as? String == "stated")
    #expect(stated.json["independenceStatedAt"] as? String == "2022-09-01T07:00:00.000Z")

    let interested = try chain.call(
      "Regie", "PUT", place + "/independence-statement",
      ["text": "Ons bureau deelt een directeur.", "interestPartnerIds": [chain.id("Kleiwerk")]])
    #expect(interested.json["independence"] as? String == "interest")
    let group = try chain.made(chain.steward, "/v1/groups", ["name": "Groep"])
    for name in ["Regie", "Koffiegoed"] {
      _ = try chain.call(chain.steward, "PATCH", "/v1/partners/\(chain.id(name))", ["groupId": group])
    }
    for client in [try chain.client("Papierpunt"), chain.steward] {
      let seen = try #require(try client.send("GET", path).items.first)
      let interests = Set([chain.id("Kleiwerk"), chain.id("Koffiegoed")])
      #expect(Set(seen["interestPartnerIds"] as? [String] ?? []) == interests)
    }
    for script in ["UPDATE independence_statement SET text = 'x'", "DELETE FROM independence_statement"] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }

    let double = try chain.call(
      "Regie", "POST", path, Self.appointment(chain, ["partnerId": chain.id("Studiebureau")]))
    #expect(double.json["doubleRoles"] as? [String] == ["researcher"])
    #expect(double.json["independence"] as? String == "interest")
  }

  @Test func `a facilitator's experience is kept as it was appointed with, or is not known`() throws {
    let (chain, path) = try scene()
    let months = Self.appointment(chain, ["experienceMonths": 48])
    #expect(try chain.call("Regie", "POST", path, months).json["experienceMonths"] as? Int == 48)
    let other = Self.appointment(chain, ["partnerId": chain.id("Kleiwerk")])
    #expect(try chain.call("Regie", "POST", path, other).json["experienceMonths"] is NSNull)
    let bad = try chain.call("Regie", "POST", path, Self.appointment(chain, ["experienceMonths": -1]))
    #expect(bad.status == 400 && bad.faultyPlaces == ["/experienceMonths"])
    #expect(throws: Tampering.Failed.self) {
      try Tampering.run("UPDATE facilitator SET experience_months = 600", on: chain.program.database)
    }
  }

  @Test func `H8 at the end date the facilitator's rights stop by the clock, and members keep theirs`() throws {
    let (chain, path) = try scene()
    let place = "/v1/facilitators/\(try chain.made("Regie", path, Self.appointment(chain)))"
    let results = "/v1/initiatives/\(chain.initiative)/results"
    let result = ["title": "Brandproef", "dueDate": "2023-12-01"]
    #expect(try state(chain, place) == "active")
    try chain.travel(to: "2023-07-02T21:59:59Z")
    #expect(try state(chain, place) == "active")
    try chain.travel(to: "2023-07-02T22:00:00Z")
    #expect(try state(chain, place) == "ending", "sixty days before the end, by the day in Amsterdam")

    try chain.travel(to: "2023-08-31T21:59:59Z")
    #expect(try chain.call("Regie", "POST", results, result).status == 201)
    try chain.travel(to: "2023-08-31T22:00:00Z")
    #expect(try state(chain, place) == "ended")
    let refused = try chain.call("Regie", "POST", results, result)
    #expect(refused.refusal == "403 mandateEnded", "although it is the lead and has the role")
    #expect(try chain.call("Regie", "POST", path, Self.appointment(chain)).refusal == "403 mandateEnded")
    #expect(try chain.call("Regie", "GET", results).items.count == 1, "it stays a member")
    #expect(try chain.call("Papierpunt", "GET", results).items.count == 1)
    let duties = try chain.call("Regie", "GET", "/v1/initiatives/\(chain.initiative)/destruction-duties")
    #expect(duties.status == 403)

    let again = Self.appointment(chain, ["startDate": "2023-09-01", "endDate": "2024-09-01"])
    #expect(try chain.call(chain.steward, "POST", path, again).status == 201)
    #expect(try chain.call("Regie", "POST", results, result).status == 201)
  }

  @Test func `H9 between facilitators an interim lead is named before a decision opens`() throws {
    let (chain, path) = try scene()
    _ = try chain.agree()
    _ = try chain.made("Regie", path, Self.appointment(chain))
    let decisions = "/v1/initiatives/\(chain.initiative)/decisions"
    let proposal = ["kind": "budget", "title": "Vervolg", "proposal": "Wij gaan door."]
    let lead = "/v1/initiatives/\(chain.initiative)/interim-lead"
    #expect(try chain.call(chain.steward, "POST", decisions, proposal).status == 201)
    #expect(try chain.call("Papierpunt", "GET", lead).refusal == "404 notFound")

    try chain.travel(to: "2023-09-01T00:00:00+02:00")
    let headless = try chain.call(chain.steward, "POST", decisions, proposal)
    #expect(headless.refusal == "409 interimLeadMissing")
    #expect(try chain.call("Papierpunt", "POST", decisions, proposal).refusal == "403 notAllowed")
    let named = try chain.call(chain.steward, "PUT", lead, ["partnerId": chain.id("Papierpunt")])
    #expect(named.json["isLeading"] as? Bool == true)
    #expect(try chain.call("Papierpunt", "POST", decisions, proposal).status == 201)
    let told = try chain.call("Kleiwerk", "GET", "/v1/notifications?limit=100").items
    #expect(told.contains { $0["event"] as? String == "interimLeadNamed" })
    let before = try chain.call(chain.steward, "GET", "/v1/audit-entries?action=interimLead.named").items.count
    _ = try chain.call("Papierpunt", "PUT", lead, ["partnerId": chain.id("Papierpunt")])
    let after = try chain.call(chain.steward, "GET", "/v1/audit-entries?action=interimLead.named").items.count
    #expect((before, after) == (1, 1), "naming the same again changes nothing")

    let next = Self.appointment(chain, ["startDate": "2023-10-01", "endDate": "2024-10-01"])
    _ = try chain.made("Papierpunt", path, next)
    try chain.travel(to: "2023-10-01T00:00:00+02:00")
    #expect(try chain.call("Kleiwerk", "GET", lead).json["isLeading"] as? Bool == false)
    #expect(try chain.call("Papierpunt", "POST", decisions, proposal).refusal == "403 notAllowed")
    try chain.travel(to: "2024-10-01T00:00:00+02:00")
    #expect(try chain.call("Kleiwerk", "GET", lead).json["isLeading"] as? Bool == false, "it does not lead once more")
    #expect(try chain.call(chain.steward, "POST", decisions, proposal).refusal == "409 interimLeadMissing")
  }

  @Test func `H10 an interim lead sees no reasons for not joining of others`() throws {
    let (chain, path) = try scene()
    let memberships = "/v1/initiatives/\(chain.initiative)/memberships"
    let invited = try chain.made("Regie", memberships, ["partnerId": chain.id("Bekerhandel")])
    _ = try chain.call(
      "Bekerhandel", "PUT", "\(memberships)/\(invited)/refusal", ["reason": "noCapacity", "text": "geheim"])
    _ = try chain.made("Regie", path, Self.appointment(chain))
    #expect(try chain.call("Regie", "GET", "\(memberships)/\(invited)").text.contains("geheim"))
    try chain.travel(to: "2023-09-01T00:00:00+02:00")
    let lead = "/v1/initiatives/\(chain.initiative)/interim-lead"
    _ = try chain.call(chain.steward, "PUT", lead, ["partnerId": chain.id("Papierpunt")])
    for name in ["Regie", "Papierpunt"] {
      #expect(try !chain.call(name, "GET", "\(memberships)/\(invited)").text.contains("geheim"))
    }
  }

  @Test func `an appointment is ended earlier, and never prolonged`() throws {
    let (chain, path) = try scene()
    let id = try chain.made("Regie", path, Self.appointment(chain))
    let place = "/v1/facilitators/\(id)"
    let later = Self.appointment(chain, ["startDate": "2023-09-01", "endDate": "2024-09-01"])
    #expect(try chain.call("Regie", "POST", path, later).refusal == "403 notAllowed", "not for itself")
    let lead = "/v1/initiatives/\(chain.initiative)/interim-lead"
    let itself = try chain.call("Regie", "PUT", lead, ["partnerId": chain.id("Regie")])
    #expect(itself.refusal == "403 notAllowed", "not as interim lead either")
    let longer = try chain.call("Regie", "PUT", place + "/ending", ["endDate": "2023-09-02"])
    #expect(longer.refusal == "422 invalidContent" && longer.faultyPlaces == ["/endDate"])
    let past = try chain.call("Regie", "PUT", place + "/ending", ["endDate": "2022-08-31"])
    #expect(past.refusal == "422 invalidContent")
    let earlier = try chain.call("Regie", "PUT", place + "/ending", ["endDate": "2022-10-01"])
    #expect(earlier.json["endDate"] as? String == "2022-10-01")
    for script in ["UPDATE facilitator SET end_date = '2024-01-01'", "DELETE FROM facilitator"] {
      #expect(throws: Tampering.Failed.self, "\(script)") { try Tampering.run(script, on: chain.program.database) }
    }
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `faulty appointments, members and strangers are refused, and nothing is stored`() throws {
    let (chain, path) = try scene()
    let schema = try chain.call(
      "Regie", "POST", path, ["partnerId": "x", "funding": "gold", "hours": 0, "endDate": "soon", "state": "active"])
    #expect(schema.status == 400)
    #expect(Set(schema.faultyPlaces) == ["/partnerId", "/funding", "/hours", "/endDate", "/state", "/startDate"])
    let faults: [([String: Any], String)] = [
      (["partnerId": chain.id("Bekerhandel")], "/partnerId"), (["endDate": "2022-09-01"], "/endDate"),
      (["startDate": "2021-01-01", "endDate": "2022-01-01"], "/endDate"),
    ]
    for (change, place) in faults {
      let refused = try chain.call("Regie", "POST", path, Self.appointment(chain, change))
      #expect(refused.refusal == "422 invalidContent" && refused.faultyPlaces == [place])
    }
    #expect(try chain.call("Papierpunt", "POST", path, Self.appointment(chain)).refusal == "403 notAllowed")
    #expect(try chain.call("Bekerhandel", "POST", path, Self.appointment(chain)).refusal == "404 notFound")
    #expect(try chain.call("Regie", "GET", path).items.isEmpty)

    let place = "/v1/facilitators/\(try chain.made("Regie", path, Self.appointment(chain)))"
    let overlap = Self.appointment(chain, ["startDate": "2023-08-01", "endDate": "2024-01-01"])
    #expect(try chain.call(chain.steward, "POST", path, overlap).faultyPlaces == ["/startDate"])
    let statement: [String: Any] = ["text": "x", "interestPartnerIds": [chain.id("Regie"), chain.id("Bekerhandel")]]
    let interests = try chain.call("Regie", "PUT", place + "/independence-statement", statement)
    #expect(interests.faultyPlaces == ["/interestPartnerIds/0", "/interestPartnerIds/1"])
    #expect(
      try chain.call("Papierpunt", "PUT", place + "/independence-statement", ["text": "x"]).refusal == "403 notOwner")
    #expect(try chain.call("Papierpunt", "PUT", place + "/ending", ["endDate": "2022-10-01"]).status == 403)
    let lead = "/v1/initiatives/\(chain.initiative)/interim-lead"
    #expect(
      try chain.call("Papierpunt", "PUT", lead, ["partnerId": chain.id("Papierpunt")]).refusal == "403 notAllowed")
    for address in [path, place, lead] {
      #expect(try chain.call("Bekerhandel", "GET", address).refusal == "404 notFound")
    }
    #expect(try chain.call("Regie", "GET", place).json["independence"] as? String == "notStated")
  }
}
