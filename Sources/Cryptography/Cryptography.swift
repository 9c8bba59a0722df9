// What OpenSSL does for Schakel outside TLS: hashes, key derivation, random bytes, comparison in constant time.
//
// A room of its own, so that the domain needs no raw memory: everything here takes and returns arrays of bytes.
// A primitive that fails means that the library is broken or the machine is out of memory; no request can be served
// then, so these functions trap instead of throwing.
import COpenSSL

/// SHA-256.
package enum SHA256 {
  /// Bytes in a digest.
  package static let byteCount = 32

  /// The digest of some bytes.
  ///
  /// - Returns: 32 bytes.
  package static func digest(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      let code = EVP_Digest(bytes, bytes.count, buffer.baseAddress, nil, OpaquePointer(bitPattern: algorithm), nil)
      precondition(code == 1, "SHA-256 failed")
      count = byteCount
    }
  }

  /// The address of OpenSSL's algorithm, looked up once: it would search its providers for each digest.
  private static let algorithm = UInt(bitPattern: EVP_MD_fetch(nil, "SHA256", nil))

  /// The digest of a text's UTF-8.
  package static func digest(of text: String) -> [UInt8] {
    digest(Array(text.utf8))
  }
}

/// Random bytes from the operating system's generator, through OpenSSL.
package enum Random {
  /// Bytes that nobody can guess.
  package static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let code = RAND_bytes(buffer.baseAddress, Int32(count))
      precondition(code == 1, "There is no randomness to be had")
      initialized = count
    }
  }
}

/// Compares secrets without telling by its duration where they differ.
///
/// The lengths are no secret.
package func isEqualInConstantTime(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
}
