/// A case: the partners of a chain, what each of them expects to gain and to carry over the years, and what each has
/// if it stays out.
package struct ChainCase: Hashable, Sendable {
  package var partners: [ChainPartner]
  package var lines: [ChainLine]
  /// What a euro loses in a year, 0 to 1; 0.04 says that 104 next year is worth 100 now.
  package var discountRate: ExactDecimal
  /// The year in which amounts count in full.
  package var baseYear: Int64
  /// Years after the base year, 0 to `CaseLimits.horizonYearsMax`.
  package var horizonYears: Int64
  package var scenario: Scenario
  /// What the chain handles, for a premium per unit.
  package var volume: Volume?

  package init(
    partners: [ChainPartner], lines: [ChainLine], discountRate: ExactDecimal, baseYear: Int64, horizonYears: Int64,
    scenario: Scenario = .base, volume: Volume? = nil
  ) {
    self.partners = partners
    self.lines = lines
    self.discountRate = discountRate
    self.baseYear = baseYear
    self.horizonYears = horizonYears
    self.scenario = scenario
    self.volume = volume
  }

  /// The last year that counts.
  var lastYear: Int64 { baseYear + horizonYears }
}

/// What a case may hold at most.
package enum CaseLimits {
  /// Years after the base year.
  package static let horizonYearsMax: Int64 = 60
  /// Years as people count them; it keeps a year and a horizon together within any integer.
  package static let years: ClosedRange<Int64> = 0...9_999
}

/// A partner of a case.
package struct ChainPartner: Hashable, Sendable {
  /// 1 to 64 characters `A-Z a-z 0-9 _ . -`, the first a letter or digit; not `joint`.
  package var id: String
  /// What sentences call it; the id where there is none.
  package var name: String?
  package var outsideOption: OutsideOption
  /// Its hours, a possible key; 0 or more.
  package var effortHours: ExactDecimal?
  /// Its own volume, a possible key; 0 or more.
  package var volume: ExactDecimal?

  package init(
    id: String, name: String? = nil, outsideOption: OutsideOption = .amount(cents: 0),
    effortHours: ExactDecimal? = nil, volume: ExactDecimal? = nil
  ) {
    self.id = id
    self.name = name
    self.outsideOption = outsideOption
    self.effortHours = effortHours
    self.volume = volume
  }
}

/// What a partner has if it stays out.
package enum OutsideOption: Hashable, Sendable {
  /// A present value; may be negative, and 0 says: as today.
  case amount(cents: Int64)
  /// Lines of its own; none of them a payment.
  case lines([ChainLine])

  var lines: [ChainLine] {
    if case .lines(let lines) = self { lines } else { [] }
  }
}

/// One cost, benefit, risk or payment of one account, with its uncertainty.
package struct ChainLine: Hashable, Sendable {
  /// An identifier as of a partner, unique among all lines of the case.
  package var id: String
  /// The partner, or `jointAccountID`, whose line it is; the payer of a payment.
  package var partnerID: String
  package var kind: LineKind
  package var timing: Timing
  /// Euro cents a time; the kind says which way they count.
  package var amount: Estimate
  /// The chance that the line happens at all, 0 to 1.
  package var probability: ExactDecimal
  /// What the amount grows by every year after the first, -0.5 to 1.
  package var growthRate: ExactDecimal
  package var distribution: Distribution
  /// The uncertain cause that moves this line and others together.
  package var driverID: String?
  /// The partners without whom the line does not happen, beside the owner; nil says: all.
  package var requires: [String]?
  /// The receiver of a payment; absent on every other kind.
  package var toPartnerID: String?

  package init(
    id: String, partnerID: String, kind: LineKind, timing: Timing, amount: Estimate, probability: ExactDecimal = .one,
    growthRate: ExactDecimal = .zero, distribution: Distribution = .triangular, driverID: String? = nil,
    requires: [String]? = nil, toPartnerID: String? = nil
  ) {
    self.id = id
    self.partnerID = partnerID
    self.kind = kind
    self.timing = timing
    self.amount = amount
    self.probability = probability
    self.growthRate = growthRate
    self.distribution = distribution
    self.driverID = driverID
    self.requires = requires
    self.toPartnerID = toPartnerID
  }
}

/// When a line falls; amounts fall at the moment of their year.
package enum Timing: Hashable, Sendable {
  case once(year: Int64)
  /// Every year from the first to the last inclusive; nil says: to the horizon.
  case yearly(from: Int64, to: Int64?)

  package var startYear: Int64 {
    switch self {
    case .once(let year): year
    case .yearly(let first, _): first
    }
  }

  /// The last year, with the horizon where none is said.
  func endYear(horizon: Int64) -> Int64 {
    switch self {
    case .once(let year): year
    case .yearly(_, let last): last ?? horizon
    }
  }
}

/// An amount nobody knows yet: euro cents, low ≤ base ≤ high, none negative.
package struct Estimate: Hashable, Sendable {
  package var lowCents: Int64
  package var baseCents: Int64
  package var highCents: Int64

  package init(lowCents: Int64? = nil, baseCents: Int64, highCents: Int64? = nil) {
    self.lowCents = lowCents ?? baseCents
    self.baseCents = baseCents
    self.highCents = highCents ?? baseCents
  }
}

/// How an amount varies between low and high; the raw value is the code on the wire.
package enum Distribution: String, CaseIterable, Sendable {
  case triangular, uniform
}

/// What a chain handles a year.
package struct Volume: Hashable, Sendable {
  /// Such as `ton`.
  package var unit: String?
  package var years: [Year]

  package struct Year: Hashable, Sendable {
    package var year: Int64
    /// 0 or more.
    package var quantity: ExactDecimal

    package init(year: Int64, quantity: ExactDecimal) {
      self.year = year
      self.quantity = quantity
    }
  }

  package init(unit: String? = nil, years: [Year]) {
    self.unit = unit
    self.years = years
  }
}
