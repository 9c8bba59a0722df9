/// A Shapley value estimated over random orders.
package struct SampledShapley: Hashable, Sendable {
  /// Cents per player, exact: the mean over the orders drawn. They add up to the grand value.
  package let exact: [Fraction]
  /// The standard error per player in whole cents, rounded up; nothing for a single pair.
  package let standardErrorCents: [Int64?]
  /// Orders drawn, each counted with its reverse.
  package let pairs: Int
}

/// Draws random orders in pairs of an order and its reverse, which evens out who comes first.
///
/// Players in byte order; one SplitMix64 stream; an order by Fisher and Yates from the back, each place drawn without
/// bias. The same seed gives the same answer everywhere. (Castro, Gómez & Tejada, "Polynomial calculation of the
/// Shapley value based on sampling", 2009.)
struct ShapleySampler {
  private let players: Int
  private let pairs: Int
  private var stream: SplitMix64
  /// Of the marginal in an order plus that in its reverse, per player.
  private var sums: [BigInteger]
  private var squares: [BigInteger]

  /// Pairs between two calls of the checkpoint.
  private static let checkedEvery = 64

  init(players: Int, seed: UInt64, pairs: Int) {
    precondition(pairs > 0, "a mean needs an order")
    self.players = players
    self.pairs = pairs
    stream = SplitMix64(state: seed)
    sums = Array(repeating: 0, count: players)
    squares = sums
  }

  /// Samples.
  ///
  /// - Parameter values: What the group is worth after each player of an order has joined.
  /// - Throws: `overflow` of a standard error; what the checkpoint throws.
  consuming func sample(_ values: ([Int]) -> [Int128], _ checkpoint: Checkpoint) throws -> SampledShapley {
    for pair in 0..<pairs {
      if pair % Self.checkedEvery == 0 { try checkpoint() }
      let order = randomOrder()
      var both = [Int128](repeating: 0, count: players)
      for way in [order, order.reversed()] {
        var before: Int128 = 0
        for (player, value) in zip(way, values(way)) {
          both[player] += value - before
          before = value
        }
      }
      count(both)
    }
    var errors: [Int64?] = []
    for player in 0..<players { errors.append(try standardError(of: player)) }
    let exact = sums.map { Fraction(numerator: $0, denominator: BigInteger(2 * pairs)) }
    return SampledShapley(exact: exact, standardErrorCents: errors, pairs: pairs)
  }

  private mutating func count(_ both: [Int128]) {
    for player in 0..<players {
      let marginal = BigInteger(both[player])
      sums[player] += marginal
      squares[player] += marginal * marginal
    }
  }

  private mutating func randomOrder() -> [Int] {
    var order = Array(0..<players)
    for place in stride(from: players - 1, to: 0, by: -1) {
      order.swapAt(place, Int(below(UInt64(place) + 1)))
    }
    return order
  }

  /// A number from 0 up to the bound; draws that would favour small numbers are drawn again.
  private mutating func below(_ bound: UInt64) -> UInt64 {
    let rejected = (0 &- bound) % bound
    while true {
      let drawn = stream.next()
      if drawn >= rejected { return drawn % bound }
    }
  }

  /// The smallest whole s with s^2 >= sample variance / pairs, the sample being the means of both ways of each pair.
  private func standardError(of player: Int) throws(SplitError) -> Int64? {
    guard pairs > 1 else { return nil }
    let count = BigInteger(pairs)
    let numerator = count * squares[player] - sums[player] * sums[player]
    let square = numerator.ceilingDivision(by: 4 * count * count * (count - 1))
    let root = square.isZero ? 0 : (square - 1).isqrt + 1
    return try Int64(cents: root, of: "A standard error")
  }
}
