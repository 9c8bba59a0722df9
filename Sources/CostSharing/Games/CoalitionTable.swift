/// A group and what it is worth, or what it costs.
package struct ValuedCoalition: Hashable, Sendable {
  /// Identifiers; in byte order in a result, in any order as sent.
  package let members: [String]
  package let valueCents: Int64

  package init(members: [String], valueCents: Int64) {
    self.members = members
    self.valueCents = valueCents
  }
}

/// What a coalition without a value is worth; the raw value is the code on the wire.
package enum MissingRule: String, CaseIterable, Sendable {
  /// What its members are worth alone, together.
  case additive
  /// The best that it can make by parting into coalitions that have a value, and single members.
  case superadditiveCover
  /// Nothing: such a case is refused.
  case error
}

/// Whether values are gains or costs; the raw value is the code on the wire.
package enum GameType: String, CaseIterable, Sendable {
  case value, cost

  /// 1 or -1: a game of costs is solved as the game of the negated values.
  var sign: Int128 { self == .value ? 1 : -1 }
}

/// The values that some coalitions are given, as values, and the rule for the others.
package struct CoalitionTable: Sendable {
  /// Identifiers in byte order.
  package let players: [String]
  /// What each player is worth alone.
  let singles: [Int128]
  /// Everybody's, where it is known without being given.
  let grand: Int128?
  let given: [Coalition: Int128]
  let missing: MissingRule

  /// The table of a game: a player without a value is worth nothing alone.
  ///
  /// - Parameter players: 1 to `SplitLimits.partnersMax` identifiers in any order, each once.
  /// - Throws: `SplitError` with all `faults`, and `missingCoalition`.
  package init(
    players: [String], coalitions: [ValuedCoalition], missing: MissingRule = .additive, type: GameType = .value
  ) throws(SplitError) {
    let reader = CoalitionReader(players: players)
    let faults = reader.faults(coalitions)
    guard faults.isEmpty else { throw SplitError(faults) }
    given = reader.values(coalitions, sign: type.sign)
    singles = reader.players.indices.map { [given] in given[Coalition([$0]), default: 0] }
    self.players = reader.players
    grand = nil
    self.missing = missing
    try requireComplete()
  }

  /// The table of a division: a partner is worth its outside option alone, and all together the surplus.
  ///
  /// - Parameter outside: Euro cents of 1 to `SplitLimits.partnersMax` partners.
  /// - Throws: `SplitError` with all `divisionFaults`, and `missingCoalition`.
  package init(
    outside: [String: Int64], surplusCents: Int64, coalitions: [ValuedCoalition], missing: MissingRule = .additive
  ) throws(SplitError) {
    let reader = CoalitionReader(players: Array(outside.keys))
    let faults = Self.divisionFaults(coalitions, outside: outside, surplusCents: surplusCents)
    guard faults.isEmpty else { throw SplitError(faults) }
    given = reader.values(coalitions, sign: 1)
    singles = reader.players.map { Int128(outside[$0, default: 0]) }
    players = reader.players
    grand = Int128(surplusCents)
    self.missing = missing
    try requireComplete()
  }

  /// What is wrong with given coalitions, in their order: `emptyCoalition`, `unknownPartner`, `duplicateId` of a
  /// member, `duplicateCoalition`.
  package static func faults(_ coalitions: [ValuedCoalition], players: [String]) -> [SplitError.Fault] {
    CoalitionReader(players: players).faults(coalitions)
  }

  /// The same, with `conflictingOutsideOption` and `grandCoalitionMismatch`.
  package static func divisionFaults(
    _ coalitions: [ValuedCoalition], outside: [String: Int64], surplusCents: Int64
  ) -> [SplitError.Fault] {
    let reader = CoalitionReader(players: Array(outside.keys))
    return reader.faults(coalitions) { coalition, value, location in
      if coalition == .all(reader.players.count) {
        guard value != surplusCents else { return nil }
        let detail = "All partners together are worth the surplus, \(surplusCents) cents; leave the value out."
        return .init(.grandCoalitionMismatch, at: "\(location)/valueCents", detail)
      }
      guard coalition.size == 1, let player = coalition.members.first else { return nil }
      let option = outside[reader.players[player], default: 0]
      guard value != option else { return nil }
      let detail = "A partner alone is worth its outside option, \(option) cents; leave the value out."
      return .init(.conflictingOutsideOption, at: "\(location)/valueCents", detail)
    }
  }

  /// Refuses a table in which the rule allows no gaps and there is one.
  private func requireComplete() throws(SplitError) {
    guard missing == .error else { return }
    var known = Set(given.keys).union(players.indices.map { Coalition([$0]) })
    if grand != nil { known.insert(.all(players.count)) }
    let absent = players.count < UInt64.bitWidth - 1 ? 1 << players.count - 1 - known.count : .max
    guard absent > 0 else { return }
    throw SplitError(.missingCoalition, at: "/coalitions", "\(absent) coalitions have no value; give every one.")
  }
}

/// Reads coalitions against the players of a case.
struct CoalitionReader {
  /// In byte order.
  let players: [String]
  private let positions: [String: Int]

  init(players: [String]) {
    self.players = players.sorted(by: precedes)
    positions = Dictionary(self.players.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// Their values by coalition; the coalitions have no faults.
  func values(_ coalitions: [ValuedCoalition], sign: Int128) -> [Coalition: Int128] {
    Dictionary(coalitions.map { (coalition($0), sign * Int128($0.valueCents)) }) { first, _ in first }
  }

  /// Everything that is wrong with them, in their order; the check sees those that are right so far.
  func faults(
    _ coalitions: [ValuedCoalition], check: (Coalition, Int64, String) -> SplitError.Fault? = { _, _, _ in nil }
  ) -> [SplitError.Fault] {
    var faults: [SplitError.Fault] = []
    var known: Set<Coalition> = []
    for (index, sent) in coalitions.enumerated() {
      let location = "/coalitions/\(index)"
      let ofMembers = memberFaults(sent.members, at: "\(location)/members")
      faults += ofMembers
      guard ofMembers.isEmpty else { continue }
      let coalition = coalition(sent)
      guard known.insert(coalition).inserted else {
        let detail = "This group has a value already; give each group one."
        faults.append(.init(.duplicateCoalition, at: "\(location)/members", detail))
        continue
      }
      if let fault = check(coalition, sent.valueCents, location) { faults.append(fault) }
    }
    return faults
  }

  private func coalition(_ sent: ValuedCoalition) -> Coalition {
    Coalition(sent.members.compactMap { positions[$0] })
  }

  private func memberFaults(_ members: [String], at location: String) -> [SplitError.Fault] {
    guard !members.isEmpty else { return [.init(.emptyCoalition, at: location, "Name at least one member.")] }
    var faults: [SplitError.Fault] = []
    var known: Set<String> = []
    for (index, member) in members.enumerated() {
      if positions[member] == nil {
        faults.append(.init(.unknownPartner, at: "\(location)/\(index)", "Name a partner of this case."))
      }
      if !known.insert(member).inserted {
        faults.append(.init(.duplicateId, at: "\(location)/\(index)", "Name each member once."))
      }
    }
    return faults
  }
}
