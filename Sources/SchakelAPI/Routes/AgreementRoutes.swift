import Cryptography
import HTTPServer
import SchakelDomain

/// Collaboration agreements.
enum AgreementRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/agreements", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/agreements", drafting, draft)
    routes.read(.get, "/v1/agreements/{agreement}", reading, find)
    routes.write(.patch, "/v1/agreements/{agreement}", editing, edit)
    routes.write(.put, "/v1/agreements/{agreement}/offer", offering, offer)
    routes.write(.put, "/v1/agreements/{agreement}/signatures/{partner}", signing, sign)
    routes.write(.put, "/v1/agreements/{agreement}/refusals/{partner}", refusing, refuse)
  }

  private static let shaping: [Reason] = [
    .notAllowed, .notMember, .mandateInsufficient, .invalidContent, .unknownCode, .questionUnanswered,
  ]
  private static let signer: [Reason] = [.notOwner, .notMember, .notAllowed, .mandateInsufficient, .notOffered]

  private static let listing = Operation(
    "listAgreements", tag: "Agreements", "The versions of an initiative's collaboration agreement.",
    answer: .list(of: .agreement), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let service = AgreementService(tx)
    let rows = try service.list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return try Answer.list(rows, page, cursor: \.id.text) { try $0.agreement($1, service.state(of: $1)) }
  }

  private static let drafting = Operation(
    "draftAgreement", tag: "Agreements", "Draft the next version of the collaboration agreement.",
    description: """
      Five questions must be answered before it can be offered: exclusivity, exit, accession, informationSharing and \
      decisionMaking. The register carries the answers of the version in force out.
      """,
    body: .agreementInput, answer: .object(.agreement), status: .created, reasons: shaping + [.draftOpen])

  private static let draft: Route.Write = { request, tx in
    var content = AgreementContent(title: "", text: "")
    try content.apply(request.body)
    let agreement = try AgreementEditor(tx).draft(content, of: request.path("initiative"), as: request.caller)
    let state = try AgreementService(tx).state(of: agreement)
    return Answer.created(at: "/v1/agreements/\(agreement.id)", version: agreement.version) {
      $0.agreement(agreement, state)
    }
  }

  private static let reading = Operation(
    "getAgreement", tag: "Agreements", "One version.",
    description: "`document` is what signers are shown: the choices, a line each, and the text. `documentHash` is its "
      + "SHA-256. Whoever is invited sees the version in force.",
    answer: .object(.agreement), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (agreement, _) = try AgreementService(tx).find(request.path("agreement"), as: request.caller)
    let state = try AgreementService(tx).state(of: agreement)
    // Signatures and later versions change it as well, so there is no version to tag it with.
    return Answer.ok { $0.agreement(agreement, state) }
  }

  private static let editing = Operation(
    "editAgreement", tag: "Agreements", "Change a version that nobody has signed.", body: .agreementInput,
    answer: .object(.agreement), reasons: shaping + [.textFrozen, .staleVersion])

  private static let edit: Route.Write = { request, tx in
    let (current, _) = try AgreementService(tx).find(request.path("agreement"), as: request.caller)
    try request.requireMatch(current.version)
    var content = current.content
    try content.apply(request.body)
    return try answer(AgreementEditor(tx).edit(current, to: content, as: request.caller), tx)
  }

  private static let offering = Operation(
    "offerAgreement", tag: "Agreements", "Offer a version for signing.", answer: .object(.agreement), reasons: shaping)

  private static let offer: Route.Write = { request, tx in
    try answer(AgreementEditor(tx).offer(request.path("agreement"), as: request.caller), tx)
  }

  private static let signing = Operation(
    "signAgreement", tag: "Agreements", "Sign a version for your partner; the last signature brings it into force.",
    body: .agreementSignatureInput, answer: .object(.agreementSignature),
    reasons: signer + [
      .documentChanged, .versionSuperseded, .bothSides, .signatureTooWeak, .accessionClosed, .accessionNotDecided,
    ])

  private static let sign: Route.Write = { request, tx in
    let body = request.body
    let (signature, _) = try AgreementEditor(tx).sign(
      request.path("agreement"), for: request.path("partner"),
      documentHash: Hex.decode(body.text("documentHash") ?? "") ?? [], level: body.code("level") ?? .simple,
      as: request.caller)
    return Answer.ok(version: 1) { $0.agreementSignature(signature) }
  }

  private static let refusing = Operation(
    "declineAgreement", tag: "Agreements", "Say no to a version on offer.", body: .agreementRefusal, status: .noContent,
    reasons: signer + [.alreadySigned])

  private static let refuse: Route.Write = { request, tx in
    try AgreementEditor(tx).decline(
      request.path("agreement"), for: request.path("partner"), reason: request.body.text("reason"),
      as: request.caller)
    return .noContent
  }

  private static func answer(_ agreement: Agreement, _ tx: Transaction) throws -> Answer {
    let state = try AgreementService(tx).state(of: agreement)
    return Answer.ok(version: agreement.version) { $0.agreement(agreement, state) }
  }
}
