import SchakelDomain

extension Shape {
  static let notification = Shape(
    "Notification",
    [
      .readOnly("id", .identifier, "Its id."),
      .readOnly("event", .code(NotificationEvent.self), "What happened."),
      .readOnly("subjectKind", .text(1...60), "To what kind of thing."),
      .readOnly("subjectId", .identifier, "To which."),
      .readOnly("initiativeId", .identifier, "In which initiative.", nullable: true),
      .readOnly("createdAt", .moment, "When."),
    ])
}

extension JSONWriter {
  mutating func notification(_ notification: Notification) {
    member("id", notification.id)
    member("event", notification.event.rawValue)
    member("subjectKind", notification.subjectKind)
    member("subjectId", notification.subjectID)
    member("initiativeId", notification.initiativeID)
    member("createdAt", notification.createdAt)
  }
}
