// How many members name a driver or a barrier, told like reasons for not joining (see `ReasonTable`): a batch of
// members is counted once, each undertaking is in one batch at most, and a batch is complete by its size alone. Here
// somebody can be in several counts, and the two lists are of the same members; so each count is held against all the
// others that are shown, and against the whole batch. What a member says later changes no count.

import Disclosure
import SQLite

/// How often each driver and barrier was named by a batch of members. It never changes.
package struct MotivationTable: Sendable {
  package typealias ID = Identifier<MotivationTable>

  package let id: ID
  package let initiativeID: Initiative.ID
  package let counts: Counts
  package let createdAt: Timestamp

  /// Of undertakings, by code, in the order of the vocabularies; nil where one is withheld.
  package struct Counts: Sendable {
    package let drivers: [(driver: Driver, count: Int?)]
    package let barriers: [(barrier: Barrier, count: Int?)]
  }

  /// A member's motivation that was not counted before.
  struct Stated {
    let membershipID: Membership.ID
    let undertaking: String
    let motivation: Motivation
  }

  /// Counts a batch; nil until it is complete.
  static func counts(_ stated: [Stated]) -> Counts? {
    let batch = Set(stated.map(\.undertaking))
    guard batch.count >= ReasonTable.batchCount else { return nil }
    let drivers = Driver.allCases.map { driver in groups(of: stated) { $0.drivers.contains(driver) } }
    let shownDrivers = shown(drivers, besides: [batch])
    let barriers = Barrier.allCases.map { barrier in groups(of: stated) { $0.barriers.contains(barrier) } }
    let shownBarriers = shown(barriers, besides: [batch] + shownDrivers.compactMap(\.self))
    return Counts(
      drivers: zip(Driver.allCases, shownDrivers).map { ($0, $1?.count) },
      barriers: zip(Barrier.allCases, shownBarriers).map { ($0, $1?.count) })
  }

  private static func groups(of stated: [Stated], naming isNamed: (Motivation) -> Bool) -> Set<String> {
    Set(stated.filter { isNamed($0.motivation) }.map(\.undertaking))
  }

  /// Of each category the groups where their number may be shown.
  private static func shown(_ categories: [Set<String>], besides released: [Set<String>]) -> [Set<String>?] {
    let verdicts = CountTable(categories, released: released).verdicts
    return zip(categories, verdicts).map { category, verdict in
      if case .released = verdict { category } else { nil }
    }
  }
}

/// The SQL of counted motivations.
enum MotivationTableStore {
  static func list(
    of initiative: Initiative.ID, after: MotivationTable.ID?, limit: Int, in tx: Transaction
  ) throws -> [MotivationTable] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT id, created_at FROM motivation_table WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { row in
      let id: MotivationTable.ID = try row.get(0)
      return MotivationTable(
        id: id, initiativeID: initiative, counts: try counts(of: id, in: tx), createdAt: try row.get(1))
    }
  }

  private static func counts(of table: MotivationTable.ID, in tx: Transaction) throws -> MotivationTable.Counts {
    let rows = try tx.db.rows("SELECT code, count FROM motivation_count WHERE table_id = \(table)") {
      (try $0.get(0, as: String.self), try $0.get(1, as: Int?.self))
    }
    let counts = Dictionary(uniqueKeysWithValues: rows)
    return MotivationTable.Counts(
      drivers: Driver.allCases.map { ($0, counts[$0.rawValue] ?? nil) },
      barriers: Barrier.allCases.map { ($0, counts[$0.rawValue] ?? nil) })
  }

  /// What the members of undertakings named none of which was counted.
  static func uncounted(in initiative: Initiative.ID, _ tx: Transaction) throws -> [MotivationTable.Stated] {
    let rows = try tx.db.rows(
      """
      SELECT membership.id, coalesce(group_id, partner.id) AS undertaking
      FROM membership JOIN membership_motivation ON membership_id = membership.id
        JOIN partner ON partner.id = partner_id
      WHERE initiative_id = \(initiative) AND expelled_at IS NULL AND (end_date IS NULL OR end_date > \(tx.today))
        AND undertaking NOT IN (
          SELECT coalesce(group_id, partner.id)
          FROM membership JOIN motivation_counted ON membership_id = membership.id
            JOIN partner ON partner.id = partner_id
          WHERE initiative_id = \(initiative))
      ORDER BY membership.id
      """
    ) { (try $0.get(0, as: Membership.ID.self), try $0.get(1, as: String.self)) }
    return try rows.compactMap { id, undertaking in
      guard let motivation = try MotivationStore.find(of: id, in: tx)?.motivation,
        !motivation.drivers.isEmpty || !motivation.barriers.isEmpty
      else { return nil }
      return MotivationTable.Stated(membershipID: id, undertaking: undertaking, motivation: motivation)
    }
  }

  static func insert(
    _ id: MotivationTable.ID, _ counts: MotivationTable.Counts, of stated: [MotivationTable.Stated],
    in initiative: Initiative.ID, _ tx: WriteTransaction
  ) throws {
    try tx.db.run(
      "INSERT INTO motivation_table (id, initiative_id, created_at) VALUES (\(id), \(initiative), \(tx.now))")
    let codes =
      counts.drivers.map { ($0.driver.rawValue, $0.count) } + counts.barriers.map { ($0.barrier.rawValue, $0.count) }
    for (code, count) in codes {
      try tx.db.run("INSERT INTO motivation_count (table_id, code, count) VALUES (\(id), \(code), \(count))")
    }
    for one in stated {
      try tx.db.run(
        "INSERT INTO motivation_counted (membership_id, table_id) VALUES (\(one.membershipID), \(id))")
    }
  }
}
