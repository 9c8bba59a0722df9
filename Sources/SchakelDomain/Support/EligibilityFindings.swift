extension EligibilityFacts {
  typealias Finding = Eligibility.Finding

  /// - Parameter subsidyCents: What all would get; nil where that cannot be told.
  func finding(of condition: EligibilityCondition, bound: Int64, subsidyCents: Int64?) -> Finding {
    switch condition {
    case .participantsMin: atLeast(condition, bound, participants.count, "Let more partners take part.")
    case .entrepreneursMin: atLeast(condition, bound, entrepreneurs.count, "Let more links of the chain take part.")
    case .entrepreneursMax: entrepreneursMax(bound)
    case .largeMax: largeMax(bound)
    case .linksMin: linksMin(bound)
    case .separateGroups: separateGroups
    case .leadIsSmall: leadIsSmall
    case .facilitatorAppointed: facilitatorAppointed
    case .facilitatorExperience: facilitatorExperience(bound)
    case .facilitatorIndependent: facilitatorIndependent
    case .termMax: termMax(bound)
    case .deMinimisStatements: deMinimisStatements
    case .deMinimisCeiling: deMinimisCeiling(bound)
    case .subsidyMin: money(condition, bound, subsidyCents) { $0 >= bound }
    case .subsidyMax: money(condition, bound, subsidyCents) { $0 <= bound }
    case .severalLinks: severalLinks(bound)
    case .costsEntered: costsEntered
    }
  }

  private func atLeast(_ condition: EligibilityCondition, _ bound: Int64, _ count: Int, _ advice: String) -> Finding {
    let isMet = count >= bound
    return Finding(
      condition: condition, bound: bound, outcome: isMet ? .met : .failed, actual: Int64(count),
      detail: isMet ? nil : "There are \(count), and \(bound) are asked for. \(advice)")
  }

  private func entrepreneursMax(_ bound: Int64) -> Finding {
    let count = entrepreneurs.count
    let isMet = count <= bound
    return Finding(
      condition: .entrepreneursMax, bound: bound, outcome: isMet ? .met : .failed, actual: Int64(count),
      detail: isMet ? nil : "There are \(count), and at most \(bound) may be. Apply with fewer.")
  }

  /// Who is large counts at once; who may be is unknown where it could be one too many.
  private func largeMax(_ bound: Int64) -> Finding {
    let large = entrepreneurs.filter { $0.size == .large }
    let unknown = entrepreneurs.filter { $0.size == nil }
    var finding = Finding(condition: .largeMax, bound: bound, outcome: .met, actual: Int64(large.count))
    if large.count > bound {
      finding = Finding(condition: .largeMax, bound: bound, outcome: .failed, actual: Int64(large.count))
      finding.partnerIDs = large.map(\.partnerID)
      finding.detail = "\(large.count) are large, and at most \(bound) may be."
    } else if large.count + unknown.count > bound {
      finding = Finding(condition: .largeMax, bound: bound, outcome: .unknown)
      finding.partnerIDs = unknown.map(\.partnerID)
      finding.detail = "Record the size of each partner that is named."
    }
    return finding
  }

  private func linksMin(_ bound: Int64) -> Finding {
    let links = entrepreneurs.reduce(into: Set<ChainRole>()) { $0.formUnion($1.links) }
    var finding = atLeast(.linksMin, bound, links.count, "Let partners of further links take part.")
    finding.roles = links.sorted { $0.rawValue < $1.rawValue }
    return finding
  }

  private var separateGroups: Finding {
    let groups = Dictionary(grouping: participants.filter { $0.groupID != nil }) { $0.groupID }
    let together = groups.values.filter { $0.count > 1 }.flatMap { $0 }.map(\.partnerID).sorted()
    guard !together.isEmpty else { return Finding(condition: .separateGroups, bound: nil, outcome: .met) }
    return Finding(
      condition: .separateGroups, bound: nil, outcome: .failed, partnerIDs: together,
      detail: "The partners that are named belong to one group; apply without one of them, or correct the group.")
  }

  private var leadIsSmall: Finding {
    let size = participants.first { $0.partnerID == leadPartnerID }?.size
    let outcome: ConditionOutcome = size.map { $0 == .large ? .failed : .met } ?? .unknown
    return Finding(
      condition: .leadIsSmall, bound: nil, outcome: outcome, partnerIDs: outcome == .met ? [] : [leadPartnerID],
      detail: outcome == .failed
        ? "The lead applicant is large; let another one apply."
        : outcome == .unknown ? "Record the size of the lead applicant." : nil)
  }

  private func termMax(_ bound: Int64) -> Finding {
    let isMet = endDate <= startDate.adding(months: Int(bound))
    return Finding(
      condition: .termMax, bound: bound, outcome: isMet ? .met : .failed,
      detail: isMet ? nil : "From \(startDate.iso) it may last until \(startDate.adding(months: Int(bound)).iso).")
  }

  private var deMinimisStatements: Finding {
    let missing = entrepreneurs.filter { $0.deMinimisCents == nil }.map(\.partnerID)
    return Finding(
      condition: .deMinimisStatements, bound: nil, outcome: missing.isEmpty ? .met : .failed, partnerIDs: missing,
      detail: missing.isEmpty ? nil : "The partners that are named have not given a de-minimis statement.")
  }

  private func deMinimisCeiling(_ bound: Int64) -> Finding {
    let above = entrepreneurs.filter { ($0.deMinimisCents ?? 0) > bound }.map(\.partnerID)
    let missing = entrepreneurs.filter { $0.deMinimisCents == nil }.map(\.partnerID)
    let outcome: ConditionOutcome = above.isEmpty ? missing.isEmpty ? .met : .unknown : .failed
    return Finding(
      condition: .deMinimisCeiling, bound: bound, outcome: outcome, partnerIDs: above.isEmpty ? missing : above,
      detail: outcome == .failed
        ? "The partners that are named had more small state aid than may be."
        : outcome == .unknown ? "Let the partners that are named give a de-minimis statement." : nil)
  }

  private func money(
    _ condition: EligibilityCondition, _ bound: Int64, _ cents: Int64?, _ holds: (Int64) -> Bool
  ) -> Finding {
    let outcome: ConditionOutcome = cents.map { holds($0) ? .met : .failed } ?? .unknown
    return Finding(
      condition: condition, bound: bound, outcome: outcome, actual: cents,
      detail: outcome == .failed
        ? "The subsidy of all together does not keep to the bound; see to the costs."
        : outcome == .unknown ? "Let each partner enter its eligible costs." : nil)
  }

  private func severalLinks(_ bound: Int64) -> Finding {
    let isMet = signedLinks.count >= bound
    let names = signedLinks.isEmpty ? "none" : signedLinks.map(\.labels.en).joined(separator: ", ")
    return Finding(
      condition: .severalLinks, bound: bound, outcome: isMet ? .met : .failed, actual: Int64(signedLinks.count),
      roles: signedLinks,
      detail: isMet
        ? nil
        : "Several links of the chain must have signed the ambition document; so far: \(names)."
    )
  }

  var costsEntered: Finding {
    let missing = participants.filter { $0.eligibleCents == nil }.map(\.partnerID)
    return Finding(
      condition: .costsEntered, bound: nil, outcome: missing.isEmpty ? .met : .unknown, partnerIDs: missing,
      detail: missing.isEmpty ? nil : "Let the partners that are named enter their eligible costs.")
  }
}

// Of several facilitators one that meets a condition is enough.
extension EligibilityFacts {
  private var facilitatorAppointed: Finding {
    Finding(
      condition: .facilitatorAppointed, bound: nil, outcome: facilitators.isEmpty ? .failed : .met,
      detail: facilitators.isEmpty ? "Appoint a facilitator." : nil)
  }

  private func facilitatorExperience(_ bound: Int64) -> Finding {
    let most = facilitators.compactMap(\.experienceMonths).max()
    let isMet = most.map { $0 >= bound } ?? false
    let isUnknown = !isMet && facilitators.contains { $0.experienceMonths == nil }
    return Finding(
      condition: .facilitatorExperience, bound: bound, outcome: isMet ? .met : isUnknown ? .unknown : .failed,
      actual: most, partnerIDs: isMet ? [] : facilitators.map(\.partnerID),
      detail: isMet
        ? nil
        : isUnknown
          ? "Record the experience of the facilitator with its appointment."
          : "No facilitator is appointed that has \(bound) months of experience.")
  }

  private var facilitatorIndependent: Finding {
    let isMet = facilitators.contains { $0.independence == .stated }
    let isUnknown = !isMet && facilitators.contains { $0.independence == .notStated }
    return Finding(
      condition: .facilitatorIndependent, bound: nil, outcome: isMet ? .met : isUnknown ? .unknown : .failed,
      partnerIDs: isMet ? [] : facilitators.map(\.partnerID),
      detail: isMet
        ? nil
        : isUnknown
          ? "Let the facilitator state its independence." : "No facilitator is appointed that has no interest.")
  }
}
