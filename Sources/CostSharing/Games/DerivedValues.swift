/// What a line of a case brings, and who must be there for it.
package struct RequiringLine: Hashable, Sendable {
  /// The owner, or `jointAccountID`.
  package let ownerID: String
  /// Its rounded present value: plus for a benefit, minus for a burden; no payments.
  package let valueCents: Int64
  /// Partners without whom it does not happen, beside the owner; nil says: all.
  package let requires: [String]?

  package init(ownerID: String, valueCents: Int64, requires: [String]?) {
    self.ownerID = ownerID
    self.valueCents = valueCents
    self.requires = requires
  }
}

/// The values of coalitions that follow from who needs whom for which line.
///
/// w(T) adds up the lines that need nobody outside T. A group S makes the best of it: some T of its members works
/// together and the others take their outside option, so v(S) = max(w(S), max over i in S of v(S - i) + outside(i)).
/// All partners together are worth w(N), because that is what is divided, even when less would be more.
package struct DerivedValues: Sendable {
  /// Identifiers in byte order.
  package let players: [String]
  let outside: [Int128]
  /// The lines' values added up by who must be there; of the empty coalition what any group gets.
  let lines: [Coalition: Int128]

  /// - Parameter outside: Euro cents of 1 to `SplitLimits.partnersMax` partners.
  /// - Throws: `unknownPartner` when a line names somebody else.
  package init(outside: [String: Int64], lines: [RequiringLine]) throws(SplitError) {
    players = outside.keys.sorted(by: precedes)
    self.outside = players.map { Int128(outside[$0, default: 0]) }
    let positions = Dictionary(uniqueKeysWithValues: players.enumerated().map { ($1, $0) })
    var sums: [Coalition: Int128] = [:]
    for (index, line) in lines.enumerated() {
      let owner = line.ownerID == jointAccountID ? [] : [line.ownerID]
      let needed = (line.requires ?? players) + owner
      guard needed.allSatisfy({ positions[$0] != nil }) else {
        let detail = "A line belongs to, and requires, partners of this case."
        throw SplitError(.unknownPartner, at: "/lines/\(index)/requires", detail)
      }
      sums[Coalition(needed.compactMap { positions[$0] }), default: 0] += Int128(line.valueCents)
    }
    self.lines = sums
  }

  /// What all partners have together: the surplus, in cents.
  package var surplus: Int128 { lines.values.reduce(0, +) }

  /// The game of these values.
  ///
  /// - Throws: `tooManyPartners` above `Game.playersMax`.
  package func game() throws(SplitError) -> Game {
    guard players.count <= Game.playersMax else { throw SplitError.tooManyPlayers }
    var values = workingTogether
    for mask in values.indices.dropFirst().dropLast() {
      for player in players.indices where mask >> player & 1 == 1 {
        values[mask] = max(values[mask], values[mask ^ 1 << player] + outside[player])
      }
    }
    return Game(players: players, values: values)
  }

  /// w by mask: the lines of each coalition and all of its parts, added up player by player.
  private var workingTogether: [Int128] {
    var sums = [Int128](repeating: 0, count: 1 << players.count)
    for (coalition, value) in lines { sums[Int(coalition.mask)] = value }
    for player in players.indices {
      for mask in sums.indices where mask >> player & 1 == 1 { sums[mask] += sums[mask ^ 1 << player] }
    }
    sums[0] = 0
    return sums
  }

  /// The group, short of everybody, that gives most when it works together and the others take their outside options,
  /// where that is more than all give together; of equals the smaller, then the one with the smaller identifiers.
  ///
  /// Its value is that of the whole: the group's lines and the outside options of the others.
  ///
  /// - Throws: `tooManyPartners` above `Game.playersMax`; `overflow`.
  package func betterSmallerCoalition() throws(SplitError) -> ValuedCoalition? {
    guard players.count <= Game.playersMax else { throw SplitError.tooManyPlayers }
    let (together, apart) = (workingTogether, subsetSums(outside))
    let everybody = together.count - 1
    var best: (coalition: Coalition, value: Int128)?
    for mask in 1..<everybody {
      let (coalition, value) = (Coalition(mask: UInt64(mask)), together[mask] + apart[everybody ^ mask])
      guard value > together[everybody] else { continue }
      if let best, value < best.value || value == best.value && best.coalition < coalition { continue }
      best = (coalition, value)
    }
    guard let best else { return nil }
    let cents = try Int64(cents: best.value, of: "The value of a smaller group")
    return ValuedCoalition(members: best.coalition.members.map { players[$0] }, valueCents: cents)
  }

  /// Some partner's own lines are worth more than the outside option it named.
  package var isStandAloneAboveOutsideOption: Bool {
    let forAnybody = lines[Coalition(mask: 0), default: 0]
    return players.indices.contains { lines[Coalition([$0]), default: 0] + forAnybody > outside[$0] }
  }

  /// The Shapley value estimated over random orders, for any number of partners.
  ///
  /// A group is then worth max(w(S), its outside options): to look for the best of its parts would take 2^n steps.
  ///
  /// - Throws: `overflow` of a standard error; what the checkpoint throws.
  package func sampledShapley(
    seed: UInt64, pairs: Int, _ checkpoint: Checkpoint = {}
  ) throws -> SampledShapley {
    let needed = lines.map { (members: $0.members, value: $1) }
    return try ShapleySampler(players: players.count, seed: seed, pairs: pairs).sample(
      { order in values(along: order, needed) }, checkpoint)
  }

  private func values(along order: [Int], _ needed: [(members: [Int], value: Int128)]) -> [Int128] {
    var place = order
    for (position, player) in order.enumerated() { place[player] = position }
    // A line happens when the last of those it needs has come.
    var together = [Int128](repeating: 0, count: order.count)
    for line in needed {
      together[line.members.reduce(0) { max($0, place[$1]) }] += line.value
    }
    var (sum, apart): (Int128, Int128) = (0, 0)
    return order.enumerated().map { position, player in
      sum += together[position]
      apart += outside[player]
      return position == order.count - 1 ? sum : max(sum, apart)
    }
  }
}

extension Game {
  /// Every coalition with its value, by size and then by identifiers.
  ///
  /// - Throws: `overflow`.
  package func valuedCoalitions() throws(SplitError) -> [ValuedCoalition] {
    var listed: [ValuedCoalition] = []
    for coalition in values.indices.dropFirst().map({ Coalition(mask: UInt64($0)) }).sorted() {
      let cents = try Int64(cents: value(of: coalition), of: "The value of a group")
      listed.append(ValuedCoalition(members: members(of: coalition), valueCents: cents))
    }
    return listed
  }
}
