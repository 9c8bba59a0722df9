import CostSharing
import Dispatch
import Foundation
import Testing

/// How long cases take; it prints and expects nothing of the clock.
///
/// Run on its own, in release: `SCHAKEL_BENCHMARK=1 swift test -c release --filter CaseBenchmark`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SCHAKEL_BENCHMARK"] != nil), .serialized)
struct CaseBenchmark {
  private static let runs = 5

  @Test func `a plan of the Wood Loop`() throws {
    let chain = WoodLoopCase().chain
    for method in [AllocationMethod.shapley(Sampling()), .nucleolus] {
      let plan = try best("plan by \(method.name)") { try Plan(of: chain, by: method, .derived) }
      #expect(plan.allocation.surplusCents == 112_156_968)
    }
  }

  @Test func `a hundred thousand draws over thirty lines`() throws {
    var chain = WoodLoopCase().chain
    for line in chain.lines.prefix(6) {
      var copy = line
      copy.id = "\(line.id)-2"
      chain.lines.append(copy)
    }
    let result = try best("draws over \(chain.lines.count) lines") {
      try MonteCarlo(of: chain, iterations: MonteCarlo.iterationsMax, seed: 635)
    }
    #expect(result.iterations == MonteCarlo.iterationsMax)
  }

  @Test func `what flips three hundred lines over sixty years`() throws {
    let lines = (0..<300).map(Self.line)
    let chain = ChainCase(
      partners: [ChainPartner(id: "p")], lines: lines, discountRate: decimal("0.043211"), baseYear: 2025,
      horizonYears: 60)
    let evaluation = try best("evaluation of 300 lines") { try Evaluation(of: chain) }
    let sensitivity = try best("sensitivity of 300 lines") { try Sensitivity(of: chain) }
    #expect(sensitivity.gainCents == evaluation.gainCents)
  }

  private static func line(_ index: Int) -> ChainLine {
    let timing = Timing.yearly(from: 2025 + Int64(index % 7), to: 2085 - Int64(index % 5))
    let amount = Estimate(baseCents: 1_000_003 * Int64(index + 1))
    return ChainLine(
      id: "l\(index)", partnerID: "p", kind: index % 2 == 0 ? .benefit : .cost, timing: timing, amount: amount,
      growthRate: decimal("0.0\(index % 9 + 1)"))
  }

  /// The answer of a computation, and on the console the best time of some runs.
  func best<Answer>(_ what: String, _ compute: () throws -> Answer) rethrows -> Answer {
    var answer = try compute()
    var best = UInt64.max
    for _ in 0..<Self.runs {
      let start = DispatchTime.now().uptimeNanoseconds
      answer = try compute()
      best = min(best, DispatchTime.now().uptimeNanoseconds - start)
    }
    print("\(what): \(Double(best / 1_000) / 1_000) ms")
    return answer
  }
}
