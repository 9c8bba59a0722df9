import SQLite

/// A person who uses Schakel. No more is kept than is needed to show who acted.
package struct Account: Sendable {
  package typealias ID = Identifier<Account>

  package let id: ID
  package let name: String
  package let email: String?
  package let networkRoles: [NetworkRole]
  package let version: Int64
  package let createdAt: Timestamp
  package let updatedAt: Timestamp
}

/// A bearer token, without its secret.
package struct Token: Sendable {
  package typealias ID = Identifier<Token>

  package let id: ID
  package let accountID: Account.ID
  package let name: String
  package let scopes: [Scope]
  package let expiresAt: Timestamp?
  package let lastUsedAt: Timestamp?
  package let revokedAt: Timestamp?
  package let createdAt: Timestamp
}

/// A mandate as it stands in the register, ended ones included.
package struct MandateRecord: Sendable {
  package let id: Mandate.ID
  package let accountID: Account.ID
  package let partnerID: Partner.ID
  package let rights: Set<MandateRight>
  package let startDate: LocalDate
  /// The first day without it.
  package let endDate: LocalDate?
  package let endedAt: Timestamp?
  package let createdAt: Timestamp

  /// Whether it counts on this day.
  package func isLive(on day: LocalDate) -> Bool {
    endedAt == nil && startDate <= day && endDate.map { day < $0 } ?? true
  }
}
