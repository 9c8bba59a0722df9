// Who sees amounts of an application, a statement or a claim. Costs between competitors are confidential, so it is:
//
//   the partner itself        its own, by a mandate to read
//   the steward               all
//   a facilitator             all, while it is in office and has stated that it is independent
//
// Nobody else, also not the lead of the initiative or of the application: it can be a competitor. Totals are shown to
// those only who see all, for a total less one's own amount tells of the others.

/// Whose amounts a caller sees.
package struct SupportAmounts: Sendable {
  /// Whether it sees everybody's.
  package let seesAll: Bool
  /// Whose own amounts it sees.
  let own: Partner.ID?

  static func of(_ participation: Participation, _ tx: Transaction) throws -> SupportAmounts {
    guard case .partner(let mandate) = participation.standing else {
      return SupportAmounts(seesAll: participation.standing.networkRole == .steward, own: nil)
    }
    guard mandate.allows(.read) else { return SupportAmounts(seesAll: false, own: nil) }
    let partner = mandate.partnerID
    let appointments = try FacilitatorStore.all(of: participation.initiative.id, tx).filter {
      $0.appointment.partnerID == partner && $0.state(on: tx.today, by: tx.parameters).isInOffice
    }
    let isIndependent = try appointments.contains { try FacilitatorService(tx).view($0).independence == .stated }
    return SupportAmounts(seesAll: participation.isMember && isIndependent, own: partner)
  }

  package func shows(_ partner: Partner.ID) -> Bool { seesAll || partner == own }
}
