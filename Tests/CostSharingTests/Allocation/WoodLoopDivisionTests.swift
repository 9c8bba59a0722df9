import CostSharing
import Testing

/// The worked example of the Wood Loop, divided; every figure is invented.
@Suite struct WoodLoopDivisionTests {
  private func plan(_ method: AllocationMethod, _ settlement: Settlement = .greedy) throws -> Allocation {
    try Plan(of: WoodLoopCase().chain, by: method, .derived, settlement: settlement).allocation
  }

  @Test(
    arguments: [
      (.equal, [22_431_394, 22_431_394, 22_431_394, 22_431_393, 22_431_393]),
      (.compensation(.proportional), [26_795_720, 17_382_807, 63_544_657, 4_433_784, 0]),
      (.proportional(.gain, .lines(.burden)), [5_578_527, 3_622_420, 48_053_715, 9_200_948, 45_701_358]),
      (.shapley(Sampling()), [22_797_224, 20_968_074, 22_797_224, 22_797_223, 22_797_223]),
      (.nucleolus, [22_431_394, 22_431_394, 22_431_394, 22_431_393, 22_431_393]),
    ] as [(AllocationMethod, [Int64])])
  func `every method divides to the cent, and no group could do better`(method: AllocationMethod, cents: [Int64]) throws
  {
    let outcome = try #require(try plan(method).outcome)

    #expect(outcome.finalCents.map(\.cents) == cents)
    #expect(outcome.fairness.core?.isInCore == true)
  }

  @Test func `the partners hear in Dutch what each pays and gets`() throws {
    let allocation = try plan(.shapley(Sampling()), .hub("woodloop"))

    #expect(
      allocation.explanation.nl == [
        "Samen levert dit € 1.121.569,68 meer op dan wat de partners zonder elkaar zouden hebben.",
        "Iedere partner krijgt wat hij gemiddeld toevoegt, over alle volgorden waarin de partners kunnen instappen.",
        "Meubelfabriek A betaalt € 590.346,28 en komt uit op € 227.972,24: € 227.972,24 beter dan het eigen "
          + "alternatief.",
        "Meubelfabriek B betaalt € 321.175,44 en komt uit op € 209.680,74: € 209.680,74 beter dan het eigen "
          + "alternatief.",
        "De plaatfabriek betaalt € 1.712.627,61 en komt uit op € 227.972,24: € 227.972,24 beter dan het eigen "
          + "alternatief.",
        "De vervoerder ontvangt € 92.568,23 en komt uit op € 227.972,23: € 227.972,23 beter dan het eigen alternatief.",
        "Stichting Wood Loop ontvangt € 2.511.581,10 en komt uit op € 227.972,23: € 227.972,23 beter dan het eigen "
          + "alternatief.",
        "Meubelfabriek A betaalt € 590.346,28 aan Stichting Wood Loop.",
        "Meubelfabriek B betaalt € 321.175,44 aan Stichting Wood Loop.",
        "De plaatfabriek betaalt € 1.712.627,61 aan Stichting Wood Loop.",
        "Stichting Wood Loop betaalt € 20.000,00 aan de gezamenlijke rekening.",
        "Stichting Wood Loop betaalt € 92.568,23 aan de vervoerder.",
        "Niemand gaat erop achteruit.",
        "Geen enkele groep partners kan zonder de anderen meer verdienen; de afspraak is stabiel.",
      ])
    #expect(allocation.explanation.en.count == allocation.explanation.nl.count)
  }

  @Test func `the least largest regret is that of the burdens`() throws {
    let evaluation = try Evaluation(of: WoodLoopCase().chain)
    let positions = Positions(
      partners: evaluation.partners.map {
        .init(id: $0.id, name: $0.name, ownCents: $0.account.npvCents, outsideCents: $0.outsideCents)
      }, jointCents: evaluation.joint.npvCents)
    let burdens = evaluation.partners.map { partner in
      partner.account.byKind.filter { ![.benefit, .payment].contains($0.kind) }.reduce(0) { $0 - $1.cents }
    }
    let weights = Dictionary(uniqueKeysWithValues: zip(evaluation.partners.map(\.id), burdens)).decimals
    let methods: [AllocationMethod] = [
      .equal, .compensation(.proportional), .proportional(.gain, .weights(weights)), .nucleolus,
    ]

    let comparison = try Comparison(of: positions, by: methods.map { ($0, "/methods/0") })

    #expect(comparison.leastMaxRegretMethod == .proportional)
    #expect(
      comparison.methods.map { $0.regret?.largest.roundedHalfEven } == [41_113_263, 45_701_358, 21_217_192, 41_113_263])
  }

  /// Sold as biomass at fifteen times the price, four of the five do better without the board factory.
  private let biomass: [ValuedCoalition] = [
    .init(members: ["meubel-a", "vervoerder", "woodloop"], valueCents: 220_800_780),
    .init(members: ["meubel-b", "vervoerder", "woodloop"], valueCents: 130_602_522),
    .init(members: ["meubel-a", "meubel-b", "vervoerder", "woodloop"], valueCents: 387_834_589),
    .init(members: ["meubel-a", "plaatfabriek", "vervoerder", "woodloop"], valueCents: 220_800_780),
    .init(members: ["meubel-b", "plaatfabriek", "vervoerder", "woodloop"], valueCents: 130_602_522),
  ]

  @Test func `with biomass no division is stable, and the group that would leave is named`() throws {
    let allocation = try Plan(of: WoodLoopCase().chain, by: .nucleolus, .values(.given(biomass, .additive))).allocation
    let outcome = try #require(allocation.outcome)

    #expect(outcome.finalCents.map(\.cents) == [0, 0, 0, 56_078_484, 56_078_484])
    #expect(outcome.fairness.core?.isInCore == false && outcome.fairness.core?.maxExcess == 275_677_621)
    #expect(
      allocation.explanation.nl.last
        == "Let op: de groep meubelfabriek A + meubelfabriek B + de vervoerder + Stichting Wood Loop kan zonder de "
        + "anderen € 2.756.776,21 meer verdienen dan ze nu samen krijgen.")
  }

  @Test func `values of groups that contradict the positions are refused with their places`() {
    let wrong: [ValuedCoalition] = [
      .init(members: ["woodloop"], valueCents: 1),
      .init(members: ["meubel-a", "meubel-b", "plaatfabriek", "vervoerder", "woodloop"], valueCents: 5),
    ]
    let chain = WoodLoopCase().chain
    #expect(
      codes { try Plan(of: chain, by: .equal, .values(.given(wrong, .additive))) } == [
        .conflictingOutsideOption, .grandCoalitionMismatch,
      ])
    #expect(codes { try Plan(of: chain, by: .proportional(.gain, .effortHours)) }.count == 5)
    #expect(codes { try Plan(of: chain, by: .proportional(.gain, .lines(.benefit))) } == [])
  }
}
