/// What can be seen of meetings: members and the network's people see all of an initiative's.
package struct MeetingService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller) throws -> [Meeting] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try MeetingStore.list(
      of: initiative, after: after.flatMap { Meeting.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: Meeting.ID, as caller: Caller) throws -> (Meeting, Participation) {
    guard let meeting = try MeetingStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: meeting.initiativeID, tx)
    try participation.requireMember()
    return (meeting, participation)
  }

  /// What a calendar shows: the meetings of the last year and those to come, at most `calendarMax`.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func calendar(
    of initiative: Initiative.ID, as caller: Caller
  ) throws -> (title: String, meetings: [Meeting]) {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let meetings = try MeetingStore.starting(
      from: tx.today.adding(days: -365).startOfDay, of: initiative, limit: Self.calendarMax, in: tx)
    return (participation.initiative.content.title, meetings)
  }

  private static let calendarMax = 1000
}

/// Calling, reporting on, cancelling and rating meetings.
package struct MeetingEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Calls a meeting, or records one that was held; the other members are told.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `invalidContent`.
  package func call(_ content: MeetingContent, of initiative: Initiative.ID, as caller: Caller) throws -> Meeting {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    try requireSound(content, of: initiative)
    let meeting = Meeting(
      id: tx.newID(), initiativeID: initiative, content: content, cancelledAt: nil, ratings: [], version: 1,
      createdAt: tx.now, updatedAt: tx.now)
    try MeetingStore.insert(meeting, in: tx)
    try tell(.meetingCalled, meeting, participation)
    return try finish("meeting.called", meeting.id, participation, caller)
  }

  /// Changes a meeting: its time, its report, who was there. The members are told of another time or place.
  ///
  /// - Throws: `DomainError` as `call`, and `meetingCancelled`.
  package func update(_ current: Meeting, to content: MeetingContent, as caller: Caller) throws -> Meeting {
    let participation = try shaping(current, caller)
    try requireSound(content, of: current.initiativeID)
    let old = current.content
    if content == old { return current }
    try MeetingStore.update(current.id, to: content, in: tx)
    let isMoved = (content.startsAt, content.endsAt, content.place) != (old.startsAt, old.endsAt, old.place)
    if isMoved { try tell(.meetingMoved, current, participation) }
    return try finish("meeting.changed", current.id, participation, caller)
  }

  /// Cancels a meeting that has not begun; doing so again changes nothing.
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `notMember`, `mandateInsufficient`, `mandateEnded`,
  ///   `meetingBegun`.
  package func cancel(_ id: Meeting.ID, as caller: Caller) throws -> Meeting {
    let (meeting, participation) = try MeetingService(tx).find(id, as: caller)
    try participation.requireShaper()
    if meeting.cancelledAt != nil { return meeting }
    guard meeting.content.startsAt > tx.now else { throw DomainError(.meetingBegun) }
    try MeetingStore.cancel(id, in: tx)
    try tell(.meetingCancelled, meeting, participation)
    return try finish("meeting.cancelled", id, participation, caller)
  }

  /// Says for the caller's partner how useful a meeting was; another rating takes the place of an earlier one.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notOwner`, `notAllowed`, `mandateInsufficient`,
  ///   `meetingCancelled`, `meetingNotBegun`.
  package func rate(
    _ id: Meeting.ID, _ rating: Int64, for partner: Partner.ID, as caller: Caller
  ) throws -> Meeting {
    let (meeting, participation) = try MeetingService(tx).find(id, as: caller)
    guard try participation.member(for: .manage).partnerID == partner else { throw DomainError(.notOwner) }
    guard meeting.cancelledAt == nil else { throw DomainError(.meetingCancelled) }
    guard meeting.content.startsAt <= tx.now else { throw DomainError(.meetingNotBegun) }
    if meeting.ratings.contains(where: { $0.partnerID == partner && $0.rating == rating }) { return meeting }
    try MeetingStore.rate(id, rating, for: partner, in: tx)
    return try finish("meeting.rated", id, participation, caller)
  }

  private func shaping(_ meeting: Meeting, _ caller: Caller) throws -> Participation {
    let participation = try Participation.of(caller, in: meeting.initiativeID, tx)
    try participation.requireShaper()
    guard meeting.cancelledAt == nil else { throw DomainError(.meetingCancelled) }
    return participation
  }

  private func requireSound(_ content: MeetingContent, of initiative: Initiative.ID) throws {
    var faults: [DomainError.Fault] = []
    func add(_ place: String, _ detail: String) {
      faults.append(.init(at: place, code: Reason.invalidContent.code, detail))
    }
    if content.endsAt <= content.startsAt { add("/endsAt", "It must end after it starts.") }
    if content.startsAt > tx.now {
      if content.report != nil { add("/report", "There is no report before it begins.") }
      if !content.attendeePartnerIDs.isEmpty { add("/attendeePartnerIds", "Nobody was there before it begins.") }
    }
    for (index, partner) in content.attendeePartnerIDs.enumerated() {
      let isFirst = content.attendeePartnerIDs.firstIndex(of: partner) == index
      let joined = try MembershipStore.latest(of: partner, in: initiative, tx)?.acceptedAt
      if !isFirst || joined == nil { add("/attendeePartnerIds/\(index)", "Name members, each once.") }
    }
    if let first = faults.first { throw DomainError(.invalidContent, first.detail, faults: faults) }
  }

  private func tell(_ event: NotificationEvent, _ meeting: Meeting, _ participation: Participation) throws {
    let members = try MembershipStore.live(in: meeting.initiativeID, tx).map(\.partnerID)
    try NotificationStore.tell(
      Set(members), of: event, .init("meeting", meeting.id, in: meeting.initiativeID),
      by: participation.standing.partnerID, in: tx)
  }

  private func finish(
    _ action: String, _ id: Meeting.ID, _ participation: Participation, _ caller: Caller
  ) throws -> Meeting {
    let subject = AuditLog.Subject("meeting", id, in: participation.initiative.id)
    try AuditLog.append(action, subject, by: caller, for: participation.standing.partnerID, in: tx)
    guard let meeting = try MeetingStore.find(id, in: tx) else { throw DomainError.notFound }
    return meeting
  }
}

extension Reason {
  package static let meetingCancelled = Reason(
    "meetingCancelled", .conflict, "The meeting is cancelled.", advice: "Call another meeting.")
  package static let meetingBegun = Reason(
    "meetingBegun", .conflict, "The meeting has begun, and cannot be cancelled any more.",
    advice: "Say in its report what came of it.")
  package static let meetingNotBegun = Reason(
    "meetingNotBegun", .conflict, "The meeting has not begun.", advice: "Rate it afterwards.")
  package static let meetings: [Reason] = [.meetingCancelled, .meetingBegun, .meetingNotBegun]
}
