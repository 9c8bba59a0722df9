import CostSharing
import Testing

@Suite struct CoalitionTableTests {
  private let some: [ValuedCoalition] = [
    .init(members: ["bank"], valueCents: 5), .init(members: ["inzamelaar", "bank"], valueCents: 23),
    .init(members: ["producent", "recycler"], valueCents: 38),
    .init(members: ["bank", "inzamelaar", "producent", "recycler"], valueCents: 100),
  ]
  private let four = ["recycler", "bank", "inzamelaar", "producent"]

  @Test func `a missing coalition is worth what its members are alone`() throws {
    let game = try CoalitionTable(players: four, coalitions: some).game()

    #expect(game.players == ["bank", "inzamelaar", "producent", "recycler"])
    #expect(game.values == [0, 5, 0, 23, 0, 5, 0, 5, 0, 5, 0, 5, 38, 5, 0, 100])
  }

  @Test func `or the best it can make of coalitions that have a value`() throws {
    let game = try CoalitionTable(players: four, coalitions: some, missing: .superadditiveCover).game()

    #expect(game.values == [0, 5, 0, 23, 0, 5, 0, 23, 0, 5, 0, 23, 38, 43, 38, 100])
    #expect(try game.shapley().texts == ["95/4", "75/4", "115/4", "115/4"])
    #expect(try game.nucleolus().shares.texts == ["24", "19", "57/2", "57/2"])
    #expect(try game.leastCoreEpsilon()?.description == "-19")
  }

  @Test func `of costs the best is the cheapest`() throws {
    let costs: [ValuedCoalition] = [
      .init(members: ["a"], valueCents: 4), .init(members: ["b"], valueCents: 4), .init(members: ["c"], valueCents: 4),
      .init(members: ["a", "b"], valueCents: 5), .init(members: ["b", "c"], valueCents: 9),
    ]
    let table = try CoalitionTable(
      players: ["a", "b", "c"], coalitions: costs, missing: .superadditiveCover, type: .cost)

    #expect(try table.game().values == [0, -4, -4, -5, -4, -8, -9, -9])
  }

  @Test func `the cover agrees with trying every partition`() throws {
    var numbers = printedSeed()
    for _ in 0..<40 {
      let known = (1..<32).filter { _ in Bool.random(using: &numbers) }.map { mask in
        ValuedCoalition(
          members: Coalition(mask: UInt64(mask)).members.map { players(5)[$0] },
          valueCents: Int64.random(in: -20...60, using: &numbers))
      }
      let game = try CoalitionTable(players: players(5), coalitions: known, missing: .superadditiveCover).game()
      let given = Dictionary(uniqueKeysWithValues: known.map { ($0.members, Int128($0.valueCents)) })

      for mask in 1..<32 {
        let members = Coalition(mask: UInt64(mask)).members.map { players(5)[$0] }
        #expect(game.values[mask] == given[members] ?? best(members, given))
      }
    }
  }

  /// By trying, for the first member, every block it may be in.
  private func best(_ members: [String], _ given: [[String]: Int128]) -> Int128 {
    guard let first = members.first else { return 0 }
    let others = Array(members.dropFirst())
    let values = (0..<1 << others.count).compactMap { chosen -> Int128? in
      let block = [first] + others.indices.filter { chosen >> $0 & 1 == 1 }.map { others[$0] }
      let rest = others.indices.filter { chosen >> $0 & 1 == 0 }.map { others[$0] }
      guard let value = given[block] ?? (block.count == 1 ? 0 : nil) else { return nil }
      return value + best(rest, given)
    }
    return values.max() ?? 0
  }

  @Test func `where no gap is allowed every coalition but a single one has a value`() throws {
    let singles = ["a", "b", "c"].map { ValuedCoalition(members: [$0], valueCents: 1) }
    let pairs = [["a", "b"], ["a", "c"], ["b", "c"]].map { ValuedCoalition(members: $0, valueCents: 3) }
    let all = ValuedCoalition(members: ["a", "b", "c"], valueCents: 9)

    #expect(refusal { try table(singles + [all], .error) } == ["/coalitions missingCoalition"])
    #expect(refusal { try table(singles + pairs, .error) } == ["/coalitions missingCoalition"])
    #expect(refusal { try table(pairs + [all], .error) } == [])
    let many = players(64)
    #expect(
      refusal { try CoalitionTable(players: many, coalitions: [], missing: .error) } == ["/coalitions missingCoalition"]
    )
  }

  @Test func `in a division singles are worth their outside option and all the surplus`() throws {
    let outside: [String: Int64] = ["b": 20, "a": 10, "c": 0]
    let table = try CoalitionTable(
      outside: outside, surplusCents: 90, coalitions: [.init(members: ["c", "b"], valueCents: 50)])

    #expect(try table.game().values == [0, 10, 20, 30, 0, 10, 50, 90])
    #expect(
      refusal {
        try CoalitionTable(
          outside: outside, surplusCents: 90,
          coalitions: [
            .init(members: ["a"], valueCents: 11), .init(members: ["b"], valueCents: 20),
            .init(members: ["a", "b", "c"], valueCents: 91), .init(members: ["b", "b"], valueCents: 1),
          ])
      } == [
        "/coalitions/0/valueCents conflictingOutsideOption", "/coalitions/2/valueCents grandCoalitionMismatch",
        "/coalitions/3/members/1 duplicateId",
      ])
  }

  @Test func `one partner has the surplus, whatever its outside option`() throws {
    let table = try CoalitionTable(outside: ["a": 10], surplusCents: 7, coalitions: [])

    #expect(try table.game().values == [0, 7])
  }

  private func table(_ coalitions: [ValuedCoalition], _ missing: MissingRule) throws -> CoalitionTable {
    try CoalitionTable(players: ["a", "b", "c"], coalitions: coalitions, missing: missing)
  }
}
