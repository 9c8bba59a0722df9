import SQLite

// Who leads the process of an initiative, at the moment of the question (MODEL H8, H9):
//
//   a facilitator in office     from the first day of its appointment up to the last, by the clock
//   an interim lead             from when it is named until the next appointment begins, while nobody is in office
//   without any appointment     the initiative's lead, and whoever has a role that coordinates
//
// A partner whose appointments have all ended leads nothing any more, also when it is the initiative's lead or keeps a
// role that coordinates: its role was the appointment. It stays a member, and can be named interim lead like any other.

/// What a partner's appointments make of it now.
struct Leadership: Hashable, Sendable {
  var isInOffice = false
  /// It was appointed, and that has ended.
  var hasEnded = false
  var isInterimLead = false

  /// - Returns: What holds for one partner, by one statement: it is asked with each request inside an initiative.
  static func of(_ partner: Partner.ID, in initiative: Initiative.ID, _ tx: Transaction) throws -> Leadership {
    let own: SQL = "SELECT 1 FROM facilitator WHERE initiative_id = \(initiative) AND partner_id = \(partner)"
    return try tx.db.row(
      """
      SELECT EXISTS (\(sql: own) AND start_date <= \(tx.today) AND end_date > \(tx.today)),
        EXISTS (\(sql: own) AND end_date <= \(tx.today)),
        (\(sql: interimLead(of: initiative, on: tx.today))) IS \(partner)
      """
    ) { row in
      let (isInOffice, hasEnded): (Bool, Bool) = (try row.get(0), try row.get(1))
      return Leadership(
        isInOffice: isInOffice, hasEnded: hasEnded && !isInOffice, isInterimLead: try row.get(2))
    } ?? Leadership()
  }

  /// Whether somebody leads the initiative: needed to open a decision.
  static func exists(in initiative: Initiative, _ tx: Transaction) throws -> Bool {
    let begun: SQL = "SELECT 1 FROM facilitator WHERE initiative_id = \(initiative.id) AND start_date <= \(tx.today)"
    let hasLeader = try tx.db.exists(
      """
      \(sql: begun) AND end_date > \(tx.today) AND \(sql: takesPart("facilitator.partner_id", initiative.id, tx.today))
      UNION ALL SELECT 1 WHERE (\(sql: interimLead(of: initiative.id, on: tx.today))) IS NOT NULL
      """)
    if hasLeader { return true }
    guard try !tx.db.exists(begun) else { return false }
    return try initiative.content.leadPartnerID != nil
      || MembershipStore.live(in: initiative.id, tx).contains { !ChainRole.coordinating.isDisjoint(with: $0.roles) }
  }

  /// The partner that leads in between, if any: one row.
  private static func interimLead(of initiative: Initiative.ID, on today: LocalDate) -> SQL {
    """
    SELECT partner_id FROM (
      SELECT partner_id, named_date FROM interim_lead WHERE initiative_id = \(initiative) ORDER BY id DESC LIMIT 1
    ) AS lead
    WHERE \(sql: takesPart("lead.partner_id", initiative, today)) AND NOT EXISTS (
      SELECT 1 FROM facilitator WHERE initiative_id = \(initiative) AND start_date <= \(today)
        AND (end_date > \(today) OR start_date > named_date))
    """
  }

  /// As in `Membership.isLive`.
  private static func takesPart(_ partner: SQL, _ initiative: Initiative.ID, _ today: LocalDate) -> SQL {
    """
    EXISTS (SELECT 1 FROM membership WHERE membership.initiative_id = \(initiative)
      AND membership.partner_id = \(sql: partner) AND accepted_at IS NOT NULL AND expelled_at IS NULL
      AND (membership.end_date IS NULL OR membership.end_date > \(today)))
    """
  }
}
