import SQLite

/// The SQL of decisions and votes.
enum DecisionStore {
  static func find(_ id: Decision.ID, in tx: Transaction) throws -> Decision? {
    try tx.db.row("SELECT \(sql: columns) FROM decision WHERE id = \(id)") { try decision($0, in: tx) }
  }

  static func list(
    of initiative: Initiative.ID, after: Decision.ID?, limit: Int, in tx: Transaction
  ) throws -> [Decision] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM decision WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try decision($0, in: tx) }
  }

  /// Whether the members have decided to admit a partner since it was last a member.
  static func isAdmitted(_ partner: Partner.ID, to initiative: Initiative.ID, in tx: Transaction) throws -> Bool {
    try tx.db.exists(
      """
      SELECT 1 FROM decision
      WHERE initiative_id = \(initiative) AND partner_id = \(partner) AND outcome = 'adopted'
        AND id > coalesce((SELECT max(id) FROM membership
          WHERE initiative_id = \(initiative) AND partner_id = \(partner) AND accepted_at IS NOT NULL), '')
      """)
  }

  /// When a decision of this kind was adopted last.
  static func lastAdopted(_ kind: DecisionKind, in initiative: Initiative.ID, _ tx: Transaction) throws -> Timestamp? {
    let last = try tx.db.row(
      """
      SELECT max(closed_at) FROM decision
      WHERE initiative_id = \(initiative) AND kind = \(kind) AND outcome = 'adopted'
      """
    ) { try $0.get(0, as: Timestamp?.self) }
    return last ?? nil
  }

  /// The decision that waives the gate of a phase, the last one if there are several.
  static func waiver(of phase: Phase, in initiative: Initiative.ID, _ tx: Transaction) throws -> Decision.ID? {
    try tx.db.row(
      """
      SELECT id FROM decision
      WHERE initiative_id = \(initiative) AND waived_phase = \(phase) AND outcome = 'adopted' ORDER BY id DESC LIMIT 1
      """
    ) { try $0.get(0) }
  }

  static func insert(_ decision: Decision, by account: Account.ID, in tx: WriteTransaction) throws {
    let proposal = decision.proposal
    var subject: (partner: Partner.ID?, agreement: Agreement.ID?, phase: Phase?, split: SplitProposal.ID?)
    subject = (nil, nil, nil, nil)
    switch proposal.subject {
    case .partner(let id): subject.partner = id
    case .agreement(let id): subject.agreement = id
    case .gate(let phase): subject.phase = phase
    case .split(let id): subject.split = id
    case .none: break
    }
    try tx.db.run(
      """
      INSERT INTO decision (id, initiative_id, kind, title, proposal, agreement_id, partner_id, adopted_agreement_id,
        waived_phase, split_proposal_id, account_id, opened_at)
      VALUES (\(decision.id), \(decision.initiativeID), \(proposal.kind), \(proposal.title), \(proposal.text),
        \(decision.agreementID), \(subject.partner), \(subject.agreement), \(subject.phase), \(subject.split),
        \(account), \(decision.openedAt))
      """)
    for voter in decision.voters {
      try tx.db.run(
        """
        INSERT INTO decision_voter (decision_id, partner_id, unit_id)
        VALUES (\(decision.id), \(voter.partnerID), \(voter.unit))
        """)
    }
  }

  /// Casts a vote, or changes the one that the unit has.
  ///
  /// - Throws: `SQLiteError` by a trigger once the decision is closed.
  static func cast(_ vote: DecisionVote, on id: Decision.ID, by account: Account.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO decision_vote (decision_id, unit_id, partner_id, vote, reason, account_id, voted_at)
      VALUES (\(id), \(vote.unit), \(vote.partnerID), \(vote.vote), \(vote.reason), \(account), \(vote.votedAt))
      ON CONFLICT (decision_id, unit_id) DO UPDATE SET partner_id = excluded.partner_id, vote = excluded.vote,
        reason = excluded.reason, account_id = excluded.account_id, voted_at = excluded.voted_at
      """)
  }

  static func close(_ id: Decision.ID, _ outcome: DecisionOutcome, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE decision SET closed_at = \(tx.now), outcome = \(outcome) WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, initiative_id, kind, title, proposal, agreement_id, partner_id, adopted_agreement_id, opened_at, closed_at,
    outcome, waived_phase, split_proposal_id
    """

  private static func decision(_ row: Row, in tx: Transaction) throws -> Decision {
    let id: Decision.ID = try row.get(0)
    let kind: DecisionKind = try row.get(2)
    let agreement: Agreement.ID = try row.get(5)
    guard let terms = try AgreementStore.find(agreement, in: tx)?.content else { throw DomainError.notFound }
    let partner = try row.get(6, as: Partner.ID?.self).map { Decision.Subject.partner($0) }
    let adopted = try row.get(7, as: Agreement.ID?.self).map { Decision.Subject.agreement($0) }
    let waived = try row.get(11, as: Phase?.self).map { Decision.Subject.gate($0) }
    let split = try row.get(12, as: SplitProposal.ID?.self).map { Decision.Subject.split($0) }
    let proposal = Decision.Proposal(
      kind, title: try row.get(3), text: try row.get(4), subject: partner ?? adopted ?? waived ?? split ?? .none)
    return Decision(
      id: id, initiativeID: try row.get(1), proposal: proposal, agreementID: agreement, rule: terms.rule(for: kind),
      voters: try voters(of: id, in: tx), votes: try votes(of: id, in: tx), openedAt: try row.get(8),
      closedAt: try row.get(9), outcome: try row.get(10))
  }

  private static func voters(of id: Decision.ID, in tx: Transaction) throws -> [DecisionVoter] {
    try tx.db.rows("SELECT partner_id, unit_id FROM decision_voter WHERE decision_id = \(id) ORDER BY partner_id") {
      DecisionVoter(partnerID: try $0.get(0), unit: try $0.get(1))
    }
  }

  private static func votes(of id: Decision.ID, in tx: Transaction) throws -> [DecisionVote] {
    try tx.db.rows(
      """
      SELECT partner_id, unit_id, vote, reason, voted_at FROM decision_vote WHERE decision_id = \(id)
      ORDER BY partner_id
      """
    ) { row in
      DecisionVote(
        partnerID: try row.get(0), unit: try row.get(1), vote: try row.get(2), reason: try row.get(3),
        votedAt: try row.get(4))
    }
  }
}
