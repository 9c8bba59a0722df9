import CostSharing
import SchakelDomain

extension Shape {
  private static let method = Shape(
    "SplitMethod",
    [
      .readOnly("type", .code("splitMethod", ["equal", "proportional"]), "Everybody the same, or in proportion."),
      .readOnly(
        "weightKey", .code("weightKey", ["weights", "cost"]), "In proportion to what: the agreed weights, or cost.",
        nullable: true),
    ])

  private static let position = Shape(
    "NetPosition",
    [
      .readOnly("partnerId", .identifier, "Whose it is."),
      .readOnly("ownCents", .signedCents, "Before: its benefits minus everything else, payments moved."),
      .readOnly("outsideCents", .signedCents, "What it has without the others."),
      .readOnly("finalCents", .signedCents, "After, its own lines and all transfers included."),
      .readOnly("transferCents", .signedCents, "What the division moves to it: finalCents - ownCents."),
      .readOnly("gainCents", .signedCents, "finalCents - outsideCents."),
      .readOnly("isWorseOff", .boolean, "Whether it would have more without the others."),
      .readOnly("compensationCents", .cents, "What would make up for that."),
    ])

  private static let share = Shape(
    "Share",
    [
      .readOnly("partnerId", .identifier, "Whose it is."),
      .readOnly("shareCents", .signedCents, "Its part of dividedCents; the parts add up exactly."),
    ])

  private static let joint = Shape(
    "JointPosition",
    [
      .readOnly("ownCents", .signedCents, "Before."), .readOnly("finalCents", .signedCents, "After."),
      .readOnly("transferCents", .signedCents, "finalCents - ownCents."),
    ])

  static let splitOutcome = Shape(
    "SplitOutcome",
    [
      .readOnly("method", .object(method), "How is divided."),
      .readOnly("status", .code("splitOutcomeStatus", ["ok", "notApplicable"]), "Whether the method can be applied."),
      .readOnly("reason", .text(1...60), "Why it cannot.", nullable: true),
      .readOnly("detail", .text(1...500), "What to do about that.", nullable: true),
      .readOnly("dividedCents", .signedCents, "What is divided.", nullable: true),
      .readOnly("shares", .list(.object(share), 0...64), "A part for each partner."),
      .readOnly("positions", .list(.object(position), 0...64), "Where each partner ends beside its baseline."),
      .readOnly("joint", .object(joint), "The joint account.", nullable: true),
      .readOnly(
        "ownPosition", .object(position), "Your own position with the lines that only you see.", nullable: true),
    ])

  static let splitResults = Shape(
    "SplitResults",
    [
      .readOnly("splitId", .identifier, "Of which split."),
      .readOnly("variant", .text(1...60), "Of which variant's lines."),
      .readOnly("subject", .code(SplitSubject.self), "What is divided."),
      .readOnly("benefitCents", .cents, "All benefits on open lines.", nullable: true),
      .readOnly("burdenCents", .cents, "All that counts minus on open lines.", nullable: true),
      .readOnly("surplusCents", .signedCents, "Benefits minus burdens.", nullable: true),
      .readOnly("outsideTotalCents", .signedCents, "What the partners have without each other.", nullable: true),
      .readOnly("gainCents", .signedCents, "The surplus above that.", nullable: true),
      .readOnly("verdict", .code(Verdict.self), "Whether the chain is worth it.", nullable: true),
      .readOnly("costsExceedBenefits", .boolean, "Whether it costs more than it brings, however divided."),
      .readOnly(
        "withheldPartnerIds", .list(.identifier, 0...64),
        "Partners whose open lines none of these numbers has, because they compete with you, or may."),
      .readOnly(
        "uncountedSubsidyIds", .list(.identifier, 0...1_000),
        "Granted subsidies of which you have a part, and no line in this variant."),
      .readOnly("effects", .list(.object(splitEffect), 0...20_000), "What is not money; it is in no amount here."),
      .readOnly(
        "perverseIncentives", .list(.object(perverseIncentive), 0...2_000),
        "What pays better without the chain than in it."),
      .readOnly("outcomes", .list(.object(splitOutcome), 1...3), "The methods side by side."),
    ])
}

extension JSONWriter {
  /// The totals are those of any division that can be made: they do not depend on the method.
  mutating func splitResults(_ results: SplitResults) throws {
    let division = results.outcomes.compactMap { try? $0.division.get() }.first  // a method that fails is shown below
    member("splitId", results.split.id)
    member("variant", results.variant)
    member("subject", results.split.content.subject.rawValue)
    member("benefitCents", division?.benefitCents)
    member("burdenCents", division?.burdenCents)
    member("surplusCents", division?.surplusCents)
    member("outsideTotalCents", division?.outsideTotalCents)
    member("gainCents", division?.gainCents)
    member("verdict", division?.verdict.rawValue)
    member("costsExceedBenefits", division?.costsExceedBenefits ?? false)
    member("withheldPartnerIds", results.withheldPartnerIDs.map(\.text))
    member("uncountedSubsidyIds", results.uncountedSubsidyIDs.map(\.text))
    key("effects")
    list(results.effects) { writer, effect in writer.object { $0.splitEffect(effect) } }
    key("perverseIncentives")
    list(results.perverseIncentives) { writer, incentive in writer.object { $0.perverseIncentive(incentive) } }
    key("outcomes")
    list(results.outcomes) { writer, outcome in writer.object { $0.outcome(outcome) } }
  }

  mutating func outcome(_ outcome: SplitResults.Outcome) {
    key("method")
    object { writer in
      writer.member("type", outcome.key == .equal ? "equal" : "proportional")
      writer.member("weightKey", outcome.key == .equal ? nil : outcome.key.rawValue)
    }
    switch outcome.division {
    case .success(let division): self.division(division)
    case .failure(let error): refusal(error)
    }
    key("ownPosition")
    if let own = outcome.ownPosition { object { $0.position(own) } } else { null() }
  }

  private mutating func division(_ division: Division) {
    member("status", "ok")
    member("reason", nil as String?)
    member("detail", nil as String?)
    member("dividedCents", division.dividedCents)
    key("shares")
    list(division.shares) { writer, share in
      writer.object { writer in
        writer.member("partnerId", share.id)
        writer.member("shareCents", share.cents)
      }
    }
    key("positions")
    list(division.positions) { writer, position in writer.object { $0.position(position) } }
    key("joint")
    object { writer in
      writer.member("ownCents", division.joint.ownCents)
      writer.member("finalCents", division.joint.finalCents)
      writer.member("transferCents", division.joint.transferCents)
    }
  }

  private mutating func refusal(_ error: SplitError) {
    member("status", "notApplicable")
    member("reason", error.faults.first?.code.rawValue)
    member("detail", error.faults.first?.detail)
    member("dividedCents", nil as Int64?)
    member("shares", [])
    member("positions", [])
    key("joint")
    null()
  }

  private mutating func position(_ position: NetPosition) {
    member("partnerId", position.id)
    member("ownCents", position.ownCents)
    member("outsideCents", position.outsideCents)
    member("finalCents", position.finalCents)
    member("transferCents", position.transferCents)
    member("gainCents", position.gainCents)
    member("isWorseOff", position.isWorseOff)
    member("compensationCents", position.compensationCents)
  }
}
