/// A new password that is ready to be stored, and the one that it replaces.
package struct PasswordChange: Sendable {
  let account: Account
  let password: PasswordHash
  /// What was stored when the change was prepared.
  let replaced: PasswordHash?
  /// Whether the current password was shown and is the right one, or need not be shown.
  let isProven: Bool
  /// Whether the current password was asked for.
  let wasAsked: Bool
}

/// The slow part of setting a password.
package struct PasswordReader {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// Checks who sets whose password, and derives it. A person sets its own, the steward only the first one of somebody
  /// who could never come in.
  ///
  /// - Parameter current: The current password; needed in a session, and not with a token of all scopes.
  /// - Throws: `DomainError` with `notFound`, `notAllowed`, `scopeInsufficient`, `invalidContent`, `signInThrottled`.
  package func prepare(
    _ password: String, current: String?, of id: Account.ID, as caller: Caller
  ) throws -> PasswordChange {
    let account = try AccountReader(tx).find(id, as: caller)
    try requireMaySet(account, caller)
    try PasswordRule.require(password, for: account.name)
    let stored = try AccountStore.password(of: id, in: tx)
    let isAsked = stored != nil && caller.sessionID != nil
    var isProven = true
    if isAsked {
      try SignInThrottle.requireOpen(account.name, in: tx)
      isProven = current.flatMap { stored?.matches($0) } ?? false
    }
    return PasswordChange(
      account: account, password: PasswordHash(of: password), replaced: stored, isProven: isProven,
      wasAsked: isAsked && current != nil)
  }

  private func requireMaySet(_ account: Account, _ caller: Caller) throws {
    if account.id == caller.accountID {
      // A session may do everything, so a narrower token would widen itself.
      guard caller.scopes.count == Scope.allCases.count else {
        throw DomainError(.scopeInsufficient, "Setting a password takes a token with all scopes.")
      }
    } else {
      try Standing.of(caller, in: tx).require(.steward)
      guard try !AccountStore.hasCredential(account.id, in: tx) else {
        throw DomainError(.notAllowed, "The person has a password or has had a token, and sets its password itself.")
      }
    }
  }
}

/// Setting a password.
package struct PasswordEditor {
  private let tx: WriteTransaction

  package init(_ tx: WriteTransaction) {
    self.tx = tx
  }

  /// Stores a password, and ends the person's other sessions; tokens stay.
  ///
  /// - Returns: False when the current password was missing or wrong: that it was tried must be committed.
  /// - Throws: `DomainError` with `signInThrottled`, or `conflict` when the password or the person's tokens changed
  ///   while this one was derived.
  package func set(_ change: PasswordChange, as caller: Caller) throws -> Bool {
    let account = change.account
    if change.wasAsked { try SignInThrottle.requireOpen(account.name, in: tx) }
    guard change.isProven else {
      if change.wasAsked { try SignInThrottle.noteFailure(account.name, in: tx) }
      return false
    }
    let isOwn = account.id == caller.accountID
    guard try AccountStore.password(of: account.id, in: tx) == change.replaced,
      try isOwn || !AccountStore.hasCredential(account.id, in: tx)
    else { throw DomainError(.conflict, "The account's password or tokens were changed at the same time; try again.") }
    try AccountStore.setPassword(change.password, of: account.id, in: tx)
    try SessionStore.endAll(of: account.id, but: isOwn ? caller.sessionID : nil, in: tx)
    try SignInThrottle.reset(account.name, in: tx)
    try AuditLog.append("account.passwordSet", .init("account", account.id), by: caller, in: tx)
    return true
  }
}
