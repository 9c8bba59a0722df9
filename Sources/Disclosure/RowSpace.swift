/// What follows from the figures that are known: a system of sums in reduced row echelon form, modulo a prime.
///
/// Each row carries, behind the columns, how it was made from the figures in the system. Columns before others become
/// pivots before others.
struct RowSpace: Sendable {
  /// 2³¹ − 1: two residues multiply within 64 bits, and a remainder is a shift and an addition.
  static let prime: UInt64 = 2_147_483_647

  let columnCount: Int
  private(set) var rows: [[UInt64]] = []
  /// The column of each row in which it alone is not zero, namely 1.
  private(set) var pivots: [Int] = []
  /// The figures that the rows are made of, each by the columns that it adds up; independent of each other.
  private var figures: [[Int]] = []
  private let width: Int

  /// - Parameter rankMax: The most figures that can be independent.
  init(columnCount: Int, rankMax: Int) {
    self.columnCount = columnCount
    width = columnCount + rankMax
  }

  enum Insertion {
    /// The rows that are new or have changed.
    case independent([Int])
    /// It follows from the figures in the system.
    case dependent
    /// It seems to follow from them, but that cannot be shown.
    case unproven
  }

  /// Adds a figure.
  ///
  /// - Parameter figure: The columns that it adds up, ascending.
  mutating func insert(_ figure: [Int]) -> Insertion {
    var row = [UInt64](repeating: 0, count: width)
    for column in figure { row[column] = 1 }
    for (index, pivot) in pivots.enumerated() where row[pivot] != 0 {
      Self.subtract(rows[index], times: row[pivot], from: &row)
    }
    guard let pivot = row.indices.prefix(columnCount).first(where: { row[$0] != 0 }) else {
      return isProven(figure, by: row) ? .dependent : .unproven
    }
    row[columnCount + figures.count] = 1
    figures.append(figure)
    Self.scale(&row, by: Self.inverse(row[pivot]))
    var changed: [Int] = []
    for index in rows.indices where rows[index][pivot] != 0 {
      Self.subtract(row, times: rows[index][pivot], from: &rows[index])
      changed.append(index)
    }
    rows.append(row)
    pivots.append(pivot)
    return .independent(changed + [rows.count - 1])
  }

  /// Whether a figure is the combination of the others that its residue says, in integers.
  private func isProven(_ figure: [Int], by residue: [UInt64]) -> Bool {
    let weights = figures.indices.map { residue[columnCount + $0] }
    guard let (multiple, coefficients) = Self.integers(weights, partMax: 1 << 15) else { return false }
    var sums = [Int64](repeating: 0, count: columnCount)
    for (coefficient, other) in zip(coefficients, figures) where coefficient != 0 {
      for column in other { sums[column] += coefficient }
    }
    for column in figure { sums[column] += multiple }
    return sums.allSatisfy { $0 == 0 }
  }

  /// The entries of a row times their common denominator; nil when they are no small fractions.
  func integers(inRow index: Int) -> [(atom: Int, coefficient: Int128)]? {
    let columns = rows[index].indices.prefix(columnCount).filter { rows[index][$0] != 0 }
    let entries = columns.map { rows[index][$0] }
    guard let (_, integers) = Self.integers(entries, partMax: 1 << 8) else { return nil }
    return zip(columns, integers).map { ($0, Int128($1)) }
  }

  // MARK: Residues

  private static func subtract(_ row: [UInt64], times factor: UInt64, from target: inout [UInt64]) {
    let weight = prime - factor
    for index in target.indices { target[index] = reduced(target[index] &+ weight &* row[index]) }
  }

  private static func scale(_ row: inout [UInt64], by factor: UInt64) {
    for index in row.indices { row[index] = reduced(row[index] &* factor) }
  }

  /// The remainder of a number below the prime's square.
  @inline(__always)
  static func reduced(_ number: UInt64) -> UInt64 {
    let once = (number & prime) &+ (number >> 31)
    return once >= prime ? once &- prime : once
  }

  /// By Fermat's little theorem.
  static func inverse(_ residue: UInt64) -> UInt64 {
    var (power, base, exponent) = (UInt64(1), residue, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { power = reduced(power &* base) }
      base = reduced(base &* base)
      exponent >>= 1
    }
    return power
  }

  /// Reads residues as fractions and multiplies them with their common denominator.
  private static func integers(_ residues: [UInt64], partMax: Int64) -> (multiple: Int64, [Int64])? {
    var fractions: [(Int64, Int64)] = []
    var multiple: Int64 = 1
    for residue in residues {
      guard let (numerator, denominator) = fraction(residue, partMax: partMax) else { return nil }
      multiple = multiple / greatestCommonDivisor(multiple, denominator) * denominator
      guard multiple <= partMax else { return nil }
      fractions.append((numerator, denominator))
    }
    return (multiple, fractions.map { $0.0 * (multiple / $0.1) })
  }

  /// The fraction with small parts that a residue stands for (Wang, 1981); nil when there is none.
  static func fraction(_ residue: UInt64, partMax: Int64) -> (numerator: Int64, denominator: Int64)? {
    var (remainder, next) = (Int64(prime), Int64(residue))
    var (factor, nextFactor): (Int64, Int64) = (0, 1)
    while next > partMax {
      let quotient = remainder / next
      (remainder, next) = (next, remainder - quotient * next)
      (factor, nextFactor) = (nextFactor, factor - quotient * nextFactor)
    }
    guard nextFactor.magnitude <= partMax.magnitude else { return nil }
    return nextFactor < 0 ? (-next, -nextFactor) : (next, nextFactor)
  }

  private static func greatestCommonDivisor(_ one: Int64, _ other: Int64) -> Int64 {
    other == 0 ? one : greatestCommonDivisor(other, one % other)
  }
}
