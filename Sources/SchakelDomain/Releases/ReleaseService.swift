import Disclosure

// Figures for everyone, values of no one (MODEL 5.3), in a first form: one release of a measure. A second figure on the
// same measure could be subtracted from the first, so a question whose answer would differ is withheld, whoever asks
// and whatever changed in between; the same question gets the same release again.

/// What can be seen of measures and releases: members and the network's people see all figures of an initiative.
package struct ReleaseService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  package func listMeasures(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [Measure] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try ReleaseStore.listMeasures(
      of: initiative, after: after.flatMap { Measure.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func findMeasure(_ id: Measure.ID, as caller: Caller) throws -> Measure {
    guard let measure = try ReleaseStore.findMeasure(id, in: tx) else { throw DomainError.notFound }
    try Participation.of(caller, in: measure.initiativeID, tx).requireMember()
    return measure
  }

  package func list(of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller) throws -> [Release] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try ReleaseStore.list(of: initiative, after: after.flatMap { Release.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func find(_ id: Release.ID, as caller: Caller) throws -> Release {
    guard let release = try ReleaseStore.find(id, in: tx) else { throw DomainError.notFound }
    try Participation.of(caller, in: release.measure.initiativeID, tx).requireMember()
    return release
  }
}

/// Registering measures, and asking for figures.
package struct ReleaseEditor {
  private let tx: WriteTransaction

  /// The purpose that a consent must have for a value to count in a figure (MODEL D10).
  package static let purpose = "aggregatePublication"
  /// Days that a figure stays withheld once it was: a contributor that may ask after each change of its own value could
  /// find out the others' from when the answer turns.
  static let refusalDays: Int64 = 7
  /// Values in one figure.
  static let contributionsMax = 2_000

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Registers a measure.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `notMember`, `mandateInsufficient`, `alreadyExists`, or
  ///   `invalidContent` for a field that no data set of the initiative has as a number with this unit.
  package func createMeasure(
    _ title: String, field: String, unit: String?, of initiative: Initiative.ID, as caller: Caller
  ) throws -> Measure {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireShaper()
    let measure = Measure(
      id: tx.newID(), initiativeID: initiative, title: title, field: field, unit: unit, createdAt: tx.now)
    let added = Set(try fields(of: measure).map(\.1.id))
    guard !added.isEmpty else {
      throw DomainError(.invalidContent, at: "/field", "No data set here has this field as a number with this unit.")
    }
    try requireApart(added, in: initiative)
    try ReleaseStore.insert(measure, in: tx)
    let subject = AuditLog.Subject("measure", measure.id, in: initiative)
    try AuditLog.append("measure.registered", subject, by: caller, for: participation.standing.partnerID, in: tx)
    return measure
  }

  /// Two measures of one field would be two ledgers for the same secrets, however the unit is written.
  private func requireApart(_ added: Set<DataField.ID>, in initiative: Initiative.ID) throws {
    for other in try ReleaseStore.listMeasures(of: initiative, after: nil, limit: Self.contributionsMax, in: tx)
    where try fields(of: other).contains(where: { added.contains($0.1.id) }) {
      throw DomainError(.alreadyExists, at: "/field", "There is a measure of this field and unit already.")
    }
  }

  /// Asks for a figure.
  ///
  /// - Returns: The release and whether it is new, or the refusal (`withheld`, `notComputable`), whose entry stays.
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `mandateInsufficient`.
  package func release(
    _ statistic: Statistic, of id: Measure.ID, in initiative: Initiative.ID, as caller: Caller
  ) throws -> Result<(release: Release, isNew: Bool), DomainError> {
    let mandate = try Participation.of(caller, in: initiative, tx).member(for: .read)
    guard let measure = try ReleaseStore.findMeasure(id, in: tx), measure.initiativeID == initiative else {
      throw DomainError(.invalidContent, at: "/measureId", "The initiative has no such measure.")
    }
    let outcome = try decide(statistic, measure, mandate.partnerID)
    let refusal: Reason? = if case .failure(let error) = outcome { error.reason } else { nil }
    try AuditLog.append(
      "release.asked", .init("measure", id, in: initiative), by: caller, for: mandate.partnerID,
      outcome: refusal == nil ? .permitted : .refused, reason: refusal, in: tx)
    return outcome
  }

  private func decide(
    _ statistic: Statistic, _ measure: Measure, _ partner: Partner.ID
  ) throws -> Result<(release: Release, isNew: Bool), DomainError> {
    guard try fields(of: measure).allSatisfy({ CompetitionGate.mayBeAggregated($0.1) }) else {
      return .failure(DomainError(.withheld))
    }
    let (cell, contributions, rules) = try contributors(to: measure)
    let verdict = cell.verdict(by: rules)
    if let earlier = try ReleaseStore.release(of: measure.id, in: tx), verdict != .notComputable {
      let isSame = try ReleaseStore.contributions(of: earlier.id, in: tx) == Set(contributions)
      return isSame ? .success((earlier, false)) : .failure(DomainError(.withheld))
    }
    if verdict != .notComputable, let since = try ReleaseStore.refusal(of: measure.id, in: tx),
      tx.now < since.adding(milliseconds: Self.refusalDays * 86_400_000)
    {
      return .failure(DomainError(.withheld))
    }
    switch verdict {
    case .notComputable: return .failure(DomainError(.notComputable))
    case .withheld:
      try ReleaseStore.noteRefusal(of: measure.id, in: tx)
      return .failure(DomainError(.withheld))
    case .released(let sum):
      let release: Release.ID = tx.newID()
      try ReleaseStore.insert(
        release, of: measure.id, statistic, value: sum, rules, contributions, askedBy: partner, in: tx)
      guard let stored = try ReleaseStore.find(release, in: tx) else { throw DomainError.notFound }
      return .success((stored, true))
    }
  }

  /// The values that count: the latest ones, with an active consent for publication. None when one of them has more
  /// digits than can be added up exactly, or when there are too many: a part of them would be another figure.
  private func contributors(
    to measure: Measure
  ) throws -> (cell: Cell, contributions: [ReleaseContribution], rules: DisclosureRules) {
    var parts: [Cell.Part] = []
    var contributions: [ReleaseContribution] = []
    var rules = DisclosureRules.standard
    for (dataSet, field) in try fields(of: measure) {
      if field.csiKind != nil { rules = .competitionSensitive }
      let consents = try ConsentStore.list(of: dataSet.id, for: nil, in: tx)
        .filter { $0.purpose == Self.purpose && $0.fieldIDs.contains(field.id) }
        .map { try ConsentAssessment.of($0, in: tx) }
      let group = try PartnerStore.find(dataSet.partnerID, in: tx)?.content.groupID?.text ?? dataSet.partnerID.text
      for record in try RecordStore.list(of: dataSet.id, after: nil, limit: Self.contributionsMax + 1, in: tx) {
        let applying = consents.filter { $0.consent.covers(record.id) }
        // A suspended one blocks the others (MODEL A9).
        guard !applying.contains(where: { $0.state == .suspended }),
          let active = applying.first(where: { $0.state == .active }),
          let value = try RecordStore.values(of: record.id, [field], in: tx).first
        else { continue }
        guard let quantity = Quantity(value.value), contributions.count < Self.contributionsMax else {
          return (Cell([]), [], rules)
        }
        parts.append(Cell.Part(item: "\(record.id)", group: group, quantity: quantity))
        contributions.append(
          ReleaseContribution(recordID: record.id, recordVersion: record.version, consentID: active.consent.id))
      }
    }
    return (Cell(parts), contributions, rules)
  }

  /// The fields that the measure adds up, with their data sets.
  private func fields(of measure: Measure) throws -> [(DataSet, DataField)] {
    try DataSetStore.list(of: measure.initiativeID, after: nil, limit: Self.contributionsMax, in: tx).compactMap {
      dataSet in
      guard let field = dataSet.field(named: measure.field), field.unit == measure.unit,
        field.type == .decimal || field.type == .integer
      else { return nil }
      return (dataSet, field)
    }
  }
}

extension Reason {
  package static let withheld = Reason(
    "withheld", .forbidden, "The figure cannot be published without giving somebody away.",
    advice: "Ask again when more partners contribute, or for another figure.")
  package static let notComputable = Reason(
    "notComputable", .unacceptable, "Nobody contributes to this figure.",
    advice: "Ask partners to enter the field, with at most 18 digits, and to consent to publication.")
  package static let releases: [Reason] = [.withheld, .notComputable]
}
