// Figures for everyone, values of no one (MODEL 5.3). Which figures there are is asked for; whether one is released is
// decided by `Disclosure` beside everything in the ledger, whoever asks. The ledger of a figure holds those of every
// measure of the initiative that adds up the same field, whatever its population.

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

  /// The figures that were withheld, with the rules that did: for the network's steward alone (MODEL D9).
  ///
  /// - Throws: `DomainError` with `notFound`, `notAllowed`.
  package func listWithheld(
    in initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [WithheldFigure] {
    try Participation.of(caller, in: initiative, tx).standing.require(.steward)
    return try ReleaseStore.withheld(
      in: initiative, after: after.flatMap { Int64($0) } ?? 0, limit: limit + 1, tx)
  }

  /// Decides on a question, without keeping anything.
  ///
  /// - Parameter filters: The conditions as they were given, for the places of faults.
  /// - Throws: `DomainError` with `notFound`, `notMember`, `notAllowed`, `mandateInsufficient`, `invalidContent`,
  ///   `tooManyFigures`.
  package func decide(
    _ question: ReleaseQuestion, filters: [Population.Condition], in initiative: Initiative.ID, as caller: Caller
  ) throws -> ReleaseDecision {
    _ = try Participation.of(caller, in: initiative, tx).member(for: .read)
    guard let measure = try ReleaseStore.findMeasure(question.measureID, in: tx), measure.initiativeID == initiative
    else { throw DomainError(.invalidContent, at: "/measureId", "The initiative has no such measure.") }
    let sources = try measure.sources(tx)
    try question.requireSound(of: measure, sources.categories, filters: filters)
    return try ReleaseFacts(question, of: measure, from: sources, tx).decision(tx)
  }
}
