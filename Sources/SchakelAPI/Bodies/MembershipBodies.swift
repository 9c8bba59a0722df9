import SchakelDomain

extension Shape {
  static let invitationInput = Shape(
    "InvitationInput",
    [
      .required("partnerId", .identifier, "The partner to invite."),
      .defaulted(
        "roles", .list(.code(ChainRole.self), 0...10),
        "What for; facilitator and chainDirector can be taken by those only who are invited as such."),
      .optional("lapseDate", .day, "The first day on which it is too late to answer; in 30 days when left out."),
      .defaulted(
        "reminderDays", .list(.day, 0...Invitation.plannedMax),
        "When the partner is reminded; half way and three days before it is too late when left out."),
    ])

  static let remindersInput = Shape(
    "InvitationRemindersInput",
    [
      .required(
        "reminderDays", .list(.day, 0...Invitation.plannedMax),
        "The reminders from today on, instead of those that are planned; one for today is sent at once.")
    ])

  static let reminders = Shape(
    "InvitationReminders",
    [
      .readOnly("membershipId", .identifier, "Of which invitation."),
      .readOnly("sentDays", .list(.day, 0...Invitation.remindersMax), "When the partner was reminded."),
      .readOnly("plannedDays", .list(.day, 0...Invitation.plannedMax), "When it will be, unless it answers."),
      .readOnly("nextDate", .day, "The first of these.", nullable: true),
      .readOnly("lapseDate", .day, "The first day on which it is too late to answer.", nullable: true),
    ])

  static let acceptanceInput = Shape(
    "AcceptanceInput",
    [
      .required("roles", .list(.code(ChainRole.self), 1...10), "The roles it takes in the chain or beside it."),
      .defaulted(
        "drivers", .list(.code(Driver.self), 0...5),
        "Why it takes part, the strongest first; its own, others see counts."),
    ])

  static let refusalInput = Shape(
    "RefusalInput",
    [
      .required("reason", .code(ReasonNotJoining.self), "Why it does not join."),
      .optional("text", .text(0...2000), "The same in its own words."),
      .defaulted("isTrustRelated", .boolean, "Whether it lacks trust in the added value."),
      .defaulted(
        "isReasonOpen", .boolean,
        "Whether the reason and the words are for everybody who knows of the membership, and not for coordinators only."
      ),
    ])

  static let noticeInput = Shape(
    "NoticeInput",
    [
      .optional(
        "endDate", .day,
        "The first day no longer a member; left out, the first that the agreement in force allows, or today.")
    ])

  static let membership = Shape(
    "Membership",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("partnerId", .identifier, "Whose it is."),
      .readOnly("state", .code(MembershipState.self), "Where it stands now."),
      .readOnly("roles", .list(.code(ChainRole.self), 0...10), "Its roles."),
      .readOnly(
        "drivers", .list(.code(Driver.self), 0...5),
        "Why it takes part; for itself, and coordinators if it shares that."),
      .readOnly("invitedAt", .moment, "When it was invited."),
      .readOnly("offeredRoles", .list(.code(ChainRole.self), 0...10), "What it was invited for."),
      .readOnly("lapseDate", .day, "The first day on which it is too late to answer.", nullable: true),
      .readOnly("withdrawnAt", .moment, "When the invitation was withdrawn.", nullable: true),
      .readOnly("acceptedAt", .moment, "When it accepted.", nullable: true),
      .readOnly("declinedAt", .moment, "When it turned the invitation down.", nullable: true),
      .readOnly(
        "declineReason", .code(ReasonNotJoining.self), "Why; for coordinators and itself, or for all if it wanted.",
        nullable: true),
      .readOnly("declineText", .text(0...2000), "In its own words; for whom the reason is.", nullable: true),
      .readOnly("isReasonOpen", .boolean, "Whether the reason is for all."),
      .readOnly("noticeAt", .moment, "When it gave notice.", nullable: true),
      .readOnly("endDate", .day, "The first day no longer a member.", nullable: true),
      .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
      .readOnly("createdAt", .moment, "When it was made."),
      .readOnly("updatedAt", .moment, "When it was last changed."),
    ])

  private static let reasonCount = Shape(
    "ReasonCount",
    [
      .readOnly("reason", .code(ReasonNotJoining.self), "Why they do not join."),
      .readOnly("outcome", .code(ReleaseFigure.Outcome.self), "Whether their number is told."),
      .readOnly(
        "count", .integer(3...1_000_000), "How many gave it; companies under one control count once.", nullable: true),
    ])

  static let reasonTable = Shape(
    "ReasonTable",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("initiativeId", .identifier, "In which initiative."),
      .readOnly("counts", .list(.object(reasonCount), 1...20), "Of every reason."),
      .readOnly("createdAt", .moment, "When the last partner in it declined."),
    ])

  private static let purposeCode = ValueType.text(1...60)

  static let purposeInput = Shape(
    "PurposeInput",
    [
      .required("code", purposeCode, "Its name, in camelCase: impactStudy."),
      .required("text", .text(1...2000), "What partners consent to; final."),
      .required("roles", .list(.code(ChainRole.self), 1...29), "The roles that data may go to for it."),
    ])

  static let purpose = Shape(
    "Purpose",
    [
      .readOnly("initiativeId", .identifier, "In which initiative."), .readOnly("code", purposeCode, "Its name."),
      .readOnly("text", .text(1...2000), "What partners consent to."),
      .readOnly("roles", .list(.code(ChainRole.self), 1...29), "The roles that data may go to for it."),
      .readOnly("createdAt", .moment, "When it was registered."),
    ])
}

extension JSONWriter {
  /// What a caller sees of a membership.
  mutating func membership(_ membership: Membership, today: LocalDate, seenBy participation: Participation) {
    self.membership(
      membership, today: today, showsReason: participation.seesReason(of: membership),
      showsDrivers: participation.seesMotivation(of: membership))
  }

  /// What its own partner sees of it, or what all may see.
  mutating func membership(_ membership: Membership, today: LocalDate, isOwn: Bool) {
    self.membership(membership, today: today, showsReason: isOwn, showsDrivers: isOwn)
  }

  private mutating func membership(
    _ membership: Membership, today: LocalDate, showsReason: Bool, showsDrivers: Bool
  ) {
    member("id", membership.id)
    member("initiativeId", membership.initiativeID)
    member("partnerId", membership.partnerID)
    member("state", membership.state(on: today).rawValue)
    member("roles", membership.roles.map(\.rawValue))
    member("drivers", showsDrivers ? membership.drivers.map(\.rawValue) : [])
    member("invitedAt", membership.invitedAt)
    member("offeredRoles", membership.offeredRoles.map(\.rawValue))
    member("lapseDate", membership.lapseDate)
    member("withdrawnAt", membership.withdrawnAt)
    member("acceptedAt", membership.acceptedAt)
    member("declinedAt", membership.declinedAt)
    member("declineReason", showsReason ? membership.declineReason?.rawValue : nil)
    member("declineText", showsReason ? membership.declineText : nil)
    member("isReasonOpen", membership.isReasonOpen)
    member("noticeAt", membership.noticeAt)
    member("endDate", membership.endDate)
    member("version", membership.version)
    member("createdAt", membership.createdAt)
    member("updatedAt", membership.updatedAt)
  }

  mutating func reminders(_ reminders: InvitationReminders) {
    member("membershipId", reminders.membership.id)
    member("sentDays", reminders.sentDays.map(\.iso))
    member("plannedDays", reminders.plannedDays.map(\.iso))
    member("nextDate", reminders.plannedDays.first)
    member("lapseDate", reminders.membership.lapseDate)
  }

  mutating func reasonTable(_ table: ReasonTable) {
    member("id", table.id)
    member("initiativeId", table.initiativeID)
    key("counts")
    list(table.counts) { writer, count in
      writer.object { writer in
        writer.member("reason", count.reason.rawValue)
        writer.member("outcome", (count.count == nil ? ReleaseFigure.Outcome.withheld : .released).rawValue)
        writer.member("count", count.count.map(Int64.init))
      }
    }
    member("createdAt", table.createdAt)
  }

  mutating func purpose(_ purpose: Purpose) {
    member("initiativeId", purpose.initiativeID)
    member("code", purpose.code)
    member("text", purpose.text)
    member("roles", purpose.roles.map(\.rawValue))
    member("createdAt", purpose.createdAt)
  }
}
