import HTTPServer
import SchakelDomain

/// The companies and organisations that take part, and their groups.
enum PartnerRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/partners", listing, list)
    routes.write(.post, "/v1/partners", creation, create)
    routes.read(.get, "/v1/partners/{partner}", reading, find)
    routes.write(.patch, "/v1/partners/{partner}", change, update)
    routes.read(.get, "/v1/groups", groupListing, listGroups)
    routes.write(.post, "/v1/groups", groupCreation, createGroup)
    routes.read(.get, "/v1/groups/{group}", groupReading, findGroup)
  }

  private static let listing = Operation(
    "listPartners", tag: "Partners", "The partners of the network.",
    query: [
      QueryParameter("sector", .code(Sector.self), "Only of this sector."),
      QueryParameter("groupId", .identifier, "Only of this group."),
      QueryParameter("kvkNumber", .pattern("[0-9]{8}", "12345678", "Eight digits"), "Only with this KvK number."),
    ],
    answer: .list(of: .partner))

  private static let list: Route.Read = { request, tx in
    var filter = PartnerFilter()
    filter.sector = request.query.code("sector")
    filter.groupID = request.query.id("groupId")
    filter.kvkNumber = request.query.text("kvkNumber")
    let page = try request.page
    let rows = try PartnerService(tx).list(filter, after: page.after, limit: page.limit)
    return Answer.list(rows, page, cursor: \.id.text) { $0.partner($1) }
  }

  private static let creation = Operation(
    "createPartner", tag: "Partners", "Register a partner.", body: .partnerInput, answer: .object(.partner),
    status: .created, reasons: [.notAllowed, .invalidContent, .alreadyExists])

  private static let create: Route.Write = { request, tx in
    var content = PartnerContent(name: "")
    content.apply(request.body)
    let partner = try PartnerEditor(tx).create(content, as: request.caller)
    return Answer.created(at: "/v1/partners/\(partner.id)", version: partner.version) { $0.partner(partner) }
  }

  private static let reading = Operation("getPartner", tag: "Partners", "One partner.", answer: .object(.partner))

  private static let find: Route.Read = { request, tx in
    let partner = try PartnerService(tx).find(request.path("partner"))
    return Answer.ok(version: partner.version) { $0.partner(partner) }
  }

  private static let change = Operation(
    "changePartner", tag: "Partners", "Change a partner in part.", body: .partnerInput, answer: .object(.partner),
    reasons: [.notAllowed, .notOwner, .mandateInsufficient, .invalidContent, .alreadyExists, .staleVersion])

  private static let update: Route.Write = { request, tx in
    let current = try PartnerService(tx).find(request.path("partner"))
    try request.requireMatch(current.version)
    var content = current.content
    content.apply(request.body)
    let changed = try PartnerEditor(tx).update(current, to: content, as: request.caller)
    return Answer.ok(version: changed.version) { $0.partner(changed) }
  }

  private static let groupListing = Operation(
    "listGroups", tag: "Partners", "The groups of partners.", answer: .list(of: .group))

  private static let listGroups: Route.Read = { request, tx in
    let page = try request.page
    let rows = try PartnerService(tx).listGroups(after: page.after, limit: page.limit)
    return Answer.list(rows, page, cursor: \.id.text) { $0.group($1) }
  }

  private static let groupCreation = Operation(
    "createGroup", tag: "Partners", "Register a group of partners.", body: .groupInput, answer: .object(.group),
    status: .created, reasons: [.notAllowed, .alreadyExists])

  private static let createGroup: Route.Write = { request, tx in
    let group = try PartnerEditor(tx).createGroup(named: request.body.text("name") ?? "", as: request.caller)
    return Answer.created(at: "/v1/groups/\(group.id)", version: group.version) { $0.group(group) }
  }

  private static let groupReading = Operation("getGroup", tag: "Partners", "One group.", answer: .object(.group))

  private static let findGroup: Route.Read = { request, tx in
    let group = try PartnerService(tx).findGroup(request.path("group"))
    return Answer.ok(version: group.version) { $0.group(group) }
  }
}
