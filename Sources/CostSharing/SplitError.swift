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
    case duplicateId, invalidId, invalidNumber, missingField, missingWeight, negativeAmount, negativeWeight, noPartners,
      overflow, reservedId, samePartner, tooManyPartners, unexpectedField, unknownPartner, weightsSumToZero
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
}
