import Cryptography
import HTTPServer
import SchakelDomain

/// Ambition documents, and who signed them.
enum AmbitionDocumentRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/ambition-documents", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/ambition-documents", making, make)
    routes.read(.get, "/v1/ambition-documents/{document}", reading, find)
    routes.write(.put, "/v1/ambition-documents/{document}/signatures/{partner}", signing, sign)
  }

  private static let listing = Operation(
    "listAmbitionDocuments", tag: "Support", "The ambition documents of an initiative.",
    answer: .list(of: .ambitionDocument), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try AmbitionDocumentService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.ambitionDocument($1) }
  }

  private static let making = Operation(
    "makeAmbitionDocument", tag: "Support", "Put an ambition document on record, to be signed.",
    description: "Its text never changes; another text is another document.", body: .ambitionDocumentInput,
    answer: .object(.ambitionDocument), status: .created,
    reasons: [.notAllowed, .notMember, .mandateInsufficient, .mandateEnded])

  private static let make: Route.Write = { request, tx in
    let document = try AmbitionDocumentEditor(tx).make(
      request.body.text("title") ?? "", text: request.body.text("text") ?? "", in: request.path("initiative"),
      as: request.caller)
    return Answer.created(at: "/v1/ambition-documents/\(document.id)") { $0.ambitionDocument(document) }
  }

  private static let reading = Operation(
    "getAmbitionDocument", tag: "Support", "One ambition document.", answer: .object(.ambitionDocument),
    reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (document, _) = try AmbitionDocumentService(tx).find(request.path("document"), as: request.caller)
    return Answer.ok { $0.ambitionDocument(document) }
  }

  private static let signing = Operation(
    "signAmbitionDocument", tag: "Support", "Sign for your partner.", body: .ambitionSignatureInput,
    answer: .object(.ambitionDocument),
    reasons: [.notAllowed, .notMember, .notOwner, .mandateInsufficient, .ambitionTextChanged, .bothSides])

  private static let sign: Route.Write = { request, tx in
    let hash = Hex.decode(request.body.text("textHash") ?? "") ?? []
    let document = try AmbitionDocumentEditor(tx).sign(
      request.path("document"), for: request.path("partner"), textHash: hash, as: request.caller)
    return Answer.ok { $0.ambitionDocument(document) }
  }
}
