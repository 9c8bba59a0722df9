// When a figure over several contributors may be published without giving one of them away. Pure functions on exact
// numbers: no clock, no database, no names; the same contributions give the same verdict everywhere.
//
// A cell is one figure with the parts of its contributors. It is withheld for itself when
//
//   tooFewGroups   fewer groups than `minGroups` contribute: with two, each could subtract its own part;
//   allZero        every part is 0: the sum would tell each of them;
//   dominance      one group makes up nearly all of it, so that the second largest could come too close to the largest
//                  by subtracting its own (the p%-rule): X − x(s) − x(r) < p/100 · x(s), where X is the sum of the
//                  magnitudes, s the largest group without a waiver and r the largest other one.
//
// Parts of companies under one control are one part: they know each other's. (Hundepool et al., *Statistical Disclosure
// Control*, 2012, chapter 4; *Handbook on Statistical Disclosure Control*, 2nd ed. 2024; the p%-rule is the one of
// τ-ARGUS, with its waivers and holdings.)
//
// It is also withheld for what was released before, because figures can be subtracted. `LedgerAudit` takes every
// earlier figure and every figure now asked as one linear system. Its unknowns are the items: one version of one value
// of one contributor, so that a withdrawal, a correction and a newcomer each leave their traces. A reader knows the
// equations and its own items. It can compute something of another group g exactly when the row space R of the system
// holds a vector that lives on its own items and on those of g, and is not zero on g. Such a figure is refused, for
// every reader and every g without a waiver (`earlierRelease`).
//
// How that is decided
//   1. Items that stand in the same figures are one unknown: no reader ever tells them apart. These *atoms* are few. An
//      atom with parts of three groups can stand in no vector of the kind above.
//   2. The system is brought into reduced row echelon form, atoms of three groups first. The rows that are left behind
//      those atoms are all of R that lives on small atoms (`RowSpace`).
//   3. For each pair of groups, the rows with a pivot in their atoms are taken; the dimension of what they can build
//      that lives on the two alone is their number less the rank of what they have elsewhere (`Exposure`).
// Numbers are residues modulo the prime 2³¹ − 1, and the answer is exact or errs to the safe side all the same. Ranks
// modulo a prime are never above the rational ones. That the rows of the system are independent is proven by a minor
// that is not zero; that a further figure depends on them is proven by writing it as their rational combination, which
// is checked in integers; one that cannot be proven is refused. Then the rational R has the dimension that we see, and
// a rank that comes out too low elsewhere makes something look computable that is not: a refusal too many, never one
// too few.
//
// Further vectors of R are judged like cells, with the amounts of each group added up first: the difference between the
// new figure and each earlier one, and every row of the echelon form whose coefficients are small fractions. A row
// whose atom is determined is among them always, such as a total less its other parts. They are refused when they are
// of too few groups (`difference`) or one group dominates them (`dominatedDifference`). A correction by a little among
// newcomers is found so.
//
// Refusals speak too. A contributor that changes its own value and asks again would learn from the moment at which the
// answer turns how large the others' are. Therefore a figure that was withheld for its amounts counts like one that was
// released: what differs from it by fewer than `minGroups` groups is withheld as well (`earlierRefusal`), for good. The
// same items may be asked again, which helps once there is a waiver. Refusals that follow from who contributes to what,
// and not from amounts, tell nothing about amounts, and are not remembered.
//
// A table is several figures at once: its cells and margins. `TableProtection` admits them one after the other; what
// the audit refuses stays withheld, which is secondary suppression by the same rule. No cell can be added to what is
// published in the end. Fischetti & Salazar (*Management Science* 47, 2001) find the cheapest pattern by integer
// programming; ours takes the best of three fixed orders. It depends on the contributions and nothing else.
//
// Cost: with f figures, a atoms and r the lesser of the two, f · r · (a + r) steps at most for the echelon form, and a
// few for each pair of groups. 300 figures on 300 contributors, each in half of them at random, are a quarter of a
// second; figures by category have far fewer atoms, and a thousand of them are a thirtieth. Above the bounds
// (`LedgerAudit.Bounds`) everything is refused (`tooLarge`).
//
// Deliberately absent: protection against several contributors who pool what they know; intervals that follow from
// values being no less than zero, beyond the p%-rule; minima, maxima, percentiles and ranks, which are never released.
//
// Where to start: `Cell.verdict`, then `LedgerAudit.admit`.

/// The parameters of the rules.
package struct DisclosureRules: Hashable, Sendable {
  /// The least number of contributing groups; never below 3.
  package let minGroups: Int
  /// How close, in percent of its part, the largest contributor may be estimated.
  package let pPercent: Int

  /// The least that `minGroups` can be set to.
  package static let minGroupsFloor = 3
  package static let standard = DisclosureRules(minGroups: 3, pPercent: 10)
  /// For what a competitor could learn from.
  package static let competitionSensitive = DisclosureRules(minGroups: 5, pPercent: 10)

  /// - Parameters:
  ///   - minGroups: Raised to the floor.
  ///   - pPercent: 5 to 30; brought within.
  package init(minGroups: Int, pPercent: Int) {
    self.minGroups = max(Self.minGroupsFloor, minGroups)
    self.pPercent = min(30, max(5, pPercent))
  }
}
