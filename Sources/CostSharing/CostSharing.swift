// The split engine: who carries and who gets which part of what a chain does together.
//
// Purpose. Partners put costs, benefits and risks on lines; this module turns them into a position per partner and
// divides an amount over the partners, exact to the cent. It is arithmetic and nothing else: no clock, no randomness,
// no files, no database. The same input gives the same answer on every machine, in whatever order partners and lines
// are sent.
//
// Numbers. Money is a whole number of euro cents in an `Int64`. Sums run in 128 bits and a result that does not fit in
// 64 is refused as `overflow`; nothing wraps, nothing is clamped, no number is ever a `Double`. A weight is a decimal
// of at most 18 digits before the point and 6 after it, kept as whole millionths. Rounding happens in one place only,
// the final division (`LargestRemainder`), so every printed total can be added up by hand from the printed parts.
//
// Invariants.
// 1. The shares of a division add up to the divided amount, and the final positions (the joint account's included) to
//    the surplus of the lines: a division moves money, it never makes any.
// 2. No share differs a whole cent from its exact value.
// 3. Ties go to the smaller identifier in byte order.
// 4. A payment between two accounts never changes the surplus.
//
// Where to start. `SplitCase` is what goes in, `Division` is what comes out. `PositionSheet` adds up the lines,
// `LargestRemainder` divides, `SplitError` lists everything that is wrong with an input.
//
// Absent on purpose: time and discounting, low and high estimates, coalitions. Amounts are taken at face value.

/// The account of the collaboration itself (a subsidy, a process facilitator): it may own lines but is no partner.
package let jointAccountID = "joint"

/// What a case may hold at most.
package enum SplitLimits {
  /// Partners over whom an amount is divided.
  package static let partnersMax = 64
  /// Characters of an identifier.
  package static let identifierCharactersMax = 64
}

/// Whether the first identifier comes first in byte order, the order of every tie and every list here.
func precedes(_ first: String, _ second: String) -> Bool {
  first.utf8.lexicographicallyPrecedes(second.utf8)
}
