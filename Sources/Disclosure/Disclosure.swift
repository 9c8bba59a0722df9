// When a figure over several contributors may be published without giving one of them away. Pure functions on exact
// numbers: no clock, no database, no names; the same contributions give the same verdict everywhere.
//
// A cell is one figure with the parts of its contributors. It is withheld when
//
//   tooFewGroups   fewer groups than `minGroups` contribute: with two, each could subtract its own part;
//   allZero        every part is 0: the sum would tell each of them;
//   dominance      one group makes up nearly all of it, so that the second largest could come too close to the largest
//                  by subtracting its own (the p%-rule): X − x(s) − x(r) < p/100 · x(s), where X is the sum of the
//                  magnitudes, s the largest group and r the largest other one.
//
// Parts of companies under one control are one part: they know each other's. (Hundepool et al., *Statistical Disclosure
// Control*, 2012, chapter 4; the p%-rule is the one of τ-ARGUS.)
//
// Absent still: several figures judged together. Until an audit of all releases exists, whoever uses this must release
// one figure per measure and nothing that differs from it, because two figures can be subtracted.
//
// Where to start: `Cell.verdict`.

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
