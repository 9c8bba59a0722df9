import CostSharing

// What a calculation takes. The members are those that the readers know: an `InputObject` is read against its shape.

extension ValueType {
  /// An identifier within a calculation.
  static let accountID = ValueType.pattern(
    "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", "meubel-a", "Letters, digits, “_”, “.” and “-”")
  /// Euro cents of any amount that fits in 64 bits.
  static let wideCents = ValueType.integer(.min...(.max))
  private static let amount = ValueType.integer(0...(.max))
  static let year = ValueType.integer(CaseLimits.years)

  fileprivate static func names<Code: RawRepresentable & CaseIterable>(_ name: String, _ type: Code.Type) -> ValueType
  where Code.RawValue == String { .code(name, type.allCases.map(\.rawValue)) }

  fileprivate static let estimate = amount
}

extension Shape {
  private static let estimateMembers: [Shape.Member] = [
    .required("id", .accountID, "Unique among all lines of the case."),
    .required("kind", .names("lineKind", LineKind.self), "What it is; the kind says which way the amount counts."),
    .required("recurrence", .names("recurrence", Recurrence.self), "Once, or every year."),
    .required("startYear", .year, "The first year, or the only one."),
    .optional("endYear", .year, "The last year of what falls yearly; the horizon when left out."),
    .optional("lowCents", .estimate, "The low estimate; base when left out."),
    .required("baseCents", .estimate, "The estimate, in euro cents a time."),
    .optional("highCents", .estimate, "The high estimate; base when left out."),
    .optional("probability", .exactDecimal, "The chance that it happens at all, 0 to 1; 1 when left out."),
    .optional("growthRate", .exactDecimal, "What it grows by every year after the first, -0.5 to 1."),
    .optional("distribution", .names("distribution", Distribution.self), "Between low and high; triangular."),
    .optional("driverId", .accountID, "The uncertain cause that it shares with other lines."),
  ]

  static let outsideLine = Shape("OutsideLine", estimateMembers)

  static let caseLine = Shape(
    "CaseLine",
    estimateMembers + [
      .required("partnerId", .accountID, "Whose it is: a partner, or joint; the payer of a payment."),
      .optional("toPartnerId", .accountID, "Of a payment: who receives it."),
      .optional("requires", .list(.accountID, 0...64), "Without whom it does not happen; all when left out."),
    ])

  static let outsideOption = Shape(
    "OutsideOption",
    [
      .optional("npvCents", .wideCents, "As one present value."),
      .optional("lines", .list(.object(outsideLine), 0...100_000), "Or as lines; none a payment."),
    ])

  static let casePartner = Shape(
    "CasePartner",
    [
      .required("id", .accountID, "Its id; joint is the account of the collaboration and no partner."),
      .optional("name", .text(1...200), "What sentences call it."),
      .optional("outsideOption", .object(outsideOption), "What it has if it stays out; as today when left out."),
      .optional("effortHours", .exactDecimal, "Its hours, a possible key."),
      .optional("volume", .exactDecimal, "Its volume, a possible key."),
    ])

  static let volumeYear = Shape(
    "VolumeYear",
    [.required("year", .year, "Which year."), .required("quantity", .exactDecimal, "How many units, 0 or more.")])

  static let caseVolume = Shape(
    "CaseVolume",
    [
      .optional("unit", .text(1...200), "What is counted, such as ton."),
      .required("years", .list(.object(volumeYear), 0...1000), "How much in which year."),
    ])

  static let caseMembers: [Shape.Member] = [
    .required("partners", .list(.object(casePartner), 1...SplitLimits.partnersMax), "Who takes part."),
    .required("lines", .list(.object(caseLine), 0...100_000), "What each expects to gain and to carry."),
    .required("discountRate", .exactDecimal, "What a euro loses in a year, 0 to 1."),
    .required("baseYear", .year, "The year in which amounts count in full."),
    .required("horizonYears", .integer(0...CaseLimits.horizonYearsMax), "Years after it."),
    .optional("scenario", .names("scenario", Scenario.self), "Which estimates are taken; base when left out."),
    .optional("volume", .object(caseVolume), "What the chain handles, for a premium per unit."),
  ]

  static let allocationMethod = Shape(
    "AllocationMethod",
    [
      .required("type", .names("allocationMethod", AllocationMethod.Name.self), "How is divided."),
      .optional("base", .names("allocationBase", AllocationBasis.self), "Of what; the gain when left out."),
      .optional("weights", .map(.exactDecimal), "Of proportional: a weight per partner."),
      .optional("weightKey", .names("weightKey", KeyName.self), "Or a key that is read off the case."),
      .optional("percentages", .map(.exactDecimal), "Of percentages: they must add up to exactly 100."),
      .optional("bargainingPower", .map(.exactDecimal), "Of nash: equal when left out."),
      .optional("rule", .names("claimsRule", ClaimsRule.self), "Of compensation that falls short; proportional."),
      .optional("baseValues", .map(.exactDecimal), "Of epm: what each has at stake, above 0."),
      .optional("stability", .names("stability", EqualProfitTerms.Stability.self), "Of epm: whose alternatives count."),
      .optional("seed", .integer(0...(.max)), "Of a Shapley value of more than 16 partners; 0."),
      .optional("pairs", .integer(Sampling.pairsRange), "Its random orders, each with its reverse; 2,000."),
    ])

  static let settlement = Shape(
    "SettlementChoice",
    [
      .required("type", .names("settlement", Settlement.Name.self), "Who pays whom."),
      .optional("hubId", .accountID, "Of a hub: with whom everybody settles."),
    ])

  static let coalitionValue = Shape(
    "CoalitionValue",
    [
      .required("members", .list(.accountID, 1...SplitLimits.partnersMax), "The group."),
      .required("valueCents", .wideCents, "What it has on its own."),
    ])

  static let allocationPartner = Shape(
    "AllocationPartner",
    [
      .required("id", .accountID, "Its id."), .optional("name", .text(1...200), "What sentences call it."),
      .required("ownCents", .wideCents, "What it has before the division."),
      .required("outsideCents", .wideCents, "What it has if it stays out."),
    ])

  private static let coalitionMembers: [Shape.Member] = [
    .optional("coalitions", .list(.object(coalitionValue), 0...65_536), "What groups have on their own."),
    .optional("missing", .names("missingRule", MissingRule.self), "The value of groups left out; additive."),
  ]

  private static let settling: [Shape.Member] = [
    .optional("settlement", .object(settlement), "Who pays whom; greedy when left out.")
  ]

  private static let positionMembers: [Shape.Member] = [
    .required("partners", .list(.object(allocationPartner), 1...SplitLimits.partnersMax), "Who takes part."),
    .optional("jointCents", .wideCents, "What the joint account has; 0 when left out."),
  ]

  private static let gameMembers: [Shape.Member] =
    [
      .required("partners", .list(.accountID, 1...SplitLimits.partnersMax), "Who takes part."),
      .optional("type", .names("gameType", GameType.self), "Whether values are costs."),
    ] + coalitionMembers

  private static let samplingMembers: [Shape.Member] = [
    .optional("seed", .integer(0...(.max)), "Where the random orders begin; 0 when left out."),
    .optional("pairs", .integer(Sampling.pairsRange), "Random orders, each with its reverse; 2,000."),
  ]

  static let caseInput = Shape("CaseInput", caseMembers)
  static let corridorInput = Shape(
    "PremiumCorridorInput",
    caseMembers + [
      .required("payerId", .accountID, "Who would pay a premium."),
      .required("receiverId", .accountID, "Who would receive it."),
    ])
  static let annuityInput = Shape(
    "AnnuityInput",
    [
      .required("amountCents", .wideCents, "The amount in the base year."),
      .required("discountRate", .exactDecimal, "0 to 1."), .required("baseYear", .year, "The year of the amount."),
      .required("startYear", .year, "The first payment."), .required("endYear", .year, "The last one."),
    ])
  static let gameInput = Shape(
    "GameInput",
    gameMembers + [
      .optional("solve", .list(.names("gameSolution", GameSolution.self), 0...16), "Which solutions; none.")
    ])
  static let coreCheckInput = Shape(
    "CoreCheckInput", gameMembers + [.required("allocation", .map(.fraction), "What each partner gets.")])
  static let sampleInput = Shape("SampleShapleyInput", gameMembers + samplingMembers)
  static let allocateInput = Shape(
    "AllocateInput",
    positionMembers + [.required("method", .object(allocationMethod), "How is divided.")] + coalitionMembers + settling)
  static let compareInput = Shape(
    "CompareInput",
    positionMembers + [
      .required("methods", .list(.object(allocationMethod), InputObject.methodsCount), "Side by side.")
    ]
      + coalitionMembers + settling)
  static let planInput = Shape(
    "PlanInput",
    caseMembers + [
      .required("method", .object(allocationMethod), "How is divided."),
      .optional("coalitionValues", .names("coalitionValues", CoalitionSource.self), "Whether they follow from lines."),
    ] + coalitionMembers + settling)
  static let claimsInput = Shape(
    "ClaimsInput",
    [
      .required("estateCents", .integer(0...(.max)), "What there is to divide."),
      .required("claims", .map(.integer(0...(.max))), "What each claims."),
      .optional("rule", .names("claimsRule", ClaimsRule.self), "By which rule; proportional."),
    ])
  static let settleInput = Shape(
    "SettleInput",
    [.required("balances", .map(.wideCents), "What each receives; negative pays. They add up to 0.")] + settling)
  static let roundInput = Shape(
    "RoundInput",
    [
      .required("exact", .map(.fraction), "The exact shares."),
      .required("totalCents", .wideCents, "What they add up to."),
    ])
  static let monteCarloInput = Shape(
    "MonteCarloInput",
    caseMembers + [
      .required("iterations", .integer(1...MonteCarlo.iterationsMax), "How many draws."),
      .required("seed", .integer(0...(.max)), "Where the random numbers begin."),
    ])
}

/// Where the values of groups come from in a plan; the raw value is the code on the wire.
enum CoalitionSource: String, CaseIterable {
  case none, derived
}
