import CostSharing
import Testing

@Suite struct DivisionTests {
  @Test func `a burden on the joint account is carried in equal shares`() throws {
    let division = try Division(of: woodChain(), by: .equal)

    #expect(cents(division.shares) == ["A": 1_333_334, "B": 1_333_333, "C": 1_333_333])
    #expect(finals(division) == ["A": -1_333_334, "B": -1_333_333, "C": -1_333_333])
    #expect(division.joint.ownCents == -4_000_000)
    #expect(division.joint.finalCents == 0)
  }

  @Test func `the same burden is carried by given weights`() throws {
    let division = try Division(of: woodChain(), by: .proportional(.weights(["A": 7, "B": 5, "C": 1].decimals)))

    #expect(cents(division.shares) == ["A": 2_153_846, "B": 1_538_462, "C": 307_692])
  }

  @Test func `F1 final positions add up to the surplus, whoever had the amount`() throws {
    for account in [jointAccountID, "A", "C"] {
      for bearing in SharedAmount.Bearing.allCases {
        let amount = SharedAmount(bearing, cents: 100_001, from: account)
        let division = try Division(of: woodChain(.amount(amount)), by: .equal)

        #expect(division.shares.reduce(0) { $0 + $1.cents } == 100_001)
        #expect(finals(division).values.reduce(division.joint.finalCents, +) == division.surplusCents)
      }
    }
  }

  @Test func `F3 a partner below its outside option is named with the least that would make it whole`() throws {
    let repair = repairCase(
      gainCents: 4_000_000, lossCents: 2_500_000, .amount(.init(.benefit, cents: 3_000_000, from: "r")))
    let division = try Division(of: repair, by: .proportional(.weights(["r": 2, "p": 1].decimals)))
    let producer = try #require(division.positions.first { $0.id == "p" })
    let repairer = try #require(division.positions.first { $0.id == "r" })

    #expect(producer.ownCents == -2_500_000)
    #expect(producer.compensationBeforeCents == 2_500_000)
    #expect(producer.finalCents == -1_500_000)
    #expect(producer.isWorseOff && producer.compensationCents == 1_500_000)
    #expect(!repairer.isWorseOff && repairer.finalCents == 3_000_000)
    #expect(producer.transferCents + repairer.transferCents == 0)
  }

  @Test func `F3 the baseline counts, not zero`() throws {
    let partner = SplitPartner(id: "a", outsideCents: 500)
    let line = SplitLine(id: "l", partnerID: "a", kind: .benefit, amountCents: 400)
    let division = try Division(of: SplitCase(partners: [partner], lines: [line], subject: .surplus), by: .equal)

    #expect(division.positions.first?.compensationCents == 100)
    #expect(division.gainCents == -100)
    #expect(division.verdict == .notViable)
    #expect(!division.costsExceedBenefits)
  }

  @Test func `F4 a chain that costs more than it brings says so under every method`() throws {
    let methods: [SplitMethod] = [.equal, .proportional(.weights(["A": 7, "B": 5, "C": 1].decimals))]
    for method in methods {
      let division = try Division(of: woodChain(), by: method)

      #expect(division.costsExceedBenefits && !division.costsEqualBenefits)
      #expect(division.benefitCents == 6_120_000)
      #expect(division.burdenCents == 10_120_000)
      #expect(division.surplusCents == -4_000_000)
    }
  }

  @Test func `F4 benefits that only cover the costs are said to do no more`() throws {
    let division = try Division(of: repairCase(gainCents: 100, lossCents: 100), by: .equal)

    #expect(division.costsEqualBenefits && !division.costsExceedBenefits)
    #expect(division.verdict == .breakEven)
  }

  @Test func `the gain above the outside options is shared on top of them`() throws {
    let division = try Division(of: repairCase(gainCents: 4_000_000, lossCents: 2_500_000, .gain), by: .equal)

    #expect(finals(division) == ["p": 750_000, "r": 750_000])
    #expect(division.positions.map(\.transferCents) == [3_250_000, -3_250_000])
  }

  @Test func `an investment key pays the gain to those who put money in`() throws {
    let division = try Division(of: bankCase(), by: .proportional(.lines(.investment)))

    #expect(finals(division) == ["bank": 5_379_250, "inzamelaar": 0, "producent": 476])
    #expect(transfers(division) == ["bank": 6_646_790, "inzamelaar": -6_056_889, "producent": -589_901])
  }

  @Test func `a burden key counts lost revenue too`() throws {
    let division = try Division(of: bankCase(), by: .proportional(.lines(.burden)))

    #expect(finals(division) == ["bank": 2_770_100, "inzamelaar": 0, "producent": 2_609_626])
    #expect(transfers(division) == ["bank": 4_037_640, "inzamelaar": -6_056_889, "producent": 2_019_249])
  }

  @Test func `a cost key counts cost and investment and nothing else`() throws {
    let division = try Division(of: bankCase(), by: .proportional(.lines(.cost)))

    // Costs and investments 1,279,885 : 0 : 495,620 of a gain of 5,379,250.
    #expect(cents(division.shares) == ["bank": 3_877_669, "inzamelaar": 0, "producent": 1_501_581])
  }

  @Test func `a payment moves money and leaves the surplus alone`() throws {
    let before = try Division(of: repairCase(gainCents: 900, lossCents: 400), by: .equal)
    let payment = SplitLine(id: "fee", partnerID: "r", kind: .payment, amountCents: 250, toPartnerID: "p")
    let after = try Division(of: repairCase(gainCents: 900, lossCents: 400, more: [payment]), by: .equal)

    #expect(after.surplusCents == before.surplusCents)
    #expect(after.positions.map(\.ownCents) == [-150, 650])
    #expect(finals(after) == finals(before))
  }

  private func cents(_ shares: [Share]) -> [String: Int64] {
    Dictionary(uniqueKeysWithValues: shares.map { ($0.id, $0.cents) })
  }

  private func finals(_ division: Division) -> [String: Int64] {
    Dictionary(uniqueKeysWithValues: division.positions.map { ($0.id, $0.finalCents) })
  }

  private func transfers(_ division: Division) -> [String: Int64] {
    Dictionary(uniqueKeysWithValues: division.positions.map { ($0.id, $0.transferCents) })
  }
}
