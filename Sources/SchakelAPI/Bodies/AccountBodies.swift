import SchakelDomain

extension ValueType {
  static let scopes = ValueType.list(.code("scope", Scope.allCases.map(\.rawValue)), 1...3)
  static let rights = ValueType.list(.code("mandateRight", MandateRight.allCases.map(\.rawValue)), 1...4)
}

extension Shape {
  static let accountInput = Shape(
    "AccountInput",
    [
      .required("name", .text(1...100), "How the person signs in and is shown."),
      .optional("email", .text(3...254), "Where the person can be reached."),
      .defaulted("networkRoles", .list(.code(NetworkRole.self), 0...3), "What it does for the network."),
    ])

  static let account = Shape(
    "Account",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("name", .text(1...100), "How the person is shown."),
      .readOnly("email", .text(3...254), "Where the person can be reached.", nullable: true),
      .readOnly("networkRoles", .list(.code(NetworkRole.self), 0...3), "What it does for the network."),
      .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
      .readOnly("createdAt", .moment, "When it was made."),
      .readOnly("updatedAt", .moment, "When it was last changed."),
    ])

  static let mandateInput = Shape(
    "MandateInput",
    [
      .required("partnerId", .identifier, "For whom the person shall act."),
      .required("rights", .rights, "What it may do: read, manage, sign, grant."),
      .optional("startDate", .day, "The first day; today when left out."),
      .optional("endDate", .day, "The first day without it; none when left out."),
    ])

  static let mandate = Shape(
    "Mandate",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("accountId", .identifier, "Whose it is."),
      .readOnly("partnerId", .identifier, "For whom the person acts."), .readOnly("rights", .rights, "What it may do."),
      .readOnly("startDate", .day, "The first day."),
      .readOnly("endDate", .day, "The first day without it.", nullable: true),
      .readOnly("endedAt", .moment, "When it was taken back.", nullable: true),
      .readOnly("isLive", .boolean, "Whether it counts now."), .readOnly("createdAt", .moment, "When it was given."),
    ])

  static let tokenInput = Shape(
    "TokenInput",
    [
      .required("name", .text(1...100), "What it is for."),
      .required("scopes", .scopes, "What it allows: read, write, values."),
      .optional("expiresAt", .moment, "When it ends; never when left out."),
      .optional("accountId", .identifier, "Whose first token; one's own when left out."),
    ])

  private static let tokenMembers: [Shape.Member] = [
    .readOnly("id", .identifier, "Its id."), .readOnly("accountId", .identifier, "Whose it is."),
    .readOnly("name", .text(1...100), "What it is for."), .readOnly("scopes", .scopes, "What it allows."),
    .readOnly("expiresAt", .moment, "When it ends.", nullable: true),
    .readOnly("lastUsedAt", .moment, "When it was last used, to the minute.", nullable: true),
    .readOnly("revokedAt", .moment, "When it was revoked.", nullable: true),
    .readOnly("createdAt", .moment, "When it was made."),
  ]

  static let token = Shape("Token", tokenMembers)
  static let newToken = Shape(
    "NewToken", tokenMembers + [.readOnly("secret", .text(1...100), "The token itself, shown this once.")])

  static let me = Shape(
    "Me",
    [
      .readOnly("accountId", .identifier, "Who you are."), .readOnly("name", .text(1...100), "How you are shown."),
      .readOnly("scopes", .scopes, "What your token allows."),
      .readOnly("networkRoles", .list(.code(NetworkRole.self), 0...3), "What you do for the network."),
      .readOnly("mandates", .list(.object(liveMandate), 0...1000), "For whom you may act now."),
    ])

  private static let liveMandate = Shape(
    "LiveMandate",
    [
      .readOnly("id", .identifier, "Its id."), .readOnly("partnerId", .identifier, "For whom you act."),
      .readOnly("rights", .rights, "What you may do."),
    ])
}

extension JSONWriter {
  mutating func account(_ account: Account) {
    member("id", account.id)
    member("name", account.name)
    member("email", account.email)
    member("networkRoles", account.networkRoles.map(\.rawValue))
    member("version", account.version)
    member("createdAt", account.createdAt)
    member("updatedAt", account.updatedAt)
  }

  mutating func mandate(_ mandate: MandateRecord, today: LocalDate) {
    member("id", mandate.id)
    member("accountId", mandate.accountID)
    member("partnerId", mandate.partnerID)
    member("rights", Self.names(mandate.rights))
    member("startDate", mandate.startDate)
    member("endDate", mandate.endDate)
    member("endedAt", mandate.endedAt)
    member("isLive", mandate.isLive(on: today))
    member("createdAt", mandate.createdAt)
  }

  mutating func token(_ token: Token) {
    member("id", token.id)
    member("accountId", token.accountID)
    member("name", token.name)
    member("scopes", token.scopes.map(\.rawValue))
    member("expiresAt", token.expiresAt)
    member("lastUsedAt", token.lastUsedAt)
    member("revokedAt", token.revokedAt)
    member("createdAt", token.createdAt)
  }

  mutating func me(_ caller: Caller, _ mandates: [Mandate]) {
    member("accountId", caller.accountID)
    member("name", caller.accountName)
    member("scopes", Scope.allCases.filter(caller.scopes.contains).map(\.rawValue))
    member("networkRoles", NetworkRole.allCases.filter(caller.networkRoles.contains).map(\.rawValue))
    key("mandates")
    list(mandates) { writer, mandate in
      writer.object { writer in
        writer.member("id", mandate.id)
        writer.member("partnerId", mandate.partnerID)
        writer.member("rights", Self.names(mandate.rights))
      }
    }
  }

  private static func names(_ rights: Set<MandateRight>) -> [String] {
    MandateRight.allCases.filter(rights.contains).map(\.rawValue)
  }
}
