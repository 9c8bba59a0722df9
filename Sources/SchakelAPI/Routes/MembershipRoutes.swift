import HTTPServer
import SchakelDomain

/// Who takes part in an initiative.
enum MembershipRoutes {
  private static let base = "/v1/initiatives/{initiative}/memberships"

  static func add(to routes: inout Routes) {
    routes.read(.get, base, listing, list)
    routes.write(.post, base, invitation, invite)
    routes.read(.get, base + "/{membership}", reading, find)
    routes.write(.put, base + "/{membership}/acceptance", acceptance, accept)
    routes.write(.put, base + "/{membership}/refusal", refusal, decline)
    routes.write(.put, base + "/{membership}/notice", notice, giveNotice)
    routes.read(.get, "/v1/initiatives/{initiative}/reasons-not-joining", reasonListing, listReasons)
  }

  private static let answers: [Reason] = [
    .notOwner, .notAllowed, .mandateInsufficient, .invitationAnswered, .invitationLapsed, .invitationWithdrawn,
  ]

  private static let listing = Operation(
    "listMemberships", tag: "Memberships", "Who is invited, takes part, or did.", answer: .list(of: .membership))

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let (rows, participation) = try MembershipService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) {
      $0.membership($1, today: tx.today, seenBy: participation)
    }
  }

  private static let invitation = Operation(
    "invitePartner", tag: "Memberships", "Invite a partner.",
    description: "It is asked to answer before lapseDate, and reminded until it does.", body: .invitationInput,
    answer: .object(.membership),
    status: .created, reasons: [.notAllowed, .notMember, .mandateInsufficient, .invalidContent, .alreadyExists])

  private static let invite: Route.Write = { request, tx in
    guard let partner = request.body.id("partnerId", as: Partner.self) else { throw DomainError.notFound }
    let body = request.body
    let invitation = Invitation(
      partner, roles: body.codes("roles") ?? [], lapseDate: body.day("lapseDate"),
      reminderDays: body.days("reminderDays"))
    let membership = try MembershipEditor(tx).invite(invitation, to: request.path("initiative"), as: request.caller)
    let today = tx.today
    let place = "/v1/initiatives/\(membership.initiativeID)/memberships/\(membership.id)"
    return Answer.created(at: place, version: membership.version) {
      $0.membership(membership, today: today, isOwn: false)
    }
  }

  private static let reading = Operation(
    "getMembership", tag: "Memberships", "One membership.", answer: .object(.membership))

  private static let find: Route.Read = { request, tx in
    let (membership, participation) = try MembershipService(tx).find(
      request.path("membership"), of: request.path("initiative"), as: request.caller)
    // The state follows the clock and the rest what the asker may see, so the version alone is no tag.
    return Answer.ok {
      $0.membership(membership, today: tx.today, seenBy: participation)
    }
  }

  private static let acceptance = Operation(
    "acceptInvitation", tag: "Memberships", "Accept an invitation.", body: .acceptanceInput,
    answer: .object(.membership),
    reasons: answers + [.invalidContent, .roleNotAllowed, .accessionClosed, .accessionNotDecided, .agreementNotSigned])

  private static let accept: Route.Write = { request, tx in
    let membership = try MembershipEditor(tx).accept(
      request.path("membership"), of: request.path("initiative"), roles: request.body.codes("roles") ?? [],
      drivers: request.body.codes("drivers") ?? [], as: request.caller)
    return answer(membership, tx)
  }

  private static let refusal = Operation(
    "declineInvitation", tag: "Memberships", "Turn an invitation down.", body: .refusalInput,
    answer: .object(.membership), reasons: answers)

  private static let decline: Route.Write = { request, tx in
    let body = request.body
    let refusal = Refusal(
      reason: body.code("reason") ?? .other, text: body.text("text"),
      isTrustRelated: body.boolean("isTrustRelated") ?? false, isReasonOpen: body.boolean("isReasonOpen") ?? false)
    let membership = try MembershipEditor(tx).decline(
      request.path("membership"), of: request.path("initiative"), refusal, as: request.caller)
    return answer(membership, tx)
  }

  private static let notice = Operation(
    "giveNotice", tag: "Memberships", "Leave: as soon as the agreement in force lets you, or on a later day.",
    body: .noticeInput, answer: .object(.membership),
    reasons: answers + [.notMember, .invalidContent, .noticeTooShort])

  private static let giveNotice: Route.Write = { request, tx in
    let membership = try MembershipEditor(tx).giveNotice(
      request.path("membership"), of: request.path("initiative"), endDate: request.body.day("endDate"),
      as: request.caller)
    return answer(membership, tx)
  }

  private static let reasonListing = Operation(
    "listReasonsNotJoining", tag: "Memberships", "How often each reason for not joining was given.",
    description: """
      Refusals are counted in batches of \(ReasonTable.batchCount) partners, companies under one control as one, each \
      once: a reason that fewer than three of them gave, or all but fewer than three, is withheld. Coordinators see \
      each reason at its membership.
      """,
    answer: .list(of: .reasonTable), reasons: [.notMember])

  private static let listReasons: Route.Read = { request, tx in
    let page = try request.page
    let rows = try ReasonTableService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.reasonTable($1) }
  }

  private static func answer(_ membership: Membership, _ tx: Transaction) -> Answer {
    Answer.ok(version: membership.version) { $0.membership(membership, today: tx.today, isOwn: true) }
  }
}
