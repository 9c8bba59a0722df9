/// Lines for the log, until those of a whole turn can be written by one system call.
struct LogLines {
  private var bytes: [UInt8] = []
  /// What a pipe takes in one piece, so that the lines of several shards do not mix (POSIX `PIPE_BUF`, on Linux).
  private static let pieceBytesMax = 4_096

  /// Whether a line and its end fit into the same piece.
  func hasRoom(for line: [UInt8]) -> Bool { bytes.count + line.count < Self.pieceBytesMax }

  /// Adds a line without its end.
  mutating func add(_ line: [UInt8]) {
    if line.isEmpty { return }
    bytes.append(contentsOf: line)
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func flush(_ write: ([UInt8]) -> Void) {
    if bytes.isEmpty { return }
    write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
