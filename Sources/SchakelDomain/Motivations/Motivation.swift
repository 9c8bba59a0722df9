import SQLite

/// What drives a member to take part, and what stands in its way. Its own, unless it shares it with those who lead.
package struct Motivation: Hashable, Sendable {
  /// The strongest first.
  package let drivers: [Driver]
  /// The highest first.
  package let barriers: [Barrier]
  /// In its own words.
  package let text: String?
  /// Whether those who lead the process see it.
  package let isShared: Bool

  package init(drivers: [Driver] = [], barriers: [Barrier] = [], text: String? = nil, isShared: Bool = false) {
    self.drivers = drivers
    self.barriers = barriers
    self.text = text
    self.isShared = isShared
  }

  /// - Throws: `DomainError` with `invalidContent` and every place that is named twice.
  func requireSound() throws {
    var faults: [DomainError.Fault] = []
    if Set(drivers).count < drivers.count {
      faults.append(.init(at: "/drivers", code: Reason.invalidContent.code, "Name each driver once."))
    }
    if Set(barriers).count < barriers.count {
      faults.append(.init(at: "/barriers", code: Reason.invalidContent.code, "Name each barrier once."))
    }
    if let fault = faults.first { throw DomainError(.invalidContent, fault.detail, faults: faults) }
  }
}

/// The SQL of motivations.
enum MotivationStore {
  /// Nil for a member that has stated none.
  static func find(
    of id: Membership.ID, in tx: Transaction
  ) throws -> (motivation: Motivation, statedAt: Timestamp)? {
    try tx.db.row("SELECT text, is_shared, stated_at FROM membership_motivation WHERE membership_id = \(id)") { row in
      let drivers: SQL = "SELECT driver FROM membership_driver WHERE membership_id = \(id) ORDER BY rank"
      let barriers: SQL = "SELECT barrier FROM membership_barrier WHERE membership_id = \(id) ORDER BY rank"
      let motivation = Motivation(
        drivers: try tx.db.rows(drivers) { try $0.get(0) }, barriers: try tx.db.rows(barriers) { try $0.get(0) },
        text: try row.get(0), isShared: try row.get(1))
      return (motivation, try row.get(2))
    }
  }

  /// Puts a motivation in the place of an earlier one.
  static func state(_ motivation: Motivation, of id: Membership.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO membership_motivation (membership_id, text, is_shared, stated_at)
      VALUES (\(id), \(motivation.text), \(motivation.isShared), \(tx.now))
      ON CONFLICT (membership_id) DO UPDATE SET text = excluded.text, is_shared = excluded.is_shared,
        stated_at = excluded.stated_at
      """)
    try tx.db.run("DELETE FROM membership_driver WHERE membership_id = \(id)")
    try tx.db.run("DELETE FROM membership_barrier WHERE membership_id = \(id)")
    for (index, driver) in motivation.drivers.enumerated() {
      try tx.db.run(
        "INSERT INTO membership_driver (membership_id, rank, driver) VALUES (\(id), \(index + 1), \(driver))")
    }
    for (index, barrier) in motivation.barriers.enumerated() {
      try tx.db.run(
        "INSERT INTO membership_barrier (membership_id, rank, barrier) VALUES (\(id), \(index + 1), \(barrier))")
    }
  }
}
