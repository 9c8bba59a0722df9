import Foundation
import Testing
import TestSupport

/// What was acknowledged survives a SIGKILL, what was not leaves nothing half.
@Suite(.serialized) struct CrashTests {
  private static let killCount = 20
  private static let clientCount = 4

  @Test func `acknowledged writes survive twenty SIGKILLs under concurrent writes`() throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    print("seed \(seed)")
    var numbers = Numbers(seed: seed)
    let program = try Program()
    let token = try program.token()
    let acknowledged = Titles()

    for round in 1...Self.killCount {
      try program.serve()
      let port = program.port
      let writers = (0..<Self.clientCount).map { number in
        Thread { Self.write(round, number, port, token, acknowledged) }
      }
      let before = acknowledged.count
      for writer in writers { writer.start() }
      // At a moment of chance, but not before something was acknowledged in this round.
      while acknowledged.count == before { usleep(1_000) }
      usleep(UInt32(numbers.next() % 60_000))
      program.kill()
      while writers.contains(where: { !$0.isFinished }) { usleep(1_000) }
    }

    #expect(acknowledged.count >= Self.killCount)
    try expectWhole(program, token, acknowledged)
  }

  private func expectWhole(_ program: Program, _ token: String, _ acknowledged: Titles) throws {
    #expect(try program.run("check", "--database", program.database).status == 0)
    #expect(try program.run("audit", "verify", "--database", program.database).status == 0)
    try program.serve()
    let stored = try Self.stored(try program.client(token: token))
    for (title, id) in acknowledged.all { #expect(stored[id] == title) }
    // Each initiative was written whole: with its two drivers, its barrier and its entry in the trail.
    let entries = try program.run("audit", "verify", "--database", program.database).output
    let others = 3  // account, network role, token
    #expect(entries.hasPrefix("\(stored.count + others) entries"), "\(stored.count) stored; \(entries)")
    #expect(program.stop() == 0)
  }

  /// Writes until the server is gone.
  private static func write(_ round: Int, _ number: Int, _ port: Int, _ token: String, _ acknowledged: Titles) {
    guard let client = try? Client(port: port, token: token) else { return }  // the server is gone already
    for count in 0... {
      let title = "round \(round) writer \(number) count \(count)"
      let body = #"{"title":"\#(title)","drivers":["intrinsic","societal"],"barriers":["dataMissing"]}"#
      // The kill ends the connection: what was not answered was not acknowledged.
      guard let reply = try? client.send("POST", "/v1/initiatives", body), reply.status == 201,
        let id = reply.json["id"] as? String
      else { return }
      acknowledged.add(title, id)
    }
  }

  private static func stored(_ client: Client) throws -> [String: String] {
    var stored: [String: String] = [:]
    var next: String? = "/v1/initiatives?limit=100"
    while let path = next {
      let reply = try client.send("GET", path)
      for item in reply.items {
        guard let id = item["id"] as? String, let title = item["title"] as? String else { continue }
        #expect(
          item["drivers"] as? [String] == ["intrinsic", "societal"] && item["barriers"] as? [String] == ["dataMissing"])
        stored[id] = title
      }
      next = (reply.json["next"] as? String).flatMap { URLComponents(string: $0) }.map {
        "\($0.path)?\($0.query ?? "")"
      }
    }
    return stored
  }
}

/// What was acknowledged, gathered from several threads.
private final class Titles: @unchecked Sendable {
  private let lock = NSLock()
  private var titles: [(String, String)] = []

  func add(_ title: String, _ id: String) { lock.withLock { titles.append((title, id)) } }
  var count: Int { lock.withLock { titles.count } }
  var all: [(String, String)] { lock.withLock { titles } }
}

/// Numbers that follow from a seed (xorshift).
private struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
