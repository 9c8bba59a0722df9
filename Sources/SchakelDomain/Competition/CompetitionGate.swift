// What may not reach a rival, whatever was consented and signed (MODEL 5.1 step 6, E1–E4). Every door asks here:
//
//   values of records     `refusal`, one of the last steps of the one decision on reading: single reads, pages, exports
//                         and the question whether a read would be allowed
//   figures over several  `mayBeAggregated`: what speaks of the future is added up for nobody, because every member
//                         reads a figure, and contributors are as a rule each other's rivals
//   lines of a split      `rivals`: whose opened lines a partner does not see, nor what others pay them
//
// For values the gate has four bars, in this order: the two undertakings do not compete, and that is known; the role is
// an independent one; the initiative's latest competition check holds; and it came to nothing that must be settled
// first. One undertaking has no secrets from itself, so nothing stands between partners of one group.
//
// A refusal says only what the asker can see anyway: its own relation to the owner, the check, the roles of members
// and the registered measures. So it can name the neutral routes that are open without giving anything away.
//
// Lines of a split carry no mark of sensitivity, and every one is a cost, a price or a margin. A recorded answer rules:
// `no` opens them, `yes` and `unknown` close them. Where nothing was recorded, two in the same link of the chain are
// taken for rivals, and two in different links, who buy from each other, are not.

/// The gate for competition-sensitive information, as one partner in one role finds it before one data set.
struct CompetitionGate: Sendable {
  /// Why it is closed; nil when it is open.
  private let bar: Reason?
  private let initiativeID: Initiative.ID
  private let check: CompetitionAssessment?

  /// The roles that may receive it (MODEL E3).
  static let independentRoles: Set<ChainRole> = [.researcher]

  init(to dataSet: DataSet, for partner: Partner.ID, as role: ChainRole?, in tx: Transaction) throws {
    initiativeID = dataSet.initiativeID
    check = try CompetitionAssessment.latest(of: initiativeID, in: tx)
    let (owner, asker) = (try Undertaking.of(dataSet.partnerID, in: tx), try Undertaking.of(partner, in: tx))
    let answer = try CompetitorRelation.recorded(between: owner, and: asker, in: tx)
    bar = owner == asker ? nil : Self.bar(answer ?? .unknown, role, check)
  }

  /// Why the competition-sensitive ones of some fields may not be read.
  ///
  /// - Returns: The refusal, which names them; nil when they may, or when none is sensitive.
  func refusal(of fields: [DataField], in tx: Transaction) throws -> DomainError? {
    let guarded = fields.filter { $0.csiKind != nil }
    guard let bar, !guarded.isEmpty else { return nil }
    let routes = try NeutralRoute.open(for: guarded, in: initiativeID, check, tx)
    let advice =
      bar == .roleNotAllowed
      ? "Competition-sensitive values go to independent researchers only, whatever was consented." : bar.advice
    var error = DomainError(bar, "\(advice) \(NeutralRoute.sentence(routes))", fields: guarded.map(\.name))
    error.neutralRoutes = routes
    return error
  }

  private static func bar(
    _ answer: CompetitionAnswer, _ role: ChainRole?, _ check: CompetitionAssessment?
  ) -> Reason? {
    guard answer == .no else { return .competitorCSI }
    guard let role, independentRoles.contains(role) else { return .roleNotAllowed }
    guard let check else { return .competitionCheckMissing }
    guard check.staleCauses.isEmpty else { return .competitionCheckStale }
    return check.opensFlows ? nil : .competitionConcern
  }

  /// Whether values of a field may go into a figure that members see (MODEL E4).
  static func mayBeAggregated(_ field: DataField) -> Bool { field.csiCategory?.age != .future }

  /// Those of some members that a partner competes with, or may compete with.
  static func rivals(
    of partner: Partner.ID, among others: [Partner.ID], in initiative: Initiative.ID, _ tx: Transaction
  ) throws -> Set<Partner.ID> {
    let own = try Undertaking.of(partner, in: tx)
    let links = try links(in: initiative, tx)
    return try Set(
      others.filter { id in
        let other = try Undertaking.of(id, in: tx)
        guard other != own else { return false }
        let answer = try CompetitorRelation.recorded(between: own, and: other, in: tx)
        return answer.map { $0 != .no } ?? !links[own, default: []].isDisjoint(with: links[other, default: []])
      })
  }

  /// The links of the chain in which each undertaking takes part, or did: a partner that left and came back in another
  /// link makes what it made before.
  private static func links(
    in initiative: Initiative.ID, _ tx: Transaction
  ) throws -> [Undertaking: Set<ChainRole>] {
    try MembershipStore.accepted(in: initiative, tx).reduce(into: [:]) { links, stay in
      let roles = ChainRole.links.intersection(stay.roles)
      links[try Undertaking.of(stay.partnerID, in: tx), default: []].formUnion(roles)
    }
  }
}

extension Reason {
  package static let competitorCSI = Reason(
    "competitorCsi", .forbidden, "Competition-sensitive values never go to a competitor of the owner.",
    advice: "Between you and the owner competition is on record, or it is not on record that there is none.")
  package static let competitionCheckMissing = Reason(
    "competitionCheckMissing", .forbidden, "Competition-sensitive values need a competition check.",
    advice: "Ask a coordinator to answer the questions of a competition check.")
  package static let competitionCheckStale = Reason(
    "competitionCheckStale", .forbidden, "The competition check was made for another situation, or is too old.",
    advice: "Ask a coordinator to renew the competition check.")
  package static let competitionConcern = Reason(
    "competitionConcern", .forbidden, "The competition check came to a concern that must be settled first.",
    advice: "Ask a coordinator to have it settled, and to renew the competition check.")
  package static let competitionGate: [Reason] = [
    .competitorCSI, .competitionCheckMissing, .competitionCheckStale, .competitionConcern,
  ]
}
