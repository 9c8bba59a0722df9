/// One constraint for every coalition S but nobody and everybody: sum over S of f(i) x(i) + w(S) t >= v(S) + offset.
struct CoalitionConstraints {
  /// How a coalition counts the level t.
  enum Weight {
    /// Not at all: a plain bound.
    case none
    /// Its excess as it is.
    case one
    /// Its excess per member.
    case size
  }

  /// f: 1 for each player in a program over shares.
  let factors: [BigInteger]
  let weighing: Weight
  /// v, by mask.
  let values: [Int128]
  private let valueBits: Int
  /// The bound of S is `scale * v(S) + offset`.
  private var scale: BigInteger
  private var offset: BigInteger
  /// By mask: criteria that are done.
  private var isDetermined: [Bool]

  init(
    _ game: Game, factors: [BigInteger]? = nil, weighing: Weight, scale: BigInteger = 1, offset: BigInteger = 0
  ) {
    self.factors = factors ?? Array(repeating: 1, count: game.count)
    self.weighing = weighing
    values = game.values
    valueBits = game.valueBits
    self.scale = scale
    self.offset = offset
    isDetermined = Array(repeating: false, count: values.count)
  }

  private var proper: Range<Int> { 1..<values.count - 1 }

  func complement(of mask: Int) -> Int {
    mask ^ (values.count - 1)
  }

  func coefficients(of mask: Int) -> [BigInteger] {
    factors.indices.map { mask >> $0 & 1 == 1 ? factors[$0] : 0 }
  }

  func weight(of mask: Int) -> BigInteger {
    switch weighing {
    case .none: 0
    case .one: 1
    case .size: BigInteger(mask.nonzeroBitCount)
    }
  }

  func bound(of mask: Int) -> BigInteger {
    scale * BigInteger(values[mask]) + offset
  }

  mutating func rescale(by factor: BigInteger) {
    scale *= factor
    offset *= factor
  }

  /// Of the coalitions still to be decided the one that is worth most together with its complement.
  var bestUndeterminedSplit: Int? {
    guard weighing != .none else { return nil }
    return proper.lazy.filter { !isDetermined[$0] }.max { first, second in
      values[first] + values[complement(of: first)] < values[second] + values[complement(of: second)]
    }
  }

  /// The single players still to be decided, as masks.
  var undeterminedSingles: [Int] {
    guard weighing != .none else { return [] }
    return factors.indices.map { 1 << $0 }.filter { proper.contains($0) && !isDetermined[$0] }
  }

  /// Marks the criteria whose functions the equalities determine. Bounds need no mark: what meets the equalities of a
  /// bound that is determined meets the bound.
  mutating func markDetermined(in space: SolutionSpace) {
    guard weighing != .none else { return }
    var isDetermined = Array(repeating: true, count: values.count)
    for direction in space.directions {
      let terms = zip(factors, direction).map { $0 * $1 }
      if let words = terms.words(fittingIn: ProgramBits.max) {
        Self.clear(&isDetermined, where: subsetSums(words))
      } else {
        Self.clear(&isDetermined, where: subsetSums(terms))
      }
    }
    self.isDetermined = isDetermined
  }

  private static func clear<Number: ExactNumber>(_ marks: inout [Bool], where slopes: [Number]) {
    for mask in marks.indices where slopes[mask] != .zero { marks[mask] = false }
  }
}

/// Where the loops over coalitions may run on 128 bits.
enum ProgramBits {
  /// A dozen terms of so many bits add up within 128.
  static let max = 120
}

extension [BigInteger] {
  /// The same numbers in 128 bits, or nothing when one of them has more digits than that many bits.
  fileprivate func words(fittingIn bits: Int) -> [Int128]? {
    guard allSatisfy({ $0.bitWidth <= bits }) else { return nil }
    return compactMap(\.asInt128)
  }
}

extension CoalitionConstraints {
  /// A coalition whose column would improve the dual, with its reduced cost.
  typealias Candidate = (mask: Int, reducedCost: BigInteger)

  /// The coalition with the largest positive reduced cost, or the first with a positive one.
  ///
  /// - Parameters:
  ///   - prices: D x and, last, D t.
  ///   - determinant: D.
  func candidate(prices: [BigInteger], determinant: BigInteger, first: Bool) -> Candidate? {
    let terms = zip(factors, prices).map { $0 * $1 }
    let levels = (0...factors.count).map { size in weight(of: (1 << size) - 1) * prices[factors.count] }
    let (slope, start) = (determinant * scale, determinant * offset)
    if slope.bitWidth + valueBits <= ProgramBits.max,
      let words = (terms + levels + [start]).words(fittingIn: ProgramBits.max),
      let slope = slope.asInt128
    {
      let (terms, rest) = (Array(words[..<terms.count]), words[terms.count...])
      return candidate(terms, levels: Array(rest.dropLast()), slope: slope, start: rest[rest.endIndex - 1], first)
    }
    return candidate(terms, levels: levels, slope: slope, start: start, first)
  }

  private func candidate<Number: ExactNumber>(
    _ terms: [Number], levels: [Number], slope: Number, start: Number, _ first: Bool
  ) -> Candidate? {
    let sums = subsetSums(terms)
    var best: (mask: Int, reducedCost: Number)?
    var largest = Number.zero
    for mask in proper where !isDetermined[mask] {
      let reducedCost = slope * Number(values[mask]) + start - sums[mask] - levels[mask.nonzeroBitCount]
      guard reducedCost > largest else { continue }
      best = (mask, reducedCost)
      if first { break }
      largest = reducedCost
    }
    return best.map { ($0.mask, $0.reducedCost.asBigInteger) }
  }
}
