import Foundation
import Synchronization
import TestSupport
import Testing

/// Requests that nobody expects around invitations, motivations and the chain: what they must not bring about.
struct MobilisingAttackTests {
  private let chain: Chain
  private let initiative: String
  private var base: String { initiative + "/memberships" }

  init() throws {
    chain = try Chain(at: "2023-04-01T10:00:00+02:00")
    try chain.begin()
    initiative = "/v1/initiatives/\(chain.initiative)"
  }

  private func invite(_ name: String = "Bekerhandel", _ body: [String: Any] = [:]) throws -> String {
    "\(base)/\(try chain.made("Regie", base, ["partnerId": chain.id(name)].merging(body) { $1 }))"
  }

  /// A further token, for a connection of its own.
  private func token(_ name: String) throws -> String? {
    try chain.call(name, "POST", "/v1/tokens", ["name": "further", "scopes": ["read", "write"]]).json["secret"]
      as? String
  }

  /// The requests of one moment, each on its own connection.
  ///
  /// - Returns: How often each status was answered.
  private func atOnce(_ requests: [(token: String?, place: String, body: String?)]) -> [Int: Int] {
    let (port, tally) = (chain.program.port, Tally())
    DispatchQueue.concurrentPerform(iterations: requests.count) { index in
      let (token, place, body) = requests[index]
      let reply = try? Client(port: port, token: token).send("PUT", place, body)
      tally.add(reply?.status ?? 0)  // no answer is none that is expected
    }
    return tally.counts
  }

  /// Counts, from any queue.
  private final class Tally: Sendable {
    private let numbers = Mutex<[Int: Int]>([:])

    var counts: [Int: Int] { numbers.withLock { $0 } }

    func add(_ number: Int) { numbers.withLock { $0[number, default: 0] += 1 } }
  }

  @Test func `a lapsed invitation accepted twice at the same moment makes no member`() throws {
    let place = try invite()
    let own = try token("Bekerhandel")
    try chain.travel(to: "2023-05-01T00:00:00+02:00")

    let acceptance = (own, place + "/acceptance", Optional(#"{"roles":["wholesaler"]}"#))
    #expect(atOnce([acceptance, acceptance, acceptance]) == [409: 3])
    #expect(try chain.call("Kleiwerk", "GET", place).json["state"] as? String == "lapsed")
    #expect(try chain.call("Bekerhandel", "GET", initiative + "/results").refusal == "403 notMember")
    #expect(try chain.call("Bekerhandel", "GET", initiative + "/agreements").refusal == "403 notMember")
  }

  @Test func `an invitation accepted, declined and withdrawn at one moment has one fate and one entry`() throws {
    let (own, lead) = (try token("Bekerhandel"), try token("Regie"))
    for round in 0..<3 {
      let place = try invite()
      let requests = (0..<2).flatMap { _ in
        [
          (own, place + "/acceptance", Optional(#"{"roles":["wholesaler"]}"#)),
          (own, place + "/refusal", Optional(#"{"reason":"noCapacity"}"#)), (lead, place + "/withdrawal", nil),
        ]
      }
      let statuses = atOnce(requests)
      #expect(statuses[200] == 2 && statuses[0] == nil, "one act, twice: \(statuses) in round \(round)")

      let id = place.split(separator: "/").last.map(String.init) ?? ""
      let trail = try chain.call(chain.steward, "GET", "/v1/audit-entries?limit=100&subjectId=\(id)").items
      #expect(trail.count == 2, "invited, and what became of it")
      if try chain.call("Kleiwerk", "GET", place).json["state"] as? String == "member" {
        try chain.leave("Bekerhandel")
      }
    }
  }

  @Test func `an invitation sent twice under one key is one, with its reminders once`() throws {
    let body = #"{"partnerId":"\#(chain.id("Bekerhandel"))","reminderDays":["2023-04-02"]}"#
    let key = [("Idempotency-Key", "7a0c5b52-1d0c-4b0a-9a39-3f2f7a1c9f11")]
    let replies = try (0..<2).map { _ in try chain.client("Regie").send("POST", base, body, headers: key) }
    #expect(replies.map(\.status) == [201, 201] && replies[0].body == replies[1].body)
    try chain.travel(to: "2023-04-02T10:00:00+02:00")
    let told = try chain.call("Bekerhandel", "GET", "/v1/notifications").items.compactMap { $0["event"] as? String }
    #expect(told == ["membershipInvited", "invitationReminder"])
  }

  @Test func `a lead whose appointment has ended neither invites, reminds nor withdraws, and sees no motivation`()
    throws
  {
    let place = try invite("Bekerhandel", ["lapseDate": "2023-06-20"])
    let member = try chain.call("Kleiwerk", "GET", base + "?limit=100").items.first {
      $0["partnerId"] as? String == chain.id("Kleiwerk")
    }
    let motivation = "\(base)/\(member?["id"] as? String ?? "")/motivation"
    let shared: [String: Any] = ["text": "Onder ons.", "isShared": true]
    #expect(try chain.call("Kleiwerk", "PUT", motivation, shared).status == 200)
    _ = try chain.made(
      "Regie", initiative + "/facilitators",
      [
        "partnerId": chain.id("Regie"), "funding": "subsidy", "hours": 40, "startDate": "2023-04-01",
        "endDate": "2023-06-01",
      ])
    #expect(try chain.call("Regie", "GET", motivation).text.contains("Onder ons"))

    try chain.travel(to: "2023-06-01T00:00:00+02:00")
    #expect(try chain.call("Regie", "GET", motivation).refusal == "403 notOwner")
    #expect(try chain.call("Regie", "PUT", place + "/withdrawal").refusal == "403 mandateEnded")
    let plan = ["reminderDays": ["2023-06-10"]]
    #expect(try chain.call("Regie", "PUT", place + "/reminders", plan).refusal == "403 mandateEnded")
    #expect(try chain.call("Regie", "GET", place + "/reminders").refusal == "403 mandateEnded")
    #expect(try chain.call("Regie", "PATCH", initiative, ["neededRoles": ["user"]]).refusal == "403 mandateEnded")
    let lead = ["partnerId": chain.id("Papierpunt")]
    #expect(try chain.call(chain.steward, "PUT", initiative + "/interim-lead", lead).json["isLeading"] as? Bool == true)
    #expect(try chain.call("Papierpunt", "GET", motivation).refusal == "403 notOwner", "a lead in between is a rival")
    #expect(try chain.call("Papierpunt", "PUT", place + "/withdrawal").status == 200)
  }

  @Test func `a member that left keeps its own words, and nobody else's come with a new stay`() throws {
    let place = try invite()
    let roles = ["roles": ["wholesaler"], "drivers": ["intrinsic"]]
    _ = try chain.call("Bekerhandel", "PUT", place + "/acceptance", roles)
    try chain.leave("Bekerhandel")
    #expect(try chain.call("Bekerhandel", "GET", place + "/motivation").json["drivers"] as? [String] == ["intrinsic"])
    #expect(try chain.call("Bekerhandel", "PUT", place + "/motivation", [:]).refusal == "403 notMember")
    #expect(try chain.call("Bekerhandel", "GET", initiative + "/motivation-counts").refusal == "403 notMember")

    try chain.travel(to: "2023-04-02T10:00:00+02:00")
    let second = try invite()
    _ = try chain.call("Bekerhandel", "PUT", second + "/acceptance", ["roles": ["wholesaler"]])
    #expect(try chain.call("Bekerhandel", "GET", second + "/motivation").json["statedAt"] is NSNull)
    #expect(try chain.call("Bekerhandel", "PUT", place + "/motivation", [:]).refusal == "403 notMember", "the old stay")
  }

  @Test func `a membership is not found below another initiative, nor by an id that is none`() throws {
    let place = try invite()
    let other = try chain.made("Regie", "/v1/initiatives", ["title": "Ander", "roles": ["chainDirector"]])
    let id = place.split(separator: "/").last.map(String.init) ?? ""
    let plan: [String: Any] = ["reminderDays": ["2023-04-05"]]
    for wrong in ["/v1/initiatives/\(other)/memberships/\(id)", base + "/x", base + "/" + chain.initiative] {
      #expect(try chain.call("Regie", "PUT", wrong + "/withdrawal").refusal == "404 notFound")
      #expect(try chain.call("Regie", "PUT", wrong + "/reminders", plan).refusal == "404 notFound")
      #expect(try chain.call("Regie", "PUT", wrong + "/motivation", [:]).refusal == "404 notFound")
      for page in ["/reminders", "/motivation"] {
        #expect(try chain.call("Regie", "GET", wrong + page).refusal == "404 notFound")
      }
    }
    #expect(try chain.call("Kleiwerk", "GET", place).json["state"] as? String == "invited")
  }

  @Test func `by the agreement in force an invitation is no way in, whatever it offers`() throws {
    _ = try chain.agree(["accession": "vote"])
    let place = try invite("Bekerhandel", ["roles": ["wholesaler", "chainDirector"]])
    let accept = { (roles: [String]) in
      try chain.call("Bekerhandel", "PUT", place + "/acceptance", ["roles": roles]).refusal
    }
    #expect(try accept(["wholesaler"]) == "409 accessionNotDecided")
    #expect(try accept(["wholesaler", "chainDirector"]) == "409 accessionNotDecided")
    #expect(try chain.call("Kleiwerk", "GET", place).json["state"] as? String == "invited")
    try chain.travel(to: "2023-05-01T00:00:00+02:00")
    #expect(try accept(["wholesaler"]) == "409 invitationLapsed")
  }

  @Test func `a clock that steps back hides no notification and puts none before what was read`() throws {
    try chain.offerNDA()
    let read = try chain.call("Kleiwerk", "GET", "/v1/notifications?limit=1")
    try chain.travel(to: "2023-04-01T09:00:00+02:00")
    _ = try chain.call("Regie", "POST", "/v1/ndas/\(chain.nda)/corrections", ["text": "Wij zwijgen stil."])
    _ = try chain.call("Regie", "PUT", "/v1/ndas/\(chain.nda)/versions/1.1/offer", [:])

    let all = try chain.call("Kleiwerk", "GET", "/v1/notifications?limit=100").items
    #expect(all.map { $0["event"] as? String } == ["membershipInvited", "ndaOffered", "ndaVersionOffered"])
    var (rest, next): ([String], String?) = ([], read.json["next"] as? String)
    while let link = next.flatMap({ URLComponents(string: $0) }) {
      let page = try chain.call("Kleiwerk", "GET", "\(link.path)?\(link.percentEncodedQuery ?? "")")
      rest += page.items.compactMap { $0["event"] as? String }
      next = page.json["next"] as? String
    }
    #expect(rest == ["ndaOffered", "ndaVersionOffered"])
  }

  @Test func `what is planned for others and too much of it stays out of every list`() throws {
    let roles = ["manufacturer", "recycler"] + Array(repeating: "user", count: 28)
    #expect(try chain.call("Regie", "PATCH", initiative, ["neededRoles": roles]).status == 400)
    let place = try invite("Bekerhandel", ["reminderDays": ["2023-04-20", "2023-04-10"]])
    for name in ["Kleiwerk", "Inkoopkring"] {
      for page in [
        initiative, base + "?limit=100", place, initiative + "/audit-entries?limit=100", "/v1/notifications",
      ] {
        #expect(try !chain.call(name, "GET", page).text.contains("2023-04-20"), "\(page)")
      }
    }
    #expect(try !chain.call("Bekerhandel", "GET", "/v1/notifications").text.contains("invitationReminder"))
  }
}
