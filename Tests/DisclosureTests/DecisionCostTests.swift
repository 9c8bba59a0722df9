import Disclosure
import Foundation
import Testing

/// What one decision costs as the ledger grows: told, not judged, and only when it is asked for with
/// `DECISION_COST=1 swift test -c release -Xswiftc -enable-testing --filter DecisionCostTests`.
struct DecisionCostTests {
  private static let isAskedFor = ProcessInfo.processInfo.environment["DECISION_COST"] != nil

  @Test(.enabled(if: isAskedFor), arguments: [10, 100, 1_000])
  func `a decision beside so many releases`(count: Int) {
    for contributors in [60, 300] {
      for isRandom in [false, true] {
        var ledger = GrownLedger(contributors: contributors, isRandom: isRandom)
        let released = (0..<count).map { ledger.figure(year: $0 * 5 / count) }
        let asked = ledger.figure(year: 5)
        var rule: Cell.Rule?
        let time = ContinuousClock().measure {
          var audit = LedgerAudit(released: released, asking: [asked], by: .standard)
          rule = audit.admit(0)
        }
        print(
          "\(count) releases, \(contributors) contributors, \(isRandom ? "random" : "by category"): \(time)", rule ?? ""
        )
      }
    }
  }
}

/// Figures of some years: of those in some of six materials and four regions, or of every other contributor.
private struct GrownLedger {
  private let contributors: Int
  private let isRandom: Bool
  private var numbers = SeededNumbers(seed: 7)

  init(contributors: Int, isRandom: Bool) {
    self.contributors = contributors
    self.isRandom = isRandom
  }

  mutating func figure(year: Int) -> Cell {
    let (materials, regions) = (Int.random(in: 1..<64, using: &numbers), Int.random(in: 1..<16, using: &numbers))
    let members = (0..<contributors).filter { member in
      if isRandom { return Bool.random(using: &numbers) }
      return materials >> (member % 6) & 1 == 1 && regions >> (member / 6 % 4) & 1 == 1
    }
    guard members.count > 2 else { return figure(year: year) }
    return Cell(
      members.map {
        Cell.Part(item: "\($0) in \(year)", group: "\($0)", quantity: Quantity(50 + ($0 * 37 + year * 11) % 100))
      })
  }
}
