import Cryptography
@_spi(_Unicode) import Swift

/// A password as it is stored: derived by scrypt, with a salt of its own.
package struct PasswordHash: Hashable, Sendable {
  let salt: [UInt8]
  let key: [UInt8]

  init(salt: [UInt8], key: [UInt8]) {
    self.salt = salt
    self.key = key
  }

  /// Derives a password anew. Takes some 50 ms: never on a shard or the writer.
  package init(of password: String) {
    salt = Random.bytes(Scrypt.saltByteCount)
    key = Self.derive(password, salt)
  }

  /// Whether this is the password. Takes some 50 ms, whatever it is.
  package func matches(_ password: String) -> Bool {
    isEqualInConstantTime(Self.derive(password, salt), key)
  }

  /// Stands in where there is no password, so that a name without an account costs the same; nothing matches it.
  static let decoy = PasswordHash(salt: [UInt8](repeating: 0, count: Scrypt.saltByteCount), key: [])

  /// One keyboard composes what another does not, so the text is brought to one form: composed, and with one kind of
  /// space (RFC 8265 section 4.2).
  private static func derive(_ password: String, _ salt: [UInt8]) -> [UInt8] {
    Scrypt.key(password: normalized(password), salt: salt)
  }

  static func normalized(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text._nfc.map { $0.properties.generalCategory == .spaceSeparator ? " " : $0 })
    return String(scalars)
  }
}

/// What a password must be: long, and nothing that everybody knows. There is no rule on its composition.
package enum PasswordRule {
  /// Code points.
  package static let length = 12...200

  /// Checks a new password.
  ///
  /// - Throws: `DomainError` with `invalidContent` for the account's own name.
  static func require(_ password: String, for accountName: String) throws {
    let (word, name) = (
      PasswordHash.normalized(password).lowercased(), PasswordHash.normalized(accountName).lowercased()
    )
    guard word.trimmingBlankEnds != name.trimmingBlankEnds else {
      throw DomainError(.invalidContent, at: "/password", "The name is no password; choose something nobody can guess.")
    }
  }
}

extension Reason {
  package static let passwordWrong = Reason(
    "passwordWrong", .unacceptable, "The current password is missing or wrong.",
    advice: "Send the current password as currentPassword, or use a token with all scopes.")
}
