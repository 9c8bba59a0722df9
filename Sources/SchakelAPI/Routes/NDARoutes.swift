import Cryptography
import HTTPServer
import SchakelDomain

/// Confidentiality agreements.
enum NDARoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/ndas", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/ndas", creation, create)
    routes.read(.get, "/v1/ndas/{nda}", reading, find)
    routes.write(.post, "/v1/ndas/{nda}/versions", majorDraft, draftMajor)
    routes.write(.post, "/v1/ndas/{nda}/corrections", minorDraft, draftMinor)
    routes.write(.patch, "/v1/ndas/{nda}/versions/{number}", edit, change)
    routes.write(.put, "/v1/ndas/{nda}/versions/{number}/offer", offer, offerVersion)
    routes.write(.put, "/v1/ndas/{nda}/versions/{number}/withdrawal", withdrawal, withdraw)
    routes.read(.get, "/v1/ndas/{nda}/signatures", signatureListing, listSignatures)
    routes.write(.put, "/v1/ndas/{nda}/signatures/{partner}", signing, sign)
    routes.write(.put, "/v1/ndas/{nda}/refusals/{partner}", refusal, decline)
    routes.write(.put, "/v1/ndas/{nda}/notices/{partner}", notice, giveNotice)
    routes.read(.get, "/v1/ndas/{nda}/pairs", pairListing, listPairs)
  }

  private static let shaping: [Reason] = [.notAllowed, .notMember, .mandateInsufficient, .invalidContent]
  private static let signer: [Reason] = [.notOwner, .notMember, .notAllowed, .mandateInsufficient]

  private static let listing = Operation(
    "listNDAs", tag: "NDAs", "The NDAs of an initiative.", answer: .list(of: .nda), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try NDAService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.nda.id.text) { $0.nda($1.nda, $1.facts) }
  }

  private static let creation = Operation(
    "createNDA", tag: "NDAs", "Draft an NDA, as version 1.0.", body: .ndaInput, answer: .object(.nda),
    status: .created, reasons: shaping + [.unknownCode])

  private static let create: Route.Write = { request, tx in
    let terms = NDATerms(request.body, today: tx.today)
    let nda = try NDAEditor(tx).create(
      request.body.text("title") ?? "", terms, of: request.path("initiative"), as: request.caller)
    var answer = try answer(nda.id, request, tx)
    answer.status = .created
    answer.location = "/v1/ndas/\(nda.id)"
    return answer
  }

  private static let reading = Operation(
    "getNDA", tag: "NDAs", "One NDA with its versions.", answer: .object(.nda), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in try answer(request.path("nda"), request, tx) }

  private static func answer(_ id: NDA.ID, _ request: APIRequest, _ tx: Transaction) throws -> Answer {
    let (nda, facts, _) = try NDAService(tx).find(id, as: request.caller)
    // Its versions change without it, so the tag counts all of them.
    let version = nda.version + facts.versions.reduce(0) { $0 + $1.version }
    return Answer.ok(version: version) { $0.nda(nda, facts) }
  }

  private static let majorDraft = Operation(
    "draftNDAVersion", tag: "NDAs", "Draft a new major version, which everybody signs anew.", body: .ndaMajor,
    answer: .object(.nda), status: .created, reasons: shaping + [.draftOpen, .unknownCode])

  private static let draftMajor: Route.Write = { request, tx in
    let terms = NDATerms(request.body, today: tx.today)
    try NDAEditor(tx).draft(terms, text: terms.text, of: request.path("nda"), as: request.caller)
    return try drafted(request, tx)
  }

  private static let minorDraft = Operation(
    "correctNDA", tag: "NDAs", "Draft an editorial correction, which has no effect on force.", body: .ndaText,
    answer: .object(.nda), status: .created, reasons: shaping + [.draftOpen])

  private static let draftMinor: Route.Write = { request, tx in
    try NDAEditor(tx).draft(
      nil, text: request.body.text("text") ?? "", of: request.path("nda"), as: request.caller)
    return try drafted(request, tx)
  }

  private static func drafted(_ request: APIRequest, _ tx: WriteTransaction) throws -> Answer {
    let id: NDA.ID = try request.path("nda")
    var answer = try answer(id, request, tx)
    answer.status = .created
    answer.location = "/v1/ndas/\(id)"
    return answer
  }

  private static let edit = Operation(
    "editNDAText", tag: "NDAs", "Change the text of a version that nobody has signed.", body: .ndaText,
    answer: .object(.nda), reasons: shaping + [.textFrozen, .offerWithdrawn])

  private static let change: Route.Write = { request, tx in
    if let text = request.body.text("text") {
      try NDAEditor(tx).edit(request.pathText("number"), of: request.path("nda"), text: text, as: request.caller)
    }
    return try answer(request.path("nda"), request, tx)
  }

  private static let offer = Operation(
    "offerNDAVersion", tag: "NDAs", "Offer a version for signing.", body: .ndaOffer, answer: .object(.nda),
    reasons: shaping + [.offerWithdrawn])

  private static let offerVersion: Route.Write = { request, tx in
    try NDAEditor(tx).offer(
      request.pathText("number"), of: request.path("nda"), sunsetDate: request.body.day("sunsetDate"),
      as: request.caller)
    return try answer(request.path("nda"), request, tx)
  }

  private static let withdrawal = Operation(
    "withdrawNDAVersion", tag: "NDAs", "Withdraw a version that nobody has signed.",
    description: "Earlier versions that its sunsetDate would have let end go on, unless they have ended already.",
    answer: .object(.nda), reasons: shaping + [.notOffered, .textFrozen])

  private static let withdraw: Route.Write = { request, tx in
    try NDAEditor(tx).withdraw(request.pathText("number"), of: request.path("nda"), as: request.caller)
    return try answer(request.path("nda"), request, tx)
  }

  private static let signatureListing = Operation(
    "listSignatures", tag: "NDAs", "Who signed what and when.", answer: .list(of: .signature), reasons: [.notMember])

  private static let listSignatures: Route.Read = { request, tx in
    let page = try request.page
    let facts = try NDAService(tx).find(request.path("nda"), as: request.caller).facts
    let key = { (signature: NDASignature) in "\(signature.versionID)\(signature.partnerID)" }
    let rows = facts.signatures.sorted { key($0) < key($1) }.filter { page.after == nil || key($0) > page.after ?? "" }
    return Answer.list(Array(rows.prefix(page.limit + 1)), page, cursor: key) { $0.signature($1) }
  }

  private static let signing = Operation(
    "signNDA", tag: "NDAs", "Sign the version on offer for your partner.", body: .signatureInput,
    answer: .object(.signature),
    reasons: signer + [.ndaTextChanged, .notOffered, .bothSides, .signatureTooWeak])

  private static let sign: Route.Write = { request, tx in
    let body = request.body
    let signature = try NDAEditor(tx).sign(
      request.path("nda"), for: request.path("partner"), textHash: Hex.decode(body.text("textHash") ?? "") ?? [],
      level: body.code("level") ?? .simple, as: request.caller)
    return Answer.ok(version: 1) { $0.signature(signature) }
  }

  private static let refusal = Operation(
    "declineNDA", tag: "NDAs", "Say no to the version on offer.", body: .ndaRefusal, status: .noContent,
    reasons: signer + [.alreadySigned, .notOffered])

  private static let decline: Route.Write = { request, tx in
    try NDAEditor(tx).decline(
      request.path("nda"), for: request.path("partner"), reason: request.body.text("reason"), as: request.caller)
    return .noContent
  }

  private static let notice = Operation(
    "endNDA", tag: "NDAs", "Give notice: reading ends, the duty of confidence stays.", answer: .object(.ndaNotice),
    reasons: signer + [.notSigned])

  private static let giveNotice: Route.Write = { request, tx in
    let partner: Partner.ID = try request.path("partner")
    let given = try NDAEditor(tx).giveNotice(request.path("nda"), for: partner, as: request.caller)
    let facts = try NDAService(tx).find(request.path("nda"), as: request.caller).facts
    return Answer.ok(version: 1) { writer in
      writer.member("partnerId", given.partnerID)
      writer.member("givenAt", given.givenAt)
      writer.member("endsAt", given.endsAt)
      writer.member("survivalUntilDate", facts.survivalEnd(of: partner))
    }
  }

  private static let pairListing = Operation(
    "listNDAPairs", tag: "NDAs", "Between whom the NDA is in force now.", answer: .object(.ndaPairs),
    reasons: [.notMember])

  private static let listPairs: Route.Read = { request, tx in
    let pairs = try NDAService(tx).pairs(of: request.path("nda"), as: request.caller)
    return Answer.ok { writer in
      writer.key("items")
      writer.list(pairs) { writer, pair in
        writer.object { writer in
          writer.member("partnerIds", [pair.one.text, pair.other.text])
          writer.member("state", pair.state.rawValue)
        }
      }
    }
  }
}
