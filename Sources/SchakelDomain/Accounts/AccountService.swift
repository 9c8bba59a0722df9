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
    try AccountStore.insert(id, name: name, in: tx)
    try AuditLog.append("account.created", .init("account", id), by: nil, in: tx)
    return id
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
  package static let accounts: [Reason] = [.networkRoleExcludesMandate]
}
