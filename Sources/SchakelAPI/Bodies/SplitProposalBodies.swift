import CostSharing
import SchakelDomain

extension Shape {
  static let splitProposalInput = Shape(
    "SplitProposalInput",
    [
      .required(
        "method", .code("splitProposalMethod", SplitProposal.Method.allCases.map(\.rawValue)),
        "How is divided; agreed weights serve weights, nash, percentages and epm."),
      .defaulted("variant", .text(1...60), "Which variant's lines; planned when left out."),
    ])

  private static let source = Shape(
    "SplitProposalSource",
    [
      .readOnly("split", .object(split), "The split as it was."),
      .readOnly("lines", .list(.object(splitLine), 0...20_000), "Every line that counts."),
      .readOnly("baseline", .list(.object(splitLine), 0...20_000), "What the partners have without each other."),
      .optional("names", .map(.text(1...200)), "What the partners were called; not in older ones."),
    ])

  private static let outcome = Shape(
    "SplitProposalOutcome",
    [
      .readOnly("surplusCents", .signedCents, "Benefits minus burdens."),
      .readOnly("gainCents", .signedCents, "The surplus above what the partners have without each other."),
      .readOnly("verdict", .code(Verdict.self), "Whether the chain is worth it."),
      .optional("division", .object(splitOutcome), "Shares and positions, by equal, weights and cost."),
      .optional("allocation", .object(caseAllocation), "What each ends with, by any other method."),
      .optional("explanation", .object(explanation), "The same in sentences."),
      .readOnly("payments", .list(.object(payment), 0...65), "Who pays whom."),
    ])

  private static let approval = Shape(
    "SplitApproval",
    [.readOnly("partnerId", .identifier, "Who agreed."), .readOnly("approvedAt", .moment, "When.")])

  static let splitProposal = Shape(
    "SplitProposal",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("splitId", .identifier, "Of which split."),
      .readOnly("variant", .text(1...60), "Which variant's lines."),
      .readOnly(
        "method", .code("splitProposalMethod", SplitProposal.Method.allCases.map(\.rawValue)), "How is divided."),
      .readOnly("specificationVersion", .text(1...20), "The version of the arithmetic."),
      .readOnly("state", .code("splitProposalState", ["proposed", "binding"]), "Whether it binds."),
      .readOnly(
        "isWithheld", .boolean, "Whether input and outcome are kept from you: they would tell you a rival's lines."),
      .readOnly(
        "input", .object(source), "What it was computed from; null in lists, and where withheld.", nullable: true),
      .readOnly("outcome", .object(outcome), "What came out; null where withheld.", nullable: true),
      .readOnly("approvals", .list(.object(approval), 0...64), "Who agreed so far."),
      .readOnly("proposedByPartnerId", .identifier, "Who put it before the partners."),
      .readOnly("createdAt", .moment, "When."),
      .readOnly("boundAt", .moment, "Since when it binds; null while it does not.", nullable: true),
    ])
}

extension JSONWriter {
  /// - Parameters:
  ///   - isShown: Whether the caller may see what is in it.
  ///   - isWhole: Whether it comes with its input.
  mutating func splitProposal(_ proposal: SplitProposal, isShown: Bool, isWhole: Bool) throws {
    member("id", proposal.id)
    member("splitId", proposal.splitID)
    member("variant", proposal.variant)
    member("method", proposal.method.rawValue)
    member("specificationVersion", proposal.specification)
    member("state", proposal.boundAt == nil ? "proposed" : "binding")
    member("isWithheld", !isShown)
    key("input")
    try kept(isShown && isWhole ? proposal.record.input : nil)
    key("outcome")
    try kept(isShown ? proposal.record.outcome : nil)
    key("approvals")
    list(proposal.approvals) { writer, approval in
      writer.object { writer in
        writer.member("partnerId", approval.partnerID)
        writer.member("approvedAt", approval.approvedAt)
      }
    }
    member("proposedByPartnerId", proposal.proposedBy)
    member("createdAt", proposal.createdAt)
    member("boundAt", proposal.boundAt)
  }

  private mutating func kept(_ text: String?) throws {
    if let text { value(try JSONParser.parse(Array(text.utf8))) } else { null() }
  }
}

extension SplitProposal.Computation {
  /// What is kept of it.
  var record: SplitProposal.Record {
    var input = JSONWriter(expecting: 4_096)
    input.object { $0.source(source) }
    var result = JSONWriter(expecting: 4_096)
    result.object { writer in
      switch outcome {
      case .shares(let outcome): writer.shares(outcome)
      case .allocation(let allocation): writer.whole(allocation)
      }
    }
    return .init(
      input: String(decoding: input.bytes, as: UTF8.self), outcome: String(decoding: result.bytes, as: UTF8.self))
  }
}

extension JSONWriter {
  fileprivate mutating func source(_ source: SplitProposal.Source) {
    key("split")
    object { $0.split(source.split) }
    key("lines")
    list(source.lines) { writer, line in writer.object { $0.splitLine(line) } }
    key("baseline")
    list(source.baseline) { writer, line in writer.object { $0.splitLine(line) } }
    key("names")
    object { writer in
      for (id, name) in source.names {
        writer.key(named: id.text)
        writer.text(name)
      }
    }
  }

  fileprivate mutating func shares(_ outcome: SplitResults.Outcome) {
    guard case .success(let division) = outcome.division else { return }
    member("surplusCents", division.surplusCents)
    member("gainCents", division.gainCents)
    member("verdict", division.verdict.rawValue)
    key("division")
    object { $0.outcome(outcome) }
    key("payments")
    list(division.payments) { $0.payment($1) }
  }

  fileprivate mutating func whole(_ allocation: Allocation) {
    member("surplusCents", allocation.surplusCents)
    member("gainCents", allocation.gainCents)
    member("verdict", allocation.verdict.rawValue)
    key("allocation")
    object { $0.allocation(allocation) }
    key("payments")
    list(allocation.outcome?.payments ?? []) { $0.payment($1) }
    explanation(allocation.explanation)
  }

  private mutating func payment(_ payment: Payment) {
    object { writer in
      writer.member("from", payment.from)
      writer.member("to", payment.to)
      writer.member("cents", payment.cents)
    }
  }
}
