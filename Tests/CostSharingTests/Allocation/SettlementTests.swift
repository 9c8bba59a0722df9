import CostSharing
import Testing

@Suite struct SettlementTests {
  private func payments(_ balances: [String: Int64], _ settlement: Settlement) throws -> [String] {
    let named = balances.map { CentsByID(id: $0.key, cents: $0.value) }
    return try SettledBalances(named, by: settlement).payments.map { "\($0.from)>\($0.to) \($0.cents)" }
  }

  private let uneven: [String: Int64] = ["bank": 6, "inzamelaar": 5, "producent": -5, "recycler": -3, "reparateur": -3]

  @Test func `the largest debtor pays the largest creditor`() throws {
    #expect(
      try payments(uneven, .greedy) == [
        "producent>bank 5", "recycler>inzamelaar 3", "reparateur>inzamelaar 2", "reparateur>bank 1",
      ])
  }

  @Test func `groups that add up to zero need fewer payments`() throws {
    #expect(
      try payments(uneven, .minimum) == ["recycler>bank 3", "reparateur>bank 3", "producent>inzamelaar 5"])
  }

  @Test func `everybody settles with one account, payers first`() throws {
    let balances: [String: Int64] = ["bank": -495, "producent": 386, "recycler": -404, "joint": 513]
    #expect(
      try payments(balances, .hub("producent")) == [
        "bank>producent 495", "recycler>producent 404", "producent>joint 513",
      ])
    #expect(try payments(["bank": 1, "shop": -1], .hub("joint")) == ["shop>joint 1", "joint>bank 1"])
  }

  @Test func `nothing is paid where nothing is owed`() throws {
    for settlement in [Settlement.greedy, .minimum, .hub("bank")] {
      #expect(try payments(["bank": 0, "shop": 0], settlement) == [])
    }
  }

  @Test func `what cannot be settled is refused with every reason`() {
    #expect(
      codes { try payments(["bank": 1, "-x": 0], .greedy) }.sorted { $0.rawValue < $1.rawValue } == [
        .invalidId, .unbalanced,
      ])
    #expect(codes { try payments(["bank": 1, "shop": -1], .hub("nobody")) } == [.unknownPartner])
    #expect(codes { try payments(["bank": .min, "shop": .max, "till": 1], .greedy) } == [.overflow])
    let many = Dictionary(uniqueKeysWithValues: (0..<13).map { ("p\($0)", Int64($0 < 12 ? 1 : -12)) })
    #expect(codes { try payments(many, .minimum) } == [.tooManyAccounts])
    #expect(codes { try payments(many, .greedy) } == [])
  }

  @Test func `every balance is cleared, and the fewest payments are the fewest`() throws {
    var numbers = printedSeed()
    for _ in 0..<200 {
      var balances = (0..<Int.random(in: 1...7, using: &numbers)).map { index in
        CentsByID(id: "p\(index)", cents: Int64.random(in: -9...9, using: &numbers))
      }
      balances.append(CentsByID(id: "rest", cents: -balances.reduce(0) { $0 + $1.cents }))
      let open = balances.filter { $0.cents != 0 }
      let greedy = try SettledBalances(balances, by: .greedy).payments
      let minimum = try SettledBalances(balances, by: .minimum).payments

      for payments in [greedy, minimum] { #expect(cleared(balances, payments)) }
      #expect(greedy.count <= max(0, open.count - 1))
      #expect(minimum.count == open.count - mostGroups(open.map(\.cents)))
      #expect(minimum.count <= greedy.count)
    }
  }

  private func cleared(_ balances: [CentsByID], _ payments: [Payment]) -> Bool {
    var rest = Dictionary(uniqueKeysWithValues: balances.map { ($0.id, $0.cents) })
    for payment in payments {
      rest[payment.from, default: 0] += payment.cents
      rest[payment.to, default: 0] -= payment.cents
    }
    return rest.values.allSatisfy { $0 == 0 } && payments.allSatisfy { $0.cents > 0 }
  }

  /// By trying every partition: another way than the engine's.
  private func mostGroups(_ balances: [Int64]) -> Int {
    guard let first = balances.first else { return 0 }
    let others = Array(balances.dropFirst())
    return (0..<1 << others.count).map { mask in
      let chosen = others.indices.filter { mask >> $0 & 1 == 1 }
      guard first + chosen.reduce(0, { $0 + others[$1] }) == 0 else { return 0 }
      return 1 + mostGroups(others.indices.filter { mask >> $0 & 1 == 0 }.map { others[$0] })
    }.max() ?? 0
  }
}
