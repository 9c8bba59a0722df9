import SQLite

/// What a partner should know: that something happened, and to what. It holds codes and ids, never values or texts.
package struct Notification: Sendable {
  package typealias ID = Identifier<Notification>

  package let id: ID
  package let event: NotificationEvent
  package let subjectKind: String
  package let subjectID: String
  package let initiativeID: Initiative.ID?
  package let createdAt: Timestamp
}

/// What happened; the raw value is the code on the wire.
package enum NotificationEvent: String, Vocabulary, Bindable, ColumnReadable {
  case membershipInvited, invitationReminder, invitationWithdrawn, invitationAccepted, invitationDeclined
  case membershipNoticeGiven
  case ndaOffered, ndaVersionOffered, ndaWithdrawn, ndaDeclined, ndaNoticeGiven
  case consentRequested, consentRefused, consentGranted, consentSuspended, consentResumed, consentRevoked
  case destructionDutyImposed, destructionDutyFulfilled
  case competitorRelationRecorded, agreementOffered, agreementDeclined, agreementInForce
  case exclusivityConcerned, decisionOpened, decisionClosed
  case facilitatorAppointed, interimLeadNamed, commitmentProposed, commitmentAccepted, commitmentDeclined
  case meetingCalled, meetingMoved, meetingCancelled, actionAssigned, splitProposed, splitBinding
  case pulseOpened, pulseClosed
  case ambitionDocumentMade, applicationMade, subsidyGranted

  package static let vocabularyName = "notificationEvent"

  package var labels: Labels {
    switch self {
    case .membershipInvited: Labels(nl: "uitgenodigd voor een initiatief", en: "invited to an initiative")
    case .invitationReminder: Labels(nl: "herinnering aan een uitnodiging", en: "reminder of an invitation")
    case .invitationWithdrawn: Labels(nl: "uitnodiging ingetrokken", en: "invitation withdrawn")
    case .invitationAccepted: Labels(nl: "uitnodiging aanvaard", en: "invitation accepted")
    case .invitationDeclined: Labels(nl: "uitnodiging afgeslagen", en: "invitation declined")
    case .membershipNoticeGiven: Labels(nl: "deelname opgezegd", en: "notice of a membership given")
    case .ndaOffered: Labels(nl: "geheimhoudingsovereenkomst aangeboden", en: "NDA offered")
    case .ndaVersionOffered: Labels(nl: "nieuwe versie aangeboden", en: "new version of an NDA offered")
    case .ndaWithdrawn: Labels(nl: "aanbod ingetrokken", en: "offer of an NDA withdrawn")
    case .ndaDeclined: Labels(nl: "geheimhoudingsovereenkomst afgewezen", en: "NDA declined")
    case .ndaNoticeGiven: Labels(nl: "geheimhoudingsovereenkomst opgezegd", en: "notice of an NDA given")
    case .consentRequested: Labels(nl: "toestemming gevraagd", en: "consent requested")
    case .consentRefused: Labels(nl: "toestemming geweigerd", en: "consent refused")
    case .consentGranted: Labels(nl: "toestemming gegeven", en: "consent granted")
    case .consentSuspended: Labels(nl: "toestemming opgeschort", en: "consent suspended")
    case .consentResumed: Labels(nl: "toestemming hervat", en: "consent resumed")
    case .consentRevoked: Labels(nl: "toestemming ingetrokken", en: "consent revoked")
    case .destructionDutyImposed: Labels(nl: "vernietigingsplicht opgelegd", en: "destruction duty imposed")
    case .destructionDutyFulfilled: Labels(nl: "vernietigingsplicht vervuld", en: "destruction duty fulfilled")
    case .competitorRelationRecorded: Labels(nl: "concurrentierelatie vastgelegd", en: "competitor relation recorded")
    case .agreementOffered: Labels(nl: "samenwerkingsafspraken aangeboden", en: "collaboration agreement offered")
    case .agreementDeclined: Labels(nl: "samenwerkingsafspraken afgewezen", en: "collaboration agreement declined")
    case .agreementInForce: Labels(nl: "samenwerkingsafspraken van kracht", en: "collaboration agreement in force")
    case .exclusivityConcerned: Labels(nl: "exclusiviteit in het geding", en: "exclusivity concerned")
    case .decisionOpened: Labels(nl: "besluit opengesteld", en: "decision opened")
    case .decisionClosed: Labels(nl: "besluit gesloten", en: "decision closed")
    case .facilitatorAppointed: Labels(nl: "procesbegeleider benoemd", en: "facilitator appointed")
    case .interimLeadNamed: Labels(nl: "tijdelijke trekker genoemd", en: "interim lead named")
    case .commitmentProposed: Labels(nl: "inspanning voorgesteld", en: "commitment proposed")
    case .commitmentAccepted: Labels(nl: "inspanning aanvaard", en: "commitment accepted")
    case .commitmentDeclined: Labels(nl: "inspanning afgewezen", en: "commitment declined")
    case .meetingCalled: Labels(nl: "bijeenkomst belegd", en: "meeting called")
    case .meetingMoved: Labels(nl: "bijeenkomst verplaatst", en: "meeting moved")
    case .meetingCancelled: Labels(nl: "bijeenkomst afgelast", en: "meeting cancelled")
    case .actionAssigned: Labels(nl: "actie toegewezen", en: "action assigned")
    case .splitProposed: Labels(nl: "verdeling voorgesteld", en: "split proposed")
    case .splitBinding: Labels(nl: "verdeling bindend", en: "split binding")
    case .pulseOpened: Labels(nl: "peiling geopend", en: "pulse opened")
    case .pulseClosed: Labels(nl: "peiling gesloten", en: "pulse closed")
    case .ambitionDocumentMade: Labels(nl: "ambitiedocument te tekenen", en: "ambition document to sign")
    case .applicationMade: Labels(nl: "aanvraag in voorbereiding", en: "application prepared")
    case .subsidyGranted: Labels(nl: "subsidie toegekend", en: "subsidy granted")
    }
  }

  /// What happened to a consent.
  init(_ event: ConsentEventKind) {
    switch event {
    case .granted: self = .consentGranted
    case .suspended: self = .consentSuspended
    case .resumed: self = .consentResumed
    case .revoked: self = .consentRevoked
    }
  }
}

/// The SQL of notifications; each is written in the transaction of its event, and may show later.
package enum NotificationStore {
  /// Tells partners of an event.
  ///
  /// - Parameter cause: Who brought it about, and hears nothing; nil for the network's people.
  static func tell(
    _ partners: Set<Partner.ID>, of event: NotificationEvent, _ subject: AuditLog.Subject, by cause: Partner.ID?,
    in tx: WriteTransaction
  ) throws {
    for partner in partners.sorted() where partner != cause {
      try insert(tx.newID(), partner, event, subject, showingFrom: nil, in: tx)
    }
  }

  /// Tells a partner from a moment on, unless it is called off before.
  static func schedule(
    _ partner: Partner.ID, of event: NotificationEvent, _ subject: AuditLog.Subject, at moment: Timestamp,
    in tx: WriteTransaction
  ) throws -> Notification.ID {
    let id: Notification.ID = tx.newID()
    try insert(id, partner, event, subject, showingFrom: moment > tx.now ? moment : nil, in: tx)
    return id
  }

  /// Takes back one that does not show yet.
  static func callOff(_ id: Notification.ID, in tx: WriteTransaction) throws {
    try tx.db.run("DELETE FROM notification WHERE id = \(id) AND shows_at > \(tx.now)")
  }

  private static func insert(
    _ id: Notification.ID, _ partner: Partner.ID, _ event: NotificationEvent, _ subject: AuditLog.Subject,
    showingFrom moment: Timestamp?, in tx: WriteTransaction
  ) throws {
    let place = try moment ?? max(tx.now, lastPlace(of: partner, in: tx))
    try tx.db.run(
      """
      INSERT INTO notification (id, partner_id, event, subject_kind, subject_id, initiative_id, created_at, shows_at,
        place)
      VALUES (\(id), \(partner), \(event), \(subject.kind), \(subject.id), \(subject.initiativeID),
        \(moment ?? tx.now), \(moment), \(place))
      """)
  }

  /// The place of the last one that showed at once: the clock may have stepped back since.
  private static func lastPlace(of partner: Partner.ID, in tx: Transaction) throws -> Timestamp {
    try tx.db.row(
      """
      SELECT place FROM notification WHERE partner_id = \(partner) AND shows_at IS NULL
      ORDER BY place DESC LIMIT 1
      """
    ) { try $0.get(0) } ?? Timestamp(milliseconds: 0)
  }

  /// A page of what the caller's partner was told, the newest last; one more than `limit` when there are further ones.
  ///
  /// In the order in which they show, which for those that show later is not that of their ids: whoever goes on behind
  /// the last one it read misses none.
  package static func list(after: String?, limit: Int, as caller: Caller, in tx: Transaction) throws -> [Notification] {
    let partner = try Standing.of(caller, in: tx).mandate(for: .read).partnerID
    var further: SQL = ""
    if let last = after.flatMap({ Notification.ID($0) }) {
      let found: SQL = "SELECT place FROM notification WHERE id = \(last) AND partner_id = \(partner)"
      guard let place = try tx.db.row(found, { try $0.get(0, as: Timestamp.self) }) else { return [] }
      further = "AND (place, id) > (\(place), \(last))"
    }
    return try tx.db.rows(
      """
      SELECT id, event, subject_kind, subject_id, initiative_id, created_at FROM notification
      WHERE partner_id = \(partner) AND (shows_at IS NULL OR shows_at <= \(tx.now)) \(sql: further)
      ORDER BY place, id LIMIT \(limit + 1)
      """
    ) { row in
      Notification(
        id: try row.get(0), event: try row.get(1), subjectKind: try row.get(2), subjectID: try row.get(3),
        initiativeID: try row.get(4), createdAt: try row.get(5))
    }
  }
}
