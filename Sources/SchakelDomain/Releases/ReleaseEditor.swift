/// Registering measures, and asking for figures.
package struct ReleaseEditor {
  private let tx: WriteTransaction

  /// The purpose that a consent must have for a value to count in a figure (MODEL D10).
  package static let purpose = "aggregatePublication"
  /// Measures of an initiative.
  static let measuresMax = 1_000

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Registers a measure.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`, `alreadyExists`, or
  ///   `invalidContent` for a field that no data set of the initiative has as a number with this unit, or a population
  ///   by fields that are no categories.
  package func createMeasure(
    _ title: String, field: String, unit: String?, population: [Population.Condition], of initiative: Initiative.ID,
    as caller: Caller
  ) throws -> Measure {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    let measure = Measure(
      id: tx.newID(), initiativeID: initiative, title: title, field: field, unit: unit,
      population: Population(population), createdAt: tx.now)
    try requireSound(measure, population)
    try ReleaseStore.insert(measure, in: tx)
    let subject = AuditLog.Subject("measure", measure.id, in: initiative)
    try AuditLog.append("measure.registered", subject, by: caller, for: participation.standing.partnerID, in: tx)
    return measure
  }

  private func requireSound(_ measure: Measure, _ population: [Population.Condition]) throws {
    let sources = try measure.sources(tx)
    guard !sources.isEmpty else {
      throw DomainError(.invalidContent, at: "/field", "No data set here has this field as a number with this unit.")
    }
    try DomainError.refuse(
      Population.faults(population, at: "/filter", of: measure.field, sources.categories))
    let others = try ReleaseStore.listMeasures(of: measure.initiativeID, after: nil, limit: .max, in: tx)
    guard !others.contains(where: { $0.hasField(of: measure) && $0.population == measure.population }) else {
      throw DomainError(.alreadyExists, at: "/field", "There is a measure of this field, unit and filter already.")
    }
    guard others.count < Self.measuresMax else {
      throw DomainError(.invalidContent, "An initiative has at most \(Self.measuresMax) measures.")
    }
  }

  /// Answers a question that has been decided on, and keeps the answer.
  ///
  /// - Returns: The release and whether it is new, or the refusal (`withheld`, `notComputable`), whose entry stays.
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `mandateInsufficient`.
  package func release(
    _ decision: ReleaseDecision, in initiative: Initiative.ID, as caller: Caller
  ) throws -> Result<(release: Release, isNew: Bool), DomainError> {
    let mandate = try Participation.of(caller, in: initiative, tx).member(for: .read)
    guard let measure = try ReleaseStore.findMeasure(decision.question.measureID, in: tx) else {
      throw DomainError.notFound
    }
    let outcome = try answer(try renewed(decision, measure), mandate.partnerID)
    let refusal: Reason? = if case .failure(let error) = outcome { error.reason } else { nil }
    try AuditLog.append(
      "release.asked", .init("measure", measure.id, in: initiative), by: caller, for: mandate.partnerID,
      outcome: refusal == nil ? .permitted : .refused, reason: refusal, in: tx)
    return outcome
  }

  /// The decision as it is now: what was consented to, revoked or released since it was made counts.
  private func renewed(_ decision: ReleaseDecision, _ measure: Measure) throws -> ReleaseDecision {
    let facts = try ReleaseFacts(decision.question, of: measure, from: measure.sources(tx), tx)
    let isCurrent =
      try facts.contributionsHash == decision.contributionsHash
      && ReleaseStore.ledger(of: measure, endsAt: decision.ledgerEnd, in: tx)
    return isCurrent ? decision : try facts.decision(tx)
  }

  private func answer(
    _ decision: ReleaseDecision, _ partner: Partner.ID
  ) throws -> Result<(release: Release, isNew: Bool), DomainError> {
    if let earlier = try ReleaseStore.release(answering: decision.question, decision.contributionsHash, in: tx) {
      return .success((earlier, false))
    }
    if decision.isNotComputable { return .failure(DomainError(.notComputable)) }
    guard decision.releasesSomething else {
      try ReleaseStore.insert(decision, as: nil, askedBy: partner, in: tx)
      return .failure(DomainError(.withheld))
    }
    let id: Release.ID = tx.newID()
    try ReleaseStore.insert(decision, as: id, askedBy: partner, in: tx)
    guard let stored = try ReleaseStore.find(id, in: tx) else { throw DomainError.notFound }
    return .success((stored, true))
  }
}

extension Reason {
  package static let withheld = Reason(
    "withheld", .forbidden, "The figure cannot be published without giving somebody away.",
    advice: "Ask again when more partners contribute, or for another figure.")
  package static let notComputable = Reason(
    "notComputable", .unacceptable, "Nobody contributes to this figure.",
    advice: "Ask partners to enter the field, with at most 18 digits, and to consent to publication of it and of the "
      + "fields that you filter on.")
  package static let tooManyFigures = Reason(
    "tooManyFigures", .unacceptable, "The table has more figures than can be judged at once.",
    advice: "Ask for fewer values, or for one dimension.")
  package static let releases: [Reason] = [.withheld, .notComputable, .tooManyFigures]
}
