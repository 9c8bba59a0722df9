import HTTPServer
import SchakelDomain

/// What a partner is told.
enum NotificationRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/notifications", listing, list)
  }

  private static let listing = Operation(
    "listNotifications", tag: "Notifications", "What your partner should know, the newest last.",
    description: "It says that something happened, and to what; who caused it is not told of it. Look up the subject "
      + "for more.",
    answer: .list(of: .notification), reasons: [.notAllowed, .mandateInsufficient])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try NotificationStore.list(after: page.after, limit: page.limit, as: request.caller, in: tx)
    return Answer.list(rows, page, cursor: \.id.text) { $0.notification($1) }
  }
}
