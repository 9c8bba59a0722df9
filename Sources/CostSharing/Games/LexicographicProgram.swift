// Minimising the largest complaint, then the next largest, and so on, exactly.
//
// The nucleolus (Schmeidler 1969) is the division x that makes the sorted list of excesses v(S) - x(S) as small as it
// can be, largest first. There is exactly one. The equal profit method asks the same of other functions: the
// differences in relative gain of all ordered pairs. Both are this program: minimise t, where
//
//   a·x + w t >= c    for every constraint; w = 0 for a plain bound such as x(i) >= v(i), w > 0 for a criterion:
//                     x(S) + t >= v(S) says that the excess of S is at most t,
//   a·x = c           for the equalities, at first the one that all together get what there is,
//
// and then fix what cannot be better and go on with the criteria that are left.
//
// The rounds (Maschler, Peleg & Shapley 1979; Kopelowitz 1967). Solve for the least t. Every constraint with a positive
// dual multiplier holds with equality in *every* optimal solution (complementary slackness), so its equality is added.
// Criteria whose functions the equalities determine are done and leave the program. Repeat until the equalities leave
// one point. To fix instead the constraints that happen to be tight in one optimal solution is the classical error: it
// fixes too much (Guajardo & Jörnsten, "Common mistakes in computing the nucleolus", EJOR 241, 2015). Some criterion
// has a positive multiplier (sum of w λ = 1), and the functions of undetermined criteria are not combinations of the
// equalities, so each round raises the rank by one at least: n - 1 rounds at most.
//
// The linear programs (`ExactSimplex`). There are 2^n constraints and n + 1 unknowns, so the dual is solved: n + 1
// rows, 2^n columns, and a basis of n + 1 of them. The multipliers of the simplex method are then D x and D t
// themselves, D the determinant of the basis, and the reduced cost of the column of S is D v(S) - D x(S) - w D t: to
// price all columns is to compute the excess of all coalitions, one addition each (`subsetSums`). Nothing is rounded:
// the inverse of the basis is kept as whole numbers over D, and each pivot divides by the old D without remainder
// (Edmonds 1967, Bareiss 1968). For columns of noughts and ones D stays small (9,477 is the largest for order 13, OEIS
// A003432), so prices fit in 128 bits; where they do not, the same loop runs on numbers of any size.
//
// Cycling. The column with the largest reduced cost enters. After 40 pivots without progress the first one that is
// positive does, and among equals the first leaves, which cannot cycle (Bland 1977), until there is progress again.
//
// Numbers. All bounds are kept as whole numbers in units of 1 / `scale`. A round's least t is a fraction; the scale is
// multiplied by its denominator, so that the equalities it leads to are whole as well.
//
// Cost. A round takes some dozens of pivots, of n^2 multiplications and 2^n additions each: for twelve players some
// hundred pivots in all, a few million additions.

/// A lexicographic minimisation over linear functions of a few unknowns.
struct LexicographicProgram {
  /// One constraint per coalition.
  private(set) var coalitions: CoalitionConstraints
  /// Constraints one by one.
  private(set) var rows: [Row]
  /// What is known of the solution: the equalities, and the directions they leave.
  private(set) var space: SolutionSpace
  /// Bounds and values are whole numbers of this part.
  private var scale: BigInteger

  /// One constraint a·x + w t >= c.
  struct Row {
    let coefficients: [BigInteger]
    /// w: 0 for a bound, more for a criterion.
    let weight: BigInteger
    /// c, in units of 1 / scale.
    var bound: BigInteger
    /// Of a criterion: the row whose function is this one's with the opposite sign, up to what is equal for all.
    var opposite: Int?
    /// A criterion whose function the equalities determine; it is no longer minimised.
    var isDetermined = false
  }

  /// - Parameters:
  ///   - total: The first equality, over all unknowns.
  ///   - scale: What the bounds are whole numbers of; 1 for bounds in whole cents.
  init(total: SolutionSpace.Equality, coalitions: CoalitionConstraints, rows: [Row], scale: BigInteger = 1) {
    self.coalitions = coalitions
    self.rows = rows
    self.scale = scale
    space = SolutionSpace(dimension: total.coefficients.count)
    space.add(total)
  }

  /// The one point that is lexicographically least.
  ///
  /// - Parameter stalledMax: Pivots without progress after which Bland's rule is followed; it changes the way, not the
  ///   point.
  /// - Throws: What the checkpoint throws; it is called at every pivot.
  mutating func solve(
    _ checkpoint: Checkpoint, stalledMax: Int = ExactSimplex.usualStalledMax
  ) throws -> [Fraction] {
    // One unknown is settled by the total alone.
    var point = space.equalities[0].coefficients.map { unknown in
      Fraction(numerator: space.equalities[0].value, denominator: unknown * scale)
    }
    while !space.isPoint {
      let optimum = try ExactSimplex(self, stalledMax: stalledMax).optimum(checkpoint)
      point = optimum.point.map { Fraction(numerator: $0, denominator: optimum.determinant * scale) }
      fix(optimum)
    }
    return point
  }

  /// The least t of the first round.
  ///
  /// - Throws: What the checkpoint throws.
  func leastLevel(_ checkpoint: Checkpoint) throws -> Fraction {
    let optimum = try ExactSimplex(self).optimum(checkpoint)
    return Fraction(numerator: optimum.level, denominator: optimum.determinant * scale)
  }

  /// Adds what holds with equality in every optimal solution, and lets go of the criteria that are determined by it.
  private mutating func fix(_ optimum: ExactSimplex.Optimum) {
    let level = Fraction(numerator: optimum.level, denominator: optimum.determinant)
    rescale(by: level.denominator)
    for column in optimum.active {
      let value = bound(of: column) - weight(of: column) * level.numerator
      space.add(.init(coefficients: coefficients(of: column), value: value))
    }
    coalitions.markDetermined(in: space)
    for index in rows.indices where rows[index].weight.signum > 0 {
      rows[index].isDetermined = space.determines(rows[index].coefficients)
    }
  }

  private mutating func rescale(by factor: BigInteger) {
    guard factor != 1 else { return }
    scale *= factor
    coalitions.rescale(by: factor)
    space.rescale(by: factor)
    for index in rows.indices { rows[index].bound *= factor }
  }
}

/// A column of the dual program: the constraint or equality whose multiplier it carries.
enum ProgramColumn: Hashable {
  case equality(Int)
  case row(Int)
  case coalition(Int)
}

extension LexicographicProgram {
  var dimension: Int { space.dimension }

  /// a: what the constraint multiplies the unknowns by.
  func coefficients(of column: ProgramColumn) -> [BigInteger] {
    switch column {
    case .equality(let index): space.equalities[index].coefficients
    case .row(let index): rows[index].coefficients
    case .coalition(let mask): coalitions.coefficients(of: mask)
    }
  }

  /// w.
  func weight(of column: ProgramColumn) -> BigInteger {
    switch column {
    case .equality: 0
    case .row(let index): rows[index].weight
    case .coalition(let mask): coalitions.weight(of: mask)
    }
  }

  /// c, in units of 1 / scale.
  func bound(of column: ProgramColumn) -> BigInteger {
    switch column {
    case .equality(let index): space.equalities[index].value
    case .row(let index): rows[index].bound
    case .coalition(let mask): coalitions.bound(of: mask)
    }
  }

  /// Two criteria whose functions are opposite up to a combination of the equalities: equal multipliers on them, and
  /// none on the rest, are feasible for the dual.
  var startingPair: [ProgramColumn] {
    if let mask = coalitions.bestUndeterminedSplit {
      return [.coalition(mask), .coalition(coalitions.complement(of: mask))]
    }
    let undetermined = rows.indices.first { rows[$0].opposite != nil && !rows[$0].isDetermined }
    guard let index = undetermined, let opposite = rows[index].opposite else {
      preconditionFailure("a program with directions left has a criterion left")
    }
    return [.row(index), .row(opposite)]
  }

  /// Columns that complete any basis: among them is a multiple of every unknown alone that is not determined.
  var completingColumns: [ProgramColumn] {
    let usable = rows.indices.filter { !rows[$0].isDetermined }.map { ProgramColumn.row($0) }
    return usable + coalitions.undeterminedSingles.map { .coalition($0) }
  }
}
