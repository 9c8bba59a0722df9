import HTTPServer
import SchakelDomain

/// Decisions of the members.
enum DecisionRoutes {
  static func add(to routes: inout Routes) {
    routes.read(.get, "/v1/initiatives/{initiative}/decisions", listing, list)
    routes.write(.post, "/v1/initiatives/{initiative}/decisions", opening, open)
    routes.read(.get, "/v1/decisions/{decision}", reading, find)
    routes.read(.get, "/v1/decisions/{decision}/votes", voteListing, listVotes)
    routes.write(.put, "/v1/decisions/{decision}/votes/{partner}", voting, vote)
    routes.write(.put, "/v1/decisions/{decision}/closing", closing, close)
  }

  private static let shaping: [Reason] = [.notAllowed, .notMember, .mandateInsufficient, .mandateEnded]

  private static let listing = Operation(
    "listDecisions", tag: "Decisions", "The decisions of an initiative.", answer: .list(of: .decision),
    reasons: [.notMember])

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let (rows, partner) = try DecisionService(tx).list(
      of: request.path("initiative"), after: page.after, limit: page.limit, as: request.caller)
    return Answer.list(rows, page, cursor: \.id.text) { $0.decision($1, for: partner) }
  }

  private static let opening = Operation(
    "openDecision", tag: "Decisions", "Open a decision, by the rule of the agreement in force.",
    description: """
      Who takes part now can vote. Adopted, a decision of the kind accession invites the partner, one of the kind \
      agreement brings the version into force, one of the kind phase leaves the phase whose gate it waives, and one of \
      the kind split lets the proposal bind. The rule stays that of now, whatever comes into force in between.
      """,
    body: .decisionInput, answer: .object(.decision), status: .created,
    reasons: shaping + [.noRuleInForce, .interimLeadMissing, .invalidContent, .versionSuperseded, .splitBinding])

  private static let open: Route.Write = { request, tx in
    let caller = try request.caller
    let decision = try DecisionEditor(tx).open(request.body.proposal(), in: request.path("initiative"), as: caller)
    let (_, participation) = try DecisionService(tx).find(decision.id, as: caller)
    return Answer.created(at: "/v1/decisions/\(decision.id)") {
      $0.decision(decision, for: participation.standing.partnerID)
    }
  }

  private static let reading = Operation(
    "getDecision", tag: "Decisions", "One decision, and how many voted.", answer: .object(.decision),
    reasons: [.notMember])

  private static let find: Route.Read = { request, tx in
    let (decision, participation) = try DecisionService(tx).find(request.path("decision"), as: request.caller)
    return Answer.ok { $0.decision(decision, for: participation.standing.partnerID) }
  }

  private static let voteListing = Operation(
    "listVotes", tag: "Decisions", "Who voted what and why; not while votes are secret.",
    answer: .list(of: .decisionVote), reasons: [.notMember, .votesSecret])

  private static let listVotes: Route.Read = { request, tx in
    let page = try request.page
    let votes = try DecisionService(tx).votes(on: request.path("decision"), as: request.caller)
    let rows = votes.filter { page.after == nil || $0.partnerID.text > page.after ?? "" }
    return Answer.list(Array(rows.prefix(page.limit + 1)), page, cursor: \.partnerID.text) { $0.decisionVote($1) }
  }

  private static let voting = Operation(
    "vote", tag: "Decisions", "Vote for your partner, or change its vote.", body: .voteInput,
    answer: .object(.decisionVote),
    reasons: [
      .notOwner, .notMember, .notAllowed, .mandateInsufficient, .decisionClosed, .objectionNeedsReason,
    ])

  private static let vote: Route.Write = { request, tx in
    let cast = try DecisionEditor(tx).vote(
      request.body.code("vote") ?? .abstain, reason: request.body.text("reason"), on: request.path("decision"),
      for: request.path("partner"), as: request.caller)
    return Answer.ok { $0.decisionVote(cast) }
  }

  private static let closing = Operation(
    "closeDecision", tag: "Decisions", "Count the votes, and carry an adopted decision out.",
    answer: .object(.decision), reasons: shaping + [.tooEarly])

  private static let close: Route.Write = { request, tx in
    let caller = try request.caller
    let decision = try DecisionEditor(tx).close(request.path("decision"), as: caller)
    let (_, participation) = try DecisionService(tx).find(decision.id, as: caller)
    return Answer.ok { $0.decision(decision, for: participation.standing.partnerID) }
  }
}
