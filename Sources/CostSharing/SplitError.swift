/// Why a case cannot be divided: every fault found, in the order of the input.
package struct SplitError: Error, Equatable, Sendable {
  package let faults: [Fault]

  /// One thing that is wrong, and where.
  package struct Fault: Hashable, Sendable {
    package let code: Code
    /// JSON pointer into the case (RFC 6901): `/lines/3/amountCents`; empty for the case as a whole.
    package let location: String
    /// A sentence that says what to change.
    package let detail: String

    package init(_ code: Code, at location: String, _ detail: String) {
      self.code = code
      self.location = location
      self.detail = detail
    }
  }

  /// The name of a fault on the wire.
  package enum Code: String, CaseIterable, Sendable {
    case amountOutOfRange, baseMustBePositive, conflictingOutsideOption, discountRateOutOfRange, duplicateCoalition
    case duplicateId, emptyCoalition, estimateOrder, grandCoalitionMismatch, growthRateOutOfRange, horizonOutOfRange
    case invalidAmount, invalidId, invalidNumber, iterationsOutOfRange, missingCoalition, missingField, missingWeight
    case negativeAmount, negativeClaim, negativeEstate, negativePercentage, negativeRemainingBenefit, negativeWeight
    case noClaims, noPartners, noVolume, overflow, paymentInOutsideOption, percentagesMustSumTo100
    case probabilityOutOfRange, reservedId, samePartner, scenarioNotSupported, seedOutOfRange, sumMismatch
    case tooManyAccounts, tooManyPartners, unbalanced, unexpectedField, unknownBase, unknownDistribution
    case unknownGameType, unknownKind, unknownMethod, unknownMissingRule, unknownPartner, unknownRecurrence
    case unknownRule, unknownScenario, unknownSettlement, unknownStability, unknownWeightKey, weightsSumToZero
    case yearAfterHorizon, yearBeforeBase, yearOrder
  }

  package init(_ faults: [Fault]) {
    self.faults = faults
  }

  init(_ code: Code, at location: String = "", _ detail: String) {
    faults = [Fault(code, at: location, detail)]
  }

  /// A reported amount would need more than 64 bits.
  static func overflow(_ what: String) -> SplitError {
    SplitError(.overflow, "\(what) does not fit in a signed 64-bit number of cents; use smaller amounts.")
  }
}

extension Int64 {
  /// The cents of an intermediate result, or a refusal: money is never wrapped and never clamped.
  init(cents: Int128, of what: @autoclosure () -> String) throws(SplitError) {
    guard let exact = Int64(exactly: cents) else { throw SplitError.overflow(what()) }
    self = exact
  }

  /// The same for a result of any size.
  init(cents: BigInteger, of what: @autoclosure () -> String) throws(SplitError) {
    guard let exact = cents.asInt64 else { throw SplitError.overflow(what()) }
    self = exact
  }
}
