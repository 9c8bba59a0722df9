import CostSharing

// The Wood Loop as a business case over nine years: wood of two furniture factories goes to a board factory with the
// return loads of a carrier. That the wood is lost in production, that trucks drive back empty, that participants pay a
// starter contribution and that the price of the wood is low is from the report 'Rode Draden 2023'; every party, tonne,
// amount, percentage and year is invented. Each partner enters its own lines, and opens them.

/// A chain that wins together while the one that does the work is deep in the red.
struct NineYearWoodLoopDemo {
  private let builder: DemoBuilder
  private let initiative: Initiative.ID
  private let lead: Caller
  private var split: Split.ID?

  private static let factories = ["Meubelfabriek A", "Meubelfabriek B"]
  private static let board = "Plaatfabriek"
  private static let carrier = "Vervoerder"
  private static let foundation = "Stichting Wood Loop"
  private static var core: [String] { [board, carrier, foundation] }

  init(_ builder: DemoBuilder, in initiative: Initiative.ID, as lead: Caller) {
    self.builder = builder
    self.initiative = initiative
    self.lead = lead
  }

  mutating func build() throws {
    let members: [(String, ChainRole)] = [
      (Self.factories[0], .manufacturer), (Self.factories[1], .manufacturer), (Self.board, .materialProducer),
      (Self.carrier, .logistics), (Self.foundation, .collector),
    ]
    try builder.join(members, initiative, as: lead)
    // Both make furniture: as long as nobody says that they do not compete, neither sees the other's lines.
    _ = try CompetitorRelationEditor(builder.tx).record(
      .no, between: Self.factories.map(builder.partner), on: "furniture", source: "kitchens and offices (invented)",
      as: builder.caller(.staff))
    var content = SplitContent(
      title: "Nine years (figures invented)", subject: .gain,
      partners: try members.map { WeightedPartner(partnerID: try builder.partner($0.0), weight: nil) })
    content.discountRate = "0.05"
    content.baseYear = 2025
    content.horizonYears = 9
    split = try SplitEditor(builder.tx).create(content, in: initiative, as: lead).id
    try enterStream(of: Self.factories[0], tonnes: 3_850, starter: 30_000)
    try enterStream(of: Self.factories[1], tonnes: 2_500, starter: 20_000)
    try enterCommon()
  }

  /// What the wood of one factory brings and costs, in euros a tonne.
  private func enterStream(of factory: String, tonnes: Int64, starter: Int64) throws {
    let streams: [(String, LineKind, LineCategory, (Int64, Int64, Int64), String?, String)] = [
      (factory, .benefit, .avoidedDisposal, (34, 40, 46), "afvaltarief", "disposal saved"),
      (factory, .cost, .sortingProcessing, (7, 9, 13), nil, "collecting apart"),
      (Self.carrier, .cost, .reverseLogistics, (8, 9, 12), nil, "return trips"),
      (Self.foundation, .cost, .sortingProcessing, (22, 26, 33), "zuiverheid", "sorting"),
      (Self.board, .benefit, .avoidedRawMaterial, (80, 95, 105), "houtprijs", "primary wood avoided"),
      (Self.board, .cost, .sortingProcessing, (28, 32, 38), "zuiverheid", "cleaning and dosing"),
    ]
    for (owner, kind, category, euros, driver, text) in streams {
      var line = try line(of: owner, kind, category, euros.1 * tonnes, "\(text), wood of \(factory)")
      line.outlook.recurrence = .yearly
      line.outlook.startYear = 2026
      try enter(line, euros.0 * tonnes, euros.2 * tonnes, driver, Self.core + [factory])
    }
    try pay(Self.board, Self.foundation, 5 * tonnes, isYearly: true, "price of the wood of \(factory)")
    try pay(Self.foundation, Self.carrier, 12 * tonnes, isYearly: true, "trips with the wood of \(factory)")
    try pay(factory, Self.foundation, starter, isYearly: false, "starter contribution")
  }

  private func enterCommon() throws {
    let investments: [(String, (Int64, Int64, Int64), String)] = [
      (Self.board, (550_000, 650_000, 900_000), "cleaning line"),
      (Self.foundation, (220_000, 240_000, 280_000), "crates"),
    ]
    for (owner, euros, text) in investments {
      let line = try line(of: owner, .investment, .cratesEquipment, euros.1, text)
      try enter(line, euros.0, euros.2, nil, Self.core)
    }
    var organisation = try line(of: Self.foundation, .cost, .facilitation, 85_000, "organisation")
    organisation.outlook.recurrence = .yearly
    organisation.outlook.startYear = 2026
    try enter(organisation, 80_000, 100_000, nil, Self.core)
    var rejection = try line(of: Self.board, .risk, .qualityPurity, 150_000, "a batch rejected at inspection")
    rejection.outlook.startYear = 2027
    rejection.outlook.probability = "0.2"
    try enter(rejection, 100_000, 300_000, nil, Self.core)
    let guidance = try line(of: nil, .cost, .facilitation, 60_000, "guiding the process")
    try enter(guidance, 50_000, 80_000, nil, Self.core)
    var subsidy = try line(of: nil, .benefit, .subsidy, 50_000, "subsidy for the chain")
    subsidy.outlook.probability = "0.8"
    try enter(subsidy, 50_000, 50_000, nil, Self.core)
  }

  private func line(
    of owner: String?, _ kind: LineKind, _ category: LineCategory?, _ euros: Int64, _ text: String
  ) throws -> SplitLineContent {
    let account = try owner.map { SplitAccount.partner(try builder.partner($0)) } ?? .joint
    var line = SplitLineContent(account: account, kind: kind, amountCents: euros * 100, isPrivate: false)
    line.category = category
    line.description = text
    return line
  }

  private func enter(
    _ line: SplitLineContent, _ low: Int64, _ high: Int64, _ driver: String?, _ requires: [String]
  ) throws {
    var line = line
    line.outlook.lowCents = low * 100
    line.outlook.highCents = high * 100
    line.outlook.driver = driver
    line.outlook.requires = try requires.map(builder.partner)
    try enter(line)
  }

  private func pay(_ payer: String, _ receiver: String, _ euros: Int64, isYearly: Bool, _ text: String) throws {
    var line = try line(of: payer, .payment, nil, euros, text)
    line.receiver = .partner(try builder.partner(receiver))
    if isYearly {
      line.outlook.recurrence = .yearly
      line.outlook.startYear = 2026
    }
    try enter(line)
  }

  private func enter(_ line: SplitLineContent) throws {
    guard let split else { throw DomainError.notFound }
    let owner = try line.account.partnerID.map(builder.caller(of:)) ?? lead
    _ = try SplitEditor(builder.tx).enter(line, in: split, as: owner)
  }
}
