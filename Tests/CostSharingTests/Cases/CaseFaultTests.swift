import CostSharing
import Testing

@Suite struct CaseFaultTests {
  private func chain(_ change: (inout ChainCase) -> Void) -> ChainCase {
    var chain = ChainCase(
      partners: [ChainPartner(id: "bank"), ChainPartner(id: "shop")],
      lines: [
        ChainLine(
          id: "l", partnerID: "bank", kind: .benefit, timing: .yearly(from: 2026, to: 2030),
          amount: Estimate(baseCents: 100))
      ],
      discountRate: decimal("0.05"), baseYear: 2025, horizonYears: 10)
    change(&chain)
    return chain
  }

  private func faults(_ change: (inout ChainCase) -> Void) -> [String] {
    chain(change).faults().map { "\($0.code) \($0.location)" }
  }

  @Test func `a case as it should be has no faults`() {
    #expect(faults { _ in } == [])
    #expect(WoodLoopCase().chain.faults().isEmpty)
  }

  @Test func `every fault of a case is listed with its place`() {
    let found = faults { chain in
      chain.partners[1].id = "bank"
      chain.lines[0].amount = Estimate(lowCents: 101, baseCents: 100, highCents: 99)
      chain.lines[0].probability = decimal("1.000001")
      chain.lines[0].requires = ["nobody"]
      chain.discountRate = decimal("-0.01")
    }
    #expect(
      found == [
        "duplicateId /partners/1/id", "estimateOrder /lines/0/lowCents", "estimateOrder /lines/0/highCents",
        "probabilityOutOfRange /lines/0/probability", "unknownPartner /lines/0/requires/0",
        "discountRateOutOfRange /discountRate",
      ])
  }

  @Test func `a line must have its place in time and an amount`() {
    #expect(faults { $0.lines[0].timing = .once(year: 2024) } == ["yearBeforeBase /lines/0/startYear"])
    #expect(faults { $0.lines[0].timing = .once(year: 2036) } == ["yearAfterHorizon /lines/0/startYear"])
    #expect(faults { $0.lines[0].timing = .yearly(from: 2030, to: 2029) } == ["yearOrder /lines/0/endYear"])
    #expect(faults { $0.lines[0].amount = Estimate(baseCents: -1) } == ["negativeAmount /lines/0/baseCents"])
    #expect(
      faults { $0.lines[0].amount = Estimate(lowCents: -1, baseCents: 1) } == ["negativeAmount /lines/0/lowCents"])
    #expect(faults { $0.lines[0].growthRate = decimal("-0.500001") } == ["growthRateOutOfRange /lines/0/growthRate"])
    #expect(faults { $0.horizonYears = 61 } == ["horizonOutOfRange /horizonYears"])
    #expect(faults { $0.baseYear = 10_000 } == ["invalidNumber /baseYear"])
  }

  @Test func `a payment goes from one known account to another`() {
    #expect(faults { $0.lines[0].kind = .payment } == ["unknownPartner /lines/0/toPartnerId"])
    #expect(
      faults {
        $0.lines[0].kind = .payment
        $0.lines[0].toPartnerID = "bank"
      } == ["samePartner /lines/0/toPartnerId"])
    #expect(faults { $0.lines[0].toPartnerID = "shop" } == ["unexpectedField /lines/0/toPartnerId"])
    #expect(faults { $0.lines[0].partnerID = "nobody" } == ["unknownPartner /lines/0/partnerId"])
    #expect(
      faults { chain in
        var line = chain.lines[0]
        line.id = "o"
        line.kind = .payment
        chain.partners[0].outsideOption = .lines([line])
      } == ["paymentInOutsideOption /partners/0/outsideOption/lines/0/kind"])
  }

  @Test func `identifiers have one form, and joint is nobody's`() {
    #expect(
      faults { $0.partners[1].id = jointAccountID } == ["reservedId /partners/1/id"])
    #expect(faults { $0.lines[0].id = "-l" } == ["invalidId /lines/0/id"])
    #expect(faults { $0.lines[0].driverID = "wood price" } == ["invalidId /lines/0/driverId"])
    #expect(
      faults { chain in
        var line = chain.lines[0]
        line.kind = .benefit
        chain.partners[0].outsideOption = .lines([line])
      } == ["duplicateId /lines/0/id"])
  }

  @Test func `a premium needs two partners and something to pay it per`() {
    let chain = chain { _ in }
    #expect(codes { try PremiumCorridor(of: chain, payerID: "bank", receiverID: "bank") } == [.samePartner, .noVolume])
    #expect(codes { try PremiumCorridor(of: chain, payerID: "x", receiverID: "bank") } == [.unknownPartner, .noVolume])
  }
}
