import SQLite

/// The SQL of meetings and actions.
enum MeetingStore {
  static func find(_ id: Meeting.ID, in tx: Transaction) throws -> Meeting? {
    try tx.db.row("SELECT \(sql: columns) FROM meeting WHERE id = \(id)") { try meeting($0, in: tx) }
  }

  static func list(
    of initiative: Initiative.ID, after: Meeting.ID?, limit: Int, in tx: Transaction
  ) throws -> [Meeting] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM meeting WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """
    ) { try meeting($0, in: tx) }
  }

  /// Those that start from a moment on, the earliest first.
  static func starting(
    from moment: Timestamp, of initiative: Initiative.ID, limit: Int, in tx: Transaction
  ) throws -> [Meeting] {
    try tx.db.rows(
      """
      SELECT \(sql: columns) FROM meeting WHERE initiative_id = \(initiative) AND starts_at >= \(moment)
      ORDER BY starts_at LIMIT \(limit)
      """
    ) { try meeting($0, in: tx) }
  }

  static func insert(_ meeting: Meeting, in tx: WriteTransaction) throws {
    let content = meeting.content
    try tx.db.run(
      """
      INSERT INTO meeting (id, initiative_id, title, starts_at, ends_at, place, agenda, report, created_at, updated_at)
      VALUES (\(meeting.id), \(meeting.initiativeID), \(content.title), \(content.startsAt), \(content.endsAt),
        \(content.place), \(content.agenda), \(content.report), \(meeting.createdAt), \(meeting.updatedAt))
      """)
    try insertAttendance(meeting.id, content.attendeePartnerIDs, in: tx)
  }

  static func update(_ id: Meeting.ID, to content: MeetingContent, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      UPDATE meeting SET title = \(content.title), starts_at = \(content.startsAt), ends_at = \(content.endsAt),
        place = \(content.place), agenda = \(content.agenda), report = \(content.report), updated_at = \(tx.now),
        version = version + 1
      WHERE id = \(id)
      """)
    try tx.db.run("DELETE FROM meeting_attendance WHERE meeting_id = \(id)")
    try insertAttendance(id, content.attendeePartnerIDs, in: tx)
  }

  private static func insertAttendance(_ id: Meeting.ID, _ partners: [Partner.ID], in tx: WriteTransaction) throws {
    for partner in partners {
      try tx.db.run("INSERT INTO meeting_attendance (meeting_id, partner_id) VALUES (\(id), \(partner))")
    }
  }

  static func cancel(_ id: Meeting.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      "UPDATE meeting SET cancelled_at = \(tx.now), updated_at = \(tx.now), version = version + 1 WHERE id = \(id)")
  }

  static func rate(_ id: Meeting.ID, _ rating: Int64, for partner: Partner.ID, in tx: WriteTransaction) throws {
    try tx.db.run(
      """
      INSERT INTO meeting_rating (meeting_id, partner_id, rating, rated_at)
      VALUES (\(id), \(partner), \(rating), \(tx.now))
      ON CONFLICT (meeting_id, partner_id) DO UPDATE SET rating = excluded.rating, rated_at = excluded.rated_at
      """)
  }

  private static let columns: SQL = """
    id, initiative_id, title, starts_at, ends_at, place, agenda, report, cancelled_at, version, created_at, updated_at
    """

  private static func meeting(_ row: Row, in tx: Transaction) throws -> Meeting {
    let id: Meeting.ID = try row.get(0)
    var content = MeetingContent(title: try row.get(2), startsAt: try row.get(3), endsAt: try row.get(4))
    (content.place, content.agenda, content.report) = (try row.get(5), try row.get(6), try row.get(7))
    content.attendeePartnerIDs = try tx.db.rows(
      "SELECT partner_id FROM meeting_attendance WHERE meeting_id = \(id) ORDER BY partner_id"
    ) { try $0.get(0) }
    let ratings = try tx.db.rows(
      "SELECT partner_id, rating, rated_at FROM meeting_rating WHERE meeting_id = \(id) ORDER BY partner_id"
    ) { MeetingRating(partnerID: try $0.get(0), rating: try $0.get(1), ratedAt: try $0.get(2)) }
    return Meeting(
      id: id, initiativeID: try row.get(1), content: content, cancelledAt: try row.get(8), ratings: ratings,
      version: try row.get(9), createdAt: try row.get(10), updatedAt: try row.get(11))
  }
}

/// The SQL of actions.
enum InitiativeActionStore {
  static func find(_ id: InitiativeAction.ID, in tx: Transaction) throws -> InitiativeAction? {
    try tx.db.row("SELECT \(sql: columns) FROM initiative_action WHERE id = \(id)", action)
  }

  static func list(
    of initiative: Initiative.ID, after: InitiativeAction.ID?, limit: Int, in tx: Transaction
  ) throws -> [InitiativeAction] {
    let further: SQL = after.map { "AND id > \($0)" } ?? ""
    return try tx.db.rows(
      """
      SELECT \(sql: columns) FROM initiative_action WHERE initiative_id = \(initiative) \(sql: further)
      ORDER BY id LIMIT \(limit)
      """, action)
  }

  /// Those that are overdue, with the day.
  static func overdue(in initiative: Initiative.ID, _ tx: Transaction) throws -> [(InitiativeAction.ID, LocalDate)] {
    try tx.db.rows(
      """
      SELECT id, due_date FROM initiative_action
      WHERE initiative_id = \(initiative) AND done_date IS NULL AND due_date < \(tx.today)
      """
    ) { (try $0.get(0), try $0.get(1)) }
  }

  static func insert(_ action: InitiativeAction, in tx: WriteTransaction) throws {
    let content = action.content
    try tx.db.run(
      """
      INSERT INTO initiative_action (id, initiative_id, meeting_id, partner_id, title, due_date, created_at)
      VALUES (\(action.id), \(action.initiativeID), \(content.meetingID), \(content.partnerID), \(content.title),
        \(content.dueDate), \(action.createdAt))
      """)
  }

  static func complete(_ id: InitiativeAction.ID, in tx: WriteTransaction) throws {
    try tx.db.run("UPDATE initiative_action SET done_date = \(tx.today) WHERE id = \(id)")
  }

  private static let columns: SQL = "id, initiative_id, meeting_id, partner_id, title, due_date, done_date, created_at"

  private static func action(_ row: Row) throws -> InitiativeAction {
    let content = InitiativeAction.Content(
      try row.get(3), title: try row.get(4), dueDate: try row.get(5), meetingID: try row.get(2))
    return InitiativeAction(
      id: try row.get(0), initiativeID: try row.get(1), content: content, doneDate: try row.get(6),
      createdAt: try row.get(7))
  }
}
