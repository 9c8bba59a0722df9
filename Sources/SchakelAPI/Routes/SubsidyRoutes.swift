import HTTPServer
import SchakelDomain

/// Subsidies that were granted, and the costs claimed on them.
enum SubsidyRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/subsidies", listing, list)
    routes.write(.post, "/v1/support-applications/{application}/subsidy", granting, grant)
    routes.read(.get, "/v1/subsidies/{subsidy}", reading, find)
    routes.read(.get, "/v1/subsidies/{subsidy}/cost-claims", claimListing, listClaims)
    routes.write(.post, "/v1/subsidies/{subsidy}/cost-claims", claiming, claim)
    routes.read(.get, "/v1/subsidies/{subsidy}/cost-claims/{claim}", claimReading, findClaim)
    routes.write(.put, "/v1/subsidies/{subsidy}/cost-claims/{claim}/withdrawal", withdrawal, withdraw)
  }

  private static let listing = Operation(
    "listSubsidies", tag: "Support", "What was granted, to whom and until when.", answer: .list(of: .subsidy),
    reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let (rows, amounts) = try SubsidyService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.subsidy($1, amounts) }
  }

  private static let granting = Operation(
    "noteSubsidy", tag: "Support", "Note what was granted on an application that was handed in.",
    description: "For a facilitator that stated its independence and the steward, who see everybody's amounts.",
    body: .subsidyInput, answer: .object(.subsidy), status: .created,
    reasons: [
      .notAllowed, .notMember, .mandateInsufficient, .mandateEnded, .applicationNotSubmitted, .alreadyExists,
      .invalidContent,
    ])

  private static let grant: Route.Write = { request, tx in
    let body = request.body
    let parts = (body.objects("parts") ?? []).compactMap { part in
      part.id("partnerId", as: Partner.self).map { Subsidy.Part($0, part.integer("amountCents") ?? 0) }
    }
    let subsidy = try SubsidyEditor(tx).grant(
      parts, from: body.day("startDate") ?? tx.today, until: body.day("endDate") ?? tx.today,
      on: request.path("application"), as: request.caller)
    let (_, amounts, _) = try SubsidyService(tx).find(subsidy.id, as: request.caller)
    return Answer.created(at: "/v1/subsidies/\(subsidy.id)") { $0.subsidy(subsidy, amounts) }
  }

  private static let reading = Operation(
    "getSubsidy", tag: "Support", "One subsidy.", answer: .object(.subsidy), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (subsidy, amounts, _) = try SubsidyService(tx).find(request.path("subsidy"), as: request.caller)
    return Answer.ok { $0.subsidy(subsidy, amounts) }
  }

  private static let claimListing = Operation(
    "listCostClaims", tag: "Support", "The claims that you may see: your partner's own; all for who sees all amounts.",
    answer: .list(of: .costClaim), reasons: [.notMember, .notAllowed])

  private static let listClaims: Route.Read = { request, tx in
    let page = try request.page
    let rows = try SubsidyService(tx).claims(
      on: request.path("subsidy"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.costClaim($1) }
  }

  private static let claiming = Operation(
    "claimCost", tag: "Support", "Claim an invoice of your partner; once, on one subsidy.", body: .costClaimInput,
    answer: .object(.costClaim), status: .created,
    reasons: [.notAllowed, .notMember, .mandateInsufficient, .alreadyClaimed, .invalidContent])

  private static let claim: Route.Write = { request, tx in
    let body = request.body
    let invoice = CostClaim.Invoice(
      body.text("invoiceNumber") ?? "", of: body.day("invoiceDate") ?? tx.today, body.integer("amountCents") ?? 1)
    let subsidy: Subsidy.ID = try request.path("subsidy")
    let claim = try SubsidyEditor(tx).claim(invoice, on: subsidy, as: request.caller)
    return Answer.created(at: "/v1/subsidies/\(subsidy)/cost-claims/\(claim.id)") { $0.costClaim(claim) }
  }

  private static let claimReading = Operation(
    "getCostClaim", tag: "Support", "One claim.", answer: .object(.costClaim), reasons: [.notMember])

  private static let findClaim: Route.Read = { request, tx in
    let (claim, _) = try SubsidyService(tx).claim(
      request.path("claim"), on: request.path("subsidy"), as: request.caller)
    return Answer.ok { $0.costClaim(claim) }
  }

  private static let withdrawal = Operation(
    "withdrawCostClaim", tag: "Support", "Take a claim of your partner back; its invoice can be claimed anew.",
    answer: .object(.costClaim), reasons: [.notMember, .notOwner, .mandateInsufficient])

  private static let withdraw: Route.Write = { request, tx in
    let claim = try SubsidyEditor(tx).withdraw(
      request.path("claim"), on: request.path("subsidy"), as: request.caller)
    return Answer.ok { $0.costClaim(claim) }
  }
}
