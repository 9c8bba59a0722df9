import SQLite

// Who may see what of the trail (MODEL A7, J3):
//
//   steward                   everything, with the hashes: the chain can be recomputed from it
//   live member, coordinator  of its own initiative: what was done for its own partner, and what others did in matters
//                             that all members share; see `sharedActions`
//   network staff, reader     of any initiative: only those shared matters
//
// A member never sees a consent, a request, a read or a refusal of others, nor who of another partner's people acted.
// Coordinators see no more: the lead of an initiative can itself be a competitor.
//
// Hashes are no harmless decoration here. An entry holds little that cannot be guessed, so the hashes before and after
// a hidden entry would let a member try out what stands in between. A member therefore sees the hash of an entry only
// where one of its own receipts has told it already, which is enough to hold the receipt against the trail; never the
// hash of the entry before. The numbers show that something was hidden, as those on receipts do, but not what.

/// An entry as somebody may see it.
package struct AuditTrailEntry: Sendable {
  package let entry: AuditEntry
  /// 32 bytes; nil where hashes are not shown.
  package let hash: [UInt8]?
  package let isPreviousHashShown: Bool
  /// Nil for the command line, and where it is not shown.
  package let accountID: Account.ID?
}

/// Which entries are shown.
package struct AuditTrailFilter: Sendable {
  package var initiativeID: Initiative.ID?
  package var subjectID: String?
  package var action: String?
  /// Only those behind this one.
  package var afterSeq: Int64?

  package init() {}
}

/// Reading the audit trail, which leaves an entry itself.
package struct AuditTrail {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Where a page begins and a walk ends: the reading itself adds entries, which a walk would otherwise never catch up
  /// with.
  package struct Position: Sendable {
    /// The last entry of the page before; 0 for the first page.
    package let after: Int64
    /// The last entry there was when the walk began.
    package let until: Int64

    package init(after: Int64, until: Int64) {
      self.after = after
      self.until = until
    }
  }

  /// A page, one entry more than `limit` when there are further ones.
  package struct Page: Sendable {
    package let rows: [AuditTrailEntry]
    package let until: Int64
  }

  /// A page of all entries, for the steward.
  ///
  /// - Parameter position: Nil for the first page.
  /// - Throws: `DomainError` with `notAllowed`.
  package func read(
    _ filter: AuditTrailFilter, at position: Position?, limit: Int, as caller: Caller
  ) throws -> Page {
    try Standing.of(caller, in: tx).require(.steward)
    var condition: SQL = "1 = 1"
    if let initiative = filter.initiativeID { condition += " AND initiative_id = \(initiative)" }
    if let subject = filter.subjectID { condition += " AND subject_id = \(subject)" }
    if let action = filter.action { condition += " AND action = \(action)" }
    if let seq = filter.afterSeq { condition += " AND seq > \(seq)" }
    let subject = AuditLog.Subject("auditTrail", filter.initiativeID?.text ?? "all", in: filter.initiativeID)
    let page = try page(condition, .everything, position, limit)
    try AuditLog.append("auditTrail.read", subject, by: caller, outcome: .permitted, in: tx)
    return page
  }

  /// A page of the entries of an initiative: all for the steward, and what a member may see for a member.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`, `mandateInsufficient`.
  package func read(
    of initiative: Initiative.ID, at position: Position?, limit: Int, as caller: Caller
  ) throws -> Page {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let standing = participation.standing
    if standing.networkRole == nil { _ = try standing.mandate(for: .read) }
    var view = View.everything
    var condition: SQL = "initiative_id = \(initiative)"
    if standing.networkRole != .steward {
      view = .shared(standing.partnerID)
      condition += " AND (partner_id = \(standing.partnerID) OR action IN (\(sql: Self.sharedActions)))"
    }
    let page = try page(condition, view, position, limit)
    try AuditLog.append(
      "auditTrail.read", .init("auditTrail", initiative, in: initiative), by: caller, for: standing.partnerID,
      outcome: .permitted, in: tx)
    return page
  }

  /// The number and hash of the last entry, for the network's steward.
  ///
  /// - Throws: `DomainError` with `notAllowed`.
  package static func head(as caller: Caller, in tx: Transaction) throws -> AuditLog.Head {
    try Standing.of(caller, in: tx).require(.steward)
    return try AuditLog.head(in: tx)
  }

  /// What every member can see of the others elsewhere, too. Whatever is not named here stays hidden: a decline of an
  /// NDA and a notice reach its signers by notification.
  private static let sharedActions: SQL = """
    'initiative.created', 'initiative.changed', 'purpose.registered', 'membership.invited', 'membership.accepted',
    'membership.declined', 'membership.withdrawn', 'membership.noticeGiven', 'nda.drafted', 'nda.edited',
    'nda.offered', 'nda.withdrawn', 'nda.signed',
    'dataset.created', 'dataset.fieldAdded', 'split.created', 'split.changed', 'initiativeResult.created',
    'initiativeResult.changed', 'initiativeResult.deleted', 'measure.registered',
    'competitionCheck.recorded', 'agreement.drafted', 'agreement.edited', 'agreement.offered', 'agreement.signed',
    'agreement.adopted', 'decision.opened', 'decision.closed', 'facilitator.appointed', 'facilitator.ended',
    'facilitator.independenceStated', 'interimLead.named', 'commitment.proposed', 'commitment.accepted',
    'commitment.declined', 'meeting.called', 'meeting.changed', 'meeting.cancelled', 'meeting.rated', 'action.assigned',
    'action.completed', 'pulse.opened', 'pulse.closed', 'splitProposal.made', 'splitProposal.approved',
    'splitProposal.bound', 'supportApplication.made', 'supportApplication.submitted', 'subsidy.granted',
    'deMinimisStatement.given', 'ambitionDocument.made', 'ambitionDocument.signed'
    """

  /// How much of an entry is shown.
  private enum View {
    case everything
    /// To somebody of this partner, or nil for somebody of the network.
    case shared(Partner.ID?)

    /// Whether the hash is shown.
    var showsHash: SQL {
      switch self {
      case .everything: "1"
      case .shared(let partner): "EXISTS (SELECT 1 FROM receipt WHERE partner_id = \(partner) AND audit_seq = seq)"
      }
    }

    func shown(_ entry: AuditEntry, _ hash: [UInt8]?) -> AuditTrailEntry {
      switch self {
      case .everything:
        AuditTrailEntry(entry: entry, hash: hash, isPreviousHashShown: true, accountID: entry.accountID)
      case .shared(let partner):
        AuditTrailEntry(
          entry: entry, hash: hash, isPreviousHashShown: false,
          accountID: partner != nil && partner == entry.partnerID ? entry.accountID : nil)
      }
    }
  }

  private func page(_ condition: SQL, _ view: View, _ position: Position?, _ limit: Int) throws -> Page {
    let until = try position?.until ?? AuditLog.head(in: tx).seq
    let rows = try tx.db.rows(
      """
      SELECT \(sql: AuditEntry.columns), hash, \(sql: view.showsHash) FROM audit_entry
      WHERE seq > \(position?.after ?? 0) AND seq <= \(until) AND \(sql: condition) ORDER BY seq LIMIT \(limit + 1)
      """
    ) { row in
      view.shown(try AuditEntry(row), try row.get(13, as: Bool.self) ? try row.get(12) : nil)
    }
    return Page(rows: rows, until: until)
  }
}
