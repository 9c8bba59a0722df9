import CostSharing
import Testing

/// Games with known answers, made by an independent exact computation.
struct GameFact: Sendable, CustomTestStringConvertible {
  let title: String
  let players: Int
  let type: GameType
  /// The values of all coalitions, singles first and by size, then by players.
  let values: [Int]
  let solutions: [Known]
  let leastCoreEpsilon: String?

  struct Known: Sendable {
    let solution: GameSolution
    /// One share per player, or nothing where there is no such point.
    let shares: [String]?
    let inCore: Bool
    let prenucleolusUsed: Bool

    init(_ solution: GameSolution, _ shares: String?, inCore: Bool = true, prenucleolusUsed: Bool = false) {
      self.solution = solution
      self.shares = shares?.split(separator: " ").map(String.init)
      self.inCore = inCore
      self.prenucleolusUsed = prenucleolusUsed
    }
  }

  var testDescription: String { title }

  init(
    _ title: String, _ players: Int, _ type: GameType, _ values: [Int], _ solutions: [Known], leastCoreEpsilon: String?
  ) {
    self.title = title
    self.players = players
    self.type = type
    self.values = values
    self.solutions = solutions
    self.leastCoreEpsilon = leastCoreEpsilon
  }
}

extension GameFact {
  static let all: [GameFact] = [
    GameFact(
      "three partners, superadditive, all solutions", 3, .value,
      [
        223, 398, 68, 621, 352, 656, 994,
      ],
      [
        .init(.shapley, "543/2 511 423/2"), .init(.nucleolus, "561/2 520 387/2"),
        .init(.prenucleolus, "561/2 520 387/2"), .init(.perCapitaNucleolus, "784/3 3005/6 1391/6"),
        .init(.tau, "183147/664 84673/166 138177/664"), .init(.separableCosts, "183147/664 84673/166 138177/664"),
        .init(.equalNonSeparable, "655/3 1567/3 760/3", inCore: false),
      ], leastCoreEpsilon: "-115/2"),
    GameFact(
      "four partners, superadditive", 4, .value,
      [
        1746, 59, 1681, 1836, 4013, 3427, 3582, 1740, 4505, 3517, 5694, 7165, 5671, 6186, 8846,
      ],
      [
        .init(.shapley, "7358/3 5804/3 1715 8231/3", inCore: false), .init(.nucleolus, "2203 2468 1681 2494"),
        .init(.perCapitaNucleolus, "10558/5 12691/5 1681 12576/5"),
      ], leastCoreEpsilon: "0"),
    GameFact(
      "five partners, arbitrary values", 5, .value,
      [
        134, -14, 103, 304, 172, 103, 295, 53, 242, 217, 253, 45, 282, 266, 97, -29, 243, 151, 233, 35,
        219, 298, 253, 365, -38, 60, 307, 354, 302, 62, 387,
      ],
      [
        .init(.shapley, "5711/60 1661/60 2201/60 3443/30 6761/60", inCore: false),
        .init(.prenucleolus, "515/12 -287/12 1387/12 536/3 295/4", inCore: false),
      ], leastCoreEpsilon: "273/2"),
    GameFact(
      "six partners, superadditive", 6, .value,
      [
        36_633, 41_246, 39_148, 5131, 8590, 28_656, 85_241, 95_818, 41_764, 56_393, 65_289, 80_394, 64_245,
        49_836, 69_902, 44_279, 47_738, 90_920, 29_546, 39_214, 78_598, 137_064, 100_878, 149_860, 113_897,
        100_949, 104_408, 127_553, 123_112, 111_588, 115_231, 103_393, 88_984, 148_746, 72_835, 92_901,
        119_844, 121_558, 96_051, 117_746, 83_729, 160_063, 189_008, 185_379, 164_358, 169_950, 183_162,
        162_260, 150_736, 174_416, 151_768, 162_804, 155_165, 158_992, 176_724, 150_214, 232_167, 209_098,
        240_780, 213_357, 214_032, 215_872, 272_542,
      ],
      [
        .init(.shapley, "3222749/60 3246763/60 781169/15 388298/15 2493691/60 2711449/60", inCore: false),
        .init(.nucleolus, "43665 57364 52153 30154 49635 39571"),
        .init(
          .tau,
          "3799378554/78409 4238955694/78409 4317466105/78409 "
            + "1846367182/78409 4324985328/78409 2842592815/78409",
          inCore: false),
      ], leastCoreEpsilon: "0"),
    GameFact(
      "majority of three: empty core", 3, .value,
      [
        0, 0, 0, 67, 67, 67, 100,
      ],
      [
        .init(.shapley, "100/3 100/3 100/3", inCore: false), .init(.nucleolus, "100/3 100/3 100/3", inCore: false),
      ], leastCoreEpsilon: "1/3"),
    GameFact(
      "cost game: Tennessee Valley Authority", 3, .cost,
      [
        163_520, 140_826, 250_096, 301_607, 378_821, 367_370, 412_584,
      ],
      [
        .init(.shapley, "117829 201513/2 387997/2"), .init(.nucleolus, "116234 93540 202810"),
        .init(.prenucleolus, "116234 93540 202810"), .init(.perCapitaNucleolus, "362524/3 315415/3 559813/3"),
        .init(.tau, "3568202101/30374 6023607339/60748 11903641291/60748"),
        .init(.separableCosts, "3568202101/30374 6023607339/60748 11903641291/60748"),
        .init(.equalNonSeparable, "119424 107973 185187"),
      ], leastCoreEpsilon: "-47286"),
    GameFact(
      "airport with runway costs 8, 11, 13, 18", 4, .cost,
      [
        8, 11, 13, 18, 11, 13, 18, 13, 18, 18, 13, 18, 18, 18, 18,
      ],
      [
        .init(.shapley, "2 3 4 9"), .init(.nucleolus, "13/4 13/4 13/4 33/4"),
      ], leastCoreEpsilon: "-13/4"),
    GameFact(
      "one partner", 1, .value,
      [
        78
      ],
      [
        .init(.shapley, "78"), .init(.nucleolus, "78"), .init(.tau, "78"),
      ], leastCoreEpsilon: nil),
    GameFact(
      "two partners without imputation: prenucleolus used", 2, .value,
      [
        60, 57, 100,
      ],
      [
        .init(.nucleolus, "103/2 97/2", inCore: false, prenucleolusUsed: true)
      ], leastCoreEpsilon: "17/2"),
    GameFact(
      "no tau value", 3, .value,
      [
        1, 2, 3, 4, 5, 6, 7,
      ],
      [
        .init(.tau, nil)
      ], leastCoreEpsilon: "1/3"),
  ]
}
