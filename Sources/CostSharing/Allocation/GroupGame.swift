/// What the groups of partners of a division are worth.
struct GroupGame {
  /// The values of all groups; nil above `Game.playersMax` partners, who have none but a sampled Shapley value.
  let game: Game?
  private(set) var flags: Set<Allocation.Flag> = []
  /// The group that would do better alone, where it does.
  private(set) var better: ValuedCoalition?
  private let source: Source

  private enum Source {
    case table(CoalitionTable)
    case lines(DerivedValues)
  }

  /// Values as given; nothing where none are.
  ///
  /// - Throws: `SplitError` with every fault of the coalitions; `missingCoalition`; what the checkpoint throws.
  init?(_ values: GroupValues, _ standing: Standing, _ checkpoint: Checkpoint) throws {
    guard case .given(let coalitions, let missing) = values else { return nil }
    let table = try CoalitionTable(
      outside: standing.outsideByID, surplusCents: standing.surplusCents, coalitions: coalitions, missing: missing)
    source = .table(table)
    game = standing.isLarge ? nil : try table.game(checkpoint)
  }

  /// Values that follow from the partners each line requires.
  ///
  /// - Throws: `overflow`.
  init(derivedFrom valuation: Valuation, _ standing: Standing) throws(SplitError) {
    let derived = try DerivedValues(of: valuation, outside: standing.outsideByID)
    source = .lines(derived)
    guard !standing.isLarge else {
      game = nil
      return
    }
    game = try derived.game()
    better = try derived.betterSmallerCoalition()
    if better != nil { flags.insert(.smallerCoalitionBetter) }
    if derived.isStandAloneAboveOutsideOption { flags.insert(.standAloneAboveOutsideOption) }
  }

  /// Where nothing is said of groups: each is worth what its members have without each other.
  ///
  /// - Throws: What the checkpoint throws.
  init(additive standing: Standing, _ checkpoint: Checkpoint) throws {
    let table = try CoalitionTable(
      outside: standing.outsideByID, surplusCents: standing.surplusCents, coalitions: [])
    source = .table(table)
    game = standing.isLarge ? nil : try table.game(checkpoint)
  }

  /// - Throws: `tooManyPartners` where there are too many for all groups to be looked at.
  func allGroups() throws(SplitError) -> Game {
    guard let game else { throw SplitError.tooManyPlayers }
    return game
  }

  /// The Shapley value, drawn where it cannot be computed.
  func shapley(_ sampling: Sampling, _ standing: Standing, _ checkpoint: Checkpoint) throws -> MethodOutcome {
    if let game { return MethodOutcome(try game.shapley(checkpoint)) }
    let (seed, pairs) = (sampling.seed.magnitude, Int(sampling.pairs))
    var isSimplified = false
    let sampled: SampledShapley
    switch source {
    case .table(let table): sampled = try table.sampledShapley(seed: seed, pairs: pairs, checkpoint)
    case .lines(let lines):
      sampled = try lines.sampledShapley(seed: seed, pairs: pairs, checkpoint)
      isSimplified = true
    }
    var outcome = MethodOutcome(sampled.exact)
    outcome.flags = isSimplified ? [.sampled, .simplifiedCoalitionValues] : [.sampled]
    outcome.standardErrors = zip(standing.partners, sampled.standardErrorCents).map { ($0.id, $1) }
    return outcome
  }
}

extension DerivedValues {
  init(of valuation: Valuation, outside: [String: Int64]) throws(SplitError) {
    let lines = zip(valuation.chain.lines, valuation.lineCents).filter { $0.0.kind != .payment }
    try self.init(
      outside: outside,
      lines: lines.map { RequiringLine(ownerID: $0.partnerID, valueCents: $1, requires: $0.requires) })
  }

  /// - Throws: `SplitError` with every fault of the case; `overflow`.
  package init(of chain: ChainCase) throws(SplitError) {
    let faults = chain.faults()
    guard faults.isEmpty else { throw SplitError(faults) }
    let valuation = try Valuation(chain, in: chain.scenario, CaseFactors(chain))
    let standing = try Standing(Positions(Evaluation(valuation)))
    try self.init(of: valuation, outside: standing.outsideByID)
  }
}

extension Standing {
  /// Whether there are more partners than have a value for each of their groups.
  var isLarge: Bool { partners.count > Game.playersMax }

  var outsideByID: [String: Int64] { Dictionary(uniqueKeysWithValues: partners.map { ($0.id, $0.outsideCents) }) }
}
