import CostSharing
import Testing

/// What must hold of the solutions of every game, tried on generated ones.
@Suite struct GamePropertyTests {
  private static let rounds = 40

  @Test func `efficiency: shares add up to what all have together, and cents are less than one off`() throws {
    try forGenerated { game, _ in
      for (solution, shares) in try game.allPoints() {
        let cents = try LargestRemainder.round(shares)
        #expect(shares.sum == Fraction(game.grandValue), "\(solution)")
        #expect(zip(shares, cents).allSatisfy { ($0 - Fraction($1)).magnitude < .one }, "\(solution)")
      }
    }
  }

  @Test func `symmetry: players that are interchangeable have the same`() throws {
    try forGenerated(3...5) { game, _ in
      // Each coalition is worth the mean, doubled, of itself and itself with the first two players exchanged.
      let exchanged = game.reordered([1, 0] + Array(2..<game.count))
      let even = Game(players: game.players, values: zip(game.values, exchanged.values).map { $0 + $1 })

      for (solution, shares) in try even.allPoints() {
        let cents = try LargestRemainder.round(shares)
        #expect(shares[0] == shares[1], "\(solution)")
        #expect((0...1).contains(cents[0] - cents[1]), "\(solution)")
      }
    }
  }

  @Test func `dummy: who adds the same to every group has exactly that`() throws {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let own = Int128.random(in: 0...40, using: &numbers)
      let game = numbers.gameWithCore().withDummy(worth: own)

      for solution in [GameSolution.shapley, .nucleolus, .tau, .separableCosts] {
        #expect(try solution.point(of: game)?.shares.last == Fraction(own), "\(solution)")
      }
      let outside = (0..<game.count).map { Int64(game.value(of: $0)) }
      let profit = try game.equalProfit(outside: outside, bases: (1...game.count).map { Fraction($0) })
      #expect(profit.gains.last == .zero && !profit.isRelaxed)
    }
  }

  @Test func `additivity: the Shapley value of a sum is the sum of the Shapley values`() throws {
    try forGenerated { game, numbers in
      let other = numbers.anyGame(game.count...game.count)
      let sum = Game(players: game.players, values: zip(game.values, other.values).map { $0 + $1 })

      let (first, second, both) = (try game.shapley(), try other.shapley(), try sum.shapley())
      #expect(both == zip(first, second).map { $0 + $1 })
    }
  }

  @Test func `monotonicity: when all together have more, nobody's Shapley value is lower`() throws {
    try forGenerated { game, numbers in
      let more = game.raised(by: Int128.random(in: 1...1_000_000, using: &numbers))
      let (before, after) = (try game.shapley(), try more.shapley())

      #expect(zip(before, after).allSatisfy { $0 <= $1 })
    }
  }

  @Test func `monotonicity: nor is anybody's nucleolus per member`() throws {
    try forGenerated(2...5) { game, numbers in
      let more = game.raised(by: Int128.random(in: 1...1_000, using: &numbers))
      let (before, after) = (try game.prenucleolus(.perMember), try more.prenucleolus(.perMember))

      #expect(zip(before, after).allSatisfy { $0 <= $1 })
    }
  }

  @Test func `individual rationality: where everybody can have its own value, the nucleolus gives it`() throws {
    try forGenerated { game, _ in
      for measure in [ExcessMeasure.total, .perMember] {
        let nucleolus = try game.nucleolus(measure)
        let singles = (0..<game.count).map { Fraction(game.value(of: $0)) }
        let hasImputations = singles.sum <= Fraction(game.grandValue)

        #expect(nucleolus.usedPrenucleolus == !hasImputations)
        #expect(!hasImputations || zip(nucleolus.shares, singles).allSatisfy { $0 >= $1 })
      }
    }
  }

  @Test func `permutation: renumbering the players renumbers their shares`() throws {
    try forGenerated { game, numbers in
      let order = Array(0..<game.count).shuffled(using: &numbers)
      let (before, after) = (try game.allPoints(), try game.reordered(order).allPoints())

      #expect(before.map(\.0) == after.map(\.0))
      for ((solution, shares), (_, moved)) in zip(before, after) {
        #expect(moved == order.map { shares[$0] }, "\(solution)")
      }
    }
  }

  @Test func `scale and strategic equivalence: shares follow the values and what each has of its own`() throws {
    try forGenerated { game, numbers in
      let factor = Int128.random(in: 2...1_000, using: &numbers)
      let own = (0..<game.count).map { _ in Int128.random(in: -500...500, using: &numbers) }
      let (before, after) = (try game.allPoints(), try game.transformed(by: factor, adding: own).allPoints())

      #expect(before.map(\.0) == after.map(\.0))
      for ((solution, shares), (_, moved)) in zip(before, after) {
        #expect(moved == zip(shares, own).map { $0 * Fraction(factor) + Fraction($1) }, "\(solution)")
      }
    }
  }

  @Test func `core selection: where there is a core, nucleolus and equal profit are in it`() throws {
    try forGenerated(2...6) { game, _ in
      let epsilon = try #require(try game.leastCoreEpsilon())
      let prenucleolus = game.coreCheck(of: try game.prenucleolus())

      #expect(prenucleolus.maxExcess == epsilon)
      #expect(prenucleolus.isInCore == (epsilon.signum <= 0))
      guard epsilon.signum <= 0 else { return }
      #expect(game.coreCheck(of: try game.nucleolus().shares).isInCore)
      #expect(game.coreCheck(of: try game.nucleolus(.perMember).shares).isInCore)
      try checkEqualProfit(game)
    }
  }

  @Test func `core selection, on games that have a core`() throws {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds {
      let game = numbers.gameWithCore()
      #expect(game.coreCheck(of: try game.nucleolus().shares).isInCore)
      // Convex games have the Shapley value in the core (Shapley 1971).
      #expect(game.coreCheck(of: try game.shapley()).isInCore)
      try checkEqualProfit(game)
    }
  }

  private func checkEqualProfit(_ game: Game) throws {
    let outside = (0..<game.count).map { Int64(game.value(of: $0)) }
    let profit = try game.equalProfit(outside: outside, bases: (1...game.count).map { Fraction($0) })
    let shares = zip(outside, profit.gains).map { Fraction($0) + $1 }

    #expect(!profit.isRelaxed)
    #expect(game.coreCheck(of: shares).isInCore)
  }

  @Test func `equal profit does not depend on the order of the partners`() throws {
    try forGenerated(2...5) { game, numbers in
      let rich = game.raised(by: 400)
      let order = Array(0..<game.count).shuffled(using: &numbers)
      let outside = (0..<game.count).map { Int64(rich.value(of: $0)) }
      let bases = (0..<game.count).map { _ in Fraction(Int.random(in: 1...90, using: &numbers)) }

      let profit = try rich.equalProfit(outside: outside, bases: bases)
      let moved = try rich.reordered(order).equalProfit(
        outside: order.map { outside[$0] }, bases: order.map { bases[$0] })

      #expect(moved.gains == order.map { profit.gains[$0] })
      #expect(profit.gains.allSatisfy { $0 >= .zero })
    }
  }

  @Test func `no other division has lexicographically smaller complaints than the prenucleolus`() throws {
    try forGenerated(2...5) { game, numbers in
      for measure in [ExcessMeasure.total, .perMember] {
        let shares = try game.prenucleolus(measure)
        let least = game.sortedExcesses(shares, perMember: measure == .perMember)
        for _ in 0..<20 {
          let other = moved(shares, &numbers)
          guard other != shares else { continue }
          let complaints = game.sortedExcesses(other, perMember: measure == .perMember)
          #expect(least.lexicographicallyPrecedes(complaints))
        }
      }
    }
  }

  /// A large or tiny amount from one player to another, once or more.
  private func moved(_ shares: [Fraction], _ numbers: inout SeededNumbers) -> [Fraction] {
    var moved = shares
    for _ in 0..<Int.random(in: 1...3, using: &numbers) {
      let amount = Fraction(
        numerator: BigInteger(Int.random(in: 1...30, using: &numbers)),
        denominator: BigInteger([1, 7, 1_000_003].randomElement(using: &numbers) ?? 1))
      moved[Int.random(in: shares.indices, using: &numbers)] += amount
      moved[Int.random(in: shares.indices, using: &numbers)] -= amount
    }
    return moved
  }

  private func forGenerated(
    _ counts: ClosedRange<Int> = 1...6, _ check: (Game, inout SeededNumbers) throws -> Void
  ) throws {
    var numbers = printedSeed()
    for _ in 0..<Self.rounds { try check(numbers.anyGame(counts), &numbers) }
  }
}
