/// What can be seen of competitor relations: the network's people see all, a partner those of its own undertaking.
package struct CompetitorRelationService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page, earlier answers included; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `mandateInsufficient`.
  package func list(after: String?, limit: Int, as caller: Caller) throws -> [CompetitorRelation] {
    try CompetitorRelationStore.list(
      ofEither: visible(to: caller), after: after.flatMap { CompetitorRelation.ID($0) }, limit: limit + 1, in: tx)
  }

  /// - Throws: `DomainError` with `notFound` for whoever is on neither side.
  package func find(_ id: CompetitorRelation.ID, as caller: Caller) throws -> CompetitorRelation {
    let sides = try visible(to: caller)
    guard let relation = try CompetitorRelationStore.find(id, in: tx),
      sides == nil || relation.sides.contains(where: { sides?.contains($0) == true })
    else { throw DomainError.notFound }
    return relation
  }

  /// Nil for the network's people: all of them.
  private func visible(to caller: Caller) throws -> [Undertaking]? {
    let standing = try Standing.of(caller, in: tx)
    guard standing.networkRole == nil else { return nil }
    let partner = try standing.mandate(for: .read).partnerID
    let own = try Undertaking.of(partner, in: tx)
    return own == .partner(partner) ? [own] : [own, .partner(partner)]
  }
}

extension Undertaking {
  /// What a partner belongs to now.
  ///
  /// - Throws: `DomainError` with `notFound`.
  static func of(_ id: Partner.ID, in tx: Transaction) throws -> Undertaking {
    guard let partner = try PartnerStore.find(id, in: tx) else { throw DomainError.notFound }
    return Undertaking(of: partner)
  }
}

extension CompetitorRelation {
  /// Whether two undertakings compete on any market; nil when nobody has answered.
  static func recorded(
    between one: Undertaking, and other: Undertaking, in tx: Transaction
  ) throws -> CompetitionAnswer? {
    let answers = try CompetitorRelationStore.answers(between: one, and: other, in: tx)
    return combined(answers.whole, inherited: answers.parts)
  }
}

/// Recording competitor relations.
///
/// A `no` lets competition-sensitive information flow, so it is for the network's office, as groups are: whoever leads
/// an initiative may compete in it. Either side may tighten what is recorded about itself.
package struct CompetitorRelationEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Records an answer, which takes the place of earlier ones for the same pair and market.
  ///
  /// - Parameter partners: Two; the answer is given for the undertakings they belong to now.
  /// - Throws: `DomainError` with `notAllowed`, `notOwner`, `mandateInsufficient`, `invalidContent`.
  package func record(
    _ answer: CompetitionAnswer, between partners: [Partner.ID], on market: String, source: String, as caller: Caller
  ) throws -> CompetitorRelation {
    let standing = try Standing.of(caller, in: tx)
    if standing.networkRole != nil { try standing.require(.steward, .staff) }
    let sides = try undertakings(partners)
    if standing.networkRole == nil { try requireOwn(answer, sides, standing) }
    let relation = CompetitorRelation(
      id: tx.newID(), sides: sides.sorted { $0.text < $1.text }, market: market, answer: answer, source: source,
      accountID: caller.accountID, partnerID: standing.partnerID, isCurrent: true, createdAt: tx.now)
    try CompetitorRelationStore.insert(relation, in: tx)
    let subject = AuditLog.Subject("competitorRelation", relation.id)
    try AuditLog.append("competitorRelation.recorded", subject, by: caller, for: standing.partnerID, in: tx)
    try NotificationStore.tell(
      concerned(relation), of: .competitorRelationRecorded, subject, by: standing.partnerID, in: tx)
    return relation
  }

  private func undertakings(_ partners: [Partner.ID]) throws -> [Undertaking] {
    var sides: [Undertaking] = []
    for (index, id) in partners.enumerated() {
      guard let partner = try PartnerStore.find(id, in: tx) else {
        throw DomainError(.invalidContent, at: "/partnerIds/\(index)", "There is no such partner.")
      }
      sides.append(Undertaking(of: partner))
    }
    guard Set(sides).count == 2 else {
      throw DomainError(.invalidContent, at: "/partnerIds/1", "The two are one undertaking, which has no rival in it.")
    }
    return sides
  }

  private func requireOwn(_ answer: CompetitionAnswer, _ sides: [Undertaking], _ standing: Standing) throws {
    let mandate = try standing.mandate(for: .manage)
    guard try sides.contains(Undertaking.of(mandate.partnerID, in: tx)) else { throw DomainError(.notOwner) }
    guard answer != .no else {
      throw DomainError(
        .notAllowed, "A partner may say that it competes, or that it does not know; ask the network's staff for a no.")
    }
  }

  /// The partners of both sides.
  private func concerned(_ relation: CompetitorRelation) throws -> Set<Partner.ID> {
    try relation.sides.reduce(into: []) { partners, side in
      if let partner = side.partnerID { partners.insert(partner) }
      if let group = side.groupID { partners.formUnion(try PartnerStore.members(of: group, in: tx)) }
    }
  }
}
