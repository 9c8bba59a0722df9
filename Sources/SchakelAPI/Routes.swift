import SchakelDomain

extension Routes {
  /// Seconds that one calculation may take where nothing else is said.
  static let calculationSecondsUsual = 20

  /// Every route; a new capability adds one line.
  ///
  /// - Parameters:
  ///   - calculationSecondsMax: Seconds that one calculation may take.
  ///   - isWritable: Whether the register takes changes at this moment.
  static func all(
    site: Site, calculationSecondsMax: Int = calculationSecondsUsual,
    isWritable: @escaping @Sendable () -> Bool = { true }
  ) -> Routes {
    var routes = Routes()
    HealthRoutes.add(to: &routes, isWritable: isWritable)
    for add in everything { add(&routes) }
    SplitRoutes.add(to: &routes, secondsMax: calculationSecondsMax)
    SplitCalculationRoutes.add(to: &routes, secondsMax: calculationSecondsMax)
    DescriptionRoutes.add(to: &routes, site: site)
    return routes
  }

  private static let everything: [@Sendable (inout Routes) -> Void] = [
    VocabularyRoutes.add, AccountRoutes.add, SessionRoutes.add, PartnerRoutes.add,
    ContactRoutes.add, InitiativeRoutes.add, ResultRoutes.add, MembershipRoutes.add,
    InvitationRoutes.add, ChainMapRoutes.add, MotivationRoutes.add,
    PurposeRoutes.add, NDARoutes.add, DataSetRoutes.add, ConsentRoutes.add, ConsentRequestRoutes.add,
    ReleaseRoutes.add, AgreementRoutes.add, DecisionRoutes.add, FacilitatorRoutes.add,
    InitiativeRiskRoutes.add, CommitmentRoutes.add, MeetingRoutes.add, PulseRoutes.add, PhaseRoutes.add,
    CompetitionCheckRoutes.add, SupportInstrumentRoutes.add, SupportApplicationRoutes.add, AmbitionDocumentRoutes.add,
    SubsidyRoutes.add,
    CompetitorRelationRoutes.add,
    NotificationRoutes.add, AuditRoutes.add, GlossaryRoutes.add,
  ]
}
