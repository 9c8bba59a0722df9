// The split engine: who carries and who gets which part of what a chain does together.
//
// Purpose. Partners put costs, benefits and risks on lines; this module values them over the years, says whether the
// chain is worth it and for whom, divides what there is, says who pays whom, how fair that is and what would turn it
// around, and tells all of it in words. It is arithmetic and nothing else: no clock, no files, no database, and
// randomness only from a seed. The same input gives the same answer on every machine, in whatever order partners and
// lines are sent.
//
// Numbers. Money is a whole number of euro cents in an `Int64`. What lies between is a whole number of any size
// (`BigInteger`) or an exact fraction (`Fraction`), and no number is ever a `Double`. A result that does not fit in 64
// bits is refused as `overflow`; nothing wraps, nothing is clamped. Rates, chances and weights are decimals of six
// places, kept as whole millionths. Rounding happens in two places only: the present value of one line
// (`PresentValue`), and the final division (`LargestRemainder`). So every printed total can be added up by hand from
// the printed parts.
//
// Invariants.
// 1. The shares of a division add up to the divided amount, and the final positions (the joint account's included) to
//    the surplus of the lines: a division moves money, it never makes any.
// 2. No share differs a whole cent from its exact value.
// 3. Ties go to the smaller identifier in byte order.
// 4. A payment between two accounts never changes the surplus.
//
// Where to start. `ChainCase` is what goes in; `Valuation` makes a ledger of it, and `Evaluation`, `Sensitivity` and
// `MonteCarlo` read that. `Plan`, `Allocation` and `Comparison` divide: `AllocationMethod` says how, `Standing` does
// it, `Settlement` says who pays whom, `Fairness` judges. `SplitError` lists everything that is wrong with an input,
// `Explanation` is a result in sentences.
//
// Games. What groups of partners could do without the others is a `Game`: values sent (`GameCase`, `CoalitionTable`)
// or derived from the lines (`DerivedValues`). Its solutions are exact fractions (`Fraction`, over a `BigInteger`
// where 128 bits might not do) and become cents by largest remainder. The nucleoli and the equal profit method are
// one `LexicographicProgram`, whose head explains them. `ClaimsCase` divides what does not suffice. What may take
// long takes a `Checkpoint`, by which the caller ends it.
//
// `SplitCase` and `Division` are the short form for the results and proposals of an initiative's own splits: amounts of
// one moment at face value, with an agreed amount as one of the things that can be divided. Their comparison runs the
// whole engine (`Comparison`) on the same lines.

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
