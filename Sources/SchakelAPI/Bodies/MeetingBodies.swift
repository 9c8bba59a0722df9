import SchakelDomain

extension Shape {
  private static let meetingContent: [Shape.Member] = [
    .required("title", .text(1...200), "What it is called."),
    .required("startsAt", .moment, "When it starts."),
    .required("endsAt", .moment, "When it ends."),
    .optional("place", .text(0...200), "Where."),
    .optional("agenda", .text(0...10_000), "What it is about."),
    .optional("report", .text(0...50_000), "What came of it; once it has begun."),
    .defaulted("attendeePartnerIds", .list(.identifier, 0...200), "Members that were there; once it has begun."),
  ]

  static let meetingInput = Shape("MeetingInput", meetingContent)

  static let meeting = Shape(
    "Meeting",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative.")]
      + meetingContent + [
        .readOnly("cancelledAt", .moment, "When it was cancelled.", nullable: true),
        .readOnly("ratings", .list(.object(meetingRating), 0...10_000), "How useful members found it."),
        .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change, but not with ratings."),
        .readOnly("createdAt", .moment, "When it was made."),
        .readOnly("updatedAt", .moment, "When it was last changed."),
      ])

  private static let meetingRating = Shape(
    "MeetingRating",
    [
      .readOnly("partnerId", .identifier, "Whose rating."),
      .readOnly("rating", .integer(1...5), "From 1, of no use, to 5."),
      .readOnly("ratedAt", .moment, "When."),
    ])

  static let ratingInput = Shape(
    "MeetingRatingInput", [.required("rating", .integer(1...5), "From 1, of no use, to 5.")])

  private static let actionContent: [Shape.Member] = [
    .required("partnerId", .identifier, "The member that does it."),
    .required("title", .text(1...200), "What is to be done."),
    .required("dueDate", .day, "By which day."),
    .optional("meetingId", .identifier, "The meeting in which it was agreed on."),
  ]

  static let actionInput = Shape("ActionInput", actionContent)

  static let action = Shape(
    "Action",
    [.readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "Of which initiative.")]
      + actionContent + [
        .readOnly("state", .code(InitiativeActionState.self), "Where it stands now."),
        .readOnly("doneDate", .day, "The day it was done.", nullable: true),
        .readOnly("createdAt", .moment, "When it was put down."),
      ])
}

extension MeetingContent {
  /// What a body says; in a patch, what it leaves out stays.
  mutating func apply(_ body: Body) {
    if let title = body.text("title") { self.title = title }
    if let startsAt = body.moment("startsAt") { self.startsAt = startsAt }
    if let endsAt = body.moment("endsAt") { self.endsAt = endsAt }
    if body.has("place") { place = body.text("place") }
    if body.has("agenda") { agenda = body.text("agenda") }
    if body.has("report") { report = body.text("report") }
    if let partners = body.texts("attendeePartnerIds") { attendeePartnerIDs = partners.compactMap { Partner.ID($0) } }
  }
}

extension JSONWriter {
  mutating func meeting(_ meeting: Meeting) {
    let content = meeting.content
    member("id", meeting.id)
    member("initiativeId", meeting.initiativeID)
    member("title", content.title)
    member("startsAt", content.startsAt)
    member("endsAt", content.endsAt)
    member("place", content.place)
    member("agenda", content.agenda)
    member("report", content.report)
    member("attendeePartnerIds", content.attendeePartnerIDs.map(\.text))
    member("cancelledAt", meeting.cancelledAt)
    key("ratings")
    list(meeting.ratings) { writer, rating in
      writer.object {
        $0.member("partnerId", rating.partnerID)
        $0.member("rating", rating.rating)
        $0.member("ratedAt", rating.ratedAt)
      }
    }
    member("version", meeting.version)
    member("createdAt", meeting.createdAt)
    member("updatedAt", meeting.updatedAt)
  }

  mutating func action(_ action: InitiativeAction, today: LocalDate) {
    member("id", action.id)
    member("initiativeId", action.initiativeID)
    member("partnerId", action.content.partnerID)
    member("title", action.content.title)
    member("dueDate", action.content.dueDate)
    member("meetingId", action.content.meetingID)
    member("state", action.state(on: today).rawValue)
    member("doneDate", action.doneDate)
    member("createdAt", action.createdAt)
  }
}
