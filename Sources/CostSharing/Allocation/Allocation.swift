/// A division: what every partner ends with, who pays whom for it, and how fair it is.
package struct Allocation: Sendable {
  package let method: AllocationMethod.Name
  package let status: Status
  /// Why there is no agreement.
  package let reason: Reason?
  package let surplusCents: Int64
  package let outsideTotalCents: Int64
  package let gainCents: Int64
  /// In alphabetical order.
  package let flags: [Flag]
  /// Of a compensation: what the winners have above their alternatives, with the joint account.
  package let potCents: Int64?
  /// Of a compensation: what each lacks to be at its alternative; ordered by id.
  package let needs: [CentsByID]?
  /// Of the equal profit method within the core: by how much groups may fall short.
  package let epsilon: Fraction?
  /// Of a sampled Shapley value, per partner; nil for one pair.
  package let standardErrors: [(id: String, cents: Int64?)]?
  /// The group that would do better alone, where it does.
  package let betterSmallerCoalition: ValuedCoalition?
  /// Nil where there is no agreement.
  package let outcome: Outcome?
  /// What sentences call the partners.
  let names: [String: String]

  package var verdict: Verdict { Verdict(gainCents: gainCents) }

  /// What a division says of itself; the raw value is the code on the wire.
  package enum Status: String, CaseIterable, Sendable {
    /// Divided.
    case ok
    /// Divided, but not everybody is brought back to its alternative.
    case insufficient
    /// The method has no division; an answer, and no error.
    case noAgreement
  }

  package enum Reason: String, CaseIterable, Sendable {
    case negativeGain, jointDeficitExceedsGains, notQuasiBalanced
  }

  package enum Flag: String, CaseIterable, Sendable {
    /// No division is stable; groups may fall short by as little as possible.
    case coreEmptyRelaxed
    /// The alternatives are worth more together than all there is, so some end below theirs.
    case prenucleolusUsed
    /// A Shapley value of random orders, for more partners than have one exactly.
    case sampled
    case simplifiedCoalitionValues
    case smallerCoalitionBetter
    /// A partner's own lines are worth more than the alternative it named.
    case standAloneAboveOutsideOption
  }

  /// A division in exact and in whole cents; lists are ordered by id.
  package struct Outcome: Sendable {
    package let exactFinal: [ExactByID]
    package let finalCents: [CentsByID]
    /// What moves to each account; the joint one only where it moves.
    package let transfers: [CentsByID]
    package let payments: [Payment]
    package let fairness: Fairness
  }
}

/// What a method makes of positions, before anything is rounded.
struct MethodOutcome {
  var status = Allocation.Status.ok
  var reason: Allocation.Reason?
  /// What each ends with, in the order of the partners; none where there is no agreement.
  var final: [Fraction]?
  var flags: Set<Allocation.Flag> = []
  var potCents: Int64?
  var needs: [CentsByID]?
  var epsilon: Fraction?
  var standardErrors: [(id: String, cents: Int64?)]?

  init(_ final: [Fraction]) {
    self.final = final
  }

  init(noAgreement reason: Allocation.Reason) {
    status = .noAgreement
    self.reason = reason
  }
}

extension Allocation {
  /// Rounds what a method makes, and settles it.
  ///
  /// - Parameters:
  ///   - core: Checks exact finals against the values of groups; nil where groups have none.
  /// - Throws: `overflow`, `tooManyAccounts`, `unknownPartner` of a hub.
  init(
    _ found: MethodOutcome, _ method: AllocationMethod.Name, _ standing: Standing, _ settlement: Settlement,
    better: ValuedCoalition? = nil, core: (([Fraction]) -> CoreCheck)? = nil
  ) throws(SplitError) {
    self.method = method
    status = found.status
    reason = found.reason
    surplusCents = standing.surplusCents
    outsideTotalCents = standing.outsideTotalCents
    gainCents = standing.gainCents
    flags = found.flags.sorted { $0.rawValue < $1.rawValue }
    potCents = found.potCents
    needs = found.needs
    epsilon = found.epsilon
    standardErrors = found.standardErrors
    betterSmallerCoalition = better
    names = Dictionary(uniqueKeysWithValues: standing.partners.map { ($0.id, $0.name ?? $0.id) })
    if let final = found.final {
      outcome = try Outcome(final, standing, settlement, core: core?(final).reportable)
    } else {
      outcome = nil
    }
  }
}

extension Allocation.Outcome {
  fileprivate init(
    _ final: [Fraction], _ standing: Standing, _ settlement: Settlement, core: CoreCheck?
  ) throws(SplitError) {
    let ids = standing.partners.map(\.id)
    exactFinal = zip(ids, final).map { ExactByID(id: $0, exact: $1) }
    finalCents = zip(ids, try LargestRemainder.round(final)).map { CentsByID(id: $0, cents: $1) }
    var transfers: [CentsByID] = []
    for (partner, final) in zip(standing.partners, finalCents) {
      let moved = Int128(final.cents) - Int128(partner.ownCents)
      transfers.append(
        CentsByID(id: partner.id, cents: try Int64(cents: moved, of: "The transfer of \(partner.id)")))
    }
    if standing.jointCents != 0 {
      let moved = try Int64(cents: -Int128(standing.jointCents), of: "The transfer of the joint account")
      transfers.append(CentsByID(id: jointAccountID, cents: moved))
    }
    transfers.sort { precedes($0.id, $1.id) }
    self.transfers = transfers
    let faults = settlement.faults(transfers)
    guard faults.isEmpty else { throw SplitError(faults) }
    guard transfers.allSatisfy({ $0.cents != .min }) else { throw SplitError.overflow("A payment") }
    payments = settlement.payments(transfers)
    fairness = Fairness(of: final, standing, core: core)
  }
}
