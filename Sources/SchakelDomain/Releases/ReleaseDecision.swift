import Cryptography
import Disclosure

/// What becomes of each figure of a question, and what it was decided on. Deciding takes its time and reads only, so it
/// is done before the change that keeps it, and done again if something has changed in between.
package struct ReleaseDecision: Sendable {
  let question: ReleaseQuestion
  /// None when the question has been answered about the same contributions.
  let figures: [Figure]
  let rules: DisclosureRules
  /// Of the figures' contributions and waivers; 32 bytes.
  let contributionsHash: [UInt8]
  /// The last figure that was in the ledger.
  let ledgerEnd: Int64
  /// The groups that the contributors belong to.
  let controls: [ReleaseControl]

  struct Figure: Sendable {
    let part: ReleaseQuestion.Part
    let contributions: [Contribution]
    let verdict: Cell.Verdict
    /// Set where it is released.
    let value: Quantity?
  }

  struct Contribution: Sendable {
    let item: ReleaseItem
    let consentID: Consent.ID
  }
}

extension ReleaseDecision {
  /// Whether there is anything to publish. The whole is no answer to a question for shares of it.
  var releasesSomething: Bool { figures.contains { $0.value != nil && $0.part.level != .whole } }

  /// Whether nobody contributes to any figure.
  var isNotComputable: Bool { figures.allSatisfy { $0.outcome == .notComputable || $0.part.level == .whole } }
}

extension ReleaseDecision.Figure {
  var outcome: ReleaseFigure.Outcome {
    switch verdict {
    case .released: value == nil ? .notComputable : .released
    case .withheld: .withheld
    case .notComputable: .notComputable
    }
  }

  /// Why it is withheld.
  var rule: Cell.Rule? {
    if case .withheld(let rule) = verdict { rule } else { nil }
  }

  /// Whether later figures are compared with it.
  var isRemembered: Bool { outcome == .released || rule?.isOfAmounts == true }
}

/// What a question is decided on.
struct ReleaseFacts {
  private let question: ReleaseQuestion
  private let measure: Measure
  private let rules: DisclosureRules
  /// What speaks of competitors' future is added up for nobody (MODEL E4).
  private let isFuture: Bool
  private let parts: [(part: ReleaseQuestion.Part, members: [ReleaseContribution])]

  init(
    _ question: ReleaseQuestion, of measure: Measure, from sources: [MeasureSource], _ tx: Transaction
  ) throws {
    let isSensitive = sources.contains { $0.field.csiKind != nil }
    let categories = Set(question.filter.fields + question.dimensions.map(\.field))
    let contributions = try ReleaseContributions(to: measure, from: sources, by: categories, tx).all()
    self.question = question
    self.measure = measure
    rules = isSensitive ? .competitionSensitive : .standard
    isFuture = !sources.allSatisfy { CompetitionGate.mayBeAggregated($0.field) }
    parts = question.parts.map { part in (part, contributions.filter { part.filter.includes($0.categories) }) }
  }

  /// Of everything that the answer depends on, but for the ledger.
  var contributionsHash: [UInt8] {
    let texts = parts.map { part, members in
      members.map { "\($0.item.text)\($0.waivers.contains(part.filter) ? "w" : "")" }.sorted().joined(separator: " ")
    }
    return SHA256.digest(Array(([measure.id.text] + texts).joined(separator: "\n").utf8))
  }

  /// Decides on each figure, beside everything in the ledger; on none when the question has its answer already.
  func decision(_ tx: Transaction) throws -> ReleaseDecision {
    if try ReleaseStore.release(answering: question, contributionsHash, in: tx) != nil {
      return ReleaseDecision(
        question: question, figures: [], rules: rules, contributionsHash: contributionsHash, ledgerEnd: 0, controls: [])
    }
    let ledger = try ReleaseStore.ledger(of: measure, in: tx)
    let partners = Set(parts.flatMap { $0.members.map(\.partnerID) })
    let controls = try partners.sorted().compactMap { partner in
      try PartnerStore.find(partner, in: tx)?.content.groupID.map { ReleaseControl(partnerID: partner, groupID: $0) }
    }
    let groups = ControlGroups(ledger.controls + controls)
    let figures = parts.map { figure($0.part, $0.members, groups) }
    let earlier = ledger.figures.filter { $0.isCount == (question.statistic == .count) }
    func cells(_ outcome: ReleaseFigure.Outcome) -> [Cell] {
      earlier.filter { $0.outcome == outcome }.map { cell($0.values, groups) }
    }
    let table = TableProtection(figures, released: cells(.released), refused: cells(.withheld), by: rules)
    let verdicts = isFuture ? figures.map { _ in Cell.Verdict.withheld(.future) } : table.verdicts
    return ReleaseDecision(
      question: question, figures: decided(figures.map(\.cell), verdicts), rules: rules,
      contributionsHash: contributionsHash, ledgerEnd: ledger.end, controls: controls)
  }

  private func figure(
    _ part: ReleaseQuestion.Part, _ members: [ReleaseContribution], _ groups: ControlGroups
  ) -> TableProtection.Figure {
    let values = members.map {
      ReleaseLedger.Value(item: $0.item.text, partnerID: $0.partnerID, quantity: $0.quantity)
    }
    // A group has agreed when all its companies that contribute have.
    let bound = members.filter { !$0.waivers.contains(part.filter) }.map { groups.name(of: $0.partnerID) }
    let waivers = Set(members.map { groups.name(of: $0.partnerID) }).subtracting(bound)
    return TableProtection.Figure(cell(values, groups), part.level, waivers: waivers)
  }

  /// A count is a sum of ones.
  private func cell(_ values: [ReleaseLedger.Value], _ groups: ControlGroups) -> Cell {
    if question.statistic == .count { return CountTable.cell(Set(values.map { groups.name(of: $0.partnerID) })) }
    return Cell(
      values.map { Cell.Part(item: $0.item, group: groups.name(of: $0.partnerID), quantity: $0.quantity) })
  }

  private func decided(_ cells: [Cell], _ verdicts: [Cell.Verdict]) -> [ReleaseDecision.Figure] {
    let whole = cells[0].sum
    return parts.indices.map { index in
      let contributions = parts[index].members.map {
        ReleaseDecision.Contribution(item: $0.item, consentID: $0.consentID)
      }
      var value: Quantity?
      if case .released(let sum) = verdicts[index] {
        value =
          switch question.statistic {
          case .sum, .count: sum
          case .mean: sum.divided(by: Quantity(contributions.count))
          case .share: sum.divided(by: whole)
          }
      }
      return ReleaseDecision.Figure(
        part: parts[index].part, contributions: contributions, verdict: verdicts[index], value: value)
    }
  }
}
