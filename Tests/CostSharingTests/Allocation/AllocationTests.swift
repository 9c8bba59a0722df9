import CostSharing
import Testing

@Suite struct AllocationTests {
  /// The repairer and the laptop producer of the report 'Rode Draden 2023', theme 6; figures invented.
  private func repair(gain: Int64, loss: Int64) -> Positions {
    Positions(partners: [
      .init(id: "producer", ownCents: -loss * 100, outsideCents: 0),
      .init(id: "repairer", ownCents: gain * 100, outsideCents: 0),
    ])
  }

  private func finals(_ allocation: Allocation) -> [Int64]? { allocation.outcome?.finalCents.map(\.cents) }

  @Test func `a repairer that gains makes good what a producer loses`() throws {
    let positions = repair(gain: 40_000, loss: 25_000)

    let compensated = try Allocation(of: positions, by: .compensation(.proportional))
    #expect(finals(compensated) == [0, 1_500_000] && compensated.status == .ok)
    #expect(compensated.outcome?.payments.map(\.cents) == [2_500_000])
    let shared = try Allocation(of: positions, by: .equalGain)
    #expect(finals(shared) == [750_000, 750_000])
    #expect(shared.outcome?.payments.map(\.cents) == [3_250_000])
  }

  @Test func `where there is no gain, one method says so and another divides what there is`() throws {
    let positions = repair(gain: 20_000, loss: 25_000)

    let bargained = try Allocation(of: positions, by: .nash(bargainingPower: nil))
    #expect(bargained.status == .noAgreement && bargained.reason == .negativeGain && bargained.outcome == nil)
    let compensated = try Allocation(of: positions, by: .compensation(.talmud))
    #expect(compensated.status == .insufficient && finals(compensated) == [-500_000, 0])
    #expect(compensated.outcome?.fairness.belowOutside.map(\.exact) == [500_000])
    #expect(
      compensated.explanation.nl.contains("Let op: producer komt € 5.000,00 onder het eigen alternatief uit."))
  }

  @Test func `a deficit of the joint account above all gains leaves nothing to compensate with`() throws {
    var positions = repair(gain: 1, loss: 0)
    positions.jointCents = -200
    let allocation = try Allocation(of: positions, by: .compensation(.cea))
    #expect(allocation.reason == .jointDeficitExceedsGains && allocation.potCents == -100)
  }

  @Test func `the odd cent of a loss is not lost by the smallest identifiers`() throws {
    let positions = Positions(
      partners: ["producent", "inzamelaar", "bank"].map { .init(id: $0, ownCents: 0, outsideCents: 0) }, jointCents: -1)
    #expect(finals(try Allocation(of: positions, by: .equal)) == [0, 0, -1])
  }

  @Test func `percentages add up to exactly a hundred`() {
    let positions = repair(gain: 10, loss: 0)
    func refused(_ percentages: [String: String]) -> [SplitError.Code] {
      codes {
        try Allocation(of: positions, by: .percentages(.gain, percentages.mapValues { CostSharingTests.decimal($0) }))
      }
    }
    #expect(refused(["producer": "49.99", "repairer": "50"]) == [.percentagesMustSumTo100])
    #expect(refused(["producer": "-10", "repairer": "110"]) == [.negativePercentage])
    #expect(refused(["producer": "-10", "repairer": "50"]) == [.negativePercentage, .percentagesMustSumTo100])
    #expect(refused(["producer": "100"]) == [.missingWeight])
    #expect(refused(["producer": "50", "repairer": "50", "x": "0"]) == [.unknownPartner])
    #expect(refused(["producer": "0", "repairer": "100"]) == [])
  }

  @Test func `weights are there for all, none negative, not all zero`() {
    let positions = repair(gain: 10, loss: 0)
    func refused(_ weights: [String: Int64]) -> [SplitError.Code] {
      codes { try Allocation(of: positions, by: .proportional(.surplus, .weights(weights.decimals))) }
    }
    #expect(refused(["producer": 0, "repairer": 0]) == [.weightsSumToZero])
    #expect(refused(["producer": -1, "repairer": 2]) == [.negativeWeight])
    #expect(refused(["producer": 0, "repairer": 2]) == [])
    #expect(codes { try Allocation(of: positions, by: .proportional(.gain, .effortHours)) } == [.unexpectedField])
    let bases = EqualProfitTerms(baseValues: ["producer": 0, "repairer": 1].decimals)
    #expect(codes { try Allocation(of: positions, by: .epm(bases)) } == [.baseMustBePositive])
  }

  @Test func `amounts next to the limit are exact, beyond it they are refused`() throws {
    let near = Positions(partners: [
      .init(id: "a", ownCents: .max, outsideCents: 0), .init(id: "b", ownCents: -.max + 1, outsideCents: 0),
    ])
    #expect(finals(try Allocation(of: near, by: .equal)) == [1, 0])
    let over = Positions(partners: [
      .init(id: "a", ownCents: .max, outsideCents: 0), .init(id: "b", ownCents: 6, outsideCents: 0),
    ])
    #expect(codes { try Allocation(of: over, by: .equal) } == [.overflow])
  }
}
