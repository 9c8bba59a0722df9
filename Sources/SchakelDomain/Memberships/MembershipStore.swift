import SQLite

/// The SQL of memberships.
enum MembershipStore {
  static func find(_ id: Membership.ID, in tx: Transaction) throws -> Membership? {
    try tx.db.row("SELECT \(sql: columns) FROM membership WHERE id = \(id)") { try membership($0, in: tx) }
  }

  static func list(
    of initiative: Initiative.ID, after: Membership.ID?, limit: Int, in tx: Transaction
  ) throws -> [Membership] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM membership WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try membership($0, in: tx) }
  }

  /// The latest stay of a partner; an invitation that was withdrawn is none.
  static func latest(of partner: Partner.ID, in initiative: Initiative.ID, _ tx: Transaction) throws -> Membership? {
    try tx.db.row(
      """
      SELECT \(sql: columns) FROM membership
      WHERE initiative_id = \(initiative) AND partner_id = \(partner) AND withdrawn_at IS NULL
      ORDER BY id DESC LIMIT 1
      """
    ) { try membership($0, in: tx) }
  }

  /// Whether a partner takes part now.
  static func isLive(_ partner: Partner.ID, in initiative: Initiative.ID, _ tx: Transaction) throws -> Bool {
    try latest(of: partner, in: initiative, tx)?.isLive(on: tx.today) ?? false
  }

  /// - Throws: `DomainError` with `invalidContent` at `/partnerId` for a partner that takes no part now.
  static func requireLive(_ partner: Partner.ID, in initiative: Initiative.ID, _ tx: Transaction) throws {
    guard try isLive(partner, in: initiative, tx) else {
      throw DomainError(.invalidContent, at: "/partnerId", "The partner is no member of the initiative.")
    }
  }

  /// The stays of all who take part now.
  static func live(in initiative: Initiative.ID, _ tx: Transaction) throws -> [Membership] {
    try accepted(in: initiative, tx).filter { $0.isLive(on: tx.today) }
  }

  /// The stays of all who take part or did.
  static func accepted(in initiative: Initiative.ID, _ tx: Transaction) throws -> [Membership] {
    try tx.db.rows(
      """
      SELECT \(sql: columns) FROM membership WHERE initiative_id = \(initiative) AND accepted_at IS NOT NULL
      ORDER BY id
      """
    ) { try membership($0, in: tx) }
  }

  /// Who takes part now, by role; somebody in several roles in each.
  static func membersByRole(of initiative: Initiative.ID, _ tx: Transaction) throws -> [ChainRole: [Partner.ID]] {
    try byRole(
      "membership_role", of: initiative,
      "accepted_at IS NOT NULL AND expelled_at IS NULL AND (end_date IS NULL OR end_date > \(tx.today))", tx)
  }

  /// Who is invited now, by the roles that it is invited for.
  static func invitedByRole(of initiative: Initiative.ID, _ tx: Transaction) throws -> [ChainRole: [Partner.ID]] {
    try byRole(
      "membership_offered_role", of: initiative,
      "\(sql: isUnanswered) AND (lapse_date IS NULL OR lapse_date > \(tx.today))", tx)
  }

  private static func byRole(
    _ table: SQL, of initiative: Initiative.ID, _ condition: SQL, _ tx: Transaction
  ) throws -> [ChainRole: [Partner.ID]] {
    let rows = try tx.db.rows(
      """
      SELECT role, partner_id FROM membership JOIN \(sql: table) ON membership_id = membership.id
      WHERE initiative_id = \(initiative) AND \(sql: condition)
      """
    ) { (try $0.get(0, as: ChainRole.self), try $0.get(1, as: Partner.ID.self)) }
    return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1).sorted() }
  }

  /// The invitations without an answer, lapsed or not, after which the partner was not invited again; those that were
  /// made before invitations had a last day have none.
  static func unanswered(
    in initiative: Initiative.ID, _ tx: Transaction
  ) throws -> [(id: Membership.ID, invitedAt: Timestamp, lapseDate: LocalDate?)] {
    try tx.db.rows(
      """
      SELECT id, invited_at, lapse_date FROM membership
      WHERE initiative_id = \(initiative) AND \(sql: isUnanswered) AND NOT EXISTS (
        SELECT 1 FROM membership AS later WHERE later.partner_id = membership.partner_id
          AND later.initiative_id = membership.initiative_id AND later.id > membership.id
          AND later.withdrawn_at IS NULL)
      """
    ) { (try $0.get(0), try $0.get(1), try $0.get(2)) }
  }

  private static let isUnanswered: SQL = "accepted_at IS NULL AND declined_at IS NULL AND withdrawn_at IS NULL"

  /// The stays that were accepted, whether they are live as in `Membership.isLive`, and the groups of those that are.
  static func acceptedInGroups(in initiative: Initiative.ID, _ tx: Transaction) throws -> [CompetitionScope.Member] {
    try tx.db.rows(
      """
      SELECT membership.id, partner.id, partner.group_id,
        expelled_at IS NULL AND (end_date IS NULL OR end_date > \(tx.today))
      FROM membership JOIN partner ON partner.id = partner_id
      WHERE initiative_id = \(initiative) AND accepted_at IS NOT NULL
      """
    ) { row in
      let isLive: Bool = try row.get(3)
      return CompetitionScope.Member(
        membershipID: try row.get(0), partnerID: try row.get(1), groupID: isLive ? try row.get(2) : nil,
        isLive: isLive)
    }
  }

  /// - Parameter lapseDate: Nil for one that is answered at once.
  static func invite(
    _ id: Membership.ID, _ invitation: Invitation, to initiative: Initiative.ID, lapsing lapseDate: LocalDate? = nil,
    in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO membership (id, initiative_id, partner_id, invited_at, lapse_date, created_at, updated_at)
      VALUES (\(id), \(initiative), \(invitation.partnerID), \(tx.now), \(lapseDate), \(tx.now), \(tx.now))
      """)
    for role in invitation.roles {
      try tx.db.run("INSERT INTO membership_offered_role (membership_id, role) VALUES (\(id), \(role))")
    }
  }

  static func withdraw(_ id: Membership.ID, in tx: WriteTransaction) throws {
    try change(id, "withdrawn_at = \(tx.now)", in: tx)
  }

  static func accept(_ id: Membership.ID, _ roles: [ChainRole], in tx: WriteTransaction) throws {
    try change(id, "accepted_at = \(tx.now)", in: tx)
    for role in roles {
      try tx.db.run("INSERT INTO membership_role (membership_id, role) VALUES (\(id), \(role))")
    }
  }

  static func decline(_ id: Membership.ID, _ answer: Refusal, in tx: WriteTransaction) throws {
    try change(
      id,
      """
      declined_at = \(tx.now), decline_reason = \(answer.reason), decline_text = \(answer.text),
      is_trust_related = \(answer.isTrustRelated), is_reason_open = \(answer.isReasonOpen)
      """, in: tx)
  }

  static func giveNotice(_ id: Membership.ID, endDate: LocalDate, in tx: WriteTransaction) throws {
    try change(id, "notice_at = \(tx.now), end_date = \(endDate)", in: tx)
  }

  /// Of an initiative that is a draft and that nobody but its lead is in.
  static func deleteAll(of initiative: Initiative.ID, in tx: WriteTransaction) throws {
    try tx.db.run("DELETE FROM membership WHERE initiative_id = \(initiative)")
  }

  private static func change(_ id: Membership.ID, _ change: SQL, in tx: WriteTransaction) throws {
    try tx.db.run(
      "UPDATE membership SET \(sql: change), updated_at = \(tx.now), version = version + 1 WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, initiative_id, partner_id, invited_at, accepted_at, declined_at, decline_reason, decline_text,
    is_trust_related, notice_at, end_date, expelled_at, version, created_at, updated_at, lapse_date, withdrawn_at,
    is_reason_open, (SELECT is_shared FROM membership_motivation WHERE membership_id = membership.id)
    """

  private static func membership(_ row: Row, in tx: Transaction) throws -> Membership {
    let id: Membership.ID = try row.get(0)
    let (taken, offered) = try roles(of: id, in: tx)
    let isShared: Bool? = try row.get(18)
    let drivers: SQL = "SELECT driver FROM membership_driver WHERE membership_id = \(id) ORDER BY rank"
    return Membership(
      id: id, initiativeID: try row.get(1), partnerID: try row.get(2), invitedAt: try row.get(3), offeredRoles: offered,
      lapseDate: try row.get(15), withdrawnAt: try row.get(16), acceptedAt: try row.get(4), declinedAt: try row.get(5),
      declineReason: try row.get(6), declineText: try row.get(7), isTrustRelated: try row.get(8),
      isReasonOpen: try row.get(17), noticeAt: try row.get(9), endDate: try row.get(10), expelledAt: try row.get(11),
      roles: taken,
      drivers: isShared == nil ? [] : try tx.db.rows(drivers) { try $0.get(0) }, isMotivationShared: isShared ?? false,
      version: try row.get(12), createdAt: try row.get(13), updatedAt: try row.get(14))
  }

  /// The roles that were taken and those that were offered, by their codes: by one statement, for a stay is looked up
  /// with each request inside an initiative.
  private static func roles(
    of id: Membership.ID, in tx: Transaction
  ) throws -> (taken: [ChainRole], offered: [ChainRole]) {
    let rows = try tx.db.rows(
      """
      SELECT 0, role FROM membership_role WHERE membership_id = \(id)
      UNION ALL SELECT 1, role FROM membership_offered_role WHERE membership_id = \(id)
      """
    ) { (isOffered: try $0.get(0, as: Bool.self), role: try $0.get(1, as: ChainRole.self)) }
    let sorted = rows.sorted { $0.role.rawValue < $1.role.rawValue }
    return (sorted.filter { !$0.isOffered }.map(\.role), sorted.filter(\.isOffered).map(\.role))
  }
}

/// An invitation turned down.
package struct Refusal: Sendable {
  package let reason: ReasonNotJoining
  package let text: String?
  package let isTrustRelated: Bool
  /// Whether everybody who knows of the membership may read the reason and the words.
  package let isReasonOpen: Bool

  package init(reason: ReasonNotJoining, text: String?, isTrustRelated: Bool, isReasonOpen: Bool = false) {
    self.reason = reason
    self.text = text
    self.isTrustRelated = isTrustRelated
    self.isReasonOpen = isReasonOpen
  }
}
