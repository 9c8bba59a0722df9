import CostSharing
import Testing

@Suite struct SampledShapleyTests {
  // Both made by an independent computation with the same generator.
  private let four = game(
    ["bank", "inzamelaar", "producent", "recycler"],
    [63, 203, 5, 75, 266, 948, 987, 208, 608, 192, 1151, 1190, 1023, 1009, 1914])
  private let three = game(["bank", "inzamelaar", "producent"], [17, 20, 24, 42, 45, 44, 66])

  @Test func `fifty random orders and their reverses give the known estimate`() throws {
    let sampled = try gameCase(four).sampledShapley(seed: 627_655, pairs: 50)

    #expect(sampled.exact.texts == ["3074/5", "11256/25", "34823/100", "50073/100"])
    #expect(sampled.standardErrorCents == [26, 19, 27, 31])
    #expect(try LargestRemainder.round(sampled.exact) == [615, 450, 348, 501])
  }

  @Test func `one pair has no standard error`() throws {
    let sampled = try gameCase(three).sampledShapley(seed: 635, pairs: 1)

    #expect(sampled.exact.texts == ["43/2", "41/2", "24"])
    #expect(sampled.standardErrorCents == [nil, nil, nil])
  }

  @Test func `seventeen partners are sampled from the lines that need them`() throws {
    let values: [Int64] = [759, 319, 998, 137, 409, 341, 506, 718, 442, 417, 892, 302, 516, 149, 967, 553, 863]
    let names = players(17)
    let lines = values.indices.map { line in
      RequiringLine(
        ownerID: names[line], valueCents: values[line], requires: [names[(line + 1) % 17], names[(line + 5) % 17]])
    }
    let derived = try DerivedValues(outside: Dictionary(uniqueKeysWithValues: names.map { ($0, 0) }), lines: lines)

    let sampled = try derived.sampledShapley(seed: 93, pairs: 20)

    #expect(sampled.exact[..<4].map(\.description) == ["7933/10", "13043/40", "6459/8", "565"])
    #expect(
      sampled.standardErrorCents == [63, 51, 74, 81, 55, 49, 45, 75, 33, 40, 59, 48, 60, 34, 56, 97, 77])
    #expect(sampled.exact.sum == Fraction(9_288))
  }

  @Test func `an additive game is estimated without error`() throws {
    let names = players(40)
    let alone = names.enumerated().map { ValuedCoalition(members: [$1], valueCents: Int64($0) - 7) }

    let sampled = try GameCase(players: names, type: .cost, coalitions: alone).sampledShapley(seed: 1, pairs: 3)

    #expect(sampled.exact == (0..<40).map { Fraction($0 - 7) })
    #expect(sampled.standardErrorCents == Array(repeating: 0, count: 40))
  }

  @Test func `sixty-four players and values next to 64 bits are sampled exactly`() throws {
    let names = players(64)
    let all = ValuedCoalition(members: names, valueCents: .max)

    let sampled = try GameCase(players: names, coalitions: [all]).sampledShapley(seed: 9, pairs: 10)

    #expect(sampled.exact.sum == Fraction(Int64.max))
  }

  @Test func `the cover of more than sixteen players is refused`() {
    let sent = GameCase(players: players(17), coalitions: [], missing: .superadditiveCover)

    #expect(refusal { try sent.sampledShapley(seed: 1, pairs: 2) } == ["/partners tooManyPartners"])
  }

  @Test func `a stopped computation ends with the reason it was stopped for`() {
    #expect(throws: Stopped.self) { try gameCase(four).sampledShapley(seed: 1, pairs: 2) { throw Stopped() } }
  }

  private func gameCase(_ game: Game) -> GameCase {
    GameCase(players: game.players, coalitions: (try? game.valuedCoalitions()) ?? [])
  }
}
