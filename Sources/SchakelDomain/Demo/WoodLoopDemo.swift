import CostSharing

/// Wood Loop: a case that does not pay yet, on open lines of the trade association, with the biomass beside it.
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
      [
        ("Groothandel Plaat", .wholesaler), ("Paneelmaker", .materialProducer), ("Regie Onafhankelijk", .adviser),
      ], initiative, as: lead)
    let partners = try [("Branchevereniging Hout", "7"), ("Groothandel Plaat", "5"), ("Paneelmaker", "1")].map {
      WeightedPartner(partnerID: try builder.partner($0), weight: $1)
    }
    let content = SplitContent(title: "First year (figures invented)", subject: .surplus, partners: partners)
    let split = try SplitEditor(tx).create(content, in: initiative, as: lead)
    let association = SplitAccount.partner(try builder.partner("Branchevereniging Hout"))
    for (variant, kind, category, euros, text) in Self.lines {
      var line = SplitLineContent(
        account: association, kind: kind, amountCents: euros * 100, variant: variant, isPrivate: false)
      line.category = category
      line.description = text
      _ = try SplitEditor(tx).enter(line, in: split.id, as: lead)
    }
    var effect = SplitEffectContent(.co2Reduction, "1710", "t CO2", of: .joint)
    effect.description = "against burning the wood"
    _ = try SplitEditor(tx).enter(effect, in: split.id, as: lead)
    var nineYears = NineYearWoodLoopDemo(builder, in: initiative, as: lead)
    try nineYears.build()
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

  private static let lines: [(String, LineKind, LineCategory, Int64, String)] = [
    ("planned", .benefit, .starterContributionReceived, 54_000, "120 participants at 450 euro"),
    ("planned", .benefit, .secondaryMaterialSales, 7_200, "1 800 t at 4 euro"),
    ("planned", .cost, .cratesEquipment, 38_000, "crates"),
    ("planned", .cost, .reverseLogistics, 29_600, "return trips"),
    ("planned", .cost, .sortingProcessing, 18_400, "sorting"),
    ("planned", .cost, .dataRegistration, 15_200, "platform"),
    ("baseline", .benefit, .secondaryMaterialSales, 108_000, "the same wood as biomass, 1 800 t at 60 euro"),
  ]
}
