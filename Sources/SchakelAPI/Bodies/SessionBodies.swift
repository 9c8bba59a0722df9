import SchakelDomain

extension Shape {
  static let passwordInput = Shape(
    "PasswordInput",
    [
      .required("password", .text(PasswordRule.length), "The new password: 12 characters or more, of any kind."),
      .optional("currentPassword", .text(1...PasswordRule.length.upperBound), "The password until now."),
    ])

  static let signInInput = Shape(
    "SignInInput",
    [
      .required("name", .text(1...100), "The account's name."),
      .required("password", .text(1...PasswordRule.length.upperBound), "Its password."),
    ])

  private static let sessionMembers: [Shape.Member] = [
    .readOnly("id", .identifier, "Its id."), .readOnly("accountId", .identifier, "Who signed in."),
    .readOnly("isCurrent", .boolean, "Whether this request comes with it."),
    .readOnly("expiresAt", .moment, "When it ends by itself."), .readOnly("createdAt", .moment, "When it began."),
  ]

  static let session = Shape("Session", sessionMembers)
  static let newSession = Shape(
    "NewSession",
    sessionMembers + [.readOnly("csrfToken", .text(1...100), "For the header CSRF-Token; shown this once.")])
}

extension JSONWriter {
  mutating func session(_ session: Session, isCurrent: Bool) {
    member("id", session.id)
    member("accountId", session.accountID)
    member("isCurrent", isCurrent)
    member("expiresAt", session.expiresAt)
    member("createdAt", session.createdAt)
  }
}
