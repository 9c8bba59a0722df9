import Foundation
import Testing
import TestSupport

/// Meetings that produce something: who was there, what came of it, who does what by when.
struct MeetingTests {
  private func scene() throws -> (chain: Chain, path: String) {
    let chain = try Chain(at: "2023-04-11T10:00:00+02:00")
    try chain.begin()
    return (chain, "/v1/initiatives/\(chain.initiative)")
  }

  private static let spring: [String: String] = [
    "title": "Voorjaarssessie", "startsAt": "2023-04-20T14:00:00+02:00", "endsAt": "2023-04-20T16:00:00+02:00",
    "place": "Zaal 3; Arnhem", "agenda": "Opening\nBekers, deksels",
  ]

  @Test func `a meeting is called, held, reported on and rated, and its members are told`() throws {
    let (chain, path) = try scene()
    let made = try chain.call("Regie", "POST", path + "/meetings", Self.spring)
    #expect(made.status == 201 && made.json["startsAt"] as? String == "2023-04-20T12:00:00.000Z")
    let place = "/v1/meetings/\(made.json["id"] as? String ?? "")"
    #expect(made.header("location")?.hasSuffix(place) == true)
    let own = place + "/ratings/\(chain.id("Kleiwerk"))"
    #expect(try chain.call("Kleiwerk", "PUT", own, ["rating": 4]).refusal == "409 meetingNotBegun")
    let early = try chain.call(
      "Regie", "PATCH", place, ["report": "Klaar.", "attendeePartnerIds": [chain.id("Regie")]])
    #expect(early.faultyPlaces == ["/report", "/attendeePartnerIds"])
    let moved = ["startsAt": "2023-04-21T14:00:00+02:00", "endsAt": "2023-04-21T16:00:00+02:00"]
    #expect(try chain.call("Regie", "PATCH", place, moved).header("etag") == "\"2\"")
    let events = try chain.call("Kleiwerk", "GET", "/v1/notifications?limit=100").items.suffix(2)
    #expect(events.map { $0["event"] as? String } == ["meetingCalled", "meetingMoved"])

    try chain.travel(to: "2023-04-21T17:00:00+02:00")
    let there = [chain.id("Kleiwerk"), chain.id("Papierpunt")].sorted()
    let report = try chain.call("Regie", "PATCH", place, ["report": "Wij testen.", "attendeePartnerIds": there])
    #expect(report.status == 200 && report.json["attendeePartnerIds"] as? [String] == there)
    #expect(try chain.call("Kleiwerk", "PUT", own, ["rating": 4]).status == 200)
    #expect(try chain.call("Kleiwerk", "PUT", own, ["rating": 2]).status == 200)
    let seen = try chain.call("Papierpunt", "GET", place)
    let ratings = seen.json["ratings"] as? [[String: Any]] ?? []
    #expect(ratings.count == 1 && ratings[0]["rating"] as? Int == 2 && seen.json["report"] as? String == "Wij testen.")
    #expect(try chain.call("Regie", "PUT", place + "/cancellation").refusal == "409 meetingBegun")
    #expect(try chain.program.run("audit", "verify", "--database", chain.program.database).status == 0)
  }

  @Test func `the calendar is for members, and no text breaks out of its line`() throws {
    let (chain, path) = try scene()
    let long = String(repeating: "é", count: 60)
    let odd = Self.spring.merging(["title": "Proef\r\nATTENDEE:x \(long)"]) { $1 }
    _ = try chain.made("Regie", path + "/meetings", odd)
    let cancelled = try chain.made("Regie", path + "/meetings", Self.spring)
    _ = try chain.call("Regie", "PUT", "/v1/meetings/\(cancelled)/cancellation")
    let papierpunt = try chain.client("Papierpunt")
    let feed = try papierpunt.send("GET", path + "/calendar", headers: [("Accept", "text/calendar")])
    #expect(feed.status == 200 && feed.header("content-type") == "text/calendar; charset=utf-8")
    let lines = feed.text.components(separatedBy: "\r\n")
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.suffix(2) == ["END:VCALENDAR", ""])
    #expect(lines.allSatisfy { $0.utf8.count <= 75 } && !feed.text.contains("\nATTENDEE"))
    let unfolded = feed.text.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
    #expect(unfolded.contains("SUMMARY:Proef\\nATTENDEE:x \(long)"))
    #expect(unfolded.contains("LOCATION:Zaal 3\\; Arnhem") && unfolded.contains("DTSTART:20230420T120000Z"))
    #expect(unfolded.contains("DESCRIPTION:Opening\\nBekers\\, deksels"))
    #expect(unfolded.filter { $0 == "STATUS:CANCELLED" }.count == 1 && unfolded.contains("SEQUENCE:1"))
    let tag = try #require(feed.header("etag"))
    #expect(try papierpunt.send("GET", path + "/calendar", headers: [("If-None-Match", tag)]).status == 304)
    #expect(try chain.call("Bekerhandel", "GET", path + "/calendar").refusal == "404 notFound")
  }

  @Test func `an action has an owner and a day, and is a risk once that is past`() throws {
    let (chain, path) = try scene()
    let meeting = try chain.made("Regie", path + "/meetings", Self.spring)
    let body: [String: Any] = [
      "partnerId": chain.id("Kleiwerk"), "title": "Monsters sturen", "dueDate": "2023-04-30", "meetingId": meeting,
    ]
    let place = "/v1/actions/\(try chain.made("Regie", path + "/actions", body))"
    #expect(try chain.call("Papierpunt", "GET", place).json["state"] as? String == "open")
    let told = try chain.call("Kleiwerk", "GET", "/v1/notifications?limit=100").items
    #expect(told.last?["event"] as? String == "actionAssigned")
    try chain.travel(to: "2023-04-30T22:00:00Z")
    let risks = try chain.call("Papierpunt", "GET", path + "/risks").items
    #expect(risks.map { $0["kind"] as? String } == ["actionOverdue"])
    #expect(risks.first?["clearedBy"] as? [String] == ["actionCompleted"])
    #expect(try chain.call("Papierpunt", "PUT", place + "/completion").refusal == "403 notAllowed")
    let done = try chain.call("Kleiwerk", "PUT", place + "/completion")
    #expect(done.json["state"] as? String == "done" && done.json["doneDate"] as? String == "2023-05-01")
    #expect(try chain.call("Papierpunt", "GET", path + "/risks").items.isEmpty)
    let own = body.merging(["partnerId": chain.id("Papierpunt")]) { $1 }
    #expect(try chain.call("Papierpunt", "POST", path + "/actions", own).status == 201)
    #expect(try chain.call("Papierpunt", "POST", path + "/actions", body).refusal == "403 notAllowed")
  }

  @Test func `faulty meetings and actions, members and strangers are refused, and nothing is stored`() throws {
    let (chain, path) = try scene()
    let schema = try chain.call(
      "Regie", "POST", path + "/meetings",
      ["startsAt": "soon", "title": " ", "ratings": [], "attendeePartnerIds": ["x"]])
    #expect(schema.status == 400)
    let places: Set = ["/startsAt", "/title", "/ratings", "/attendeePartnerIds/0", "/endsAt"]
    #expect(Set(schema.faultyPlaces) == places)
    let backward = Self.spring.merging(["endsAt": "2023-04-20T14:00:00+02:00"]) { $1 }
    #expect(try chain.call("Regie", "POST", path + "/meetings", backward).faultyPlaces == ["/endsAt"])
    let held: [String: Any] = [
      "title": "Toen", "startsAt": "2023-04-01T10:00:00Z", "endsAt": "2023-04-01T11:00:00Z",
      "attendeePartnerIds": [chain.id("Kleiwerk"), chain.id("Kleiwerk"), chain.id("Bekerhandel")],
    ]
    let attendance = try chain.call("Regie", "POST", path + "/meetings", held)
    #expect(attendance.refusal == "422 invalidContent")
    #expect(attendance.faultyPlaces == ["/attendeePartnerIds/1", "/attendeePartnerIds/2"])
    #expect(try chain.call("Kleiwerk", "POST", path + "/meetings", Self.spring).refusal == "403 notAllowed")
    #expect(try chain.call("Bekerhandel", "POST", path + "/meetings", Self.spring).refusal == "404 notFound")
    let stray: [String: Any] = [
      "partnerId": chain.id("Kleiwerk"), "title": "x", "dueDate": "2023-05-01", "meetingId": chain.initiative,
    ]
    #expect(try chain.call("Regie", "POST", path + "/actions", stray).faultyPlaces == ["/meetingId"])
    #expect(try chain.call("Regie", "GET", path + "/meetings").items.isEmpty)
    #expect(try chain.call("Regie", "GET", path + "/actions").items.isEmpty)

    let place = "/v1/meetings/\(try chain.made("Regie", path + "/meetings", Self.spring))"
    #expect(try chain.call("Kleiwerk", "PATCH", place, ["title": "x"]).refusal == "403 notAllowed")
    #expect(try chain.call("Kleiwerk", "PUT", place + "/cancellation").refusal == "403 notAllowed")
    let others = place + "/ratings/\(chain.id("Papierpunt"))"
    #expect(try chain.call("Kleiwerk", "PUT", others, ["rating": 1]).refusal == "403 notOwner")
    #expect(try chain.call("Kleiwerk", "PUT", others, ["rating": 6]).status == 400)
    for address in [path + "/meetings", place, path + "/actions"] {
      #expect(try chain.call("Bekerhandel", "GET", address).refusal == "404 notFound")
    }
    let regie = try chain.client("Regie")
    let stale = try regie.send("PATCH", place, #"{"title":"x"}"#, headers: [("If-Match", "\"9\"")])
    #expect(stale.status == 412)
    _ = try chain.call("Regie", "PUT", place + "/cancellation")
    #expect(try chain.call("Regie", "PATCH", place, ["title": "x"]).refusal == "409 meetingCancelled")
  }
}
