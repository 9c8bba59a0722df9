import Foundation
import TestSupport
import Testing

/// A member that asks for figures of all kinds while others join, correct and withdraw, and then computes what it can.
struct ReleaseAttackTests {
  /// A producer, as the test knows it.
  private struct Company {
    let material: String
    let year: String
    var value: Int
    var version = 1
    var isIn = true
  }

  private static let materials = ["PP", "glass", "ceramic"]
  private static let years = ["2022", "2023"]

  @Test(arguments: 1...3)
  func `D6 D7 over HTTP nobody computes another's value from all that is released`(_ seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed))
    let start: Producers.Materials = [
      "PP": ["42", "35", "39", "40"], "glass": ["31", "33", "38", "30"], "ceramic": ["38", "50"],
    ]
    let producers = try Producers(start, fields: ["mwh"], years: Self.years)
    try producers.measure("all", "mwh")
    var companies: [String: Company] = [:]
    for (material, values) in start {
      for (index, value) in values.enumerated() {
        companies["\(material) \(index + 1)"] = Company(
          material: material, year: Self.years[index % 2], value: Int(value ?? "") ?? 0)
      }
    }
    var figures: Set<Set<String>> = []

    for step in 0..<60 {
      let name = companies.keys.sorted()[Int.random(in: 0..<companies.count, using: &numbers)]
      switch Int.random(in: 0..<8, using: &numbers) {
      case 0 where companies.count < 16:
        let (material, year) = (Self.materials[step % 3], Self.years[step % 2])
        let company = Company(material: material, year: year, value: .random(in: 20...60, using: &numbers))
        try producers.enter("new \(step)", material, "\(company.value)", ["mwh"], year: year)
        companies["new \(step)"] = company
      case 1 where companies[name]?.isIn == true:
        #expect(try producers.revoke(name, "mwh").status < 300)
        companies[name]?.isIn = false
      case 2, 3:
        let value = Int.random(in: 20...60, using: &numbers)
        if companies[name]?.value == value { continue }
        try producers.correct(name, "mwh", "\(value)")
        companies[name]?.value = value
        companies[name]?.version += 1
      default:
        let reply = try producers.ask("all", body: Self.question(&numbers))
        #expect([200, 201, 403, 422].contains(reply.status), "\(reply.text)")
        if reply.status == 201 { figures.formUnion(try Self.released(reply, companies)) }
      }
    }

    #expect(figures.count > 4, "who withholds everything protects nobody from nothing")
    #expect(!Self.wins(Array(figures)), "\(figures)")
    #expect(Self.wins(Array(figures) + [figures.first?.dropped ?? []]), "with one figure more it would")
  }

  /// One figure or a table, of some materials and years.
  private static func question(_ numbers: inout Numbers) -> [String: Any] {
    var chosen: [[String: Any]] = []
    for (field, values) in [("material", materials), ("year", years)] where Bool.random(using: &numbers) {
      let some = values.filter { _ in Int.random(in: 0..<3, using: &numbers) > 0 }
      chosen.append(["field": field, "values": some.isEmpty ? values : some])
    }
    let place = Bool.random(using: &numbers) ? "filter" : "dimensions"
    let statistic = Int.random(in: 0..<4, using: &numbers) == 0 ? "mean" : "sum"
    return chosen.isEmpty ? ["statistic": statistic] : ["statistic": statistic, place: chosen]
  }

  /// The values in each figure that was told, which must be right.
  private static func released(_ reply: Reply, _ companies: [String: Company]) throws -> [Set<String>] {
    let figures = reply.json["figures"] as? [[String: Any]] ?? []
    return figures.filter { $0["outcome"] as? String == "released" }.map { figure in
      let conditions = figure["filter"] as? [[String: Any]] ?? []
      let counted = companies.filter { _, company in
        company.isIn
          && conditions.allSatisfy { condition in
            let held = condition["field"] as? String == "material" ? company.material : company.year
            return (condition["values"] as? [String] ?? []).contains(held)
          }
      }
      let sum = counted.values.reduce(0) { $0 + $1.value }
      if reply.json["statistic"] as? String == "sum" { #expect(figure["value"] as? String == "\(sum)") }
      #expect(counted.count >= 3)
      return Set(counted.map { "\($0.key)/\($0.value.version)" })
    }
  }

  /// Whether somebody, from outside or by what it contributed itself, finds out anything of one other company.
  private static func wins(_ figures: [Set<String>]) -> Bool {
    let items = figures.reduce(Set()) { $0.union($1) }.sorted()
    let companies = Set(items.map(company))
    return ([nil] + companies.map(Optional.some)).contains { reader in
      let unknown = items.filter { company($0) != reader }
      let known = rank(figures, over: unknown)
      return companies.contains { other in
        other != reader && rank(figures, over: unknown.filter { company($0) != other }) < known
      }
    }
  }

  private static func company(_ item: String) -> Substring { item.prefix { $0 != "/" } }

  /// The rank of the figures over some values, modulo a prime.
  private static func rank(_ figures: [Set<String>], over items: [String]) -> Int {
    let prime = 1_000_003
    var rows = figures.map { figure in items.map { figure.contains($0) ? 1 : 0 } }
    var rank = 0
    for column in items.indices {
      guard let pivot = rows.indices.dropFirst(rank).first(where: { rows[$0][column] != 0 }) else { continue }
      rows.swapAt(rank, pivot)
      let top = rows[rank]
      for row in rows.indices.dropFirst(rank + 1) where rows[row][column] != 0 {
        let factor = rows[row][column]
        for index in items.indices {
          rows[row][index] = (top[column] * rows[row][index] + (prime - factor) * top[index]) % prime
        }
      }
      rank += 1
    }
    return rank
  }
}

extension Set<String> {
  /// All but one.
  fileprivate var dropped: Self { Set(sorted().dropFirst()) }
}

/// A reproducible stream of numbers (SplitMix64, 2014).
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
