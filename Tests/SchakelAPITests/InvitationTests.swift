import Foundation
import TestSupport
import Testing

/// Invitations: for a role, until a day, with reminders, and what becomes of them.
struct InvitationTests {
  private let chain: Chain
  private let base: String

  init() throws {
    chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    base = "/v1/initiatives/\(chain.initiative)/memberships"
  }

  private func invite(_ body: [String: Any] = [:]) throws -> Reply {
    let whole = ["partnerId": chain.id("Bekerhandel")].merging(body) { $1 }
    return try chain.call("Regie", "POST", base, whole)
  }

  /// The place of a new invitation.
  private func invited(_ body: [String: Any] = [:]) throws -> String {
    let reply = try invite(body)
    guard reply.status == 201 else { throw Chain.Unexpected(description: reply.text) }
    return "\(base)/\(reply.json["id"] as? String ?? "")"
  }

  private func state(_ place: String) throws -> String? {
    try chain.call("Kleiwerk", "GET", place).json["state"] as? String
  }

  private func accept(_ place: String, as role: String = "wholesaler") throws -> Reply {
    try chain.call("Bekerhandel", "PUT", place + "/acceptance", ["roles": [role]])
  }

  /// Of the events that Bekerhandel was told of.
  private func count(_ event: String) throws -> Int {
    try chain.call("Bekerhandel", "GET", "/v1/notifications?limit=100").items.count { $0["event"] as? String == event }
  }

  /// The events that Bekerhandel was told of, read one by one.
  private func walk() throws -> [String] {
    var events: [String] = []
    var next: String? = "/v1/notifications?limit=1"
    while let path = next {
      let page = try chain.call("Bekerhandel", "GET", path)
      events += page.items.compactMap { $0["event"] as? String }
      let link = (page.json["next"] as? String).flatMap { URLComponents(string: $0) }
      next = link.map { "\($0.path)?\($0.percentEncodedQuery ?? "")" }
    }
    return events
  }

  @Test func `an invitation says what for and until when, and lapses by the clock`() throws {
    let reply = try invite(["roles": ["wholesaler", "facilitator"]])
    #expect(reply.json["offeredRoles"] as? [String] == ["facilitator", "wholesaler"])
    #expect(reply.json["lapseDate"] as? String == "2023-05-01" && reply.json["state"] as? String == "invited")
    let place = "\(base)/\(reply.json["id"] as? String ?? "")"

    try chain.travel(to: "2023-04-30T21:59:59Z")
    #expect(try state(place) == "invited")
    try chain.travel(to: "2023-04-30T22:00:00Z")
    #expect(try state(place) == "lapsed")
    #expect(try accept(place).refusal == "409 invitationLapsed")
    let late = try chain.call("Bekerhandel", "PUT", place + "/refusal", ["reason": "noCapacity"])
    #expect(late.refusal == "409 invitationLapsed")
    #expect(try chain.call("Regie", "PUT", place + "/reminders", ["reminderDays": ["2023-05-02"]]).status == 409)
    #expect(try state(place) == "lapsed")

    let again = try invited(["lapseDate": "2023-05-08"])
    #expect(try accept(place).refusal == "409 invitationLapsed", "the old one stays as it is")
    #expect(try accept(again).json["state"] as? String == "member")
  }

  /// The last event that somebody was told of, and of what.
  private func lastTold(_ name: String) throws -> [String] {
    let last = try chain.call(name, "GET", "/v1/notifications?limit=100").items.last
    return ["event", "subjectKind", "subjectId"].compactMap { last?[$0] as? String }
  }

  @Test func `coordinators hear that an invitation was answered and a member goes, and never why`() throws {
    let refused = try invited()
    let reason = ["reason": "noAddedValue"]
    #expect(try chain.call("Bekerhandel", "PUT", refused + "/refusal", reason).status == 200)
    let id = String(refused.dropFirst(base.count + 1))
    #expect(try lastTold("Regie") == ["invitationDeclined", "membership", id])
    #expect(try chain.call("Bekerhandel", "PUT", refused + "/refusal", reason).status == 200, "again")

    let accepted = try invited()
    #expect(try accept(accepted).status == 200)
    #expect(try lastTold("Regie")[0] == "invitationAccepted")
    #expect(try chain.call("Bekerhandel", "PUT", accepted + "/notice", [:] as [String: Any]).status == 200)
    let told = try chain.call("Regie", "GET", "/v1/notifications?limit=100")
    let events = told.items.compactMap { $0["event"] as? String }.suffix(3)
    #expect(events == ["invitationDeclined", "invitationAccepted", "membershipNoticeGiven"])
    #expect(!told.text.contains("noAddedValue"))
    for name in ["Kleiwerk", "Bekerhandel"] {
      let others = try chain.call(name, "GET", "/v1/notifications?limit=100").text
      #expect(!others.contains("invitationDeclined") && !others.contains("NoticeGiven"), "\(name)")
    }
  }

  @Test func `reminders show from their days on, and none comes after the answer`() throws {
    let place = try invited(["lapseDate": "2023-05-01"])
    let planned = try chain.call("Regie", "GET", place + "/reminders").json
    #expect(planned["plannedDays"] as? [String] == ["2023-04-16", "2023-04-28"])
    #expect(planned["nextDate"] as? String == "2023-04-16" && planned["sentDays"] as? [String] == [])

    #expect(try count("invitationReminder") == 0)
    try chain.travel(to: "2023-04-15T21:59:59Z")
    #expect(try count("invitationReminder") == 0)
    let page = try chain.call("Bekerhandel", "GET", "/v1/notifications?limit=1")
    #expect(page.json["next"] is NSNull, "what is to come makes no further page")
    try chain.travel(to: "2023-04-15T22:00:00Z")
    #expect(try count("invitationReminder") == 1)
    let told = try #require(try chain.call("Bekerhandel", "GET", "/v1/notifications").items.last)
    #expect(told["createdAt"] as? String == "2023-04-15T22:00:00.000Z")
    #expect(place.hasSuffix(told["subjectId"] as? String ?? "?") && told["subjectKind"] as? String == "membership")
    let sent = try chain.call("Bekerhandel", "GET", place + "/reminders").json
    #expect(sent["sentDays"] as? [String] == ["2023-04-16"] && sent["nextDate"] as? String == "2023-04-28")

    #expect(try accept(place).status == 200)
    try chain.travel(to: "2023-05-02T10:00:00+02:00")
    #expect(try count("invitationReminder") == 1)
    try chain.offerNDA()
    #expect(try walk() == ["membershipInvited", "invitationReminder", "ndaOffered"])
    #expect(try chain.call("Regie", "GET", place + "/reminders").json["nextDate"] is NSNull)
    for name in ["Regie", "Kleiwerk"] {
      #expect(try !chain.call(name, "GET", "/v1/notifications?limit=100").text.contains("invitationReminder"))
    }
  }

  @Test func `reminders are planned anew by whoever leads, one a day and ten in all`() throws {
    let place = try invited(["reminderDays": [String]()]) + "/reminders"
    func plan(_ days: [String]) throws -> Reply {
      try chain.call("Regie", "PUT", place, ["reminderDays": days])
    }
    for _ in 1...2 { #expect(try plan(["2023-04-01"]).json["sentDays"] as? [String] == ["2023-04-01"]) }
    #expect(try count("invitationReminder") == 1, "one a day")
    #expect(try plan(["2023-04-12", "2023-04-10"]).json["plannedDays"] as? [String] == ["2023-04-10", "2023-04-12"])
    #expect(try plan(["2023-04-11"]).json["plannedDays"] as? [String] == ["2023-04-11"])

    let faulty = try plan(["2023-03-31", "2023-04-02", "2023-04-02", "2023-05-01"])
    #expect(faulty.refusal == "422 invalidContent")
    #expect(faulty.faultyPlaces == ["/reminderDays/0", "/reminderDays/2", "/reminderDays/3"])
    #expect(try plan((2...7).map { "2023-04-0\($0)" }).status == 400)
    for day in 2...8 {
      try chain.travel(to: "2023-04-0\(day)T10:00:00+02:00")
      #expect(try plan(["2023-04-0\(day)"]).status == 200)
    }
    let many = try plan(["2023-04-09", "2023-04-10", "2023-04-11"])
    #expect(many.refusal == "422 invalidContent" && many.faultyPlaces == ["/reminderDays"])
    #expect(try count("invitationReminder") == 8)
    for method in ["GET", "PUT"] {
      let body: [String: Any]? = method == "PUT" ? ["reminderDays": ["2023-04-20"]] : nil
      #expect(try chain.call("Kleiwerk", method, place, body).refusal == "403 notAllowed")
      #expect(try chain.call("Bekerhandel", method, place, body).status == (method == "GET" ? 200 : 403))
    }
    try chain.register("Vreemd")
    #expect(try chain.call("Vreemd", "GET", place).refusal == "404 notFound")
  }

  @Test func `a withdrawn invitation is to its partner as if it had never come`() throws {
    let place = try invited(["roles": ["wholesaler"]])
    let initiative = "/v1/initiatives/\(chain.initiative)"
    #expect(try chain.call("Bekerhandel", "GET", initiative).status == 200)
    #expect(try chain.call("Kleiwerk", "PUT", place + "/withdrawal").refusal == "403 notAllowed")
    #expect(try chain.call("Bekerhandel", "PUT", place + "/withdrawal").refusal == "403 notMember")
    let trail = "/v1/audit-entries?action=membership.withdrawn"
    for _ in 1...2 {
      #expect(try chain.call("Regie", "PUT", place + "/withdrawal").json["state"] as? String == "withdrawn")
      #expect(try chain.call(chain.steward, "GET", trail).items.count == 1)
    }

    for path in [initiative, base, place, place + "/reminders"] {
      #expect(try chain.call("Bekerhandel", "GET", path).refusal == "404 notFound", "\(path)")
    }
    #expect(try accept(place).refusal == "404 notFound")
    #expect(try chain.call("Bekerhandel", "GET", "/v1/initiatives?withTotal=true").json["total"] as? Int == 0)
    #expect(try count("invitationWithdrawn") == 1)
    try chain.travel(to: "2023-05-02T10:00:00+02:00")
    #expect(try count("invitationReminder") == 0)
    #expect(try state(place) == "withdrawn", "on record for the members")
    #expect(throws: Tampering.Failed.self) {
      try Tampering.run("UPDATE membership SET accepted_at = 1 WHERE withdrawn_at > 0", on: chain.program.database)
    }
    #expect(try accept(invited()).json["state"] as? String == "member", "invited anew")
    let answered = try chain.call("Kleiwerk", "GET", base + "?limit=100").items.last?["id"] as? String ?? ""
    #expect(try chain.call("Regie", "PUT", "\(base)/\(answered)/withdrawal").refusal == "409 invitationAnswered")
  }

  @Test func `who was a member before sees what it saw after a withdrawal, and cannot accept it`() throws {
    #expect(try accept(invited()).status == 200)
    try chain.leave("Bekerhandel")
    try chain.travel(to: "2023-04-02T10:00:00+02:00")
    let second = try invited()
    #expect(try chain.call("Regie", "PUT", second + "/withdrawal").status == 200)

    #expect(try chain.call("Bekerhandel", "GET", "/v1/initiatives/\(chain.initiative)").status == 200)
    #expect(try accept(second).refusal == "409 invitationWithdrawn")
    #expect(try chain.call("Bekerhandel", "GET", "/v1/initiatives/\(chain.initiative)/results").status == 403)
  }

  @Test func `an initiative that is over reminds nobody of it`() throws {
    _ = try invited(["reminderDays": ["2023-04-05", "2023-04-20"]])
    try chain.travel(to: "2023-04-10T10:00:00+02:00")
    let stop = ["status": "stopped"]
    #expect(try chain.call("Regie", "PATCH", "/v1/initiatives/\(chain.initiative)", stop).status == 200)
    try chain.travel(to: "2023-04-21T10:00:00+02:00")
    #expect(try count("invitationReminder") == 1)
  }

  @Test func `what does not fit is refused with every place, and stores nothing`() throws {
    let faulty = try invite([
      "roles": ["wholesaler", "wholesaler"], "lapseDate": "2023-04-07", "reminderDays": ["2023-04-01", "2023-04-07"],
    ])
    #expect(faulty.refusal == "422 invalidContent")
    #expect(faulty.faultyPlaces == ["/roles", "/lapseDate", "/reminderDays/0", "/reminderDays/1"])
    #expect(try invite(["lapseDate": "2023-07-01"]).faultyPlaces == ["/lapseDate"])
    let shapeless = try invite(["roles": ["boss"], "lapseDate": "soon", "reminderDays": [NSNull()]])
    #expect(shapeless.status == 400)
    #expect(shapeless.faultyPlaces.sorted() == ["/lapseDate", "/reminderDays/0", "/roles/0"])
    #expect(try chain.call("Kleiwerk", "GET", base + "?limit=100").items.count == 8)
    #expect(try invite(["lapseDate": "2023-06-30", "roles": [String]()]).status == 201)
    #expect(try invite().refusal == "409 alreadyExists")
  }

  @Test func `an invitation for another link lets nobody take a role that leads`() throws {
    let place = try invited(["roles": ["wholesaler"]])
    #expect(try accept(place, as: "facilitator").refusal == "403 roleNotAllowed")
    #expect(try accept(place, as: "retailer").json["roles"] as? [String] == ["retailer"])
  }
}
