// Who sees which risk of an initiative (MODEL H2, H7, H8):
//
//   members and the network   those of the initiative as a whole: continuity, results, goal, independence, the
//                             competition check, actions, invitations, NDAs by the terms that members can read
//   owner and recipient       consents between them that end soon, and duties between them that are overdue
//   signers, coordinators     and the network's people: NDAs that end by a notice
//   coordinators, staff       overdue duties of all, as states
//
// Nothing here is stored: a risk is gone once what clears it has happened, and comes by the clock.

/// What an initiative should see to.
package struct InitiativeRiskService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// The risks behind a place in the order of the list.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(of initiative: Initiative.ID, after: String?, as caller: Caller) throws -> [InitiativeRisk] {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    return try risks(of: participation).filter { $0.key > after ?? "" }
  }

  /// A page of the network's initiatives, each with its risks, none for one that has none; one more than `limit` when
  /// there are further ones.
  ///
  /// - Throws: `DomainError` with `notAllowed` for whoever acts for a partner.
  package func overview(
    after: String?, limit: Int, as caller: Caller
  ) throws -> [(initiative: Initiative, risks: [InitiativeRisk])] {
    try Standing.of(caller, in: tx).require(.steward, .staff, .reader)
    let initiatives = try InitiativeService(tx).list(InitiativeFilter(), after: after, limit: limit, as: caller)
    return try initiatives.map { ($0, try risks(of: Participation.of(caller, in: $0.id, tx))) }
  }

  private func risks(of participation: Participation) throws -> [InitiativeRisk] {
    let initiative = participation.initiative.id
    guard !participation.initiative.content.status.isOver else { return [] }
    let risks =
      try facilitation(of: initiative) + subsidies(of: initiative) + progress(of: participation.initiative)
      + checks(of: initiative) + actions(of: initiative) + invitations(in: initiative)
      + ndas(of: participation) + duties(in: initiative, for: participation) + consents(in: initiative, participation)
    return risks.sorted { $0.key < $1.key }
  }

  /// Facilitation that ends without an agreement on what comes then, and facilitators that are not known to be
  /// independent.
  private func facilitation(of initiative: Initiative.ID) throws -> [InitiativeRisk] {
    let facilitators = try FacilitatorStore.all(of: initiative, tx)
    guard let last = facilitators.max(by: { $0.appointment.endDate < $1.appointment.endDate }) else { return [] }
    var risks: [InitiativeRisk] = []
    let start = last.appointment.startDate.startOfDay
    let isEnding = [.ending, .ended].contains(last.state(on: tx.today, by: tx.parameters))
    if try isEnding && !Continuation.isAgreed(in: initiative, since: start, tx) {
      risks.append(
        .init(kind: .continuity, subject: .init("facilitator", last.id), dueDate: last.appointment.endDate))
    }
    let concerns = try FacilitatorService(tx).concerns(of: initiative)
    return risks
      + concerns.compactMap(\.facilitatorID).map {
        InitiativeRisk(kind: .independence, subject: .init("facilitator", $0), dueDate: nil)
      }
  }

  /// The last subsidy to end, without an agreement on what comes then.
  private func subsidies(of initiative: Initiative.ID) throws -> [InitiativeRisk] {
    let terms = try SubsidyStore.terms(in: initiative, tx)
    guard let last = terms.max(by: { $0.endDate < $1.endDate }),
      tx.today >= last.endDate.adding(days: -tx.parameters.continuityWarningDays),
      try !Continuation.isAgreed(in: initiative, since: last.startDate.startOfDay, tx)
    else { return [] }
    return [.init(kind: .continuity, subject: .init("subsidy", last.id), dueDate: last.endDate)]
  }

  /// Of an initiative past its initiation: talk without result.
  private func progress(of initiative: Initiative) throws -> [InitiativeRisk] {
    let content = initiative.content
    guard content.status == .active, content.phase != .initiation, content.phase != .network else { return [] }
    let subject = InitiativeRisk.Subject("initiative", initiative.id)
    let results = try InitiativeResultStore.progress(of: initiative.id, tx)
    let due = (results.lastAchieved ?? LocalDate(at: initiative.createdAt)).adding(days: tx.parameters.noResultDays)
    var risks: [InitiativeRisk] = []
    if due <= tx.today { risks.append(.init(kind: .noResult, subject: subject, dueDate: due)) }
    if content.goal == nil { risks.append(.init(kind: .goalMissing, subject: subject, dueDate: nil)) }
    if !results.hasNext { risks.append(.init(kind: .nextResultMissing, subject: subject, dueDate: nil)) }
    return risks
  }

  private func checks(of initiative: Initiative.ID) throws -> [InitiativeRisk] {
    guard let latest = try CompetitionAssessment.latest(of: initiative, in: tx), latest.outcome == .stale else {
      return []
    }
    let subject = InitiativeRisk.Subject("competitionCheck", latest.check.id)
    return [.init(kind: .checkStale, subject: subject, dueDate: latest.check.validUntilDate)]
  }

  private func actions(of initiative: Initiative.ID) throws -> [InitiativeRisk] {
    try InitiativeActionStore.overdue(in: initiative, tx).map { id, day in
      InitiativeRisk(kind: .actionOverdue, subject: .init("action", id), dueDate: day)
    }
  }

  /// Invitations that wait long for an answer, and those that lapsed without one.
  private func invitations(in initiative: Initiative.ID) throws -> [InitiativeRisk] {
    try MembershipStore.unanswered(in: initiative, tx).compactMap { id, invitedAt, lapseDate in
      let hasLapsed = lapseDate.map { $0 <= tx.today } ?? false
      let due = LocalDate(at: invitedAt).adding(days: InitiativeRisk.unansweredDays)
      guard hasLapsed || due <= tx.today else { return nil }
      return InitiativeRisk(
        kind: hasLapsed ? .invitationLapsed : .invitationUnanswered, subject: .init("membership", id),
        dueDate: lapseDate)
    }
  }

  /// NDAs that end soon for somebody: by their term, by a sunset, or by a notice.
  private func ndas(of participation: Participation) throws -> [InitiativeRisk] {
    let seesNotices = participation.isCoordinator || participation.standing.networkRole != nil
    return try NDAStore.list(of: participation.initiative.id, after: nil, limit: Self.ndasMax, in: tx).compactMap {
      nda in
      let facts = try NDAStore.facts(of: nda.id, in: tx)
      let isSigner = participation.standing.partnerID.map { facts.isSigned(by: $0) } ?? false
      let ends = facts.ends + (seesNotices || isSigner ? facts.noticeEnds : [])
      guard let end = ends.filter(isSoon).min() else { return nil }
      return InitiativeRisk(kind: .ndaEnding, subject: .init("nda", nda.id), dueDate: end)
    }
  }

  /// More NDAs than this in one initiative are not looked at; nobody keeps so many.
  private static let ndasMax = 200

  private func duties(in initiative: Initiative.ID, for participation: Participation) throws -> [InitiativeRisk] {
    let seesAll = participation.isCoordinator || [.steward, .staff].contains(participation.standing.networkRole)
    let own = participation.standing.partnerID
    guard seesAll || own != nil else { return [] }
    return try DestructionDutyStore.overdue(in: initiative, of: seesAll ? nil : own, tx).map { id, day in
      InitiativeRisk(kind: .dutyOverdue, subject: .init("destructionDuty", id), dueDate: day)
    }
  }

  private func consents(in initiative: Initiative.ID, _ participation: Participation) throws -> [InitiativeRisk] {
    guard let partner = participation.standing.partnerID else { return [] }
    let last = tx.today.adding(days: InitiativeRisk.endingDays)
    return try ConsentStore.ending(by: last, in: initiative, of: partner, tx).map { id, day in
      InitiativeRisk(kind: .consentEnding, subject: .init("consent", id), dueDate: day)
    }
  }

  private func isSoon(_ day: LocalDate) -> Bool {
    day > tx.today && day <= tx.today.adding(days: InitiativeRisk.endingDays)
  }
}
