import HTTPServer
import SchakelDomain

/// What follows an invitation before it is answered.
enum InvitationRoutes {
  private static let base = "/v1/initiatives/{initiative}/memberships/{membership}"

  static func add(to routes: inout Routes) {
    routes.write(.put, base + "/withdrawal", withdrawal, withdraw)
    routes.read(.get, base + "/reminders", reading, find)
    routes.write(.put, base + "/reminders", planning, plan)
  }

  private static let shaping: [Reason] = [
    .notAllowed, .notMember, .mandateInsufficient, .mandateEnded, .invitationAnswered,
  ]

  private static let withdrawal = Operation(
    "withdrawInvitation", tag: "Memberships", "Take back an invitation that was not answered.",
    description: "To the partner it is as if it had never been invited: it does not see the initiative any more.",
    answer: .object(.membership), reasons: shaping)

  private static let withdraw: Route.Write = { request, tx in
    let membership = try InvitationEditor(tx).withdraw(
      request.path("membership"), of: request.path("initiative"), as: request.caller)
    let today = tx.today
    return Answer.ok(version: membership.version) { $0.membership(membership, today: today, isOwn: false) }
  }

  private static let reading = Operation(
    "getInvitationReminders", tag: "Memberships", "When a partner was reminded of its invitation, and will be.",
    description: "For whoever shapes the initiative, and the partner itself.",
    answer: .object(.reminders), reasons: [.notAllowed, .notMember, .mandateInsufficient, .mandateEnded])

  private static let find: Route.Read = { request, tx in
    let reminders = try InvitationService(tx).reminders(
      of: request.path("membership"), in: request.path("initiative"), as: request.caller)
    return Answer.ok { $0.reminders(reminders) }
  }

  private static let planning = Operation(
    "planInvitationReminders", tag: "Memberships", "Plan when a partner is reminded of its invitation.",
    description: """
      On each day it gets the notification invitationReminder, unless it has answered by then. An invitation has at \
      most \(Invitation.remindersMax) reminders, one a day.
      """,
    body: .remindersInput, answer: .object(.reminders),
    reasons: shaping + [.invitationLapsed, .invitationWithdrawn, .invalidContent])

  private static let plan: Route.Write = { request, tx in
    let reminders = try InvitationEditor(tx).plan(
      request.body.days("reminderDays") ?? [], of: request.path("membership"), in: request.path("initiative"),
      as: request.caller)
    return Answer.ok { $0.reminders(reminders) }
  }
}
