import SchakelDomain

extension Routes {
  /// Every route; a new capability adds one line.
  static func all(site: Site) -> Routes {
    var routes = Routes()
    for add in everything { add(&routes) }
    DescriptionRoutes.add(to: &routes, site: site)
    return routes
  }

  private static let everything: [@Sendable (inout Routes) -> Void] = [
    HealthRoutes.add, VocabularyRoutes.add, AccountRoutes.add, SessionRoutes.add, PartnerRoutes.add,
    ContactRoutes.add, InitiativeRoutes.add, ResultRoutes.add, MembershipRoutes.add,
    PurposeRoutes.add, NDARoutes.add, DataSetRoutes.add, ConsentRoutes.add, ConsentRequestRoutes.add,
    SplitRoutes.add, ReleaseRoutes.add, NotificationRoutes.add, AuditRoutes.add, GlossaryRoutes.add,
  ]
}
