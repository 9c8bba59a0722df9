import Cryptography

/// Persons, and how they come in.
package struct AccountService {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Whether nobody can come in yet.
  package func isEmpty() throws -> Bool {
    try AccountStore.isEmpty(in: tx)
  }

  /// Makes a token for an account, and the account and its network role where they are missing: the way in that the
  /// command line has.
  ///
  /// - Returns: The token's text. Only its SHA-256 is stored, so this is the one time it can be shown.
  /// - Throws: `DomainError` with `networkRoleExcludesMandate` for a person who acts for a partner.
  package func makeToken(accountName: String, role: NetworkRole) throws -> String {
    let account = try AccountStore.find(name: accountName, in: tx) ?? makeAccount(accountName)
    if try !AccountStore.has(role, account, in: tx) {
      guard try !AccountStore.hasLiveMandate(account, in: tx) else { throw DomainError(.networkRoleExcludesMandate) }
      try AccountStore.grant(role, to: account, in: tx)
      try AuditLog.append("networkRole.granted", .init("account", account), by: nil, role: role.rawValue, in: tx)
    }
    return try makeToken(of: account)
  }

  /// Makes a further token that may do whatever the person may: on the word of whoever holds the database.
  ///
  /// - Returns: Its text.
  func makeToken(of account: Account.ID) throws -> String {
    let secret = Authentication.tokenPrefix + Base64URL.encode(Random.bytes(32))
    let token: Token.ID = tx.newID()
    try AccountStore.insertToken(
      token, of: account, name: "command line", sha256: SHA256.digest(of: secret), scopes: Set(Scope.allCases),
      expiresAt: nil, in: tx)
    try AuditLog.append("token.created", .init("token", token), by: nil, in: tx)
    return secret
  }

  private func makeAccount(_ name: String) throws -> Account.ID {
    let name = name.trimmingBlankEnds
    guard (1...100).contains(name.unicodeScalars.count) else {
      throw DomainError(.invalidInput, "An account's name has 1 to 100 characters.")
    }
    let id: Account.ID = tx.newID()
    try AccountStore.insert(id, name: name, email: nil, in: tx)
    try AuditLog.append("account.created", .init("account", id), by: nil, in: tx)
    return id
  }

  /// Makes an account. The steward does, and whoever manages a partner, for those who shall act for it.
  ///
  /// - Throws: `DomainError` with `notAllowed`, `mandateInsufficient`, or `alreadyExists` for a name in use.
  package func create(
    name: String, email: String?, networkRoles: Set<NetworkRole>, as caller: Caller
  ) throws -> Account {
    let standing = try Standing.of(caller, in: tx)
    if standing.networkRole == nil, networkRoles.isEmpty {
      _ = try standing.mandate(for: .manage)
    } else {
      try standing.require(.steward)
    }
    guard try AccountStore.find(name: name, in: tx) == nil else {
      throw DomainError(.alreadyExists, at: "/name", "There is an account with this name already.")
    }
    let id: Account.ID = tx.newID()
    try AccountStore.insert(id, name: name, email: email, in: tx)
    for role in networkRoles.sorted(by: { $0.rawValue < $1.rawValue }) { try AccountStore.grant(role, to: id, in: tx) }
    try AuditLog.append("account.created", .init("account", id), by: caller, for: standing.partnerID, in: tx)
    guard let account = try AccountStore.find(id, in: tx) else { throw DomainError.notFound }
    return account
  }

  /// Makes a token: for oneself, with no more scopes than one has; or the first one of an account, by the steward.
  ///
  /// - Returns: The token and its secret, which cannot be shown again.
  /// - Throws: `DomainError` with `notAllowed`, `scopeInsufficient`, `invalidContent` for an expiry that has passed.
  package func makeToken(
    named name: String, for account: Account.ID?, scopes: Set<Scope>, expiresAt: Timestamp?, as caller: Caller
  ) throws -> (token: Token, secret: String) {
    let owner = account ?? caller.accountID
    if owner == caller.accountID {
      guard scopes.isSubset(of: caller.scopes) else {
        throw DomainError(.scopeInsufficient, "A token cannot make one that may do more than itself.")
      }
    } else {
      try requireMayMakeFirstToken(of: owner, as: caller)
    }
    if let expiresAt, expiresAt <= tx.now {
      throw DomainError(.invalidContent, at: "/expiresAt", "The expiry must lie in the future.")
    }
    let secret = Authentication.tokenPrefix + Base64URL.encode(Random.bytes(32))
    let id: Token.ID = tx.newID()
    try AccountStore.insertToken(
      id, of: owner, name: name, sha256: SHA256.digest(of: secret), scopes: scopes, expiresAt: expiresAt, in: tx)
    try AuditLog.append("token.created", .init("token", id), by: caller, in: tx)
    guard let token = try AccountStore.findToken(id, in: tx) else { throw DomainError.notFound }
    return (token, secret)
  }

  /// The steward makes the first token of the first person of a partner; for its colleagues, whoever manages the
  /// partner does, so that the steward holds nothing that reads the partner's values.
  private func requireMayMakeFirstToken(of owner: Account.ID, as caller: Caller) throws {
    let standing = try Standing.of(caller, in: tx)
    if standing.networkRole == nil {
      let partner = try standing.mandate(for: .manage).partnerID
      let mandates = try MandateStore.live(of: owner, in: tx)
      guard !mandates.isEmpty, mandates.allSatisfy({ $0.partnerID == partner }) else {
        throw DomainError(.notAllowed, "A partner makes the first token of those only who act for it and nobody else.")
      }
    } else {
      try standing.require(.steward)
      guard try !MandateStore.isColleague(owner, in: tx) else {
        throw DomainError(.notAllowed, "The person acts for a partner that others manage; they make its first token.")
      }
    }
    guard try AccountStore.find(owner, in: tx) != nil else {
      throw DomainError(.invalidContent, at: "/accountId", "There is no such account.")
    }
    // With a token a password can be replaced, so nobody else makes one where either exists.
    guard try !AccountStore.hasCredential(owner, in: tx) else {
      throw DomainError(.notAllowed, "The person has a password or has had a token, and makes further ones itself.")
    }
  }

  /// Revokes a token, from the next request on; revoking it again changes nothing. Its owner may, and the steward.
  ///
  /// - Throws: `DomainError` with `notFound` for somebody else's.
  package func revokeToken(_ id: Token.ID, as caller: Caller) throws -> Token {
    guard let token = try AccountStore.findToken(id, in: tx),
      token.accountID == caller.accountID || caller.networkRoles.contains(.steward)
    else { throw DomainError.notFound }
    guard token.revokedAt == nil else { return token }
    try AccountStore.revokeToken(id, in: tx)
    try AuditLog.append("token.revoked", .init("token", id), by: caller, in: tx)
    return try AccountStore.findToken(id, in: tx) ?? token
  }
}

/// What can be seen of accounts.
package struct AccountReader {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// One account: one's own, or any for the network's staff.
  package func find(_ id: Account.ID, as caller: Caller) throws -> Account {
    if id != caller.accountID { try requireStaff(caller) }
    guard let account = try AccountStore.find(id, in: tx) else { throw DomainError.notFound }
    return account
  }

  /// A page of all accounts, for the network's staff.
  package func list(after: String?, limit: Int, as caller: Caller) throws -> [Account] {
    try Standing.of(caller, in: tx).require(.steward, .staff)
    return try AccountStore.list(after: after.flatMap { Account.ID($0) }, limit: limit + 1, in: tx)
  }

  /// A page of one's own tokens.
  package func listTokens(after: String?, limit: Int, as caller: Caller) throws -> [Token] {
    try AccountStore.listTokens(
      of: caller.accountID, after: after.flatMap { Token.ID($0) }, limit: limit + 1, in: tx)
  }

  /// The mandates that the caller has now.
  package func liveMandates(of caller: Caller) throws -> [Mandate] {
    try MandateStore.live(of: caller.accountID, in: tx)
  }

  private func requireStaff(_ caller: Caller) throws {
    let role = try Standing.of(caller, in: tx).networkRole
    guard role == .steward || role == .staff else { throw DomainError.notFound }
  }
}

extension String {
  /// Without white space at either end.
  var trimmingBlankEnds: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension Reason {
  package static let networkRoleExcludesMandate = Reason(
    "networkRoleExcludesMandate", .conflict, "Who acts for a partner cannot work for the network as well.",
    advice: "Use another account for the network role.")
  package static let accounts: [Reason] = [
    .networkRoleExcludesMandate, .passwordWrong, .signInFailed, .signInThrottled,
  ]
}
