/// All points that meet some linear equalities: the equalities, and a basis of the directions they leave open.
struct SolutionSpace {
  /// a·x = c.
  struct Equality {
    let coefficients: [BigInteger]
    /// c, in the units of the program.
    var value: BigInteger
  }

  let dimension: Int
  /// Independent of each other.
  private(set) var equalities: [Equality] = []
  /// Whole vectors, a basis of all z with a·z = 0 for every equality.
  private(set) var directions: [[BigInteger]]

  init(dimension: Int) {
    self.dimension = dimension
    directions = (0..<dimension).map { unknown in (0..<dimension).map { $0 == unknown ? 1 : 0 } }
  }

  /// One point is left.
  var isPoint: Bool { directions.isEmpty }

  /// Whether a linear function has the same value in all points.
  func determines(_ coefficients: [BigInteger]) -> Bool {
    directions.allSatisfy { dot(coefficients, $0).isZero }
  }

  /// Adds an equality, unless it follows from those that are there.
  ///
  /// Of the directions it does not leave open one is given up, and the others are bent along it until they stay.
  mutating func add(_ equality: Equality) {
    let slopes = directions.map { dot(equality.coefficients, $0) }
    guard let steep = slopes.firstIndex(where: { !$0.isZero }) else { return }
    equalities.append(equality)
    let given = directions[steep]
    for index in directions.indices where index != steep && !slopes[index].isZero {
      let bent = zip(directions[index], given).map { $0 * slopes[steep] - $1 * slopes[index] }
      let common = bent.reduce(BigInteger.zero) { BigInteger.gcd($0, $1) }
      directions[index] = bent.map { $0.exactDivision(by: common) }
    }
    directions.remove(at: steep)
  }

  mutating func rescale(by factor: BigInteger) {
    for index in equalities.indices { equalities[index].value *= factor }
  }
}

/// The inner product.
func dot(_ left: [BigInteger], _ right: [BigInteger]) -> BigInteger {
  var sum: BigInteger = 0
  for index in left.indices where !left[index].isZero && !right[index].isZero {
    sum += left[index] * right[index]
  }
  return sum
}
