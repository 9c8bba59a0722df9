import COpenSSL
import Glibc

/// A certificate and its key, ready for connections. OpenSSL counts the uses of a context by itself, atomically.
final class TLSContext: @unchecked Sendable {
  fileprivate let context: OpaquePointer

  /// - Throws: `ListenError` for files that cannot be read or do not belong together.
  init(_ files: TLSFiles) throws(ListenError) {
    guard let context = SSL_CTX_new(TLS_server_method()), copenssl_require_tls12(context) == 1,
      SSL_CTX_set_cipher_list(context, Self.ciphers) == 1,
      Self.groups.contains(where: { copenssl_set_groups(context, $0) == 1 })
    else {
      throw ListenError(description: "OpenSSL cannot set up TLS 1.2")
    }
    self.context = context
    copenssl_set_modes(context)
    // One ticket is enough for a client that comes back. It holds the whole session, so nothing is kept here.
    SSL_CTX_set_num_tickets(context, 1)
    copenssl_keep_no_sessions(context)
    SSL_CTX_set_alpn_select_cb(context, TLSContext.chooseProtocol, nil)
    guard SSL_CTX_use_certificate_chain_file(context, files.certificatePath) == 1 else {
      throw Self.fault("The file \(files.certificatePath) holds no certificate in PEM")
    }
    guard SSL_CTX_use_PrivateKey_file(context, files.keyPath, SSL_FILETYPE_PEM) == 1 else {
      throw Self.fault("The file \(files.keyPath) holds no private key in PEM for this certificate")
    }
    guard SSL_CTX_check_private_key(context) == 1 else {
      throw Self.fault("The key in \(files.keyPath) does not belong to the certificate \(files.certificatePath)")
    }
  }

  /// Of TLS 1.2: only those that encrypt and authenticate in one, with keys that nobody can find out later (RFC 9325
  /// sections 4.1 and 4.2). TLS 1.3 has no others.
  private static let ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20"

  /// Elliptic curves only: the finite-field groups that OpenSSL offers beside them cost the server a hundred times as
  /// much for each connection. The first line has a hybrid that a quantum computer does not open, where OpenSSL has it.
  private static let groups = ["X25519MLKEM768:X25519:P-256:P-384", "X25519:P-256:P-384"]

  deinit {
    SSL_CTX_free(context)
  }

  private static func fault(_ what: String) -> ListenError {
    var text = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(ERR_get_error(), &text, text.count)
    let cause = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return ListenError(description: "\(what): \(cause)")
  }

  /// Chooses HTTP/1.1 where the client offers protocols (RFC 7301), and goes on without when it offers others only.
  private static let chooseProtocol: SSL_CTX_alpn_select_cb_func = { _, chosen, length, offered, offeredLength, _ in
    guard let chosen, let length, let offered else { return SSL_TLSEXT_ERR_NOACK }
    var index = 0
    while index < Int(offeredLength) {
      let count = Int(offered[index])
      guard index + 1 + count <= Int(offeredLength) else { break }
      let name = UnsafeBufferPointer(start: offered + index + 1, count: count)
      if name.elementsEqual("http/1.1".utf8) {
        chosen.pointee = offered + index + 1
        length.pointee = offered[index]
        return SSL_TLSEXT_ERR_OK
      }
      index += 1 + count
    }
    return SSL_TLSEXT_ERR_NOACK
  }
}

/// The bytes of a connection: plain, or through TLS. It never blocks.
///
/// It belongs to the queue of its connection's shard.
final class ByteStream {
  /// What became of an attempt to read or write.
  enum Outcome {
    case done(Int)
    /// Again once the socket can be read.
    case wantsRead
    /// Again once the socket can be written.
    case wantsWrite
    /// The peer has said its last.
    case end
    case broken
    /// The peer does not speak TLS where it is due; from here on the stream is plain.
    case plain
  }

  private let descriptor: Int32
  private var session: OpaquePointer?
  private var hasBegun = false

  init(_ descriptor: Int32, tls: TLSContext?) {
    self.descriptor = descriptor
    session = tls.flatMap { SSL_new($0.context) }
    if let session {
      SSL_set_fd(session, descriptor)
      SSL_set_accept_state(session)
    }
  }

  deinit {
    if let session { SSL_free(session) }
  }

  /// Whether bytes can be exchanged: at once, or after the TLS handshake.
  var isEstablished: Bool { session.map { SSL_is_init_finished($0) == 1 } ?? true }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
    guard let session else {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count > 0 { return .done(count) }
      return count == 0 ? .end : Self.plainOutcome(.wantsRead)
    }
    if !hasBegun, beginsWithLetter() {
      SSL_free(session)
      self.session = nil
      return .plain
    }
    ERR_clear_error()
    return outcome(session, SSL_read(session, buffer.baseAddress, Int32(clamping: buffer.count)))
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    guard let session else {
      let count = send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
      return count >= 0 ? .done(count) : Self.plainOutcome(.wantsWrite)
    }
    ERR_clear_error()
    return outcome(session, SSL_write(session, bytes.baseAddress, Int32(clamping: bytes.count)))
  }

  /// Tells the peer that nothing more follows.
  func endWriting() {
    if let session, SSL_is_init_finished(session) == 1 {
      ERR_clear_error()
      SSL_shutdown(session)
    }
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Looks at the first byte without taking it: a record of TLS begins with 20 to 24 (RFC 8446 section 5.1), a request
  /// with the letters of its method.
  private func beginsWithLetter() -> Bool {
    var byte: UInt8 = 0
    guard recv(descriptor, &byte, 1, Int32(MSG_PEEK)) == 1 else { return false }
    hasBegun = true
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func plainOutcome(_ again: Outcome) -> Outcome {
    errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? again : .broken
  }

  private func outcome(_ session: OpaquePointer, _ result: Int32) -> Outcome {
    if result > 0 { return .done(Int(result)) }
    switch SSL_get_error(session, result) {
    case SSL_ERROR_WANT_READ: return .wantsRead
    case SSL_ERROR_WANT_WRITE: return .wantsWrite
    case SSL_ERROR_ZERO_RETURN: return .end
    default: return .broken
    }
  }
}
