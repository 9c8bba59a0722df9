import HTTPServer
import SchakelDomain

/// The persons to call at a partner.
enum ContactRoutes {
  private static let base = "/v1/partners/{partner}/contacts"

  static func add(to routes: inout Routes) {
    routes.read(.get, base, listing, list)
    routes.write(.post, base, creation, create)
    routes.read(.get, base + "/{contact}", reading, find)
    routes.write(.patch, base + "/{contact}", change, update)
    routes.write(.delete, base + "/{contact}", deletion, delete)
  }

  private static let listing = Operation(
    "listContacts", tag: "Partners", "The persons to call at a partner.",
    description: "For the partner itself and the network's staff; others hear that there is nothing.",
    answer: .list(of: .contact), reasons: [.mandateInsufficient])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try ContactService(tx).list(
      of: request.path("partner"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.contact($1) }
  }

  private static let creation = Operation(
    "createContact", tag: "Partners", "Add a person to call.", body: .contactInput, answer: .object(.contact),
    status: .created, reasons: [.mandateInsufficient])

  private static let create: Route.Write = { request, tx in
    var content = ContactContent(name: "")
    content.apply(request.body)
    let contact = try ContactEditor(tx).create(content, of: request.path("partner"), as: request.caller)
    return Answer.created(at: "/v1/partners/\(contact.partnerID)/contacts/\(contact.id)", version: contact.version) {
      $0.contact(contact)
    }
  }

  private static let reading = Operation(
    "getContact", tag: "Partners", "One person to call.", answer: .object(.contact), reasons: [.mandateInsufficient])

  private static let find: Route.Read = { request, tx in
    let contact = try ContactService(tx).find(
      request.path("contact"), of: request.path("partner"), as: request.caller)
    return Answer.ok(version: contact.version) { $0.contact(contact) }
  }

  private static let change = Operation(
    "changeContact", tag: "Partners", "Change a person to call in part.", body: .contactInput,
    answer: .object(.contact), reasons: [.mandateInsufficient, .staleVersion])

  private static let update: Route.Write = { request, tx in
    let current = try current(request, tx)
    var content = current.content
    content.apply(request.body)
    let changed = try ContactEditor(tx).update(current, to: content, as: request.caller)
    return Answer.ok(version: changed.version) { $0.contact(changed) }
  }

  private static let deletion = Operation(
    "deleteContact", tag: "Partners", "Forget a person.", status: .noContent,
    reasons: [.mandateInsufficient, .staleVersion])

  private static let delete: Route.Write = { request, tx in
    try ContactEditor(tx).delete(current(request, tx), as: request.caller)
    return .noContent
  }

  private static func current(_ request: APIRequest, _ tx: WriteTransaction) throws -> Contact {
    let contact = try ContactService(tx).findForChange(
      request.path("contact"), of: request.path("partner"), as: request.caller)
    try request.requireMatch(contact.version)
    return contact
  }
}
