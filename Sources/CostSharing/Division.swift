/// A case divided: the shares, and what every partner ends with beside what it would have had.
///
/// Lists are ordered by identifier in byte order, whatever the order of the input.
package struct Division: Hashable, Sendable {
  /// One share per partner, summing to `dividedCents` exactly; of a burden, what each carries: 0 or more.
  package let shares: [Share]
  /// One position per partner; their final cents and the joint account's sum to `surplusCents`.
  package let positions: [NetPosition]
  package let joint: JointPosition
  /// What is divided, in euro cents: the surplus, the gain or the agreed amount.
  package let dividedCents: Int64
  /// All benefits, in euro cents; payments are neither benefit nor burden.
  package let benefitCents: Int64
  /// All that counts minus, in euro cents: 0 or more.
  package let burdenCents: Int64
  /// Benefits minus burdens of all accounts together.
  package let surplusCents: Int64
  /// What the partners have together if all stay out.
  package let outsideTotalCents: Int64
  /// The surplus above that: what the chain adds.
  package let gainCents: Int64

  /// The chain as a whole costs more than it brings, however it is divided.
  package var costsExceedBenefits: Bool { surplusCents < 0 }
  /// The chain as a whole brings exactly what it costs: nothing is gained, however it is divided.
  package var costsEqualBenefits: Bool { surplusCents == 0 }

  /// Who pays whom so that everybody ends where it should.
  package var payments: [Payment] {
    let transfers = positions.map { CentsByID(id: $0.id, cents: $0.transferCents) }
    return Settlement.greedy.payments(transfers + [CentsByID(id: jointAccountID, cents: joint.transferCents)])
  }

  /// Whether the chain is worth it against what the partners have without it.
  package var verdict: Verdict {
    Verdict(gainCents: gainCents)
  }

  /// Divides a case.
  ///
  /// - Throws: `SplitError` with every fault of the case and the method; `weightsSumToZero` when a key is 0 for
  ///   everybody; `overflow` when an amount to report needs more than 64 bits.
  package init(of splitCase: SplitCase, by method: SplitMethod) throws(SplitError) {
    let faults = splitCase.faults() + splitCase.faults(of: method)
    guard faults.isEmpty else { throw SplitError(faults) }
    let sheet = PositionSheet(splitCase.lines)
    let partners = splitCase.partners.sorted { precedes($0.id, $1.id) }

    benefitCents = try Int64(cents: sheet.benefits, of: "The sum of the benefits")
    burdenCents = try Int64(cents: sheet.burdens, of: "The sum of the costs")
    surplusCents = try Int64(cents: sheet.benefits - sheet.burdens, of: "The surplus")
    let outsideTotal = partners.reduce(Int128(0)) { $0 + Int128($1.outsideCents) }
    outsideTotalCents = try Int64(cents: outsideTotal, of: "The sum of the outside options")
    gainCents = try Int64(cents: Int128(surplusCents) - outsideTotal, of: "The gain")

    switch splitCase.subject {
    case .surplus: dividedCents = surplusCents
    case .gain: dividedCents = gainCents
    case .amount(let amount): dividedCents = amount.cents
    }
    let weights = try Self.weights(of: partners, by: method, sheet)
    shares = try LargestRemainder.divide(totalCents: dividedCents, weights: weights)
    positions = try Self.positions(of: partners, splitCase.subject, shares, sheet)
    let jointFinal = splitCase.subject.jointFinal(own: sheet.own(jointAccountID))
    joint = try JointPosition(own: sheet.own(jointAccountID), final: jointFinal)
  }

  private static func weights(
    of partners: [SplitPartner], by method: SplitMethod, _ sheet: PositionSheet
  ) throws(SplitError) -> [LargestRemainder.Weight] {
    var weights: [LargestRemainder.Weight] = []
    for partner in partners {
      weights.append(.init(id: partner.id, weight: try weight(of: partner.id, by: method, sheet)))
    }
    guard weights.contains(where: { $0.weight > .zero }) else {
      throw SplitError(.weightsSumToZero, at: "/method", "The key is 0 for every partner; choose another one.")
    }
    return weights
  }

  /// Cents read off the lines serve as weights themselves: only proportions count.
  private static func weight(
    of partnerID: String, by method: SplitMethod, _ sheet: PositionSheet
  ) throws(SplitError) -> ExactDecimal {
    switch method {
    case .equal: .one
    case .proportional(.weights(let weights)): weights[partnerID, default: .zero]
    case .proportional(.lines(let key)):
      ExactDecimal(
        try Int64(cents: sheet.total(partnerID, of: key.kinds), of: "The key \(key.rawValue) of \(partnerID)"))
    }
  }

  private static func positions(
    of partners: [SplitPartner], _ subject: SplitCase.Subject, _ shares: [Share], _ sheet: PositionSheet
  ) throws(SplitError) -> [NetPosition] {
    var positions: [NetPosition] = []
    for (partner, share) in zip(partners, shares) {
      let own = sheet.own(partner.id)
      let final = subject.final(of: partner, own: own, shareCents: share.cents)
      positions.append(try NetPosition(of: partner, own: own, final: final))
    }
    return positions
  }
}

extension SplitCase.Subject {
  /// What a partner ends with.
  fileprivate func final(of partner: SplitPartner, own: Int128, shareCents: Int64) -> Int128 {
    switch self {
    case .surplus: Int128(shareCents)
    case .gain: Int128(partner.outsideCents) + Int128(shareCents)
    case .amount(let amount): own + amount.signed(shareCents) - amount.givenUp(by: partner.id)
    }
  }

  /// What the joint account ends with: nothing when a surplus is divided, for the partners then have it all.
  fileprivate func jointFinal(own: Int128) -> Int128 {
    switch self {
    case .surplus, .gain: 0
    case .amount(let amount): own - amount.givenUp(by: jointAccountID)
    }
  }
}

extension SharedAmount {
  /// Cents of this amount as they count in a position: a burden minus, a benefit plus.
  fileprivate func signed(_ cents: Int64) -> Int128 {
    bearing == .burden ? -Int128(cents) : Int128(cents)
  }

  /// What an account loses because the amount is shared: all of it when it had it, else nothing.
  fileprivate func givenUp(by accountID: String) -> Int128 {
    self.accountID == accountID ? signed(cents) : 0
  }
}
