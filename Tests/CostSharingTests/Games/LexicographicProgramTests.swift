import Testing

@testable import CostSharing

@Suite struct LexicographicProgramTests {
  @Test func `Bland's rule takes another way to the same point`() throws {
    var numbers = printedSeed()
    for _ in 0..<30 {
      let game = numbers.anyGame(2...6)
      for measure in [ExcessMeasure.total, .perMember] {
        var program = game.program(measure, bounded: false)
        #expect(try program.solve({}, stalledMax: 0) == game.prenucleolus(measure))
      }
    }
  }

  @Test func `games full of ties are solved by either rule`() throws {
    let games = [
      weightedMajority(quota: 5, [1, 1, 1, 1, 1, 1, 1]), game(of: 7) { $0.count }, game(of: 7) { _ in 0 },
      game(of: 7) { members in min(members.count { $0 < 3 }, members.count { $0 >= 3 }) },
    ]
    for game in games {
      var program = game.program(.total, bounded: true)
      #expect(try program.solve({}, stalledMax: 0) == game.nucleolus().shares)
    }
  }

  @Test func `a value too large for 128 bits of prices is priced with numbers of any size`() throws {
    // Values of 100 bits times the determinants of the bases, and a common factor that the point must follow.
    let huge = Int128(1) << 100
    var numbers = printedSeed()
    for _ in 0..<10 {
      let game = numbers.anyGame(3...6)
      let (small, large) = (
        try game.prenucleolus(), try game.transformed(by: huge, adding: [0, 0, 0, 0, 0, 0]).prenucleolus()
      )
      #expect(large == small.map { $0 * Fraction(huge) })
    }
  }
}
