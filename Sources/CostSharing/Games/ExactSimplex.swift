/// The simplex method on the dual of one round of a lexicographic program, in whole numbers.
///
/// The dual: multipliers of the constraints, 0 or more, and of the equalities, of any sign, such that the combination
/// of their coefficients is zero and the weights add up to 1; maximise the combination of the bounds. See the head of
/// `LexicographicProgram`.
struct ExactSimplex {
  /// The solution of a round, everything over the determinant and in the program's units.
  struct Optimum {
    /// D x of one optimal solution.
    let point: [BigInteger]
    /// D t.
    let level: BigInteger
    /// D, above 0.
    let determinant: BigInteger
    /// Constraints with a positive multiplier.
    let active: [ProgramColumn]
  }

  private let program: LexicographicProgram
  /// D times the inverse of the basis, by basic column; the last of each row is D times the column's multiplier.
  private var inverse: [[BigInteger]]
  private var determinant: BigInteger = 1
  /// D x and, last, D t.
  private var prices: [BigInteger]
  /// Nothing where the starting basis still has a unit column.
  private var basis: [ProgramColumn?]

  /// Pivots without progress after which the rule is Bland's.
  private let stalledMax: Int

  static let usualStalledMax = 40

  init(_ program: LexicographicProgram, stalledMax: Int = usualStalledMax) {
    self.program = program
    self.stalledMax = stalledMax
    let size = program.dimension + 1
    inverse = (0..<size).map { row in (0..<size).map { $0 == row ? 1 : 0 } }
    prices = Array(repeating: 0, count: size)
    basis = Array(repeating: nil, count: size)
  }

  /// Solves the round.
  ///
  /// - Throws: What the checkpoint throws; it is called first and at every pivot.
  consuming func optimum(_ checkpoint: Checkpoint) throws -> Optimum {
    installStart()
    try checkpoint()
    var stalled = 0
    while let column = entering(first: stalled >= stalledMax) {
      try checkpoint()
      let direction = direction(of: column)
      let row = leavingRow(direction)
      stalled = inverse[row][program.dimension].isZero ? stalled + 1 : 0
      pivot(column, into: row, along: direction)
    }
    let active = basis.indices.compactMap { row in
      inverse[row][program.dimension].signum > 0 && !isFree(row) ? basis[row] : nil
    }
    return Optimum(
      point: Array(prices.dropLast()), level: prices[program.dimension], determinant: determinant, active: active)
  }

  /// A basis with the equalities, which stay, and two opposite criteria, which alone have a multiplier.
  private mutating func installStart() {
    let columns = program.space.equalities.indices.map { ProgramColumn.equality($0) } + program.startingPair
    for column in columns + program.completingColumns where basis.contains(nil) {
      let direction = direction(of: column)
      guard let row = basis.indices.first(where: { basis[$0] == nil && !direction[$0].isZero }) else { continue }
      pivot(column, into: row, along: direction)
    }
    precondition(!basis.contains(nil), "the completing columns complete every basis")
  }

  /// The column that enters: with the largest reduced cost or, by Bland's rule, the first with a positive one.
  private func entering(first: Bool) -> ProgramColumn? {
    var best: (column: ProgramColumn, reducedCost: BigInteger)?
    for index in program.rows.indices where !program.rows[index].isDetermined {
      let reducedCost = reducedCost(of: .row(index))
      guard reducedCost > best?.reducedCost ?? 0 else { continue }
      best = (.row(index), reducedCost)
      if first { return .row(index) }
    }
    let coalition = program.coalitions.candidate(prices: prices, determinant: determinant, first: first)
    guard let coalition, coalition.reducedCost > best?.reducedCost ?? 0 else { return best?.column }
    return .coalition(coalition.mask)
  }

  /// D c - D a·x - w D t.
  private func reducedCost(of column: ProgramColumn) -> BigInteger {
    determinant * program.bound(of: column) - dot(vector(of: column), prices)
  }

  private func vector(of column: ProgramColumn) -> [BigInteger] {
    program.coefficients(of: column) + [program.weight(of: column)]
  }

  /// D times the column in terms of the basis.
  private func direction(of column: ProgramColumn) -> [BigInteger] {
    let vector = vector(of: column)
    return inverse.map { dot(vector, $0) }
  }

  private func isFree(_ row: Int) -> Bool {
    if case .equality = basis[row] { true } else { false }
  }

  /// The basic column whose multiplier reaches 0 first; of equals the first in the order of columns.
  private func leavingRow(_ direction: [BigInteger]) -> Int {
    var best: Int?
    for row in basis.indices where direction[row].signum > 0 && !isFree(row) {
      guard let other = best else {
        best = row
        continue
      }
      let here = inverse[row][program.dimension] * direction[other]
      let there = inverse[other][program.dimension] * direction[row]
      if here < there || here == there && order(of: row) < order(of: other) { best = row }
    }
    guard let best else { preconditionFailure("a program with a solution has a bounded dual") }
    return best
  }

  private func order(of row: Int) -> Int {
    switch basis[row] {
    case .row(let index): index
    case .coalition(let mask): program.rows.count + mask
    case .equality, nil: 0
    }
  }

  /// Replaces a basic column; the divisions by the old determinant leave nothing (Edmonds 1967).
  private mutating func pivot(_ column: ProgramColumn, into row: Int, along direction: [BigInteger]) {
    let (pivot, pivotRow) = (direction[row], inverse[row])
    let reducedCost = reducedCost(of: column)
    for index in prices.indices {
      prices[index] = (prices[index] * pivot + reducedCost * pivotRow[index]).exactDivision(by: determinant)
    }
    for other in inverse.indices where other != row {
      for index in pivotRow.indices {
        let value = inverse[other][index] * pivot - direction[other] * pivotRow[index]
        inverse[other][index] = value.exactDivision(by: determinant)
      }
    }
    determinant = pivot
    basis[row] = column
    if determinant.signum < 0 { negate() }
  }

  /// Starting pivots may turn the determinant's sign; prices and inverse turn with it.
  private mutating func negate() {
    determinant = -determinant
    prices = prices.map { -$0 }
    inverse = inverse.map { $0.map { -$0 } }
  }
}
