import CostSharing
import Testing

@Suite struct WoodLoopEvaluationTests {
  @Test func `together the chain wins while Wood Loop itself is in the red`() throws {
    let evaluation = try Evaluation(of: WoodLoopCase().chain)

    #expect(evaluation.surplusCents == 112_156_968 && evaluation.verdict == .viable)
    #expect(!evaluation.viableWithoutTransfers && evaluation.paybackYear == 2029)
    #expect(
      evaluation.partners.map(\.account.npvCents) == [81_831_852, 53_085_618, 194_059_985, 13_540_400, -228_360_887])
    #expect(evaluation.joint.npvCents == -2_000_000)
    #expect(
      evaluation.partners.map(\.account.peakFundingCents) == [3_000_000, 2_000_000, 65_000_000, 0, 284_095_000])
    #expect(evaluation.partners[4].account.peakFundingYear == 2034)
  }

  @Test func `one price cannot carry the chain`() throws {
    let corridor = try PremiumCorridor(
      of: WoodLoopCase().chain, payerID: "plaatfabriek", receiverID: "woodloop")

    #expect(corridor.minimum.cents == 5_060 && corridor.maximum.cents == 4_299 && !corridor.feasible)
    #expect(
      corridor.explanation.nl == [
        "Stichting Wood Loop heeft per ton ten minste € 50,60 nodig bovenop de huidige prijs; de plaatfabriek kan "
          + "hoogstens € 42,99 dragen.",
        "Deze ene prijs kan de keten niet dragen; andere partners moeten bijdragen.",
      ])
  }

  @Test func `scenarios run from a loss to a large gain`() throws {
    let gains = try ScenarioTable(of: WoodLoopCase().chain).rows.map(\.gainCents)
    #expect(gains == [112_156_968, 82_120_162, -117_277_990, 251_481_509, -143_046_697, 254_295_568])
  }
}
