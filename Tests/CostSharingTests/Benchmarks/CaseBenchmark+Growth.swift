import CostSharing
import Foundation
import Testing

extension CaseBenchmark {
  @Test func `what each further partner costs`() throws {
    for count in 6...16 {
      let chain = Self.chain(of: count)
      let shapley = try best("\(count) partners: plan by shapley") {
        try Plan(of: chain, by: .shapley(Sampling()), .derived)
      }
      #expect(shapley.allocation.status == .ok)
      guard count <= 12 else { continue }
      let nucleolus = try best("\(count) partners: plan by nucleolus") {
        try Plan(of: chain, by: .nucleolus, .derived)
      }
      #expect(nucleolus.allocation.surplusCents == shapley.allocation.surplusCents)
    }
    Self.printPeakMemory("after 16 partners by shapley and 12 by nucleolus")
  }

  @Test func `the memory of the most draws`() throws {
    var chain = WoodLoopCase().chain
    for line in chain.lines.prefix(6) {
      var copy = line
      copy.id = "\(line.id)-2"
      chain.lines.append(copy)
    }
    let drawn = try MonteCarlo(of: chain, iterations: MonteCarlo.iterationsMax, seed: 635)
    #expect(drawn.iterations == MonteCarlo.iterationsMax)
    Self.printPeakMemory("after \(MonteCarlo.iterationsMax) draws over \(chain.lines.count) lines")
  }

  /// Partners of which every two have a line that needs both, and each a cost of its own.
  private static func chain(of count: Int) -> ChainCase {
    var numbers = SeededNumbers(seed: 2026)
    let ids = players(count)
    var lines: [ChainLine] = []
    func add(_ kind: LineKind, _ owner: String, _ cents: Int64, _ requires: [String]) {
      lines.append(
        ChainLine(
          id: "l\(lines.count)", partnerID: owner, kind: kind, timing: .once(year: 2025),
          amount: Estimate(baseCents: cents), requires: requires))
    }
    for (index, id) in ids.enumerated() {
      add(.cost, id, Int64.random(in: 0...1_000_000, using: &numbers), [])
      for other in ids[(index + 1)...] { add(.benefit, id, Int64.random(in: 0...5_000_000, using: &numbers), [other]) }
    }
    return ChainCase(
      partners: ids.map { ChainPartner(id: $0) }, lines: lines, discountRate: .zero, baseYear: 2025, horizonYears: 0)
  }

  /// The most memory that this process ever had, as Linux tells it; nothing is printed elsewhere.
  private static func printPeakMemory(_ when: String) {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    guard let peak = status?.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return }
    print("peak memory \(when): \(peak.dropFirst("VmHWM:".count).trimmingCharacters(in: .whitespaces))")
  }
}
