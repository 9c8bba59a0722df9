import CostSharing

extension SeededNumbers {
  /// Any values: 1 to 6 players, -50 to 100.
  mutating func anyGame(_ counts: ClosedRange<Int> = 1...6) -> Game {
    let count = Int.random(in: counts, using: &self)
    let values = (0..<1 << count).map { $0 == 0 ? 0 : Int128(Int.random(in: -50...100, using: &self)) }
    return Game(players: players(count), values: values)
  }

  /// A superadditive game with a core: every group is worth at most what a division gives it, and no less than the sum
  /// of its members.
  mutating func gameWithCore(_ counts: ClosedRange<Int> = 2...5) -> Game {
    let count = Int.random(in: counts, using: &self)
    let shares = (0..<count).map { _ in Int.random(in: 10...60, using: &self) }
    // Parts of what two or more gain together; they grow with the group, so the game is convex.
    let gains = (0..<1 << count).map { _ in Int.random(in: 0...9, using: &self) }
    return game(of: count) { members in
      let mask = Coalition(members).mask
      let inside = gains.indices.filter { $0.nonzeroBitCount > 1 && UInt64($0) & ~mask == 0 }
      return members.reduce(0) { $0 + shares[$1] } + inside.reduce(0) { $0 + gains[$1] }
    }
  }
}

extension Game {
  /// The players renumbered: the player `i` of the result is the player `order[i]` of this game.
  func reordered(_ order: [Int]) -> Game {
    Game(players: players, values: values.indices.map { values[Int(Coalition(members(of: $0, in: order)).mask)] })
  }

  private func members(of mask: Int, in order: [Int]) -> [Int] {
    Coalition(mask: UInt64(mask)).members.map { order[$0] }
  }

  /// Every value times a factor, and what each member has of its own on top.
  func transformed(by factor: Int128, adding own: [Int128]) -> Game {
    Game(
      players: players,
      values: values.indices.map { mask in
        values[mask] * factor + Coalition(mask: UInt64(mask)).members.reduce(0) { $0 + own[$1] }
      })
  }

  /// One more player, last, that adds the same to every group.
  func withDummy(worth own: Int128) -> Game {
    Game(players: CostSharingTests.players(count + 1), values: values + values.map { $0 + own })
  }

  /// The grand value raised.
  func raised(by more: Int128) -> Game {
    Game(players: players, values: values.dropLast() + [grandValue + more])
  }

  /// All that may be asked of any game; separable costs only where nobody's remaining benefit is negative.
  func allPoints() throws -> [(GameSolution, [Fraction])] {
    try GameSolution.allCases.compactMap { solution in
      do {
        return try solution.point(of: self).map { (solution, $0.shares) }
      } catch let error as SplitError where error.faults.map(\.code) == [.negativeRemainingBenefit] {
        return nil
      }
    }
  }

  /// The excesses of all coalitions, largest first.
  func sortedExcesses(_ shares: [Fraction], perMember: Bool) -> [Fraction] {
    let excesses = (1..<values.count - 1).map { mask in
      let coalition = Coalition(mask: UInt64(mask))
      let excess = Fraction(values[mask]) - coalition.members.reduce(Fraction.zero) { $0 + shares[$1] }
      return perMember ? excess / Fraction(coalition.size) : excess
    }
    return excesses.sorted(by: >)
  }
}
