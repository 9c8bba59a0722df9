import HTTPServer
import SchakelDomain

/// Divisions that are put before the partners, approved, and come to bind.
enum SplitProposalRoutes {
  /// Nobody else can change anything as long as a proposal is computed.
  private static let computingSecondsMax = 2

  /// - Parameter secondsMax: How long one calculation may take.
  static func add(to routes: inout Routes, secondsMax: Int) {
    routes.read(.get, "/v1/splits/{split}/proposals", listing, list)
    routes.write(.post, "/v1/splits/{split}/proposals", creation, create)
    routes.read(.get, "/v1/split-proposals/{proposal}", reading, find)
    routes.write(.put, "/v1/split-proposals/{proposal}/approvals/{partner}", approval, approve)
    routes.slow(.get, "/v1/split-proposals/{proposal}/recalculation", recalculation) {
      try recalculate($0, $1, Deadline(secondsMax: secondsMax))
    }
  }

  private static let listing = Operation(
    "listSplitProposals", tag: "Splits", "The divisions that were put before the partners.",
    answer: .list(of: .splitProposal), reasons: SplitRoutes.members)

  private static let list: Route.Read = { request, tx in
    let page = try request.page
    let rows = try SplitService(tx).listProposals(
      of: request.path("split"), after: page.after, limit: page.limit, as: request.caller)
    return try Answer.list(rows, page, cursor: \.proposal.id.text) { writer, row in
      try writer.splitProposal(row.proposal, isShown: row.isShown, isWhole: false)
    }
  }

  private static let creation = Operation(
    "proposeSplit", tag: "Splits", "Compute a division and put it before the partners; it never changes again.",
    description: """
      It is kept with every line it was computed from and the version of the arithmetic. Where one partner of the \
      split competes with another, or may, shares would tell them each other's lines: then only an agreed amount can \
      be proposed, divided equally or by agreed weights. Shapley, nucleolus and the like look at what groups could do \
      on their own, by the partners that each line requires. A computation that takes too long is refused.
      """,
    body: .splitProposalInput, answer: .object(.splitProposal), status: .created,
    reasons: SplitRoutes.members + [
      .splitKeyDiscloses, .splitBinding, .unknownPartner, .invalidContent, .overflow, .calculationTooLong,
    ])

  private static let create: Route.Write = { request, tx in
    let method = request.body.text("method").flatMap { SplitProposal.Method(rawValue: $0) } ?? .equal
    let variant = request.body.text("variant") ?? SplitLineContent.planned
    let proposal = try SplitProposalEditor(tx).propose(
      variant, by: method, of: request.path("split"), as: request.caller,
      checkpoint: Deadline(secondsMax: computingSecondsMax).check
    ) { $0.record }
    let isShown = try SplitService(tx).findProposal(proposal.id, as: request.caller).isShown
    return try Answer.created(at: "/v1/split-proposals/\(proposal.id)") {
      try $0.splitProposal(proposal, isShown: isShown, isWhole: true)
    }
  }

  private static let reading = Operation(
    "getSplitProposal", tag: "Splits", "One proposal, with everything it was computed from.",
    answer: .object(.splitProposal), reasons: SplitRoutes.members)

  private static let find: Route.Read = { request, tx in
    let (proposal, isShown) = try SplitService(tx).findProposal(request.path("proposal"), as: request.caller)
    return try Answer.ok { try $0.splitProposal(proposal, isShown: isShown, isWhole: true) }
  }

  private static let approval = Operation(
    "approveSplitProposal", tag: "Splits", "Agree to a proposal for your partner; with the last one it binds.",
    description: """
      Once a collaboration agreement is in force, approvals are not taken: a proposal then binds by a decision of the \
      kind split.
      """,
    answer: .object(.splitProposal),
    reasons: SplitRoutes.members + [
      .notOwner, .unknownPartner, .splitKeyDiscloses, .splitBinding, .decisionDue,
    ])

  private static let approve: Route.Write = { request, tx in
    let proposal = try SplitProposalEditor(tx).approve(
      request.path("proposal"), for: request.path("partner"), as: request.caller)
    let isShown = try SplitService(tx).findProposal(proposal.id, as: request.caller).isShown
    return try Answer.ok { try $0.splitProposal(proposal, isShown: isShown, isWhole: true) }
  }

  private static let recalculation = Operation(
    "recalculateSplitProposal", tag: "Splits", "Compute a kept proposal again, and hear whether it comes out the same.",
    description: """
      From the input and by the version of the arithmetic that are kept with it. The answer tells places and no \
      figures; members may ask, and the steward who audits.
      """,
    answer: .object(.splitRecalculation), reasons: SplitRoutes.members + [.calculationTooLong])

  private static func recalculate(_ request: APIRequest, _ tx: Transaction, _ deadline: Deadline) throws -> Answer {
    let proposal = try SplitService(tx).findProposalToAudit(request.path("proposal"), as: request.caller)
    let recalculation = try SplitRecalculation(of: proposal, deadline.check)
    return Answer.ok { $0.splitRecalculation(recalculation, of: proposal) }
  }
}
