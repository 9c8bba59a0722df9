import CostSharing

/// Wood Loop: a case that does not pay yet, on open lines of its joint account.
struct WoodLoopDemo {
  private let builder: DemoBuilder

  init(_ builder: DemoBuilder) {
    self.builder = builder
  }

  func build() throws {
    let tx = builder.tx
    let lead = try builder.caller("Branchevereniging Hout")
    let initiative = try InitiativeEditor(tx).create(Self.content, roles: [.tradeAssociation, .facilitator], as: lead)
      .id
    try builder.join(
      [("Groothandel Plaat", .wholesaler), ("Paneelmaker", .materialProducer)], initiative, as: lead)
    let partners = try [("Branchevereniging Hout", "7"), ("Groothandel Plaat", "5"), ("Paneelmaker", "1")].map {
      WeightedPartner(partnerID: try builder.partner($0), weight: $1)
    }
    let content = SplitContent(title: "First year (figures invented)", subject: .surplus, partners: partners)
    let split = try SplitEditor(tx).create(content, in: initiative, as: lead)
    for (kind, category, euros, text) in Self.lines {
      var line = SplitLineContent(account: .joint, kind: kind, amountCents: euros * 100, isPrivate: false)
      line.category = category
      line.description = text
      _ = try SplitEditor(tx).enter(line, in: split.id, as: lead)
    }
  }

  private static var content: InitiativeContent {
    var content = InitiativeContent(title: "Wood Loop")
    content.summary =
      "MDF and chipboard come back on empty return trips and become board again. Participants pay a starter "
      + "contribution; as biomass the wood would bring ten to twenty times as much. The case is the report's; parties "
      + "and figures are invented."
    content.goal = "A return system for waste wood that covers its costs."
    content.productGroup = "sheet material"
    content.sector = .furniture
    content.status = .active
    content.drivers = [.newBusiness]
    content.barriers = [.offtakePriceLow, .perverseIncentive]
    return content
  }

  private static let lines: [(LineKind, LineCategory, Int64, String)] = [
    (.benefit, .starterContributionReceived, 54_000, "120 participants at 450 euro"),
    (.benefit, .secondaryMaterialSales, 7_200, "1 800 t at 4 euro"),
    (.cost, .cratesEquipment, 38_000, "crates"), (.cost, .reverseLogistics, 29_600, "return trips"),
    (.cost, .sortingProcessing, 18_400, "sorting"), (.cost, .dataRegistration, 15_200, "platform"),
  ]
}
