import COpenSSL

/// Password hashing by scrypt (RFC 7914).
package enum Scrypt {
  /// Bytes in a salt.
  package static let saltByteCount = 16
  /// Bytes in a derived key.
  package static let keyByteCount = 32

  /// Derives a key from a password. Takes some 50 ms and 32 MiB: never on a queue that others wait for.
  ///
  /// N = 2¹⁵, r = 8, p = 1.
  ///
  /// - Returns: 32 bytes.
  package static func key(password: String, salt: [UInt8]) -> [UInt8] {
    let password = Array(password.utf8)
    return [UInt8](unsafeUninitializedCapacity: keyByteCount) { buffer, count in
      let code = password.withUnsafeBytes { text in
        EVP_PBE_scrypt(
          text.bindMemory(to: CChar.self).baseAddress, password.count, salt, salt.count,
          cost, blockSize, parallelism, memoryBytesMax, buffer.baseAddress, keyByteCount)
      }
      precondition(code == 1, "scrypt failed")
      count = keyByteCount
    }
  }

  private static let cost: UInt64 = 1 << 15
  private static let blockSize: UInt64 = 8
  private static let parallelism: UInt64 = 1
  private static let memoryBytesMax: UInt64 = 64 << 20
}
