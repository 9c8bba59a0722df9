import Disclosure

/// Somebody who has read every figure, and wants to know what it may not. It knows who contributed to what, and brings
/// the system to echelon form in whole numbers (Bareiss, 1968); no code is shared with the audit.
struct Attacker {
  private let figures: [Cell]
  private let items: [String]
  private let groups: [String: String]

  init(_ figures: [Cell]) {
    self.figures = figures
    groups = figures.flatMap(\.parts).reduce(into: [:]) { $0[$1.item] = $1.group }
    items = groups.keys.sorted()
  }

  /// Whether any reader, outside or contributing, finds out something of another group than these.
  func wins(_ waived: Set<String>) -> Bool {
    let all = Set(groups.values)
    let readers: [String?] = [nil] + all.sorted()
    return readers.contains { reader in
      let unknown = items.filter { groups[$0] != reader }
      let known = rank(over: unknown)
      return all.subtracting(waived).contains { group in
        group != reader && rank(over: unknown.filter { groups[$0] != group }) < known
      }
    }
  }

  /// Whether a reader comes too near to another group's part by one figure, or the difference between two.
  func comesNear(percent: Int) -> Bool {
    let all = [Cell([])] + figures
    return all.indices.contains { one in
      all.dropFirst(one + 1).contains { other in
        let order = Self.difference(all[one], other).values.map(abs).sorted(by: >)
        guard let largest = order.first else { return false }
        return order.count < 3 || order.dropFirst(2).reduce(0, +) * 100 < largest * percent
      }
    }
  }

  /// What each group adds to the one and not to the other.
  private static func difference(_ one: Cell, _ other: Cell) -> [String: Int] {
    var amounts: [String: Int] = [:]
    let (own, others) = (one.items, other.items)
    for part in one.parts where !others.contains(part.item) {
      amounts[part.group, default: 0] += Int(part.quantity.text) ?? 0
    }
    for part in other.parts where !own.contains(part.item) {
      amounts[part.group, default: 0] -= Int(part.quantity.text) ?? 0
    }
    return amounts
  }

  /// The rank of the figures over some of the items: what they tell of these.
  private func rank(over columns: [String]) -> Int {
    var matrix = figures.map { figure in
      let own = figure.items
      return columns.map { own.contains($0) ? Int64(1) : 0 }
    }
    var (rank, previous) = (0, Int64(1))
    for column in columns.indices where rank < matrix.count {
      guard let pivot = matrix.indices.dropFirst(rank).first(where: { matrix[$0][column] != 0 }) else { continue }
      matrix.swapAt(rank, pivot)
      let top = matrix[rank]
      for row in matrix.indices.dropFirst(rank + 1) {
        let factor = matrix[row][column]
        for index in columns.indices.dropFirst(column) {
          matrix[row][index] = (top[column] * matrix[row][index] - factor * top[index]) / previous
        }
      }
      previous = top[column]
      rank += 1
    }
    return rank
  }
}

/// A table whose cells have four groups each, or two.
struct Grid {
  let figures: [TableProtection.Figure]

  /// - Parameter small: The numbers of the cells that have two groups.
  init(rows: Int, columns: Int, small: Set<Int>, waivers: Set<String>) throws {
    let cells = (0..<rows * columns).map { cell in
      Cell(
        (0..<(small.contains(cell) ? 2 : 4)).map {
          Cell.Part(item: "\(cell)-\($0)", group: "g\(cell)-\($0)", quantity: Quantity(50 + $0))
        })
    }
    self.init(cells, columns: columns, waivers: waivers)
  }

  /// Cells row by row, with their margins and the total.
  init(_ cells: [Cell], columns: Int, waivers: Set<String>) {
    func joined(_ indices: [Int]) -> Cell { Cell(indices.flatMap { cells[$0].parts }) }
    let rows = Dictionary(grouping: cells.indices) { $0 / columns }.sorted { $0.key < $1.key }.map { joined($0.value) }
    let others = Dictionary(grouping: cells.indices) { $0 % columns }.sorted { $0.key < $1.key }
      .map { joined($0.value) }
    figures =
      cells.map { .init($0, .cell, waivers: waivers) } + (rows + others).map { .init($0, .margin, waivers: waivers) }
      + [.init(joined(Array(cells.indices)), .total, waivers: waivers)]
  }
}
