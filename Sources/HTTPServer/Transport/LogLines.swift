/// Lines for the log, until those of a whole turn can be written by one system call.
struct LogLines {
  private var bytes: [UInt8] = []
  /// What a pipe takes in one piece, so that the lines of several shards do not mix (POSIX `PIPE_BUF`, on Linux).
  private static let pieceBytesMax = 4_096

  /// Adds a line without its end; what there is goes out first where both do not fit into one piece.
  mutating func add(_ line: [UInt8], _ write: ([UInt8]) -> Void) {
    if line.isEmpty { return }
    if bytes.count + line.count >= Self.pieceBytesMax { flush(write) }
    bytes.append(contentsOf: line)
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func flush(_ write: ([UInt8]) -> Void) {
    if bytes.isEmpty { return }
    write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
