import CostSharing
import Testing

@Suite struct DerivedValuesTests {
  private let outside: [String: Int64] = ["producent": 89, "inzamelaar": 0, "bank": 0]
  private let lines: [RequiringLine] = [
    .init(ownerID: "bank", valueCents: -18_400, requires: []),
    .init(ownerID: "inzamelaar", valueCents: 34_100, requires: ["bank"]),
    .init(ownerID: "producent", valueCents: 12_900, requires: ["bank", "inzamelaar"]),
    .init(ownerID: "inzamelaar", valueCents: 28, requires: []),
    .init(ownerID: "joint", valueCents: -18, requires: ["bank"]),
  ]

  @Test func `by default every line needs every partner`() throws {
    let derived = try DerivedValues(
      outside: ["bank": 0, "inzamelaar": 0, "producent": 32],
      lines: [-18_400, 34_100, 12_900].map { .init(ownerID: "bank", valueCents: $0, requires: nil) })

    #expect(try derived.game().values == [0, 0, 0, 0, 32, 32, 32, 28_600])
    #expect(try derived.betterSmallerCoalition() == nil)
    #expect(derived.surplus == 28_600)
  }

  @Test func `a group makes the best of the lines that need nobody else`() throws {
    let derived = try DerivedValues(outside: outside, lines: lines)

    #expect(
      try derived.game().valuedCoalitions() == [
        .init(members: ["bank"], valueCents: 0), .init(members: ["inzamelaar"], valueCents: 28),
        .init(members: ["producent"], valueCents: 89), .init(members: ["bank", "inzamelaar"], valueCents: 15_710),
        .init(members: ["bank", "producent"], valueCents: 89),
        .init(members: ["inzamelaar", "producent"], valueCents: 117),
        .init(members: ["bank", "inzamelaar", "producent"], valueCents: 28_610),
      ])
    #expect(try derived.betterSmallerCoalition() == nil)
    #expect(derived.isStandAloneAboveOutsideOption)
  }

  @Test func `a smaller group that gives more is named`() throws {
    let loss = RequiringLine(ownerID: "producent", valueCents: -1_000_000, requires: [])
    let derived = try DerivedValues(outside: ["bank": 0, "inzamelaar": 0, "producent": 0], lines: lines + [loss])

    #expect(try derived.betterSmallerCoalition() == .init(members: ["bank", "inzamelaar"], valueCents: 15_710))
    #expect(try derived.game().grandValue == -971_390)
  }

  @Test func `of equal groups the smaller is named, then the one with the smaller identifiers`() throws {
    let derived = try DerivedValues(
      outside: ["a": 0, "b": 0, "c": 0],
      lines: [
        .init(ownerID: "joint", valueCents: -5, requires: nil), .init(ownerID: "b", valueCents: 4, requires: []),
        .init(ownerID: "c", valueCents: 4, requires: []),
        .init(ownerID: "joint", valueCents: -4, requires: ["b", "c"]),
      ])

    #expect(try derived.betterSmallerCoalition() == .init(members: ["b"], valueCents: 4))
  }

  @Test func `the value of a smaller group counts the outside options of the others`() throws {
    let derived = try DerivedValues(
      outside: ["a": 0, "b": 0, "c": 30],
      lines: [
        .init(ownerID: "a", valueCents: 20, requires: ["b"]), .init(ownerID: "c", valueCents: 5, requires: nil),
      ])

    #expect(try derived.betterSmallerCoalition() == .init(members: ["a", "b"], valueCents: 50))
  }

  @Test func `a line of the joint account that needs nobody counts once for any group`() throws {
    let derived = try DerivedValues(
      outside: ["a": 0, "b": 0], lines: [.init(ownerID: "joint", valueCents: 7, requires: [])])

    #expect(try derived.game().values == [0, 7, 7, 7])
  }

  @Test func `what all have is divided even when the outside options are worth more`() throws {
    let derived = try DerivedValues(
      outside: ["a": 50, "b": 50], lines: [.init(ownerID: "a", valueCents: 10, requires: nil)])

    #expect(try derived.game().values == [0, 50, 50, 10])
  }

  @Test func `a line that names a stranger, and more partners than a game has, are refused`() {
    #expect(
      refusal { try DerivedValues(outside: ["a": 0], lines: [.init(ownerID: "a", valueCents: 1, requires: ["x"])]) }
        == ["/lines/0/requires unknownPartner"])
    let many = Dictionary(uniqueKeysWithValues: players(17).map { ($0, Int64(0)) })
    #expect(refusal { try DerivedValues(outside: many, lines: []).game() } == ["/partners tooManyPartners"])
    #expect(
      refusal { try DerivedValues(outside: many, lines: []).betterSmallerCoalition() } == ["/partners tooManyPartners"])
  }

  @Test func `the value of a group is the best over everything its members can do`() throws {
    var numbers = printedSeed()
    for _ in 0..<60 {
      let count = Int.random(in: 1...5, using: &numbers)
      let names = players(count)
      let outside = Dictionary(uniqueKeysWithValues: names.map { ($0, Int64.random(in: -9...9, using: &numbers)) })
      let lines = (0..<6).map { _ in
        RequiringLine(
          ownerID: (names + ["joint"]).randomElement(using: &numbers) ?? "joint",
          valueCents: Int64.random(in: -20...30, using: &numbers),
          requires: Bool.random(using: &numbers) ? nil : names.filter { _ in Bool.random(using: &numbers) })
      }
      let game = try DerivedValues(outside: outside, lines: lines).game()

      for mask in 1..<(1 << count) - 1 {
        #expect(game.values[mask] == best(mask, names, outside, lines))
      }
    }
  }

  private func best(
    _ mask: Int, _ names: [String], _ outside: [String: Int64], _ lines: [RequiringLine]
  ) -> Int128 {
    let parts = (0...mask).filter { $0 & ~mask == 0 }
    return parts.map { part in
      let inside = Set(names.indices.filter { part >> $0 & 1 == 1 }.map { names[$0] })
      let done = lines.filter { line in
        part != 0 && (line.requires ?? names).allSatisfy(inside.contains)
          && (line.ownerID == "joint" || inside.contains(line.ownerID))
      }
      let apart = names.indices.filter { (mask ^ part) >> $0 & 1 == 1 }.map { outside[names[$0], default: 0] }
      return Int128(done.map(\.valueCents).reduce(0, +) + apart.reduce(0, +))
    }.max() ?? 0
  }
}
