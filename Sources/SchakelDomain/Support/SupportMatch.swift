/// How an instrument fits an initiative, by each criterion that it has, with the reason for and against.
package struct SupportMatch: Sendable {
  package let instrument: SupportInstrument
  package let findings: [Finding]

  /// One criterion.
  package struct Finding: Sendable {
    package let criterion: SupportCriterion
    package let outcome: ConditionOutcome
    /// What the instrument is for.
    package let wanted: [String]
    /// What of that the initiative has.
    package let matched: [String]
  }

  /// Failed where one criterion fails, and else unknown where one is.
  package var outcome: ConditionOutcome {
    if findings.contains(where: { $0.outcome == .failed }) { return .failed }
    return findings.contains { $0.outcome == .unknown } ? .unknown : .met
  }

  /// - Parameter facts: What the initiative has, by criterion; an empty list where that is not on record.
  init(_ instrument: SupportInstrument, _ facts: [SupportCriterion: [String]]) {
    self.instrument = instrument
    findings = SupportCriterion.allCases.compactMap { criterion in
      guard let wanted = instrument.criteria[criterion] else { return nil }
      let known = facts[criterion] ?? []
      let matched = wanted.filter { value in known.contains { $0.lowercased() == value.lowercased() } }
      let outcome: ConditionOutcome = known.isEmpty ? .unknown : matched.isEmpty ? .failed : .met
      return Finding(criterion: criterion, outcome: outcome, wanted: wanted, matched: matched)
    }
  }
}

extension SupportInstrumentService {
  /// A page of all instruments, each with how it fits; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func matches(
    for initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [SupportMatch] {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let content = participation.initiative.content
    let roles = Set(try MembershipStore.live(in: initiative, tx).flatMap(\.roles))
    let facts: [SupportCriterion: [String]] = [
      .phase: content.phase.map { [$0.rawValue] } ?? [], .barrier: content.barriers.map(\.rawValue),
      .region: content.region.map { [$0] } ?? [], .role: roles.map(\.rawValue),
    ]
    return try list(after: after, limit: limit).map { SupportMatch($0, facts) }
  }
}
