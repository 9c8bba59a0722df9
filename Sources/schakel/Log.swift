import Glibc

/// The log on standard error: one line of JSON for each event.
enum Log {
  /// Writes whole lines; one system call, so that lines of several queues do not mix.
  static let write: @Sendable ([UInt8]) -> Void = { lines in
    _ = lines.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// Standard output, for what a person or a script asked for. Written at once: a script may read it while the server
/// runs.
func say(_ text: String) {
  print(text)
  fflush(nil)
}
