import CostSharing

/// A game of a few named players: the values of all coalitions, singles first and by size, then by identifiers.
func game(_ players: [String], _ values: [Int]) -> Game {
  let masks = (1..<1 << players.count).map { Coalition(mask: UInt64($0)) }.sorted()
  precondition(masks.count == values.count, "a value per coalition")
  var byMask = [Int128](repeating: 0, count: masks.count + 1)
  for (coalition, value) in zip(masks, values) { byMask[Int(coalition.mask)] = Int128(value) }
  return Game(players: players, values: byMask)
}

/// A game of `count` players whose values follow a rule over the members' numbers from 0.
func game(of count: Int, _ value: ([Int]) -> Int) -> Game {
  Game(
    players: players(count),
    values: (0..<1 << count).map { $0 == 0 ? 0 : Int128(value(Coalition(mask: UInt64($0)).members)) })
}

/// `p00`, `p01`, …: in byte order.
func players(_ count: Int) -> [String] {
  (0..<count).map { $0 < 10 ? "p0\($0)" : "p\($0)" }
}

/// A game of majorities: 1 for every coalition whose weights reach the quota.
func weightedMajority(quota: Int, _ weights: [Int]) -> Game {
  game(of: weights.count) { members in members.reduce(0) { $0 + weights[$1] } >= quota ? 1 : 0 }
}

/// What an estate leaves to a group when the others have had their claims: v(S) = max(0, E - claims outside S).
func bankruptcy(estate: Int, _ claims: [Int]) -> Game {
  game(of: claims.count) { members in
    max(0, estate - claims.indices.filter { !members.contains($0) }.reduce(0) { $0 + claims[$1] })
  }
}

extension Game {
  /// The same values with the opposite sign: a game of costs as a game of values, and back.
  var negated: Game { Game(players: players, values: values.map { -$0 }) }
}

extension [Fraction] {
  var texts: [String] { map(\.description) }
  var negated: [Fraction] { map { -$0 } }
  var sum: Fraction { reduce(.zero, +) }
}
