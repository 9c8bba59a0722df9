import CostSharing
import SchakelDomain

/// What is wrong with an input so far.
final class FaultLog {
  private(set) var faults: [SplitError.Fault] = []
  /// Faults that have no code of the engine's: a text where a list is due.
  private(set) var general: [DomainError.Fault] = []
  private var unreadable: Set<String> = []

  /// Notes a place that could not be read.
  func refuse(_ code: SplitError.Code, at pointer: String, _ detail: String) {
    unreadable.insert(pointer)
    faults.append(.init(code, at: pointer, detail))
  }

  func refuseType(_ json: JSON, at pointer: String, due: String) {
    refuse(general: "type", at: pointer, "\(due) is due here, not \(json.kindName).")
  }

  /// The same with a code that every body of the API may have.
  func refuse(general code: String, at pointer: String, _ detail: String) {
    unreadable.insert(pointer)
    general.append(.init(at: pointer, code: code, detail))
  }

  /// Adds what the engine finds, but for places that could not be read: those hold something harmless instead. Nor is
  /// anything said of a sum of which a part could not be read.
  func add(_ found: [SplitError.Fault]) {
    faults += found.filter { fault in
      !unreadable.contains { covers($0, fault.location) || fault.code.isOfWhole && covers(fault.location, $0) }
    }
  }

  /// Whether everything at this place, and within it, could be read.
  func isReadable(_ pointer: String) -> Bool {
    !unreadable.contains { covers(pointer, $0) || covers($0, pointer) }
  }

  private func covers(_ outer: String, _ inner: String) -> Bool {
    inner == outer || inner.hasPrefix(outer + "/")
  }
}

extension SplitError.Code {
  /// Whether it says something of all parts together.
  fileprivate var isOfWhole: Bool {
    switch self {
    case .missingWeight, .percentagesMustSumTo100, .weightsSumToZero, .sumMismatch, .unbalanced, .noClaims, .noPartners:
      true
    default: false
    }
  }
}
