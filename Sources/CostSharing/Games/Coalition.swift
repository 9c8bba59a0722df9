/// A group of players as a bit mask: bit `i` stands for the player `i` in byte order of the identifiers.
package struct Coalition: Hashable, Sendable {
  package let mask: UInt64

  package init(mask: UInt64) {
    self.mask = mask
  }

  package init(_ members: some Sequence<Int>) {
    mask = members.reduce(0) { $0 | 1 << UInt64($1) }
  }

  /// All of the first `count` players.
  package static func all(_ count: Int) -> Coalition {
    Coalition(mask: count == UInt64.bitWidth ? .max : 1 << UInt64(count) - 1)
  }

  /// How many members it has.
  package var size: Int { mask.nonzeroBitCount }
  package var isEmpty: Bool { mask == 0 }

  /// Its members in order.
  package var members: [Int] {
    var members: [Int] = []
    var rest = mask
    while rest != 0 {
      members.append(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return members
  }

  package func contains(_ player: Int) -> Bool {
    mask >> UInt64(player) & 1 == 1
  }

  package func isSubset(of other: Coalition) -> Bool {
    mask & ~other.mask == 0
  }
}

extension Coalition: Comparable {
  /// The order of every list of coalitions: by size, then by the identifiers of the members.
  ///
  /// Of two of one size the first is the one with the first player that is not in both.
  package static func < (left: Coalition, right: Coalition) -> Bool {
    guard left.size == right.size else { return left.size < right.size }
    let difference = left.mask ^ right.mask
    return left.mask & (difference & (0 &- difference)) != 0
  }
}

/// The sums of all subsets of these terms, by bit mask.
///
/// A reduced cost, an excess and a gap are all a value minus such a sum, so one addition per coalition prices them all.
func subsetSums<Number: AdditiveArithmetic>(_ terms: [Number]) -> [Number] {
  var sums: [Number] = [.zero]
  sums.reserveCapacity(1 << terms.count)
  for term in terms {
    for index in sums.indices { sums.append(sums[index] + term) }
  }
  return sums
}
