/// The amounts of several groups that one equation ties together: what holds for a sum holds for a difference.
struct Combination {
  /// The groups in it, also those whose amounts cancel out.
  let count: Int
  /// Groups without a waiver among them.
  let protectedCount: Int
  private var total: UInt128 = 0
  /// The largest amount of a group without a waiver.
  private var largest: UInt128 = 0
  /// The largest amount of another group.
  private var runnerUp: UInt128 = 0

  /// - Parameter amounts: One for each group; together they must fit in 127 bits.
  init(_ amounts: [(amount: Int128, isProtected: Bool)]) {
    count = amounts.count
    protectedCount = amounts.count { $0.isProtected }
    for (amount, isProtected) in amounts {
      let magnitude = amount.magnitude
      total += magnitude
      if isProtected, magnitude > largest {
        runnerUp = max(runnerUp, largest)
        largest = magnitude
      } else {
        runnerUp = max(runnerUp, magnitude)
      }
    }
  }

  var isZero: Bool { total == 0 }

  /// The p%-rule, on magnitudes.
  func isDominated(_ pPercent: Int) -> Bool {
    let rest = (total - largest - runnerUp).multipliedFullWidth(by: 100)
    let least = largest.multipliedFullWidth(by: UInt128(pPercent))
    return (rest.high, rest.low) < (least.high, least.low)
  }

  /// Why it may not be computable, as a difference between figures; nil when it may be.
  func fault(by rules: DisclosureRules) -> Cell.Rule? {
    guard protectedCount > 0 else { return nil }
    if count < rules.minGroups { return .difference }
    return isZero || isDominated(rules.pPercent) ? .dominatedDifference : nil
  }
}
