import CostSharing
import Testing

/// Costs shared in the literature; a game of costs is the game of their negatives, and its points are negated back.
@Suite struct PublishedCostGamesTests {
  // Young, Okada & Hashimoto, "Cost allocation in water resources development", Water Resources Research 18 (1982):
  // water for six groups of municipalities in Skåne, here in hundredths of a million crowns.
  private static let skåne = game(
    ["A", "H", "K", "L", "M", "T"],
    [2195, 1708, 1091, 1588, 2081, 2198]
      + [3469, 3286, 3783, 4276, 4393, 2296, 2500, 3789, 3906, 2679, 3145, 3289, 3110, 3786, 3941]
      + [4074, 4322, 5550, 5667, 4874, 5340, 5484, 5305, 5981, 6136]
      + [2726, 4255, 4494, 4581, 4698, 5649, 4201, 4877, 5032, 5146]
      + [4895, 6025, 6272, 6403, 6520, 7410, 6396, 7072, 7227, 7341, 4807, 4924, 5935, 6441, 5661]
      + [6976, 7093, 7742, 8300, 7397, 6646, 8382]
  ).negated

  @Test func `water in Skåne by the Shapley value`() throws {
    let shares = try Self.skåne.shapley().negated

    #expect(shares.texts == ["20011/10", "5354/5", "39641/60", "15559/15", "20335/12", "57527/30"])
    // Printed as 20.01, 10.71, 6.61, 10.37, 16.94 and 19.18: with the fifth rounded down they add up to 83.82.
    #expect(shares.map(\.roundedHalfEven) == [2_001, 1_071, 661, 1_037, 1_695, 1_918])
  }

  @Test func `water in Skåne by the nucleolus`() throws {
    let nucleolus = try Self.skåne.nucleolus()

    #expect(nucleolus.shares.negated.texts == ["2035", "3617/3", "1499/3", "2582/3", "1832", "1949"])
    // Printed as 20.35, 12.06, 5.00, 8.61, 18.32 and 19.49.
    #expect(nucleolus.shares.negated.map(\.roundedHalfEven) == [2_035, 1_206, 500, 861, 1_832, 1_949])
    #expect(!nucleolus.usedPrenucleolus)
  }

  @Test func `water in Skåne by the per capita nucleolus`() throws {
    let shares = try Self.skåne.nucleolus(.perMember).shares.negated

    #expect(shares.texts == ["36053/18", "22535/18", "35491/90", "16325/18", "166897/90", "177427/90"])
    // Printed, as the weak nucleolus, as 20.03, 12.52, 3.94, 9.07, 18.54 and 19.71.
    #expect(shares.map(\.roundedHalfEven) == [2_003, 1_252, 394, 907, 1_854, 1_971])
  }

  @Test func `water in Skåne by separable costs and remaining benefits lies outside the core`() throws {
    let shares = try Self.skåne.separableCosts()

    #expect(
      shares.negated.texts
        == ["9229124/4723", "6274567/4723", "2651482/4723", "5150032/4723", "7865195/4723", "8417786/4723"])
    // The paper's point against it: H, K and L together pay more than they would alone.
    let violated = Self.skåne.coreCheck(of: shares).violated.map { Self.skåne.members(of: $0.coalition) }
    #expect(violated.contains(["H", "K", "L"]))
  }

  // Guajardo & Jörnsten, "Common mistakes in computing the nucleolus", EJOR 241 (2015), correct four published points.
  // The first of them is Lemaire's, in `PublishedGamesTests`.

  @Test func `mobiles in a broadcast, as corrected`() throws {
    // Hasan et al. 2011.
    let broadcast = game(
      ["1", "2", "3", "4"], [8, 1, 10, 11, 8, 10, 19, 10, 12, 12, 10, 19, 20, 13, 20]
    ).negated

    #expect(try broadcast.nucleolus().shares.negated.texts == ["15/2", "1/2", "3/2", "21/2"])
  }

  @Test func `manufacturers, as corrected`() throws {
    // Oh & Shin 2012.
    let makers = game(["1", "2", "3"], [375_144, 245_280, 211_239, 568_232, 551_055, 452_411, 772_500]).negated

    #expect(try makers.nucleolus().shares.negated.texts == ["1326781/4", "932205/4", "415507/2"])
  }

  @Test func `planning of production and transport, as corrected`() throws {
    // Sakawa et al. 2001: gains in thousandths of all there is.
    let planning = game(
      ["1", "2", "3", "4", "5"],
      [60, 168, 30, 249, 0, 378, 144, 408, 182, 337, 538, 279, 383, 83, 386]
        + [536, 747, 485, 546, 255, 561, 706, 379, 668, 473, 906, 573, 874, 634, 801, 1_000])

    #expect(try planning.nucleolus().shares.texts == ["165", "641/2", "169/2", "749/2", "111/2"])
  }

  @Test func `costs of three, whose nucleolus somebody is paid in`() throws {
    // The example of the R package GameTheoryAllocation 1.0, in thousandths; its help prints another nucleolus.
    #expect(try Self.transport.nucleolus().shares.negated.texts == ["448/3", "916/3", "-335/3"])
  }

  @Test func `costs of three with equal profit inside the core`() throws {
    // The same example by the method of Frisk et al. 2010: 0.05, 0.206 and 0.087. The bases are the costs alone.
    let alone: [Int64] = [538, 761, 1_742]

    let profit = try Self.transport.equalProfit(outside: alone.map { -$0 }, bases: alone.map { Fraction($0) })

    #expect(zip(alone, profit.gains).map { Fraction($0) - $1 }.texts == ["50", "206", "87"])
    #expect(profit.epsilon == .zero)
  }

  private static let transport = game(["1", "2", "3"], [538, 761, 1_742, 554, 137, 293, 343]).negated
}

/// Gains divided in the literature by other points.
@Suite struct PublishedGainsTests {
  @Test func `a grid of three Indian regions at Gately's point`() throws {
    // Gately, "Sharing the gains from regional cooperation", International Economic Review 15 (1974): savings of 1,530
    // are divided as 827.7, 476.6 and 225.7.
    let grid = game(["1", "2", "3"], [0, 0, 0, 1_170, 770, 210, 1_530])

    #expect(try grid.separableCosts().texts == ["50490/61", "29070/61", "13770/61"])
    #expect(try grid.separableCosts().map(\.roundedHalfEven) == [828, 477, 226])
  }

  @Test func `the example of the tau value's encyclopedia entry`() {
    // Stach, "Tijs value", in Encyclopedia of Power (2011): 1.2, 0.6 and 1.2.
    #expect(game(["1", "2", "3"], [0, 0, 0, 1, 2, 1, 3]).tau()?.texts == ["6/5", "3/5", "6/5"])
  }

  @Test func `a game whose nucleolus is not its prenucleolus`() throws {
    // Peleg & Sudhölter, *Introduction to the Theory of Cooperative Games* (2007), example 5.5.12.
    let apart = game(["1", "2", "3"], [0, 0, 0, 10, 0, 0, 2])

    #expect(try apart.prenucleolus().texts == ["3", "3", "-4"])
    #expect(try apart.nucleolus().shares.texts == ["1", "1", "0"])
  }
}
