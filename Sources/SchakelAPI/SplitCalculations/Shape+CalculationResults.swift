import CostSharing

// What a calculation answers. Maps are named by the ids of partners or lines; exact amounts are fractions in lowest
// terms.

extension ValueType {
  fileprivate static let centsByID = ValueType.map(.wideCents)
  fileprivate static let exactByID = ValueType.map(.fraction)

  fileprivate static func names<Code: RawRepresentable & CaseIterable>(_ name: String, _ type: Code.Type) -> ValueType
  where Code.RawValue == String { .code(name, type.allCases.map(\.rawValue)) }
}

extension Shape.Member {
  /// Not in every answer of its kind.
  fileprivate static func sometimes(_ name: String, _ type: ValueType, _ description: String) -> Shape.Member {
    .optional(name, type, description)
  }

  fileprivate static let explanation = Shape.Member.readOnly(
    "explanation", .object(.explanation), "The result in sentences, in Dutch and in English.")
}

extension Shape {
  static let explanation = Shape(
    "Explanation",
    [
      .readOnly("nl", .list(.text(1...2000), 0...1000), "In Dutch."),
      .readOnly("en", .list(.text(1...2000), 0...1000), "In English."),
    ])

  private static let byKind = Shape(
    "CentsByKind", LineKind.allCases.map { .readOnly($0.rawValue, .wideCents, "All lines of this kind, with sign.") })

  private static let caseAccount: [Shape.Member] = [
    .readOnly("npvCents", .wideCents, "The sum of its lines, payments moved."),
    .readOnly("byKind", .object(byKind), "The same by kind."),
    .readOnly("peakFundingCents", .wideCents, "The deepest point below zero, undiscounted: what must be financed."),
    .readOnly("peakFundingYear", .year, "When it is first reached.", nullable: true),
    .optional("outsideNpvCents", .wideCents, "Of a partner: what it has if it stays out."),
    .optional("gainWithoutTransfersCents", .wideCents, "Of a partner: npvCents above that."),
  ]

  private static let unitPrice = Shape(
    "UnitPrice",
    [
      .readOnly("exactCents", .fraction, "Exact."), .readOnly("cents", .wideCents, "In whole cents."),
    ])

  private static let premium = Shape(
    "BreakEvenPremium",
    [
      .readOnly("discountedVolume", .fraction, "The units of all years, each discounted."),
      .readOnly("toCoverCosts", .object(unitPrice), "So that the surplus is 0.", nullable: true),
      .readOnly("toBeatAlternatives", .object(unitPrice), "So that the gain is 0.", nullable: true),
      .readOnly(
        "partners", .map(.object(unitPrice), orNull: true),
        "So that each alone is back at its alternative; null without volume."),
    ])

  private static let evaluationMembers: [Shape.Member] = [
    .readOnly("scenario", .names("scenario", Scenario.self), "By which estimates."),
    .readOnly("lineNpvCents", .centsByID, "The present value of every line, alternatives included."),
    .readOnly("accounts", .map(.object(Shape("CaseAccount", caseAccount))), "Per partner, and joint."),
    .readOnly("surplusCents", .wideCents, "All accounts together."),
    .readOnly("outsideTotalCents", .wideCents, "What the partners have without each other."),
    .readOnly("gainCents", .wideCents, "The surplus above that."),
    .readOnly("verdict", .names("verdict", Verdict.self), "Whether the chain is worth it."),
    .readOnly("viableWithoutTransfers", .boolean, "Whether nobody is worse off as things stand."),
    .readOnly("paybackYear", .year, "From when it is earned back for good.", nullable: true),
    .readOnly("discountedPaybackYear", .year, "The same with discounting.", nullable: true),
    .readOnly("breakEvenPremium", .object(premium), "What each unit must bring more.", nullable: true),
  ]

  /// The same as a part of a plan, which explains the whole.
  static let caseEvaluation = Shape("CaseEvaluation", evaluationMembers)
  static let evaluation = Shape("Evaluation", evaluationMembers + [.explanation])

  private static let scenarioRow = Shape(
    "ScenarioRow",
    [
      .readOnly("surplusCents", .wideCents, "All accounts together."),
      .readOnly("gainCents", .wideCents, "Above the alternatives."),
      .readOnly("verdict", .names("verdict", Verdict.self), "Whether the chain is worth it."),
      .readOnly("gainWithoutTransfersCents", .centsByID, "Of each partner as things stand."),
    ])

  static let scenarioTable = Shape(
    "ScenarioTable",
    Scenario.allCases.map { .readOnly($0.rawValue, .object(scenarioRow), "The case in this scenario.") }
      + [.explanation])

  static let premiumCorridor = Shape(
    "PremiumCorridor",
    [
      .readOnly("discountedVolume", .fraction, "The units of all years, each discounted."),
      .readOnly("minimum", .object(unitPrice), "What the receiver needs, rounded up."),
      .readOnly("maximum", .object(unitPrice), "What the payer can miss, rounded down."),
      .readOnly("feasible", .boolean, "Whether a price between the two exists."), .explanation,
    ])

  static let annuity = Shape(
    "Annuity",
    [
      .readOnly("annualCents", .wideCents, "What is paid each year."),
      .readOnly("years", .integer(1...61), "How often."),
      .readOnly("annuityFactor", .decimal, "What 1 a year is worth today, to six places."),
      .readOnly("residualCents", .wideCents, "What rounding leaves."), .explanation,
    ])

  private static let valuedCoalition = Shape(
    "ValuedCoalition",
    [
      .readOnly("members", .list(.accountID, 0...SplitLimits.partnersMax), "The group."),
      .readOnly("valueCents", .wideCents, "What it has on its own."),
    ])

  static let derivedGame = Shape(
    "DerivedCoalitions",
    [
      .readOnly("coalitions", .list(.object(valuedCoalition), 0...65_536), "Every group, the smallest first."),
      .readOnly("betterSmallerCoalition", .object(valuedCoalition), "A group that does better.", nullable: true),
      .explanation,
    ])

  private static let solution = Shape(
    "GameSolution",
    [
      .readOnly("exact", .exactByID, "What each gets."), .readOnly("cents", .centsByID, "In whole cents."),
      .readOnly("inCore", .boolean, "Whether no group can do better."),
      .sometimes("flag", .code("gameFlag", [Allocation.Flag.prenucleolusUsed.rawValue]), "What must be known of it."),
    ])

  static let game = Shape(
    "Game",
    [
      .readOnly("grandValueCents", .wideCents, "What all have together."),
      .readOnly("solutions", .map(.object(solution), orNull: true), "By name; null where there is none."),
      .readOnly("leastCoreEpsilon", .fraction, "The least core; up to 12 partners.", nullable: true),
      .readOnly("coreEmpty", .boolean, "Whether no division is stable.", nullable: true), .explanation,
    ])

  private static let violation = Shape(
    "CoreViolation",
    [
      .readOnly("members", .list(.accountID, 1...SplitLimits.partnersMax), "The group."),
      .readOnly("valueCents", .wideCents, "What it has on its own."),
      .readOnly("allocated", .fraction, "What it gets."), .readOnly("shortfall", .fraction, "The difference."),
    ])

  private static func coreMembers(_ make: (String, ValueType, String) -> Shape.Member) -> [Shape.Member] {
    [
      make("inCore", .boolean, "Whether no group can do better."),
      make("violatedCount", .integer(0...65_536), "How many groups can."),
      make("violated", .list(.object(violation), 0...20), "The worst of them."),
      make("maxExcess", .fraction, "The most that any group is short; null for one partner."),
    ]
  }

  static let coreCheck = Shape(
    "CoreCheck",
    [.readOnly("efficient", .boolean, "Whether it divides exactly what there is.")]
      + coreMembers { .optional($0, $1, $2) }
      + [.explanation])

  static let sampledShapley = Shape(
    "SampledShapley",
    [
      .readOnly("exact", .exactByID, "The mean over the orders."), .readOnly("cents", .centsByID, "In whole cents."),
      .readOnly("standardErrorCents", .map(.wideCents, orNull: true), "How far off; null for one pair."),
      .readOnly("pairs", .integer(Sampling.pairsRange), "Orders, each with its reverse."), .explanation,
    ])

  private static let fairness = Shape(
    "Fairness",
    [
      .readOnly("individuallyRational", .boolean, "Whether nobody ends below its alternative."),
      .readOnly("belowOutside", .exactByID, "Who does, and how much."),
      .readOnly("gain", .exactByID, "What each ends with above its alternative."),
      .readOnly("gainShare", .exactByID, "As a part of the whole gain.", nullable: true),
      .readOnly("gini", .fraction, "How unequal the gains are, 0 to 1.", nullable: true),
    ] + coreMembers { .sometimes($0, $1, $2) })

  static let payment = Shape(
    "SettlementPayment",
    [
      .readOnly("from", .accountID, "Who pays."), .readOnly("to", .accountID, "Who receives."),
      .readOnly("cents", .integer(1...(.max)), "How much."),
    ])

  private static let allocationMembers: [Shape.Member] = [
    .readOnly("method", .names("allocationMethod", AllocationMethod.Name.self), "How is divided."),
    .readOnly("status", .names("allocationStatus", Allocation.Status.self), "Whether it could be."),
    .sometimes("reason", .names("allocationReason", Allocation.Reason.self), "Why there is no agreement."),
    .readOnly("surplusCents", .wideCents, "All there is."),
    .readOnly("outsideTotalCents", .wideCents, "What the partners have without each other."),
    .readOnly("gainCents", .wideCents, "The surplus above that."),
    .readOnly("flags", .list(.names("allocationFlag", Allocation.Flag.self), 0...8), "What must be known of it."),
    .sometimes("potCents", .wideCents, "Of compensation: what there is to compensate with."),
    .sometimes("needCents", .centsByID, "Of compensation: what each lacks."),
    .sometimes("epsilon", .fraction, "Of epm: by how much groups may fall short."),
    .sometimes("standardErrorCents", .map(.wideCents, orNull: true), "Of a sampled Shapley value."),
    .sometimes("betterSmallerCoalition", .object(valuedCoalition), "A group that does better."),
    .sometimes("exactFinal", .exactByID, "What each ends with."),
    .sometimes("finalCents", .centsByID, "In whole cents."),
    .sometimes("transferCents", .centsByID, "What moves to each account."),
    .sometimes("payments", .list(.object(payment), 0...4096), "Who pays whom."),
    .sometimes("fairness", .object(fairness), "How it looks to those concerned."),
  ]

  static let caseAllocation = Shape("CaseAllocation", allocationMembers)
  static let allocation = Shape("Allocation", allocationMembers + [.explanation])

  static let compared = Shape(
    "ComparedMethod",
    [
      .readOnly("method", .names("allocationMethod", AllocationMethod.Name.self), "How is divided."),
      .readOnly("status", .names("allocationStatus", Allocation.Status.self), "Whether it could be."),
      .sometimes("reason", .names("allocationReason", Allocation.Reason.self), "Why there is no agreement."),
      .sometimes("finalCents", .centsByID, "What each ends with."),
      .sometimes("regret", .exactByID, "What each could have more under another method."),
      .sometimes("maxRegret", .fraction, "The most of these."),
      .sometimes("individuallyRational", .boolean, "Whether nobody ends below its alternative."),
      .sometimes("inCore", .boolean, "Whether no group can do better."),
    ])

  static let comparison = Shape(
    "Comparison",
    [
      .readOnly("methods", .list(.object(compared), 1...32), "In the order asked."),
      .readOnly(
        "leastMaxRegretMethod", .names("allocationMethod", AllocationMethod.Name.self),
        "The one that its most disappointed partner has least against.", nullable: true),
      .explanation,
    ])

  static let plan = Shape(
    "Plan",
    [
      .readOnly("evaluation", .object(caseEvaluation), "Before anything is shared."),
      .readOnly("allocation", .object(caseAllocation), "The division."), .explanation,
    ])

  static let claimsDivision = Shape(
    "ClaimsDivision",
    [
      .readOnly("exact", .exactByID, "What each gets."), .readOnly("awardCents", .centsByID, "In whole cents."),
      .readOnly("claimTotalCents", .wideCents, "All claims."),
      .readOnly("unallocatedCents", .wideCents, "What nobody claims."),
      .readOnly("sufficient", .boolean, "Whether all claims are met."), .explanation,
    ])

  static let settled = Shape(
    "SettledBalances",
    [
      .readOnly("payments", .list(.object(payment), 0...4096), "Who pays whom."),
      .readOnly("count", .integer(0...4096), "How many."), .explanation,
    ])

  static let rounded = Shape("RoundedShares", [.readOnly("cents", .centsByID, "In whole cents."), .explanation])

  private static let lineEffect = Shape(
    "LineEffect",
    [
      .readOnly("lineId", .accountID, "Which line."), .readOnly("amountCents", .wideCents, "Its amount now."),
      .readOnly("contributionCents", .wideCents, "What it adds to the gain."),
      .readOnly("gainAtLowCents", .wideCents, "The gain at its low estimate."),
      .readOnly("gainAtHighCents", .wideCents, "The gain at its high estimate."),
      .readOnly("swingCents", .wideCents, "The difference."),
      .readOnly("flips", .boolean, "Whether some amount flips the deal."),
      .readOnly("flipAmountCents", .wideCents, "The nearest such amount.", nullable: true),
      .readOnly("changeCents", .wideCents, "How far that is.", nullable: true),
      .readOnly("changePercent", .decimal, "The same in percent.", nullable: true),
    ])

  private static let driverEffect = Shape(
    "DriverEffect",
    [
      .readOnly("driverId", .accountID, "Which cause."),
      .readOnly("lineIds", .list(.accountID, 0...100_000), "Its lines."),
      .readOnly("flips", .boolean, "Whether moving them together flips the deal."),
      .readOnly("changePercent", .decimal, "By how much.", nullable: true),
    ])

  private static let outsideEffect = Shape(
    "OutsideEffect",
    [
      .readOnly("partnerId", .accountID, "Whose alternative."),
      .readOnly("outsideCents", .wideCents, "What it is worth now."),
      .readOnly("flipOutsideCents", .wideCents, "When it flips the deal."),
      .readOnly("changeCents", .wideCents, "How far that is."),
    ])

  private static let rateEffect = Shape(
    "RateEffect",
    [
      .readOnly("flipUp", .decimal, "The nearest higher rate that flips the deal.", nullable: true),
      .readOnly("flipDown", .decimal, "The nearest lower one.", nullable: true),
    ])

  static let sensitivity = Shape(
    "Sensitivity",
    [
      .readOnly("gainCents", .wideCents, "Now."), .readOnly("holds", .boolean, "Whether that is 0 or more."),
      .readOnly("lines", .list(.object(lineEffect), 0...100_000), "What flips first stands first."),
      .readOnly("drivers", .list(.object(driverEffect), 0...100_000), "Lines moved together."),
      .readOnly("outsideOptions", .list(.object(outsideEffect), 0...SplitLimits.partnersMax), "Alternatives."),
      .readOnly("discountRate", .object(rateEffect), "The nearest rates with another verdict."), .explanation,
    ])

  static let monteCarlo = Shape(
    "MonteCarlo",
    [
      .readOnly("iterations", .integer(1...MonteCarlo.iterationsMax), "How many draws."),
      .readOnly("seed", .integer(0...(.max)), "Where the random numbers began."),
      .readOnly("meanGainCents", .wideCents, "The mean gain."), .readOnly("meanGainExact", .fraction, "Exact."),
      .readOnly("standardErrorCents", .wideCents, "How far off the mean may be.", nullable: true),
      .readOnly("minGainCents", .wideCents, "The worst draw."), .readOnly("p5GainCents", .wideCents, "One of twenty."),
      .readOnly("p50GainCents", .wideCents, "One of two."), .readOnly("p95GainCents", .wideCents, "19 of twenty."),
      .readOnly("maxGainCents", .wideCents, "The best draw."),
      .readOnly("viableCount", .integer(0...MonteCarlo.iterationsMax), "Draws with a gain of 0 or more."),
      .readOnly("probabilityViable", .fraction, "Their share."),
      .readOnly("meanSurplusCents", .wideCents, "The mean surplus."),
      .readOnly("worseOffWithoutTransfers", .exactByID, "The share of draws in which each is worse off."),
      .explanation,
    ])
}
