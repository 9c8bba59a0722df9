/// How what a chain has together is divided, with what that method needs to know.
package enum AllocationMethod: Hashable, Sendable {
  /// Everybody ends with the same.
  case equal
  /// Everybody ends the same above its alternative; a loss is shared likewise.
  case equalGain
  /// The gain in proportion to bargaining power (Nash 1950, with money that can be paid over); nil is equal power.
  case nash(bargainingPower: [String: ExactDecimal]?)
  case proportional(AllocationBasis, AllocationKey)
  /// As agreed; they must add up to exactly 100.
  case percentages(AllocationBasis, [String: ExactDecimal])
  /// Nobody may lose, and winners pay; what falls short is divided by a rule of claims.
  case compensation(ClaimsRule)
  /// What each adds on average; with orders drawn when there are too many partners to take them all.
  case shapley(Sampling)
  case nucleolus, perCapitaNucleolus, tau, separableCosts
  case epm(EqualProfitTerms)

  /// The name on the wire.
  package enum Name: String, CaseIterable, Sendable {
    case equal, equalGain, nash, proportional, percentages, compensation
    case shapley, nucleolus, perCapitaNucleolus, tau, separableCosts, epm
  }

  /// By which key is divided; nil of a method that has none.
  package var key: AllocationKey? {
    if case .proportional(_, let key) = self { key } else { nil }
  }

  package var name: Name {
    switch self {
    case .equal: .equal
    case .equalGain: .equalGain
    case .nash: .nash
    case .proportional: .proportional
    case .percentages: .percentages
    case .compensation: .compensation
    case .shapley: .shapley
    case .nucleolus: .nucleolus
    case .perCapitaNucleolus: .perCapitaNucleolus
    case .tau: .tau
    case .separableCosts: .separableCosts
    case .epm: .epm
    }
  }
}

/// What is shared by a key; the raw value is the code on the wire.
package enum AllocationBasis: String, CaseIterable, Sendable {
  /// Everybody first has its alternative, and shares in what there is more.
  case gain
  /// All of it.
  case surplus
}

/// The numbers that determine a proportional division.
package enum AllocationKey: Hashable, Sendable {
  /// A weight per partner, each 0 or more, not all 0.
  case weights([String: ExactDecimal])
  /// The absolute present value of each partner's own lines.
  case lines(WeightKey)
  /// A field of the partner.
  case effortHours, volume
}

/// The random orders of a sampled Shapley value.
package struct Sampling: Hashable, Sendable {
  package static let pairsRange: ClosedRange<Int64> = 1...100_000
  package static let usualPairs: Int64 = 2_000

  /// 0 or more.
  package let seed: Int64
  /// Orders, each with its reverse.
  package let pairs: Int64

  package init(seed: Int64 = 0, pairs: Int64 = usualPairs) {
    self.seed = seed
    self.pairs = pairs
  }

  /// - Parameter location: The pointer of the object that holds the two.
  package func faults(at location: String) -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    if seed < 0 { faults.append(.init(.seedOutOfRange, at: "\(location)/seed", "A seed is 0 or more.")) }
    if !Self.pairsRange.contains(pairs) {
      let detail = "There may be \(Self.pairsRange.lowerBound) to \(Self.pairsRange.upperBound) pairs of orders."
      faults.append(.init(.iterationsOutOfRange, at: "\(location)/pairs", detail))
    }
    return faults
  }
}

/// The equal profit method (Frisk et al. 2010): everybody gains the same share of what it has at stake.
package struct EqualProfitTerms: Hashable, Sendable {
  /// What each has at stake, above 0.
  package let baseValues: [String: ExactDecimal]
  /// Nil: the core where coalitions have values, else individual.
  package let stability: Stability?

  /// Whose alternatives bound the division; the raw value is the code on the wire.
  package enum Stability: String, CaseIterable, Sendable {
    case core, individual
  }

  package init(baseValues: [String: ExactDecimal], stability: Stability? = nil) {
    self.baseValues = baseValues
    self.stability = stability
  }
}

extension AllocationMethod {
  /// Everything that is wrong with a method for these partners, ordered by identifier within a map.
  ///
  /// - Parameter location: The method's own pointer.
  package func faults(for partnerIDs: Set<String>, at location: String) -> [SplitError.Fault] {
    switch self {
    case .equal, .equalGain, .compensation, .nucleolus, .perCapitaNucleolus, .tau, .separableCosts: return []
    case .nash(nil): return []
    case .nash(let power?):
      return WeightCheck(power, of: partnerIDs, at: "\(location)/bargainingPower", negative: .negativeWeight)
        .withSum(.weightsSumToZero, "Give at least one partner bargaining power above 0.") { $0 > .zero }
    case .proportional(_, .weights(let weights)):
      return WeightCheck(weights, of: partnerIDs, at: "\(location)/weights", negative: .negativeWeight)
        .withSum(.weightsSumToZero, "Give at least one partner a weight above 0.") { $0 > .zero }
    case .proportional(_, .lines), .proportional(_, .effortHours), .proportional(_, .volume):
      let detail = "There are no lines and no partners' fields to take the key from; give weights."
      return [.init(.unexpectedField, at: "\(location)/weightKey", detail)]
    case .percentages(_, let percentages):
      let sum = percentages.values.reduce(Int128(0)) { $0 + $1.millionths }
      let detail = "The percentages add up to \(ExactDecimal(millionths: sum)), not to 100."
      return WeightCheck(percentages, of: partnerIDs, at: "\(location)/percentages", negative: .negativePercentage)
        .withSum(.percentagesMustSumTo100, detail) { $0 == ExactDecimal(100) }
    case .shapley(let sampling): return sampling.faults(at: location)
    case .epm(let method):
      return WeightCheck(
        method.baseValues, of: partnerIDs, at: "\(location)/baseValues", negative: .baseMustBePositive,
        mayBeZero: false
      ).faults
    }
  }
}

/// A number per partner: none missing, none for somebody else, none too small.
private struct WeightCheck {
  private let location: String
  private let sum: ExactDecimal
  private let isMissingOne: Bool
  let faults: [SplitError.Fault]

  init(
    _ weights: [String: ExactDecimal], of partnerIDs: Set<String>, at location: String, negative: SplitError.Code,
    mayBeZero: Bool = true
  ) {
    self.location = location
    sum = ExactDecimal(millionths: weights.values.reduce(Int128(0)) { $0 + $1.millionths })
    let missing = partnerIDs.subtracting(weights.keys).sorted(by: precedes).map { id in
      SplitError.Fault(.missingWeight, at: location, "Give partner \(id) a number\(mayBeZero ? "; 0 is allowed" : "").")
    }
    let wrong = weights.keys.sorted(by: precedes).compactMap { id -> SplitError.Fault? in
      let place = "\(location)/\(Identifiers.step(id))"
      guard partnerIDs.contains(id) else {
        return .init(.unknownPartner, at: place, "The number is for a partner of this division.")
      }
      let weight = weights[id, default: .zero]
      guard weight < .zero || !mayBeZero && weight == .zero else { return nil }
      return .init(negative, at: place, mayBeZero ? "The number is 0 or more." : "The number is above 0.")
    }
    isMissingOne = !missing.isEmpty
    faults = missing + wrong
  }

  /// The faults, and one more when the sum is wrong; the sum says nothing while a number is missing.
  func withSum(
    _ code: SplitError.Code, _ detail: String, _ isRight: (ExactDecimal) -> Bool
  ) -> [SplitError.Fault] {
    guard !isMissingOne, !isRight(sum) else { return faults }
    return faults + [.init(code, at: location, detail)]
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The shortest text that reads back as the same number: `99.99`, `-3`.
  package var description: String {
    let digits = String(millionths.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.utf8.count)) + digits
    let places = String(padded.suffix(6)).trimmingZeros
    return (millionths < 0 ? "-" : "") + padded.dropLast(6) + (places.isEmpty ? "" : ".\(places)")
  }
}

extension String {
  /// Without zeros at the end.
  fileprivate var trimmingZeros: String {
    var text = self
    while text.last == "0" { text.removeLast() }
    return text
  }
}
