import Disclosure
import Foundation
import Testing

/// Random ledgers, and somebody who reads them all.
struct AttackTests {
  /// How many ledgers are made: few, to keep an ordinary run short. `ATTACKED_LEDGERS=10000 swift test --filter
  /// AttackTests` makes all that the promise is about.
  private static let count = ProcessInfo.processInfo.environment["ATTACKED_LEDGERS"].flatMap { Int($0) } ?? 150

  @Test func `the attacker wins where nothing is withheld`() throws {
    let parts = [
      try figure(["a1": "420", "b1": "150", "c1": "90"]), try figure(["d1": "310", "e1": "120", "f1": "100"]),
    ]
    let total = Cell(parts.flatMap(\.parts) + (try figure(["g1": "380", "h1": "50"])).parts)
    #expect(!Attacker(parts).wins([]))
    #expect(Attacker(parts + [total]).wins([]), "one of the two knows itself")
    #expect(Attacker(parts + [total]).wins(["g"]))
    #expect(!Attacker(parts + [total]).wins(["g", "h"]))
  }

  @Test func `D6 nobody finds out another's value from a ledger of withdrawals, corrections and newcomers`() {
    var released = 0
    for seed in 0..<UInt64(Self.count) {
      var chain = RandomChain(seed: seed)
      let ledger = chain.live()
      released += ledger.count
      #expect(!Attacker(ledger).wins(chain.everWaived), "seed \(seed)")
      if chain.everWaived.isEmpty { #expect(!Attacker(ledger).comesNear(percent: 10), "seed \(seed)") }
    }
    #expect(released > Self.count, "an audit that withholds everything protects nobody from nothing")
  }

  /// Compared with the best of all subsets that the attacker and the rules leave alone. The share is a fact about these
  /// tables, printed when it falls.
  @Test func `D7 most of what could be released of a table is`() {
    var (released, possible) = (0, 0)
    for seed in 0..<UInt64(max(20, Self.count / 10)) {
      var numbers = SeededNumbers(seed: seed)
      let figures = Self.table(&numbers)
      released += TableProtection(figures).verdicts.count { if case .released = $0 { true } else { false } }
      possible += Self.optimum(figures.map(\.cell))
    }
    #expect(released * 100 >= possible * 90, "\(released) of \(possible)")
    #expect(released <= possible, "\(released) of \(possible)")
  }

  /// Two rows and two or three columns, of one to five companies each; some groups are in several cells.
  private static func table(_ numbers: inout SeededNumbers) -> [TableProtection.Figure] {
    let columns = Int.random(in: 2...3, using: &numbers)
    let cells = (0..<2 * columns).map { cell in
      Cell(
        (0..<Int.random(in: 1...5, using: &numbers)).map { part in
          let group = Int.random(in: 0..<20, using: &numbers)
          let quantity = Quantity(.random(in: 20...99, using: &numbers))
          return Cell.Part(item: "\(cell)-\(part)", group: "\(group)", quantity: quantity)
        })
    }
    return Grid(cells, columns: columns, waivers: []).figures
  }

  /// The most figures that may stand side by side.
  private static func optimum(_ cells: [Cell]) -> Int {
    let sound = cells.filter { if case .released = $0.verdict(by: .standard) { true } else { false } }
    let subsets = (0..<1 << sound.count).sorted { $0.nonzeroBitCount > $1.nonzeroBitCount }
    let best = subsets.first { subset in
      let chosen = sound.indices.filter { subset >> $0 & 1 == 1 }.map { sound[$0] }
      return areApart(chosen) && !Attacker(chosen).wins([])
    }
    return best?.nonzeroBitCount ?? 0
  }

  /// Whether each two differ by enough groups, or by none.
  private static func areApart(_ cells: [Cell]) -> Bool {
    cells.indices.allSatisfy { one in
      cells.indices.dropFirst(one + 1).allSatisfy { other in
        let shared = cells[one].items.intersection(cells[other].items)
        let apart = (cells[one].parts + cells[other].parts).filter { !shared.contains($0.item) }
        return apart.isEmpty || Set(apart.map(\.group)).count >= 3
      }
    }
  }
}

/// A chain in which companies join, correct, withdraw and ask.
struct RandomChain {
  private var numbers: SeededNumbers
  /// By company: its group, category, version and amount.
  private var companies: [Company] = []
  private(set) var everWaived: Set<String> = []
  private var waived: Set<String> = []
  private var released: [Cell] = []
  private var refused: [Cell] = []

  private struct Company {
    let group: String
    let category: Int
    var version = 1
    var amount: Int
    var isIn = true
  }

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
    for _ in 0..<Int.random(in: 4...8, using: &numbers) { join() }
  }

  /// Some years.
  mutating func live() -> [Cell] {
    for _ in 0..<25 {
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0: join()
      case 1, 2: change { $0.isIn.toggle() }
      case 3, 4:
        let amount = Int.random(in: 0...100, using: &numbers)
        change { company in
          company.version += 1
          company.amount = amount
        }
      case 5 where Int.random(in: 0..<5, using: &numbers) == 0: waive()
      default: ask()
      }
    }
    return released
  }

  private mutating func join() {
    guard companies.count < 12 else { return }
    companies.append(
      Company(
        group: "g\(Int.random(in: 0..<9, using: &numbers))", category: Int.random(in: 0..<3, using: &numbers),
        amount: Int.random(in: 0...100, using: &numbers)))
  }

  private mutating func change(_ act: (inout Company) -> Void) {
    act(&companies[Int.random(in: companies.indices, using: &numbers)])
  }

  private mutating func waive() {
    let group = companies[Int.random(in: companies.indices, using: &numbers)].group
    if waived.remove(group) == nil { waived.insert(group) }
    everWaived.insert(group)
  }

  /// Asks for some categories; sometimes for a table of all.
  private mutating func ask() {
    let sets = Int.random(in: 0..<4, using: &numbers) == 0 ? [1, 2, 4, 7] : [Int.random(in: 1...7, using: &numbers)]
    let figures = sets.map { TableProtection.Figure(cell($0), $0 == 7 ? .total : .cell, waivers: waived) }
    let table = TableProtection(figures, released: released, refused: refused)
    for (figure, verdict) in zip(figures, table.verdicts) {
      switch verdict {
      case .released: released.append(figure.cell)
      case .withheld(let rule) where rule.isOfAmounts: refused.append(figure.cell)
      default: break
      }
    }
  }

  /// - Parameter categories: A bit for each.
  private func cell(_ categories: Int) -> Cell {
    let counted = companies.enumerated().filter { $0.element.isIn && categories >> $0.element.category & 1 == 1 }
    return Cell(
      counted.map { index, company in
        Cell.Part(item: "\(index)v\(company.version)", group: company.group, quantity: Quantity(company.amount))
      })
  }
}
