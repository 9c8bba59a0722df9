import Glibc

/// Bytes that came in and are not used up yet.
struct InputBuffer {
  private var storage: [UInt8] = []
  private var start = 0
  /// How far has been searched for the end of a line.
  private var searched = 0
  /// Used bytes that may stay in front before room is given back.
  private static let usedBytesMax = 16_384

  var count: Int { storage.count - start }
  var isEmpty: Bool { start == storage.count }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    // A long body in small chunks leaves used bytes behind without ever being empty.
    compact()
    storage.append(contentsOf: bytes)
  }

  /// Shows the bytes of a line that was taken, until the next `append` or `compact`.
  func read<T>(_ line: Range<Int>, _ body: (Span<UInt8>) throws(HTTPError) -> T) throws(HTTPError) -> T {
    try body(storage.span.extracting(line))
  }

  /// Takes a line that ends with CR LF.
  ///
  /// - Returns: Where its bytes stand, without the end; nil when the end has not come in.
  /// - Throws: The error given, for a line that is longer than `max`; 400 for an end other than CR LF. Whichever fault
  ///   stands first is the one thrown, however the bytes were cut.
  mutating func takeLine(max: Int, _ status: Status, _ reason: String) throws(HTTPError) -> Range<Int>? {
    let end = indexOfLineEnd() ?? storage.count
    searched = end
    guard end - start <= max else { throw HTTPError(status, reason) }
    guard end < storage.count else { return nil }
    guard storage[end] == 13, end + 1 == storage.count || storage[end + 1] == 10 else {
      throw HTTPError(.badRequest, "A line must end with CR LF, and hold neither of them")
    }
    guard end + 1 < storage.count else { return nil }
    defer {
      start = end + 2
      searched = start
    }
    return start..<end
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
    } else if start >= Self.usedBytesMax {
      storage.removeFirst(start)
      searched -= start
      start = 0
    }
  }

  /// Gives all room back when nothing is kept.
  mutating func shrink() {
    if isEmpty, storage.capacity > 0 { self = InputBuffer() }
  }

  private mutating func removeAll() {
    storage.removeAll(keepingCapacity: storage.capacity <= 65_536)
    start = 0
    searched = 0
  }

  /// The first CR or LF.
  private func indexOfLineEnd() -> Int? {
    storage.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, searched < bytes.count else { return nil }
      let index = { (byte: Int32, end: Int) -> Int? in
        memchr(base + searched, byte, end - searched).map { UnsafeRawPointer($0) - base }
      }
      let carriageReturn = index(13, bytes.count)
      return index(10, carriageReturn ?? bytes.count) ?? carriageReturn
    }
  }
}
