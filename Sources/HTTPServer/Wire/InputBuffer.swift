import Glibc

/// Bytes that came in and are not used up yet.
struct InputBuffer {
  private var storage: [UInt8] = []
  private var start = 0
  /// How far has been searched for the end of a line.
  private var searched = 0

  var count: Int { storage.count - start }
  var isEmpty: Bool { start == storage.count }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if isEmpty { removeAll() }
    storage.append(contentsOf: bytes)
  }

  /// The bytes of a line that was taken; valid until the next `append` or `compact`.
  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { storage[range] }

  /// Takes a line that ends with CR LF.
  ///
  /// - Returns: Where its bytes stand, without the end; nil when the end has not come in.
  /// - Throws: The error given, for a line that is longer than `max`; 400 for an end other than CR LF.
  mutating func takeLine(max: Int, _ status: Status, _ reason: String) throws(HTTPError) -> Range<Int>? {
    guard let end = indexOfLineFeed() else {
      searched = storage.count
      guard storage.count - start <= max + 1 else { throw HTTPError(status, reason) }
      return nil
    }
    guard end - start <= max + 1 else { throw HTTPError(status, reason) }
    guard end > start, storage[end - 1] == 13 else { throw HTTPError(.badRequest, "A line must end with CR LF") }
    defer {
      start = end + 1
      searched = start
    }
    return start..<end - 1
  }

  /// Moves bytes to the end of an array.
  ///
  /// - Returns: How many there were to move.
  mutating func take(upTo wanted: Int, into target: inout [UInt8]) -> Int {
    let taken = min(wanted, count)
    target.append(contentsOf: storage[start..<start + taken])
    start += taken
    searched = start
    if isEmpty { removeAll() }
    return taken
  }

  /// Takes CR LF.
  ///
  /// - Returns: False when it has not come in.
  mutating func takeLineEnd() throws(HTTPError) -> Bool {
    guard count >= 1 else { return false }
    guard storage[start] == 13, count < 2 || storage[start + 1] == 10 else {
      throw HTTPError(.badRequest, "A chunk must end with CR LF where its size says")
    }
    guard count >= 2 else { return false }
    start += 2
    searched = start
    return true
  }

  /// Gives the room of used bytes back.
  mutating func compact() {
    if isEmpty {
      removeAll()
    } else if start >= 16_384 {
      storage.removeFirst(start)
      searched -= start
      start = 0
    }
  }

  private mutating func removeAll() {
    storage.removeAll(keepingCapacity: storage.capacity <= 65_536)
    start = 0
    searched = 0
  }

  private func indexOfLineFeed() -> Int? {
    storage.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, searched < bytes.count,
        let found = memchr(base + searched, 10, bytes.count - searched)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
