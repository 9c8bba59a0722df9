import CostSharing
import SchakelDomain

/// Turns what is wrong with the input of a calculation into a refusal.
struct CalculationFaults {
  private let document: JSON

  /// - Parameter document: The whole body, in whose order faults are listed.
  init(_ document: JSON) {
    self.document = document
  }

  /// The refusal, or nil when nothing is wrong.
  func error(_ log: FaultLog) -> DomainError? {
    let faults = log.faults.map(located) + log.general.map { Self.moved($0) }
    return faults.isEmpty ? nil : error(faults)
  }

  /// The refusal of what only the computation itself could find.
  func error(_ error: SplitError) -> DomainError {
    self.error(error.faults.map(located))
  }

  private func located(_ fault: SplitError.Fault) -> DomainError.Fault {
    Self.moved(.init(at: fault.location, code: fault.code.rawValue, fault.detail))
  }

  /// Places are told within the whole body.
  private static func moved(_ fault: DomainError.Fault) -> DomainError.Fault {
    .init(at: "/input\(fault.location)", code: fault.code, fault.detail)
  }

  /// The faults in the order of the input; the reason is their own where they agree.
  private func error(_ faults: [DomainError.Fault]) -> DomainError {
    let places = faults.map { JSONPointer.position($0.location, in: document) }
    let order = faults.indices.sorted { first, second in
      places[first] == places[second] ? first < second : places[first].lexicographicallyPrecedes(places[second])
    }
    let ordered = order.map { faults[$0] }
    let isForSchema = faults.contains { Reason.isForSchema($0.code) }
    let codes = Set(faults.map(\.code))
    let own = codes.count == 1 ? codes.first.flatMap { Reason.ofCalculations($0) } : nil
    let reason = own ?? (isForSchema ? .invalidInput : .invalidContent)
    let detail =
      faults.count == 1 ? faults[0].detail : "\(faults.count) places are faulty; errors lists them all."
    return DomainError(isForSchema ? reason.asInvalid : reason, detail, faults: ordered)
  }
}
