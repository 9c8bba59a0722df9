import CostSharing
import Testing

/// Answers that stand in the literature, each with its source.
@Suite struct PublishedGamesTests {
  @Test func `three investors in certificates of deposit`() throws {
    // Lemaire, "Cooperative game theory and its insurance applications", ASTIN Bulletin 21 (1991): interest in Belgian
    // francs, here in cents.
    let deposits = game(
      ["1", "2", "3"], [4_612_500, 1_743_750, 581_250, 6_918_750, 5_381_250, 3_075_000, 9_000_000])

    #expect(try deposits.shapley().texts == ["5175000", "2587500", "1237500"])
    #expect(try deposits.nucleolus().shares.texts == ["5268750", "2446875", "1284375"])
  }

  @Test func `three creditors of a small company`() throws {
    // Ferguson, *Game Theory*, part IV: debts of 10, 20 and 30 thousand, assets of 36 thousand.
    let company = bankruptcy(estate: 36_000, [10_000, 20_000, 30_000])

    #expect(try company.shapley().texts == ["6000", "11000", "19000"])
    #expect(try company.nucleolus().shares.texts == ["5000", "10500", "20500"])
  }

  @Test func `a simple majority of three has an empty core`() throws {
    // Von Neumann & Morgenstern 1944: any two of three win.
    let majority = weightedMajority(quota: 2, [1, 1, 1])

    #expect(try majority.leastCoreEpsilon()?.description == "1/3")
    #expect(try majority.nucleolus().shares.texts == ["1/3", "1/3", "1/3"])
  }

  @Test func `a veto player of a majority has all that the core has to give`() throws {
    // The weighted game (51; 50, 49, 1): the first and either of the others. Banzhaf's and Shapley's example.
    let veto = weightedMajority(quota: 51, [50, 49, 1])

    #expect(try veto.shapley().texts == ["2/3", "1/6", "1/6"])
    #expect(try veto.nucleolus().shares.texts == ["1", "0", "0"])
    #expect(try veto.leastCoreEpsilon() == .zero)
  }

  @Test func `a horse market with one buyer and two sellers`() throws {
    // Böhm-Bawerk's market in its smallest form: the price lies between the sellers' reserves (Shapley & Shubik 1971).
    let market = game(of: 3) { members in
      guard members.contains(0) else { return 0 }
      return members.contains(1) ? 100 : members.contains(2) ? 60 : 0
    }

    #expect(try market.nucleolus().shares.texts == ["80", "20", "0"])
    #expect(market.tau()?.texts == ["80", "20", "0"])
  }
}

/// Divisions of a surplus whose groups have values, as another computation found them.
@Suite struct DivisionGamesTests {
  private let outside: [String: Int64] = ["bank": 3_587, "inzamelaar": 6_124, "producent": 7_973, "recycler": 2_903]
  private let coalitions: [(String, Int64)] = [
    ("bank inzamelaar", 9_711), ("bank producent", 19_927), ("inzamelaar producent", 14_097),
    ("bank inzamelaar producent", 26_051), ("bank recycler", 6_490), ("inzamelaar recycler", 9_027),
    ("bank inzamelaar recycler", 13_150), ("producent recycler", 10_909), ("bank producent recycler", 22_830),
    ("inzamelaar producent recycler", 17_033),
  ]

  @Test(arguments: [
    (GameSolution.shapley, "46825/6 18506/3 12028 17719/6"), (.nucleolus, "8022 6124 11905 2903"),
    (.perCapitaNucleolus, "8022 6124 11905 2903"), (.tau, "8022 6124 11905 2903"),
    (.separableCosts, "127714433/16165 6124 194405522/16165 2903"),
  ])
  func `a surplus is divided by what groups can do without the others`(solution: GameSolution, final: String) throws {
    let point = try solution.point(of: try game())

    #expect(point?.shares.texts.joined(separator: " ") == final)
  }

  @Test func `or with equal profit inside the core`() throws {
    let bases: [Fraction] = [100, 250, Fraction(numerator: 151, denominator: 2), 400]
    let options: [Int64] = [3_587, 6_124, 7_973, 2_903]

    let profit = try game().equalProfit(outside: options, bases: bases)

    #expect(
      zip(options, profit.gains).map { (Fraction($0) + $1).description }
        == ["977479/117", "6124", "1353980/117", "2903"])
    #expect(profit.epsilon == .zero)
    let alone = Game.equalProfit(gain: 8_367, bases: bases)
    #expect(
      zip(options, alone.gains).map { (Fraction($0) + $1).description }
        == ["7595537/1651", "14294224/1651", "14426840/1651", "11486453/1651"])
  }

  @Test func `what groups miss in the Shapley value is listed`() throws {
    let game = try game()

    let check = game.coreCheck(of: try game.shapley())

    #expect(
      check.violated.map { game.members(of: $0.coalition) } == [
        ["bank", "producent"], ["bank", "inzamelaar", "producent"], ["bank", "producent", "recycler"],
      ])
    #expect(check.violated.map(\.shortfall.description) == ["569/6", "301/6", "134/3"])
    #expect(check.violated.map(\.allocated.description) == ["118993/6", "156005/6", "68356/3"])
  }

  private func game() throws -> Game {
    let valued = coalitions.map { members, cents in
      ValuedCoalition(members: members.split(separator: " ").map(String.init), valueCents: cents)
    }
    return try CoalitionTable(outside: outside, surplusCents: 28_954, coalitions: valued, missing: .error).game()
  }
}
