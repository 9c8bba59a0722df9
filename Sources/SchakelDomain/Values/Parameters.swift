import Disclosure

/// What a network may set for itself (MODEL section 8); everything else there is fixed.
package struct Parameters: Sendable {
  /// Days before the end of facilitation or subsidy from which on it is a risk that nothing was agreed for afterwards
  /// (MODEL H8).
  package var continuityWarningDays = 60
  /// Days without a result after which an initiative is at risk (MODEL H2).
  package var noResultDays = 90
  /// Persons that must have answered a pulse before anything of it is told (MODEL H6).
  package var minPulse = RespondentSet.countMin

  package static let continuityWarningDaysBounds = 30...180
  package static let noResultDaysBounds = 30...180
  package static let minPulseBounds = RespondentSet.countMin...50

  package init() {}
}
