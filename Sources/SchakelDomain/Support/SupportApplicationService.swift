/// What can be seen of applications: members and the network see all of an initiative's; whose amounts, see
/// `SupportAmounts`.
package struct SupportApplicationService {
  let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// A page; one more than `limit` when there are further ones.
  ///
  /// - Throws: `DomainError` with `notFound`, `notMember`.
  package func list(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> (rows: [SupportApplication], amounts: SupportAmounts) {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let rows = try SupportApplicationStore.list(
      of: initiative, after: after.flatMap { SupportApplication.ID($0) }, limit: limit + 1, in: tx)
    return (rows, try SupportAmounts.of(participation, tx))
  }

  /// - Throws: `DomainError` as `list`.
  package func find(
    _ id: SupportApplication.ID, as caller: Caller
  ) throws -> (application: SupportApplication, amounts: SupportAmounts, participation: Participation) {
    guard let application = try SupportApplicationStore.find(id, in: tx) else { throw DomainError.notFound }
    let participation = try Participation.of(caller, in: application.initiativeID, tx)
    try participation.requireMember()
    return (application, try SupportAmounts.of(participation, tx), participation)
  }

  /// The test against the profile applied for, or against another one.
  ///
  /// - Throws: `DomainError` as `list`.
  package func eligibility(
    of id: SupportApplication.ID, against opening: SupportOpening.ID?, as caller: Caller
  ) throws -> (application: SupportApplication, eligibility: Eligibility, amounts: SupportAmounts) {
    let (application, amounts, _) = try find(id, as: caller)
    return (application, try eligibility(of: application, against: opening), amounts)
  }

  func eligibility(of application: SupportApplication, against opening: SupportOpening.ID?) throws -> Eligibility {
    let opening = try SupportInstrumentService(tx).findOpening(opening ?? application.content.openingID)
    return Eligibility(of: try facts(of: application), against: opening)
  }

  private func facts(of application: SupportApplication) throws -> EligibilityFacts {
    let initiative = application.initiativeID
    let members = try MembershipStore.live(in: initiative, tx)
    let guides = try FacilitatorStore.all(of: initiative, tx).filter {
      $0.state(on: tx.today, by: tx.parameters) != .ended
    }
    return EligibilityFacts(
      participants: try application.participants.map { partnerID, cents in
        let partner = try PartnerStore.find(partnerID, in: tx)
        let roles = members.first { $0.partnerID == partnerID }?.roles ?? []
        return EligibilityFacts.Participant(
          partnerID: partnerID, size: partner?.content.size, groupID: partner?.content.groupID,
          links: ChainRole.links.intersection(roles), eligibleCents: cents,
          deMinimisCents: try DeMinimisStore.latest(of: partnerID, in: initiative, tx)?.receivedCents)
      },
      leadPartnerID: application.content.leadPartnerID,
      facilitators: try guides.map {
        EligibilityFacts.Guide(
          partnerID: $0.appointment.partnerID, experienceMonths: $0.appointment.experienceMonths,
          independence: try FacilitatorService(tx).view($0).independence)
      },
      startDate: application.content.startDate, endDate: application.content.endDate,
      signedLinks: try AmbitionDocumentService(tx).signedLinks(in: initiative))
  }

  /// A page of the statements; amounts by `SupportAmounts`.
  ///
  /// - Throws: `DomainError` as `list`.
  package func deMinimisStatements(
    of initiative: Initiative.ID, after: String?, limit: Int, as caller: Caller
  ) throws -> (rows: [DeMinimisStatement], amounts: SupportAmounts) {
    let participation = try Participation.of(caller, in: initiative, tx)
    try participation.requireMember()
    let rows = try DeMinimisStore.list(
      of: initiative, after: after.flatMap { DeMinimisStatement.ID($0) }, limit: limit + 1, in: tx)
    return (rows, try SupportAmounts.of(participation, tx))
  }
}
