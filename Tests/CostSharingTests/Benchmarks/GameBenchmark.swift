import CostSharing
import Dispatch
import Foundation
import Testing

/// How long games take, per number of partners; it prints and expects nothing of the clock.
///
/// Run on its own, in release:
/// `SCHAKEL_BENCHMARK=1 swift test -c release -Xswiftc -enable-testing --filter GameBenchmark`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SCHAKEL_BENCHMARK"] != nil), .serialized)
struct GameBenchmark {
  private static let runs = 5

  @Test func `the Shapley value of six to sixteen partners`() throws {
    for count in 6...16 {
      let game = Self.randomGame(count)
      #expect(try best("shapley", count) { try game.shapley() }.sum == Fraction(game.grandValue))
    }
  }

  @Test func `the nucleoli of six to twelve partners`() throws {
    for count in 6...12 {
      for (kind, game) in [("any values", Self.randomGame(count)), ("growing values", Self.growingGame(count))] {
        let grand = Fraction(game.grandValue)
        #expect(try best("nucleolus, \(kind)", count) { try game.nucleolus().shares }.sum == grand)
        #expect(try best("per capita, \(kind)", count) { try game.nucleolus(.perMember).shares }.sum == grand)
      }
    }
  }

  @Test func `equal profit of six to twelve partners`() throws {
    for count in 6...12 {
      let game = Self.growingGame(count)
      let outside = (0..<count).map { Int64(game.value(of: $0)) }
      let gain = Fraction(game.grandValue - outside.reduce(0) { $0 + Int128($1) })
      let bases = (0..<count).map { Fraction(100_003 + 7_919 * $0) }
      let gains = try best("equal profit", count) { try game.equalProfit(outside: outside, bases: bases).gains }
      #expect(gains.sum == gain)
    }
  }

  @Test func `the core check of sixteen partners`() throws {
    let game = Self.randomGame(16)
    let shares = try game.shapley()
    #expect(best("core check", 16) { game.coreCheck(of: shares) }.violated.count == CoreCheck.violatedMax)
  }

  /// Any values, as a benchmark of the Shapley value in another language has them.
  private static func randomGame(_ count: Int) -> Game {
    var numbers = SeededNumbers(seed: 2026)
    let values = (0..<1 << count).map { $0 == 0 ? 0 : Int128(Int64.random(in: 0...2_147_483_647, using: &numbers)) }
    return Game(players: players(count), values: values)
  }

  /// Values that grow faster than the group, so that most have a core.
  private static func growingGame(_ count: Int) -> Game {
    var numbers = SeededNumbers(seed: 2026)
    return game(of: count) { members in
      members.count * members.count * 1_000_000 + members.count * Int.random(in: 0...1_000_000, using: &numbers)
    }
  }

  /// The answer of a computation, and on the console the best time of some runs.
  private func best<Answer>(_ what: String, _ count: Int, _ compute: () throws -> Answer) rethrows -> Answer {
    var answer = try compute()
    var best = UInt64.max
    for _ in 0..<Self.runs {
      let start = DispatchTime.now().uptimeNanoseconds
      answer = try compute()
      best = min(best, DispatchTime.now().uptimeNanoseconds - start)
    }
    print("\(what), \(count) partners: \(Double(best / 1_000) / 1_000) ms")
    return answer
  }
}
