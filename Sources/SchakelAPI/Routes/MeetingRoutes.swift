import HTTPServer
import SchakelDomain

/// The meetings of an initiative, its calendar, and the actions agreed on.
enum MeetingRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/meetings", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/meetings", calling, call)
    routes.read(.get, "/v1/meetings/{meeting}", reading, find)
    routes.write(.patch, "/v1/meetings/{meeting}", change, update)
    routes.write(.put, "/v1/meetings/{meeting}/cancellation", cancelling, cancel)
    routes.write(.put, "/v1/meetings/{meeting}/ratings/{partner}", rating, rate)
    routes.read(.get, "/v1/initiatives/{initiative}/calendar", calendarReading, calendar)
    ActionRoutes.add(to: &routes)
  }

  private static let shaping: [Reason] = [.notAllowed, .notMember, .mandateInsufficient, .mandateEnded]

  private static let listing = Operation(
    "listMeetings", tag: "Meetings", "The meetings of an initiative.", answer: .list(of: .meeting),
    reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try MeetingService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.meeting($1) }
  }

  private static let calling = Operation(
    "callMeeting", tag: "Meetings", "Call a meeting, or record one that was held.", body: .meetingInput,
    answer: .object(.meeting), status: .created, reasons: shaping + [.invalidContent])

  private static let call: Route.Write = { request, tx in
    let body = request.body
    var content = MeetingContent(
      title: "", startsAt: body.moment("startsAt") ?? tx.now, endsAt: body.moment("endsAt") ?? tx.now)
    content.apply(body)
    let meeting = try MeetingEditor(tx).call(content, of: request.path("initiative"), as: request.caller)
    return Answer.created(at: "/v1/meetings/\(meeting.id)", version: meeting.version) { $0.meeting(meeting) }
  }

  private static let reading = Operation(
    "getMeeting", tag: "Meetings", "One meeting.", answer: .object(.meeting), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (meeting, _) = try MeetingService(tx).find(request.path("meeting"), as: request.caller)
    // Ratings make no version, so that raters do not get in the way of whoever writes the report.
    return Answer.ok { $0.meeting(meeting) }
  }

  private static let change = Operation(
    "changeMeeting", tag: "Meetings", "Change a meeting in part: move it, report on it, say who was there.",
    body: .meetingInput, answer: .object(.meeting),
    reasons: shaping + [.invalidContent, .meetingCancelled, .staleVersion])

  private static let update: Route.Write = { request, tx in
    let (current, _) = try MeetingService(tx).find(request.path("meeting"), as: request.caller)
    try request.requireMatch(current.version)
    var content = current.content
    content.apply(request.body)
    let meeting = try MeetingEditor(tx).update(current, to: content, as: request.caller)
    return Answer.ok(version: meeting.version) { $0.meeting(meeting) }
  }

  private static let cancelling = Operation(
    "cancelMeeting", tag: "Meetings", "Cancel a meeting that has not begun.", answer: .object(.meeting),
    reasons: shaping + [.meetingBegun])

  private static let cancel: Route.Write = { request, tx in
    let meeting = try MeetingEditor(tx).cancel(request.path("meeting"), as: request.caller)
    return Answer.ok(version: meeting.version) { $0.meeting(meeting) }
  }

  private static let rating = Operation(
    "rateMeeting", tag: "Meetings", "Say for your partner how useful a meeting was; members see who said what.",
    body: .ratingInput, answer: .object(.meeting),
    reasons: [.notOwner, .notAllowed, .notMember, .mandateInsufficient, .meetingCancelled, .meetingNotBegun])

  private static let rate: Route.Write = { request, tx in
    let meeting = try MeetingEditor(tx).rate(
      request.path("meeting"), request.body.integer("rating") ?? 1, for: request.path("partner"), as: request.caller)
    return Answer.ok { $0.meeting(meeting) }
  }

  private static let calendarReading = Operation(
    "getCalendar", tag: "Meetings", "The meetings of the last year and those to come, as iCalendar (RFC 5545).",
    answer: .other(contentType: "text/calendar; charset=utf-8"), reasons: [.notMember])

  private static let calendar: Route.Read = { request, tx in
    let (title, meetings) = try MeetingService(tx).calendar(of: request.path("initiative"), as: request.caller)
    var answer = Answer(.ok)
    answer.body = MeetingCalendar(title: title, meetings).bytes
    answer.contentType = "text/calendar; charset=utf-8"
    return answer.taggedByContents
  }
}
