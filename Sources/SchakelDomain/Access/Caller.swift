import SQLite

/// Who makes a request: a person, what the person's token allows, and for whom the person says to act.
///
/// Built anew for each snapshot, so that what has ended does not count any more. A class, because it is passed on many
/// times and does not change.
package final class Caller: Sendable {
  package let accountID: Account.ID
  package let accountName: String
  /// What the token allows; everything for a person who signed in.
  package let scopes: [Scope]
  /// The network roles that are live now.
  package let networkRoles: Set<NetworkRole>
  /// The header `Acting-As`; nil when it was left out.
  package let actingAs: ActingAs?
  /// The token or session, for revoking it and for limits per token.
  package let credential: Credential
  /// Whether the token's last use is noted so long ago that it should be noted again.
  package let isUseToBeNoted: Bool

  package enum Credential: Hashable, Sendable {
    case token(Token.ID)
    case session(Session.ID)
  }

  package init(
    accountID: Account.ID, accountName: String, scopes: [Scope], networkRoles: Set<NetworkRole>,
    actingAs: ActingAs?, credential: Credential, isUseToBeNoted: Bool = false
  ) {
    self.accountID = accountID
    self.accountName = accountName
    self.scopes = scopes
    self.networkRoles = networkRoles
    self.actingAs = actingAs
    self.credential = credential
    self.isUseToBeNoted = isUseToBeNoted
  }
}

/// What a token allows; the raw value is the code on the wire.
package enum Scope: String, CaseIterable, Hashable, Sendable {
  /// Whatever the person may see, but for values of records.
  case read
  /// Whatever the person may change.
  case write
  /// Values of records that the person may read.
  case values
}

/// For whom a caller says to act: `Acting-As: <partnerId>;role=<role>`, `Acting-As: <partnerId>` or `Acting-As:
/// role=<role>`.
package struct ActingAs: Hashable, Sendable {
  package let partnerID: Partner.ID?
  /// A chain role, or a network role when there is no partner.
  package let role: String?

  package init(partnerID: Partner.ID?, role: String?) {
    self.partnerID = partnerID
    self.role = role
  }
}
