// Reasons for not joining are for coordinators and whoever gave them (MODEL H10); others hear counts only. Who
// declined, and when, everybody sees. So what is secret is who gave which reason, and it could be told in three ways:
//
//   by a small count      `CountTable`: a reason is counted for three undertakings or more, and the rest are three or
//                         more as well. That nobody gave a reason is withheld like a small count.
//   by a later count      One more after a refusal tells the reason of that refusal, and so does a count that stays as
//                         it was. Therefore refusals are counted in batches, each once, and every undertaking is in
//                         one batch at most: two tables have nobody in common, and no difference between them tells
//                         anything.
//   by the moment         A table that appears once it can tell something would tell what the last refusal was. A batch
//                         is complete when it has so many undertakings, whatever their reasons.

import Disclosure

/// How often each reason for not joining was given by a batch of partners. It never changes.
package struct ReasonTable: Sendable {
  package typealias ID = Identifier<ReasonTable>

  package let id: ID
  package let initiativeID: Initiative.ID
  /// Of every reason, in the order of the vocabulary.
  package let counts: [Count]
  package let createdAt: Timestamp

  package struct Count: Hashable, Sendable {
    package let reason: ReasonNotJoining
    /// Of undertakings; nil where it is withheld.
    package let count: Int?
  }

  /// A refusal that was not counted before.
  struct Refused {
    let membershipID: Membership.ID
    let reason: ReasonNotJoining
    let undertaking: String
  }

  /// The undertakings in a batch: with fewer, no reason and rest could be told.
  package static let batchCount = 2 * DisclosureRules.standard.minGroups

  /// Counts a batch; nil until it is complete.
  static func counts(_ refused: [Refused]) -> [Count]? {
    guard Set(refused.map(\.undertaking)).count >= batchCount else { return nil }
    let reasons = Array(ReasonNotJoining.allCases)
    let categories = reasons.map { reason in Set(refused.filter { $0.reason == reason }.map(\.undertaking)) }
    let verdicts = CountTable(categories).verdicts
    return reasons.indices.map { index in
      guard case .released = verdicts[index] else { return Count(reason: reasons[index], count: nil) }
      return Count(reason: reasons[index], count: categories[index].count)
    }
  }
}

/// What can be seen of reasons for not joining: members and the network's people see the tables of an initiative.
package struct ReasonTableService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page of tables; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> [ReasonTable] {
    try Participation.of(caller, in: initiative, tx).requireMember()
    return try ReasonTableStore.list(
      of: initiative, after: after.flatMap { ReasonTable.ID($0) }, limit: limit + 1, in: tx)
  }
}
