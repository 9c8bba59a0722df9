/// Bytes that grow at their end, in memory of their own.
///
/// An array asks at each piece whether somebody shares it, and most pieces of an answer are so short that asking costs
/// more than they do. Every piece is checked against the room there is.
@safe
struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe start = .allocate(capacity: self.capacity)
  }

  deinit {
    unsafe start.deallocate()
  }

  /// All of them.
  var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe start[count] = byte
    count += 1
  }

  mutating func append(_ text: StaticString) {
    reserve(text.utf8CodeUnitCount)
    put(text)
  }

  mutating func append(_ bytes: Span<UInt8>) {
    reserve(bytes.count)
    put(bytes)
  }

  /// Adds bytes between quotation marks.
  mutating func append(quoted bytes: Span<UInt8>) {
    reserve(bytes.count + 2)
    put(UInt8(ascii: "\""))
    put(bytes)
    put(UInt8(ascii: "\""))
  }

  /// Adds `"name":`, with a comma before it or without.
  @inline(__always)
  mutating func append(key name: StaticString, afterComma: Bool) {
    reserve(name.utf8CodeUnitCount + 4)
    if afterComma { put(UInt8(ascii: ",")) }
    put(UInt8(ascii: "\""))
    put(name)
    put(UInt8(ascii: "\""))
    put(UInt8(ascii: ":"))
  }

  /// Adds the digits of a number.
  mutating func append(_ number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var index = digits.count
    var rest = number.magnitude
    repeat {
      index -= 1
      digits[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    append(digits.span.extracting(index...))
  }

  // Those called put rely on `reserve`.

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    unsafe start[count] = byte
    count += 1
  }

  @inline(__always)
  private mutating func put(_ text: StaticString) {
    unsafe (start + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  @inline(__always)
  private mutating func put(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer {
      guard let source = $0.baseAddress else { return }
      unsafe (start + count).update(from: source, count: $0.count)
    }
    count += bytes.count
  }

  @inline(__always)
  private mutating func reserve(_ added: Int) {
    if capacity - count < added { grow(by: added) }
  }

  @inline(never)
  private mutating func grow(by added: Int) {
    capacity = max(2 * capacity, count + added)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.moveInitialize(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = larger
  }
}
