import CostSharing
import Testing

@Suite struct GameCaseTests {
  @Test(arguments: GameFact.all)
  func `a game has the solutions that another computation found`(fact: GameFact) throws {
    let answer = try fact.gameCase.solved(Set(fact.solutions.map(\.solution)))

    #expect(answer.grandValueCents == Int64(fact.values[fact.values.count - 1]))
    #expect(answer.leastCoreEpsilon?.description == fact.leastCoreEpsilon)
    #expect(answer.isCoreEmpty == (fact.leastCoreEpsilon.flatMap { Fraction($0) }.map { $0.signum > 0 } ?? false))
    for known in fact.solutions {
      let solved = try #require(answer.solutions.first { $0.solution == known.solution })
      #expect(solved.division?.exact.texts == known.shares, "\(known.solution)")
      guard let division = solved.division else { continue }
      #expect(division.isInCore == known.inCore, "\(known.solution)")
      #expect(division.usedPrenucleolus == known.prenucleolusUsed, "\(known.solution)")
      #expect(division.cents.reduce(0, +) == answer.grandValueCents)
    }
  }

  @Test func `of equal fractions the smaller identifier has the cent, of costs as of values`() throws {
    let runway = try #require(GameFact.all.first { $0.title.hasPrefix("airport") })

    let answer = try runway.gameCase.solved([.nucleolus])

    #expect(answer.solutions.first?.division?.cents == [4, 3, 3, 8])
  }

  @Test func `the order of players, coalitions and members does not matter`() throws {
    var numbers = printedSeed()
    for fact in GameFact.all {
      let sent = fact.gameCase
      let shuffled = GameCase(
        players: sent.players.shuffled(using: &numbers), type: sent.type,
        coalitions: sent.coalitions.shuffled(using: &numbers).map {
          ValuedCoalition(members: $0.members.shuffled(using: &numbers), valueCents: $0.valueCents)
        })

      #expect(try shuffled.solved([.shapley, .nucleolus]) == (try sent.solved([.shapley, .nucleolus])))
    }
  }

  @Test func `a game of costs is checked in costs`() throws {
    let runway = try #require(GameFact.all.first { $0.title.hasPrefix("airport") })
    let payments = Dictionary(uniqueKeysWithValues: zip(runway.gameCase.players, [9, 1, 1, 7] as [Fraction]))

    let check = try runway.gameCase.coreCheck(of: payments)

    #expect(check.isEfficient && check.violatedCount == 1)
    #expect(check.violated.first?.value == 8)
    #expect(check.violated.first?.allocated == 9)
    #expect(check.violated.first?.shortfall == 1)
    #expect(check.maxExcess == 1)
  }

  @Test func `costs that nobody can undercut are in the core`() throws {
    let costs = game(["bank", "inzamelaar", "producent"], [538, 761, 1_742, 554, 137, 293, 343])
    let sent = GameCase(players: costs.players, type: .cost, coalitions: try costs.valuedCoalitions())

    let check = try sent.coreCheck(of: ["bank": 50, "inzamelaar": 206, "producent": 87])

    #expect(check.isInCore && check.violated.isEmpty)
    #expect(check.maxExcess == .zero)
  }

  @Test func `an allocation is for every player and for nobody else`() {
    let two = GameCase(players: ["bank", "inzamelaar"], coalitions: [])

    #expect(
      refusal { try two.coreCheck(of: ["bank": 1, "~x/": 2]) } == [
        "/allocation missingField", "/allocation/~0x~1 unknownPartner",
      ])
  }

  @Test func `every fault is listed in the order of the input`() {
    let sent = GameCase(
      players: ["a", "joint", "-", "a"],
      coalitions: [
        .init(members: [], valueCents: 1), .init(members: ["a", "x", "a"], valueCents: 1),
        .init(members: ["a", "-"], valueCents: 1), .init(members: ["-", "a"], valueCents: 2),
      ])

    #expect(
      refusal { try sent.solved([]) }
        == [
          "/partners/1 reservedId", "/partners/2 invalidId", "/partners/3 duplicateId",
          "/coalitions/0/members emptyCoalition", "/coalitions/1/members/1 unknownPartner",
          "/coalitions/1/members/2 duplicateId", "/coalitions/3/members duplicateCoalition",
        ])
  }

  @Test func `bounds on the number of players are kept`() throws {
    let (thirteen, seventeen) = (GameCase(players: players(13), coalitions: []), players(17))

    #expect(try thirteen.solved([.shapley, .tau]).leastCoreEpsilon == nil)
    #expect(try thirteen.solved([]).isCoreEmpty == nil)
    #expect(refusal { try thirteen.solved([.nucleolus]) } == ["/partners tooManyPartners"])
    #expect(
      refusal { try GameCase(players: seventeen, coalitions: []).solved([.shapley]) } == ["/partners tooManyPartners"])
    #expect(refusal { try GameCase(players: [], coalitions: []).solved([]) } == ["/partners noPartners"])
    #expect(
      refusal { try GameCase(players: players(65), coalitions: []).solved([]) } == ["/partners tooManyPartners"])
  }

  @Test func `a value that does not fit when it is negated back is refused`() {
    let sent = GameCase(
      players: ["a", "b"],
      coalitions: [.init(members: ["a"], valueCents: .max), .init(members: ["b"], valueCents: .max)])

    #expect(refusal { try sent.solved([]) } == [" overflow"])
  }

  @Test func `a stopped computation ends with the reason it was stopped for`() {
    let sent = GameCase(players: players(4), coalitions: [])

    for solution in [GameSolution.shapley, .nucleolus, .prenucleolus, .perCapitaNucleolus] {
      #expect(throws: Stopped.self) { try sent.solved([solution]) { throw Stopped() } }
    }
  }
}

extension GameFact {
  var gameCase: GameCase {
    let known = game(CostSharingTests.players(players), values)
    return GameCase(players: known.players, type: type, coalitions: (try? known.valuedCoalitions()) ?? [])
  }
}

/// The faults a computation is refused with, as `location code`; none when it is not refused.
func refusal<Result>(_ body: () throws -> Result) -> [String] {
  do {
    _ = try body()
    return []
  } catch {
    return (error as? SplitError)?.faults.map { "\($0.location) \($0.code.rawValue)" } ?? ["\(error)"]
  }
}
