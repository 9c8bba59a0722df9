import SQLite

/// The SQL of proposals and approvals.
enum SplitProposalStore {
  static func find(_ id: SplitProposal.ID, in tx: Transaction) throws -> SplitProposal? {
    try tx.db.row("SELECT \(sql: columns) FROM split_proposal WHERE id = \(id)") { try proposal($0, in: tx) }
  }

  static func list(
    of split: Split.ID, after: SplitProposal.ID?, limit: Int, in tx: Transaction
  ) throws -> [SplitProposal] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM split_proposal WHERE split_id = \(split) \(sql: further) ORDER BY id LIMIT \(limit)
      """
    ) { try proposal($0, in: tx) }
  }

  /// The variant of the proposal that binds; nil when none does.
  static func binding(of split: Split.ID, in tx: Transaction) throws -> String? {
    try tx.db.row("SELECT variant FROM split_proposal WHERE split_id = \(split) AND bound_at IS NOT NULL") {
      try $0.get(0)
    }
  }

  static func insert(_ proposal: SplitProposal, by account: Account.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO split_proposal (id, split_id, variant, method, specification, is_free_of_lines, input, outcome,
        proposed_by, account_id, created_at)
      VALUES (\(proposal.id), \(proposal.splitID), \(proposal.variant), \(proposal.method.rawValue),
        \(proposal.specification), \(proposal.isFreeOfLines), \(proposal.record.input), \(proposal.record.outcome),
        \(proposal.proposedBy), \(account), \(proposal.createdAt))
      """)
  }

  static func approve(
    _ id: SplitProposal.ID, for partner: Partner.ID, by account: Account.ID, in tx: WriteTransaction
  ) throws {
    try tx.db.run(
      """
      INSERT INTO split_approval (proposal_id, partner_id, account_id, approved_at)
      VALUES (\(id), \(partner), \(account), \(tx.now))
      """)
  }

  /// - Throws: `SQLiteError` when another proposal of the split binds.
  static func bind(_ id: SplitProposal.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE split_proposal SET bound_at = \(tx.now) WHERE id = \(id)")
  }

  private static let columns: SQL = """
    id, split_id, variant, method, specification, is_free_of_lines, input, outcome, proposed_by, created_at, bound_at
    """

  private static func proposal(_ row: Row, in tx: Transaction) throws -> SplitProposal {
    let id: SplitProposal.ID = try row.get(0)
    let method: String = try row.get(3)
    let approvals = try tx.db.rows(
      "SELECT partner_id, approved_at FROM split_approval WHERE proposal_id = \(id) ORDER BY partner_id"
    ) { SplitProposal.Approval(partnerID: try $0.get(0), approvedAt: try $0.get(1)) }
    return SplitProposal(
      id: id, splitID: try row.get(1), variant: try row.get(2),
      method: SplitProposal.Method(rawValue: method) ?? .equal,
      specification: try row.get(4), isFreeOfLines: try row.get(5),
      record: .init(input: try row.get(6), outcome: try row.get(7)), proposedBy: try row.get(8),
      createdAt: try row.get(9), boundAt: try row.get(10), approvals: approvals)
  }
}
