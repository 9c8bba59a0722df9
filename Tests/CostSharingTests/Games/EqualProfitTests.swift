import CostSharing
import Testing

@Suite struct EqualProfitTests {
  @Test func `without alternatives of groups everybody has the same percentage`() {
    let profit = Game.equalProfit(gain: 100, bases: [1, 2, 5])

    #expect(profit.gains.texts == ["25/2", "25", "125/2"])
    #expect(!profit.isRelaxed)
  }

  @Test func `a group with an alternative is given it, and the others share the rest alike`() throws {
    let game = game(["a", "b", "c"], [0, 0, 0, 80, 0, 0, 90])

    let profit = try game.equalProfit(outside: [0, 0, 0], bases: [1, 1, 1])

    #expect(profit.gains.texts == ["40", "40", "10"])
    #expect(profit.epsilon == .zero)
  }

  @Test func `with an empty core groups fall short by as little as possible`() throws {
    let game = game(["bank", "inzamelaar", "producent"], [0, 0, 0, 80, 79, 70, 100])

    let profit = try game.equalProfit(outside: [0, 0, 0], bases: [1, 2, 3])

    #expect(profit.epsilon.description == "29/3")
    #expect(profit.isRelaxed)
    #expect(profit.gains.texts == ["119/3", "92/3", "89/3"])
  }

  @Test func `the largest difference alone does not decide, the lexicographic order does`() throws {
    // The first player must have 12 of 20; the largest difference is then between it and the smallest of the others.
    let game = game(["a", "b", "c", "d"], [12, 0, 0, 0, 12, 12, 12, 0, 0, 0, 12, 12, 12, 0, 20])

    #expect(
      try game.equalProfit(outside: [0, 0, 0, 0], bases: [1, 1, 1, 1]).gains.texts == ["12", "8/3", "8/3", "8/3"])
  }

  @Test func `outside options come off before gains are compared`() throws {
    let game = game(["a", "b"], [30, 10, 60])

    #expect(try game.equalProfit(outside: [30, 10], bases: [1, 3]).gains.texts == ["5", "15"])
  }

  @Test func `only the proportions of the bases count, and they may be large or fractions`() throws {
    let game = game(["a", "b", "c"], [0, 0, 0, 80, 79, 30, 100])
    let bases: [Fraction] = [Fraction("9223372036854775783") ?? .one, Fraction("9223372036854775643") ?? .one, 3]
    let scaled = bases.map { $0 * Fraction(numerator: 7, denominator: 1_000_003) }

    let profit = try game.equalProfit(outside: [0, 0, 0], bases: bases)

    #expect(profit.gains.sum == 100)
    #expect(try game.equalProfit(outside: [0, 0, 0], bases: scaled) == profit)
  }

  @Test func `one player has the gain`() throws {
    #expect(try game(["a"], [9]).equalProfit(outside: [4], bases: [2]).gains.texts == ["5"])
  }
}
