// From positions or a case to a division: read the key off the case, say what groups are worth, divide, round, settle.

/// What groups of partners can do on their own, as far as a division is told.
package enum GroupValues: Hashable, Sendable {
  /// Nothing is said of it.
  case none
  /// As agreed, and a rule for the groups left out.
  case given([ValuedCoalition], MissingRule)
}

extension Allocation {
  /// Divides positions.
  ///
  /// - Throws: `SplitError` with every fault of the positions, the method, the groups and the settlement;
  ///   `tooManyPartners`, `negativeRemainingBenefit`, `overflow`; what the checkpoint throws.
  package init(
    of positions: Positions, by method: AllocationMethod, _ groups: GroupValues = .none,
    settlement: Settlement = .greedy, checkpoint: Checkpoint = {}
  ) throws {
    let faults = positions.faults() + method.faults(for: positions.ids, at: "/method")
    guard faults.isEmpty else { throw SplitError(faults) }
    let standing = try Standing(positions)
    try self.init(standing, method, try GroupGame(groups, standing, checkpoint), settlement, checkpoint)
  }

  init(
    _ standing: Standing, _ method: AllocationMethod, _ groups: GroupGame?, _ settlement: Settlement,
    _ checkpoint: Checkpoint
  ) throws {
    var found = try standing.divided(by: method, groups, checkpoint)
    if let groups { found.flags.formUnion(groups.flags) }
    let core = groups?.game.map { game in { (final: [Fraction]) in game.coreCheck(of: final) } }
    try self.init(
      found, method.name, standing, settlement, better: groups?.better, core: standing.partners.count > 1 ? core : nil)
  }
}

extension Comparison {
  /// Divides positions by several methods.
  ///
  /// - Parameter methods: One or more, each with its pointer.
  /// - Throws: As a division by one of them.
  package init(
    of positions: Positions, by methods: [(method: AllocationMethod, place: String)], _ groups: GroupValues = .none,
    settlement: Settlement = .greedy, checkpoint: Checkpoint = {}
  ) throws {
    let faults = positions.faults() + methods.flatMap { $0.method.faults(for: positions.ids, at: $0.place) }
    guard faults.isEmpty else { throw SplitError(faults) }
    let standing = try Standing(positions)
    let game = try GroupGame(groups, standing, checkpoint)
    self.init(
      try methods.map { ($0.method, try Allocation(standing, $0.method, game, settlement, checkpoint)) })
  }
}

extension Comparison {
  /// Divides a case by several methods; one whose key is 0 for everybody is left out.
  ///
  /// - Parameter isDerived: Whether groups have the values that follow from the partners each line requires.
  /// - Throws: `SplitError` with every fault of the case and the methods; `overflow`; what the checkpoint throws.
  package init(
    of chain: ChainCase, by methods: [AllocationMethod], isDerived: Bool = false, settlement: Settlement = .greedy,
    checkpoint: Checkpoint = {}
  ) throws {
    let faults = chain.faults() + methods.flatMap { Plan.faults(of: $0, in: chain) }
    guard faults.isEmpty else { throw SplitError(faults) }
    let valuation = try Valuation(chain, in: chain.scenario, CaseFactors(chain))
    let evaluation = try Evaluation(valuation)
    let standing = try Standing(Positions(evaluation))
    let groups = isDerived ? try GroupGame(derivedFrom: valuation, standing) : nil
    var divided: [(method: AllocationMethod, allocation: Allocation)] = []
    for method in methods {
      guard let resolved = try method.resolvedIfAny(in: chain, evaluation) else { continue }
      divided.append((method, try Allocation(standing, resolved, groups, settlement, checkpoint)))
    }
    self.init(divided)
  }
}

/// A case valued and divided.
package struct Plan: Sendable {
  package let evaluation: Evaluation
  package let allocation: Allocation

  /// Where the values of groups come from.
  package enum Groups: Hashable, Sendable {
    case values(GroupValues)
    /// From the partners that each line requires.
    case derived
  }

  /// - Throws: `SplitError` with every fault of the case and the method, and as a division.
  package init(
    of chain: ChainCase, by method: AllocationMethod, _ groups: Groups = .values(.none),
    settlement: Settlement = .greedy, checkpoint: Checkpoint = {}
  ) throws {
    let faults = chain.faults() + Self.faults(of: method, in: chain)
    guard faults.isEmpty else { throw SplitError(faults) }
    let valuation = try Valuation(chain, in: chain.scenario, CaseFactors(chain))
    evaluation = try Evaluation(valuation)
    let method = try method.resolved(in: chain, evaluation, at: "/method")
    let standing = try Standing(Positions(evaluation))
    let game: GroupGame? =
      switch groups {
      case .values(let values): try GroupGame(values, standing, checkpoint)
      case .derived: try GroupGame(derivedFrom: valuation, standing)
      }
    allocation = try Allocation(standing, method, game, settlement, checkpoint)
  }

  /// What is wrong with a method for a case; a key that is read off the case is judged with its numbers.
  package static func faults(of method: AllocationMethod, in chain: ChainCase) -> [SplitError.Fault] {
    switch method {
    case .proportional(_, .lines): return []
    case .proportional(_, .effortHours):
      return chain.keyFaults(named: "effortHours") { $0.effortHours }
    case .proportional(_, .volume):
      return chain.keyFaults(named: "volume") { $0.volume }
    default: return method.faults(for: Set(chain.partners.map(\.id)), at: "/method")
    }
  }
}

extension GroupValues {
  /// What is wrong with the groups of a division, as far as its positions are right.
  package func faults(for positions: Positions) -> [SplitError.Fault] {
    guard case .given(let coalitions, _) = self else { return [] }
    guard positions.faults().isEmpty, let standing = try? Standing(positions) else {
      return faults(for: positions.partners.map(\.id))  // positions that do not add up are refused elsewhere
    }
    return CoalitionTable.divisionFaults(
      coalitions, outside: standing.outsideByID, surplusCents: standing.surplusCents)
  }

  /// What is wrong with the groups, whatever they are worth.
  package func faults(for partnerIDs: [String]) -> [SplitError.Fault] {
    guard case .given(let coalitions, _) = self else { return [] }
    return CoalitionTable.faults(coalitions, players: partnerIDs)
  }
}

extension Positions {
  package var ids: Set<String> { Set(partners.map(\.id)) }
}
