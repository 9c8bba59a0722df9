import SQLite

// An invitation is a membership that waits for its answer. Silence is no answer: it lapses by the clock.
//
//   invited → member     the partner accepts, as far as the agreement in force lets it join
//           → declined   the partner turns it down, and says why
//           → withdrawn  whoever invites takes it back; to the partner it is as if it had never come
//           → lapsed     nobody answered in time; the partner can be invited anew
//
// Reminders are dated when the invitation is made, or later. Nothing has to run for one to be sent: it is a
// notification that shows from its day on, and one whose day has not come is called off with the answer.

/// What is said to a partner that is invited.
package struct Invitation: Sendable {
  package let partnerID: Partner.ID
  /// What for; one that coordinates can be taken by nobody else.
  package let roles: [ChainRole]
  /// The first day on which it is too late to answer; nil for the usual one.
  package let lapseDate: LocalDate?
  /// Nil for the usual ones.
  package let reminderDays: [LocalDate]?

  package init(
    _ partnerID: Partner.ID, roles: [ChainRole] = [], lapseDate: LocalDate? = nil, reminderDays: [LocalDate]? = nil
  ) {
    self.partnerID = partnerID
    self.roles = roles
    self.lapseDate = lapseDate
    self.reminderDays = reminderDays
  }

  /// Days that a partner has to answer.
  package static let answerDays = 7...90
  /// The same where nothing is said.
  package static let answerDaysUsual = 30
  /// Reminders that can be planned at a time.
  package static let plannedMax = 5
  /// Reminders of one invitation; more would be pestering.
  package static let remindersMax = 10

  /// Half way, and three days before it is too late.
  static func usualReminders(from today: LocalDate, until lapseDate: LocalDate) -> [LocalDate] {
    let days = Int(lapseDate.daysSince1970 - today.daysSince1970)
    return Set([days / 2, days - 3]).sorted().map { today.adding(days: $0) }
  }

  /// - Throws: `DomainError` with every place that does not fit.
  func requireSound(on today: LocalDate) throws {
    var faults: [DomainError.Fault] = []
    func add(_ place: String, _ detail: String) {
      faults.append(.init(at: place, code: Reason.invalidContent.code, detail))
    }
    if Set(roles).count < roles.count { add("/roles", "Name each role once.") }
    let (first, last) = (Self.answerDays.lowerBound, Self.answerDays.upperBound)
    if let lapseDate, lapseDate < today.adding(days: first) || lapseDate > today.adding(days: last) {
      add("/lapseDate", "A partner has \(first) to \(last) days to answer.")
    }
    let end = lapseDate ?? today.adding(days: Self.answerDaysUsual)
    faults += Self.reminderFaults(reminderDays ?? [], after: today, before: end)
    if let fault = faults.first { throw DomainError(.invalidContent, fault.detail, faults: faults) }
  }

  /// - Parameter today: The last day that is too early.
  static func reminderFaults(
    _ dates: [LocalDate], after today: LocalDate, before end: LocalDate?
  ) -> [DomainError.Fault] {
    dates.enumerated().compactMap { index, day in
      let isFirst = dates.firstIndex(of: day) == index
      if isFirst, day > today, end.map({ day < $0 }) ?? true { return nil }
      return .init(
        at: "/reminderDays/\(index)", code: Reason.invalidContent.code,
        "Name days after \(today.iso) on which it can be answered still, each once.")
    }
  }
}

/// The reminders of an invitation.
package struct InvitationReminders: Sendable {
  package let membership: Membership
  /// Those that were sent.
  package let sentDays: [LocalDate]
  /// Those to come, the next one first.
  package let plannedDays: [LocalDate]
}

/// The SQL of reminders.
enum ReminderStore {
  static func dates(of id: Membership.ID, in tx: Transaction) throws -> [LocalDate] {
    try tx.db.rows(
      "SELECT reminder_date FROM membership_reminder WHERE membership_id = \(id) ORDER BY reminder_date"
    ) { try $0.get(0) }
  }

  /// - Parameter dates: Today or later.
  static func plan(_ dates: [LocalDate], of membership: Membership, in tx: WriteTransaction) throws {
    let subject = AuditLog.Subject("membership", membership.id, in: membership.initiativeID)
    for day in dates {
      let notification = try NotificationStore.schedule(
        membership.partnerID, of: .invitationReminder, subject, at: max(day.startOfDay, tx.now), in: tx)
      try tx.db.run(
        """
        INSERT INTO membership_reminder (membership_id, reminder_date, notification_id)
        VALUES (\(membership.id), \(day), \(notification))
        """)
    }
  }

  /// Calls those off whose day is to come.
  static func callOff(of id: Membership.ID, in tx: WriteTransaction) throws {
    let planned = try tx.db.rows(
      "SELECT notification_id FROM membership_reminder WHERE membership_id = \(id) AND reminder_date > \(tx.today)"
    ) { try $0.get(0, as: Notification.ID.self) }
    try tx.db.run("DELETE FROM membership_reminder WHERE membership_id = \(id) AND reminder_date > \(tx.today)")
    for notification in planned { try NotificationStore.callOff(notification, in: tx) }
  }
}

extension Reason {
  package static let invitationAnswered = Reason(
    "invitationAnswered", .conflict, "The invitation has been answered otherwise.",
    advice: "Ask for a new invitation, or give notice.")
  package static let invitationLapsed = Reason(
    "invitationLapsed", .conflict, "It is too late to answer the invitation.", advice: "Ask for a new invitation.")
  package static let invitationWithdrawn = Reason(
    "invitationWithdrawn", .conflict, "The invitation was withdrawn.", advice: "Ask the lead whether it was meant so.")
}
