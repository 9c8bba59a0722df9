/// A game with transferable money: what every group of players is worth on its own.
///
/// A game of costs is the game with every value negated; its solutions are negated back (`GameCase`).
package struct Game: Hashable, Sendable {
  /// Identifiers in byte order, each once; one or more.
  package let players: [String]
  /// What each coalition is worth, by `Coalition.mask`: whole cents, 0 for the empty one.
  package let values: [Int128]

  /// Players of a game at most: every computation here looks at all 65,536 coalitions.
  package static let playersMax = 16
  /// Players at most for whatever needs linear programs: the nucleoli, the least core, the equal profit method.
  package static let linearProgramPlayersMax = 12

  /// A game of these values.
  ///
  /// - Parameters:
  ///   - players: 1 to `playersMax` identifiers in byte order.
  ///   - values: One per coalition, the empty one's 0; each fits in 80 bits, so that sums cannot overflow.
  package init(players: [String], values: [Int128]) {
    precondition((1...Self.playersMax).contains(players.count), "a game has 1 to \(Self.playersMax) players")
    precondition(values.count == 1 << players.count && values[0] == 0, "a value per coalition, nothing for nobody")
    self.players = players
    self.values = values
  }

  /// How many players there are.
  package var count: Int { players.count }
  /// What all players together are worth: it is what a solution divides.
  package var grandValue: Int128 { values[values.count - 1] }

  package func value(of coalition: Coalition) -> Int128 {
    values[Int(coalition.mask)]
  }

  /// What one player is worth alone.
  package func value(of player: Int) -> Int128 {
    values[1 << player]
  }

  /// The identifiers of a coalition's members, in byte order.
  package func members(of coalition: Coalition) -> [String] {
    coalition.members.map { players[$0] }
  }

  /// What each player adds to all the others: its marginal contribution M(i) = v(N) - v(N without i).
  var marginals: [Int128] {
    (0..<count).map { grandValue - values[(values.count - 1) ^ (1 << $0)] }
  }

  var sumOfSingles: Int128 {
    (0..<count).reduce(0) { $0 + value(of: $1) }
  }

  /// Binary digits of the largest value.
  var valueBits: Int {
    UInt128.bitWidth - values.reduce(UInt128(0)) { max($0, $1.magnitude) }.leadingZeroBitCount
  }

  /// The coalitions that are neither empty nor everybody, by mask.
  var proper: Range<Int> { 1..<values.count - 1 }

  /// - Throws: `tooManyPartners` when linear programs would be too large.
  func requireLinearPrograms() throws(SplitError) {
    guard count > Self.linearProgramPlayersMax else { return }
    let detail =
      "At most \(Self.linearProgramPlayersMax) partners have an exact nucleolus or least core; merge those that always "
      + "act together, or choose the Shapley value."
    throw SplitError(.tooManyPartners, at: "/partners", detail)
  }
}

/// Called now and then by a long computation; what it throws ends the computation.
package typealias Checkpoint = () throws -> Void
