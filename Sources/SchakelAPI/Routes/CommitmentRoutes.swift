import HTTPServer
import SchakelDomain

/// The effort that members promise.
enum CommitmentRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/commitments", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/commitments", proposing, propose)
    routes.read(.get, "/v1/commitments/{commitment}", reading, find)
    routes.write(.put, "/v1/commitments/{commitment}/acceptance", accepting, accept)
    routes.write(.put, "/v1/commitments/{commitment}/refusal", declining, decline)
  }

  private static let answers: [Reason] = [
    .notOwner, .notAllowed, .notMember, .mandateInsufficient, .commitmentAnswered,
  ]

  private static let listing = Operation(
    "listCommitments", tag: "Commitments", "The effort that members promised, or are asked to.",
    answer: .list(of: .commitment), reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try CommitmentService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.commitment($1, today: tx.today) }
  }

  private static let proposing = Operation(
    "proposeCommitment", tag: "Commitments", "Promise effort, or propose what another member would.",
    description: "A member's own counts at once; one that a coordinator enters waits for the member that carries it.",
    body: .commitmentInput, answer: .object(.commitment), status: .created,
    reasons: [.notAllowed, .notMember, .mandateInsufficient, .mandateEnded, .invalidContent])

  private static let propose: Route.Write = { request, tx in
    let commitment = try CommitmentEditor(tx).propose(
      request.body.commitment(today: tx.today), in: request.path("initiative"), as: request.caller)
    let today = tx.today
    return Answer.created(at: "/v1/commitments/\(commitment.id)") { $0.commitment(commitment, today: today) }
  }

  private static let reading = Operation(
    "getCommitment", tag: "Commitments", "One commitment.", answer: .object(.commitment), reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (commitment, _) = try CommitmentService(tx).find(request.path("commitment"), as: request.caller)
    return Answer.ok { $0.commitment(commitment, today: tx.today) }
  }

  private static let accepting = Operation(
    "acceptCommitment", tag: "Commitments", "Accept what your partner would carry.", answer: .object(.commitment),
    reasons: answers)

  private static let accept: Route.Write = { request, tx in
    let commitment = try CommitmentEditor(tx).answer(request.path("commitment"), accepts: true, as: request.caller)
    return Answer.ok { $0.commitment(commitment, today: tx.today) }
  }

  private static let declining = Operation(
    "declineCommitment", tag: "Commitments", "Decline what your partner would carry.", answer: .object(.commitment),
    reasons: answers)

  private static let decline: Route.Write = { request, tx in
    let commitment = try CommitmentEditor(tx).answer(request.path("commitment"), accepts: false, as: request.caller)
    return Answer.ok { $0.commitment(commitment, today: tx.today) }
  }
}
