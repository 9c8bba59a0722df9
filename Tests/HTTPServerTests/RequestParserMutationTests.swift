import Testing

@testable import HTTPServer

/// A reproducible stream of numbers (SplitMix64, 2014).
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What a parser made of some bytes: the requests to the byte, and its refusal.
private struct Reading: Equatable {
  var requests: [[String]] = []
  var bodies: [[UInt8]] = []
  var refusal: HTTPError?
}

/// Bytes near to a request, however broken, are read the same way however they come in.
struct RequestParserMutationTests {
  private static let fixtures = (RequestParserTests.accepted.map(\.0) + RequestParserTests.refused.map(\.0))
    .map { Array($0.utf8) }
  /// Bytes that mean something to a parser come up more often than chance would have them.
  private static let telling = Array("\r\n :;,/?%.0159afAF+-\t\u{0}\u{7f}".utf8) + [0x80, 0xff]
  private static let limits: Limits = {
    var limits = Limits()
    limits.requestLineBytesMax = 60
    limits.headerBytesMax = 90
    limits.headerCountMax = 4
    limits.bodyBytesMax = 12
    limits.chunkLineBytesMax = 10
    limits.trailerBytesMax = 20
    return limits
  }()

  @Test(arguments: [UInt64(1), 20_261_124, 0xC0FFEE])
  func `mutated requests are read the same whole, byte by byte and in pieces`(seed: UInt64) {
    var numbers = SeededNumbers(state: seed)
    for round in 0..<400 {
      let bytes = Self.mutated(using: &numbers)
      let limits = round % 2 == 0 ? Self.limits : Limits()
      let whole = read([bytes], limits)
      let single = read(bytes.map { [$0] }, limits)
      let pieces = read(Self.pieces(of: bytes, using: &numbers), limits)

      let shown = String(reflecting: String(decoding: bytes, as: UTF8.self))
      #expect(whole == single, "seed \(seed), round \(round), byte by byte: \(shown)")
      #expect(whole == pieces, "seed \(seed), round \(round), in pieces: \(shown)")
    }
  }

  private func read(_ parts: [[UInt8]], _ limits: Limits) -> Reading {
    var parser = RequestParser(limits: limits)
    var reading = Reading()
    do {
      for part in parts {
        part.withUnsafeBytes { parser.append($0) }
        while let parsed = try nextRequest(&parser) {
          let request = parsed.request
          let fields = ["host", "content-length", "transfer-encoding", "x", "t"].map { $0 as StaticString }
            .map { request.headers.list($0) ?? "none" }
          let line = [request.method.name, request.path, request.query ?? "none", "\(request.headers.count)"]
          reading.requests.append(line + fields + ["\(parsed.isKeptAlive) \(parsed.isOld)"])
          reading.bodies.append(request.body)
        }
      }
    } catch {
      reading.refusal = error
    }
    return reading
  }

  private func nextRequest(_ parser: inout RequestParser) throws(HTTPError) -> ParsedRequest? {
    while true {
      switch try parser.next() {
      case .needMore: return nil
      case .continueExpected: continue
      case .request(let parsed): return parsed
      }
    }
  }

  private static func mutated(using numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = fixture(using: &numbers)
    for _ in 0..<Int.random(in: 1...4, using: &numbers) { mutate(&bytes, using: &numbers) }
    return bytes
  }

  private static func mutate(_ bytes: inout [UInt8], using numbers: inout SeededNumbers) {
    let place = Int.random(in: 0...bytes.count, using: &numbers)
    let end = min(bytes.count, place + Int.random(in: 1...8, using: &numbers))
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0 where place < bytes.count:
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 1:
      bytes.removeSubrange(place..<end)
    case 2:
      bytes.insert(telling.randomElement(using: &numbers) ?? 0, at: place)
    case 3:
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    default:
      let other = fixture(using: &numbers)
      bytes = Array(bytes[..<place]) + other[Int.random(in: 0...other.count, using: &numbers)...]
    }
  }

  private static func fixture(using numbers: inout SeededNumbers) -> [UInt8] {
    fixtures.randomElement(using: &numbers) ?? []
  }

  private static func pieces(of bytes: [UInt8], using numbers: inout SeededNumbers) -> [[UInt8]] {
    var rest = bytes[...]
    var pieces: [[UInt8]] = []
    while !rest.isEmpty {
      let count = Int.random(in: 1...rest.count, using: &numbers)
      pieces.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return pieces
  }
}
