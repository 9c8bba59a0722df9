import CostSharing
import Testing

@Suite struct NucleolusTests {
  // Maschler, Peleg & Shapley's and Aumann & Maschler's bankruptcy games (JET 36, 1985): claims 100, 200 and 300.
  @Test(arguments: [
    (100, ["100/3", "100/3", "100/3"]), (200, ["50", "75", "75"]), (300, ["50", "100", "150"]),
  ])
  func `an estate is divided as the Talmud divides it`(estate: Int, shares: [String]) throws {
    let nucleolus = try bankruptcy(estate: estate, [100, 200, 300]).nucleolus()

    #expect(nucleolus.shares.texts == shares)
    #expect(!nucleolus.usedPrenucleolus)
  }

  @Test func `the Tennessee Valley's nucleolus is the published one`() throws {
    // Straffin & Heaney 1981: flood control 93,540, navigation 116,234, power 202,810.
    let game = MarginalSolutionsTests.tennesseeValley

    #expect(try game.nucleolus().shares.negated.texts == ["93540", "116234", "202810"])
    #expect(try game.leastCoreEpsilon()?.description == "-47286")
  }

  @Test func `a runway's nucleolus follows Littlechild's recursion`() throws {
    // Littlechild 1974: steps of 8, 11, 13 and 18 give 13/4 to the first three and 33/4 to the largest.
    let needed = [8, 11, 13, 18]
    let airport = game(of: 4) { members in -(members.map { needed[$0] }.max() ?? 0) }

    #expect(try airport.nucleolus().shares.negated.texts == ["13/4", "13/4", "13/4", "33/4"])
  }

  @Test func `of gloves the scarce side has all`() throws {
    let gloves = game(of: 5) { members in min(members.count { $0 < 2 }, members.count { $0 >= 2 }) }

    #expect(try gloves.nucleolus().shares.texts == ["1", "1", "0", "0", "0"])
  }

  @Test func `in a constant-sum majority game the nucleolus is its homogeneous representation`() throws {
    // Peleg 1968: (5; 2, 2, 2, 1, 1, 1) gives 2/9 and 1/9; the apex game of five, 3/7 and 1/7 (Davis & Maschler 1965).
    let apex = weightedMajority(quota: 4, [3, 1, 1, 1, 1])

    #expect(
      try weightedMajority(quota: 5, [2, 2, 2, 1, 1, 1]).nucleolus().shares.texts
        == ["2/9", "2/9", "2/9", "1/9", "1/9", "1/9"])
    #expect(try apex.nucleolus().shares.texts == ["3/7", "1/7", "1/7", "1/7", "1/7"])
  }

  @Test func `two players without an imputation share the shortage`() throws {
    let nucleolus = try game(["bank", "inzamelaar"], [60, 57, 100]).nucleolus()

    #expect(nucleolus.usedPrenucleolus)
    #expect(nucleolus.shares.texts == ["103/2", "97/2"])
  }

  @Test func `one player has everything and no least core`() throws {
    let alone = game(["bank"], [78])

    #expect(try alone.nucleolus().shares.texts == ["78"])
    #expect(try alone.prenucleolus(.perMember).texts == ["78"])
    #expect(try alone.leastCoreEpsilon() == nil)
  }

  @Test func `a bound that is tight moves the nucleolus away from the prenucleolus`() throws {
    // Two of three may form a pair worth 10, or all together worth 4 only: the third would be left with less than 0.
    let game = game(["a", "b", "c"], [0, 0, 0, 10, 0, 0, 4])

    #expect(try game.prenucleolus().texts == ["7/2", "7/2", "-3"])
    #expect(try game.nucleolus().shares.texts == ["2", "2", "0"])
  }

  @Test func `more than twelve players are refused`() throws {
    let game = game(of: 13) { $0.count }

    for solve in [{ _ = try game.nucleolus() }, { _ = try game.prenucleolus() }, { _ = try game.leastCoreEpsilon() }] {
      let error = #expect(throws: SplitError.self) { try solve() }
      #expect(error?.faults.map(\.code) == [.tooManyPartners])
    }
  }

  @Test func `a stopped computation ends with the reason it was stopped for`() {
    #expect(throws: Stopped.self) { try game(of: 4) { $0.count * $0.count }.nucleolus(.total) { throw Stopped() } }
  }

  @Test func `values next to 64 bits stay exact`() throws {
    let huge = game(of: 3) { $0.count == 3 ? .max : $0.count == 2 ? .max - 1 : -.max }

    #expect(
      try huge.nucleolus().shares.texts
        == Array(repeating: Fraction(numerator: BigInteger(Int64.max), denominator: 3).description, count: 3))
  }
}
