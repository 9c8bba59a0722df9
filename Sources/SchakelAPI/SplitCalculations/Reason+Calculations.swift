import CostSharing
import SchakelDomain

extension Reason {
  static let calculationTooLong = Reason(
    "calculationTooLong", .unavailable, "The calculation takes longer than the server gives it.",
    advice: "Take fewer partners, lines or draws; the detail names the limit.")

  /// Every code of the split engine (SPLIT section 13), and the calculation that takes too long.
  static let calculations: [Reason] =
    SplitError.Code.allCases.map { code in
      splits.first { $0.code == code.rawValue } ?? general.first { $0.code == code.rawValue }
        ?? Reason(code.rawValue, isForSchema(code.rawValue) ? .invalid : .unacceptable, title(code), advice: advice)
    } + [.calculationTooLong]

  private static let advice = "Correct the places listed in errors; each says what is due there."

  /// The code as a reason; nil for one that is not the engine's.
  static func ofCalculations(_ code: String) -> Reason? { calculations.first { $0.code == code } }

  /// Whether the published schema rules out what has this code: 400 instead of 422.
  static func isForSchema(_ code: String) -> Bool {
    guard let code = SplitError.Code(rawValue: code) else { return true }
    switch code {
    case .amountOutOfRange, .emptyCoalition, .horizonOutOfRange, .invalidAmount, .invalidId, .invalidNumber,
      .iterationsOutOfRange, .missingField, .negativeAmount, .negativeClaim, .negativeEstate, .noPartners,
      .seedOutOfRange, .unexpectedField, .unknownBase, .unknownDistribution, .unknownGameType, .unknownKind,
      .unknownMethod, .unknownMissingRule, .unknownRecurrence, .unknownRule, .unknownScenario, .unknownSettlement,
      .unknownStability, .unknownWeightKey:
      return true
    default: return false
    }
  }

  private static func title(_ code: SplitError.Code) -> String {
    titles[code] ?? "The calculation refuses this: \(code.rawValue)."
  }

  private static let titles: [SplitError.Code: String] = [
    .amountOutOfRange: "An amount that was sent does not fit in 64 bits.",
    .baseMustBePositive: "What a partner has at stake must be above 0.",
    .conflictingOutsideOption: "The value of a partner alone differs from its outside option.",
    .discountRateOutOfRange: "A discount rate lies between 0 and 1.",
    .duplicateCoalition: "A group has two values.", .emptyCoalition: "A group has no members.",
    .estimateOrder: "Low, base and high estimates are out of order.",
    .grandCoalitionMismatch: "The value of all together differs from the surplus.",
    .growthRateOutOfRange: "A growth rate lies between -0.5 and 1.",
    .horizonOutOfRange: "A horizon lies between 0 and 60 years.", .invalidId: "An identifier has the wrong form.",
    .iterationsOutOfRange: "The number of draws is out of range.", .missingCoalition: "A group has no value.",
    .missingWeight: "A partner has no weight.", .negativeAmount: "An amount is negative.",
    .negativeClaim: "A claim is negative.", .negativeEstate: "The estate is negative.",
    .negativePercentage: "A percentage is negative.",
    .negativeRemainingBenefit: "A partner adds less to the others than it is worth alone.",
    .noClaims: "There are no claims.", .noPartners: "There are no partners.",
    .noVolume: "There are no units to divide a premium over.",
    .percentagesMustSumTo100: "The percentages do not add up to exactly 100.",
    .probabilityOutOfRange: "A probability lies between 0 and 1.",
    .reservedId: "The identifier is reserved for the joint account.",
    .scenarioNotSupported: "The scenario cannot be used here.", .seedOutOfRange: "A seed is 0 or more.",
    .sumMismatch: "The shares do not add up to the total.",
    .tooManyAccounts: "There are too many accounts for the fewest payments.",
    .tooManyPartners: "There are too many partners for this.", .unbalanced: "The balances do not add up to zero.",
    .unknownBase: "The base is unknown.", .unknownDistribution: "The distribution is unknown.",
    .unknownGameType: "The type of game is unknown.", .unknownKind: "The kind of line is unknown.",
    .unknownMethod: "The method is unknown.", .unknownMissingRule: "The rule for missing groups is unknown.",
    .unknownRecurrence: "The recurrence is unknown.", .unknownRule: "The rule is unknown.",
    .unknownScenario: "The scenario is unknown.", .unknownSettlement: "The settlement is unknown.",
    .unknownStability: "The stability is unknown.", .unknownWeightKey: "The key is unknown.",
    .weightsSumToZero: "All weights are zero.", .yearAfterHorizon: "A year lies behind the horizon.",
    .yearBeforeBase: "A year lies before the base year.", .yearOrder: "The last year comes before the first.",
  ]
}
