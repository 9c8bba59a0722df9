import CostSharing

/// Repair of laptops: who repairs them gains, and who makes new ones sells fewer.
struct LaptopDemo {
  private let builder: DemoBuilder

  init(_ builder: DemoBuilder) {
    self.builder = builder
  }

  func build() throws {
    let tx = builder.tx
    let lead = try builder.caller(.director)
    let initiative = try InitiativeEditor(tx).create(Self.content, roles: [.chainDirector], as: lead).id
    try builder.join([("Laptopmaker", .manufacturer), ("Reparateur", .repairer)], initiative, as: lead)
    let partners = try ["Laptopmaker", "Reparateur"].map {
      WeightedPartner(partnerID: try builder.partner($0), weight: nil)
    }
    let content = SplitContent(title: "A year of repairs (figures invented)", subject: .gain, partners: partners)
    let split = try SplitEditor(tx).create(content, in: initiative, as: lead)
    let lines: [(String, LineKind, LineCategory, Int64, String)] = [
      ("Reparateur", .benefit, .newRevenue, 4_000_000, "repairs, after their costs"),
      ("Laptopmaker", .lostRevenue, .other, 2_500_000, "new laptops that are not sold"),
    ]
    for (company, kind, category, cents, text) in lines {
      var line = SplitLineContent(
        account: .partner(try builder.partner(company)), kind: kind, amountCents: cents, isPrivate: false)
      line.category = category
      line.description = text
      _ = try SplitEditor(tx).enter(line, in: split.id, as: builder.caller(company))
    }
  }

  private static var content: InitiativeContent {
    var content = InitiativeContent(title: "Laptops that last")
    content.summary =
      "Laptops are repaired instead of replaced: the repairer gains, the maker loses sales. What would compensate it? "
      + "The question is the report's; parties and figures are invented."
    content.goal = "A division of the gain that leaves nobody worse off."
    content.productGroup = "laptops"
    content.status = .active
    content.drivers = [.newBusiness]
    content.barriers = [.conflictingInterests]
    return content
  }
}
