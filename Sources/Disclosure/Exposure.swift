/// Who can compute something of whom.
struct Exposure: Hashable {
  /// The reader, who knows its own items; nil for one who contributes nothing.
  let reader: Int?
  let subject: Int
}

extension RowSpace {
  /// For every reader, how many independent sums of one other group's items it can compute; those with none left out.
  func exposures(_ unknowns: Unknowns) -> [Exposure: Int] {
    let small = SmallRows(self, unknowns)
    guard !small.isEmpty else { return [:] }
    var found: [Exposure: Int] = [:]
    let alone = (0..<unknowns.groups.count).map { small.dimension(of: $0, and: $0) }
    for (group, count) in alone.enumerated() where count > 0 { found[Exposure(reader: nil, subject: group)] = count }
    for one in alone.indices {
      for other in alone.indices.dropFirst(one + 1) {
        let both = small.dimension(of: one, and: other)
        if both > alone[one] { found[Exposure(reader: one, subject: other)] = both - alone[one] }
        if both > alone[other] { found[Exposure(reader: other, subject: one)] = both - alone[other] }
      }
    }
    return found
  }
}

/// The rows that live on atoms of at most two groups.
private struct SmallRows {
  private let space: RowSpace
  private let unknowns: Unknowns
  /// Row numbers by the groups of their pivots; twice the same number for atoms of one group.
  private var rows: [Pair: [Int]] = [:]
  /// The columns in which a row is not zero.
  private var supports: [Int: [Int]] = [:]

  private struct Pair: Hashable {
    let first: Int
    let last: Int
  }

  init(_ space: RowSpace, _ unknowns: Unknowns) {
    self.space = space
    self.unknowns = unknowns
    for (row, pivot) in space.pivots.enumerated() where pivot >= unknowns.largeCount {
      let groups = unknowns.atoms[pivot].groups
      rows[Pair(first: groups[0], last: groups[groups.count - 1]), default: []].append(row)
      supports[row] = (pivot..<space.columnCount).filter { space.rows[row][$0] != 0 }
    }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The dimension of what the rows can build that lives on the items of two groups alone, or of one named twice.
  ///
  /// Such a vector has only pivots of these groups, and vanishes elsewhere.
  func dimension(of one: Int, and other: Int) -> Int {
    let (first, last) = (min(one, other), max(one, other))
    var pairs = [Pair(first: first, last: first)]
    if first != last { pairs += [Pair(first: last, last: last), Pair(first: first, last: last)] }
    let own = pairs.flatMap { rows[$0] ?? [] }
    guard !own.isEmpty else { return 0 }
    return own.count - rank(of: own) { unknowns.atoms[$0].groups.allSatisfy { $0 == first || $0 == last } }
  }

  /// The rank of some rows outside the columns of their own.
  ///
  /// Gauss's elimination, that looks at one column of a row only once a combination of rows has to be zero there. Most
  /// rows have many columns elsewhere, and the first one settles it.
  private func rank(of own: [Int], isOwn: (Int) -> Bool) -> Int {
    var reduced: [(column: Int, weights: [UInt64])] = []
    for position in own.indices {
      var weights = [UInt64](repeating: 0, count: own.count)
      weights[position] = 1
      for (column, others) in reduced {
        let factor = RowSpace.prime - entry(at: column, of: own, weights)
        for index in 0...position { weights[index] = RowSpace.reduced(weights[index] &+ factor &* others[index]) }
      }
      let combined = own.indices.reversed().lazy.filter { weights[$0] != 0 }
      let columns = combined.flatMap { supports[own[$0]] ?? [] }
      let leading = columns.first { !isOwn($0) && entry(at: $0, of: own, weights) != 0 }
      guard let leading else { continue }
      let inverse = RowSpace.inverse(entry(at: leading, of: own, weights))
      reduced.append((leading, weights.map { RowSpace.reduced($0 &* inverse) }))
    }
    return reduced.count
  }

  private func entry(at column: Int, of own: [Int], _ weights: [UInt64]) -> UInt64 {
    var sum: UInt64 = 0
    for index in own.indices where weights[index] != 0 {
      sum = RowSpace.reduced(sum &+ weights[index] &* space.rows[own[index]][column])
    }
    return sum
  }
}
