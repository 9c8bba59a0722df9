import HTTPServer
import SchakelDomain

/// Consents, and what follows from them: receipts, destruction duties, the ledger of decisions.
enum ConsentRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/consents", listing, list)
    routes.write(.post, "/v1/consents", granting, grant)
    routes.read(.get, "/v1/consents/{consent}", reading, find)
    routes.write(.post, "/v1/consents/{consent}/revocations", revocation) { request, tx in
      try answer(ConsentEditor(tx).revoke(request.path("consent"), as: request.caller), tx)
    }
    routes.write(.post, "/v1/consents/{consent}/suspensions", suspension) { request, tx in
      try answer(ConsentEditor(tx).suspend(request.path("consent"), as: request.caller), tx)
    }
    routes.write(.post, "/v1/consents/{consent}/resumptions", resumption) { request, tx in
      try answer(ConsentEditor(tx).resume(request.path("consent"), as: request.caller), tx)
    }
    routes.read(.get, "/v1/receipts", receiptListing, listReceipts)
    routes.read(.get, "/v1/destruction-duties", dutyListing, listDuties)
    routes.read(.get, "/v1/initiatives/{initiative}/destruction-duties", standingListing, listStandings)
    routes.write(.put, "/v1/destruction-duties/{duty}/fulfilment", fulfilment, fulfil)
    routes.read(.get, "/v1/access-ledger", ledgerListing, listLedger)
    routes.audited(.post, "/v1/access-decisions", question, decide)
  }

  private static let owner: [Reason] = [.notOwner, .notAllowed, .mandateInsufficient]

  private static let listing = Operation(
    "listConsents", tag: "Consents", "What your partner consented to, and was consented.",
    answer: .list(of: .consent), reasons: [.notAllowed])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try ConsentService(tx).list(after: page.after, limit: page.limit, as: request.caller)
    return try Answer.list(rows, page, cursor: \.consent.id.text) { try $0.consent($1, fieldNames($1, tx)) }
  }

  private static let granting = Operation(
    "grantConsent", tag: "Consents", "Let one partner in one role read for one purpose.", body: .consentInput,
    answer: .object(.consent), status: .created,
    reasons: owner + [.notMember, .consentTooLong, .consentTooWide, .invalidContent, .unknownCode, .alreadyExists])

  private static let grant: Route.Write = { request, tx in
    let body = request.body
    guard let dataSet = body.id("datasetId", as: DataSet.self),
      let role = body.code("recipientRole", as: ChainRole.self),
      let recipient = body.id("recipientPartnerId", as: Partner.self), let end = body.day("endDate")
    else { throw DomainError.notFound }
    let granted = try ConsentEditor(tx).grant(
      .init(
        dataSetID: dataSet, recipientPartnerID: recipient, recipientRole: role, purpose: body.text("purpose") ?? "",
        fields: body.texts("fields") ?? [], recordIDs: (body.texts("recordIds") ?? []).compactMap { Record.ID($0) },
        ndaID: body.id("ndaId"), figure: body.figureName, startDate: body.day("startDate") ?? tx.today, endDate: end),
      as: request.caller)
    var answer = try answer(granted, tx)
    answer.status = .created
    answer.location = "/v1/consents/\(granted.consent.id)"
    return answer
  }

  private static let reading = Operation("getConsent", tag: "Consents", "One consent.", answer: .object(.consent))

  private static let find: Route.Read = { request, tx in
    try answer(ConsentService(tx).find(request.path("consent"), as: request.caller), tx)
  }

  private static func answer(_ assessed: ConsentAssessment, _ tx: Transaction) throws -> Answer {
    let fields = try fieldNames(assessed, tx)
    // The state follows from more than its own events, so there is no version to tag it with.
    return Answer.ok { $0.consent(assessed, fields) }
  }

  private static func fieldNames(_ assessed: ConsentAssessment, _ tx: Transaction) throws -> [String] {
    try ConsentService(tx).fieldNames(of: assessed.consent)
  }

  private static let revocation = act("revokeConsent", "Revoke a consent: at once, for good, without a reason.")
  private static let suspension = act("suspendConsent", "Suspend a consent until it is resumed.")
  private static let resumption = act("resumeConsent", "Resume a suspended consent.")

  private static func act(_ id: String, _ summary: String) -> Operation {
    Operation(
      id, tag: "Consents", summary, body: Shape("Empty", []), answer: .object(.consent),
      reasons: owner + [.consentTerminal])
  }

  private static let receiptListing = Operation(
    "listReceipts", tag: "Consents", "The receipts of your partner.", answer: .list(of: .receipt))

  private static let listReceipts: Route.Read = { request, tx in
    let page = try request.page
    let rows = try ReceiptStore.list(after: page.after, limit: page.limit, as: request.caller, in: tx)
    return Answer.list(rows, page, cursor: \.id.text) { $0.receipt($1) }
  }

  private static let dutyListing = Operation(
    "listDestructionDuties", tag: "Consents", "What your partner must destroy, or is to be destroyed for it.",
    answer: .list(of: .destructionDuty))

  private static let listDuties: Route.Read = { request, tx in
    let page = try request.page
    let rows = try DestructionDutyStore.list(after: page.after, limit: page.limit, as: request.caller, in: tx)
    return Answer.list(rows, page, cursor: \.id.text) { $0.duty($1, today: tx.today) }
  }

  private static let standingListing = Operation(
    "listDestructionDutyStandings", tag: "Consents", "How the destruction duties of an initiative stand.",
    description: "For coordinators and the network's staff: states, and nothing of what was read.",
    answer: .list(of: .destructionDutyStanding), reasons: [.notMember, .notAllowed, .mandateInsufficient])

  private static let listStandings: Route.Read = { request, tx in
    let page = try request.page
    let rows = try DestructionDutyStore.list(
      in: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller, tx: tx)
    return Answer.list(rows, page, cursor: \.id.text) { $0.dutyStanding($1) }
  }

  private static let fulfilment = Operation(
    "fulfilDestructionDuty", tag: "Consents", "Confirm that what was read has been destroyed.",
    answer: .object(.destructionDuty), reasons: owner)

  private static let fulfil: Route.Write = { request, tx in
    let duty = try DestructionDutyStore.fulfil(request.path("duty"), as: request.caller, in: tx)
    let today = tx.today
    return Answer.ok { $0.duty(duty, today: today) }
  }

  private static let ledgerListing = Operation(
    "listAccessLedger", tag: "Consents", "Every decision on the data of your partner, refusals included.",
    query: [
      QueryParameter("recordId", .identifier, "Only on this record."),
      QueryParameter("datasetId", .identifier, "Only on this data set."),
    ],
    answer: .list(of: .accessEntry))

  private static let listLedger: Route.Read = { request, tx in
    var filter = AccessFilter()
    filter.recordID = request.query.id("recordId")
    filter.dataSetID = request.query.id("datasetId")
    let page = try request.page
    let rows = try AccessLedger.list(filter, after: page.after, limit: page.limit, as: request.caller, in: tx)
    return Answer.list(rows, page, cursor: \.id.text) { $0.accessEntry($1) }
  }

  private static let question = Operation(
    "askAccessDecision", tag: "Consents", "Whether you could read a record now, and why not; nothing is read.",
    body: .accessQuestion, answer: .object(.accessDecision))

  private static let decide: Route.Write = { request, tx in
    guard let record = request.body.id("recordId", as: Record.self) else { throw DomainError.notFound }
    let result = try RecordReader(tx).wouldBeAllowed(
      record, fields: request.body.texts("fields"), purpose: request.body.text("purpose"), as: request.caller)
    return Answer.ok { writer in
      switch result {
      case .success(let fields):
        writer.member("isPermitted", true)
        writer.member("reason", nil as String?)
        writer.member("detail", nil as String?)
        writer.member("fields", fields.map(\.name))
        writer.member("neutralRoutes", [])
      case .failure(let error):
        writer.member("isPermitted", false)
        writer.member("reason", error.reason.code)
        writer.member("detail", error.detail)
        writer.member("fields", error.fields)
        writer.member("neutralRoutes", error.neutralRoutes.map(\.rawValue))
      }
    }
  }
}
