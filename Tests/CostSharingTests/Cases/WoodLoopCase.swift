import CostSharing

/// The Wood Loop as a worked example: wood of two furniture factories goes to a board factory with the return loads of
/// a carrier, 6,350 tonnes a year for nine years. Every figure is invented.
struct WoodLoopCase {
  private(set) var chain: ChainCase

  private static let core = ["plaatfabriek", "vervoerder", "woodloop"]
  private static let yearly = Timing.yearly(from: 2026, to: 2034)
  private static let start = Timing.once(year: 2025)

  init() {
    chain = ChainCase(
      partners: [
        ("meubel-a", "meubelfabriek A"), ("meubel-b", "meubelfabriek B"), ("plaatfabriek", "de plaatfabriek"),
        ("vervoerder", "de vervoerder"), ("woodloop", "Stichting Wood Loop"),
      ].map { ChainPartner(id: $0.0, name: $0.1) },
      lines: [], discountRate: decimal("0.05"), baseYear: 2025, horizonYears: 9)
    chain.volume = Volume(
      unit: "ton", years: (2026...2034).map { Volume.Year(year: $0, quantity: ExactDecimal(6_350)) })
    addStream(of: "a", tonnes: 3_850, starter: 30_000)
    addStream(of: "b", tonnes: 2_500, starter: 20_000)
    addCommon()
  }

  /// What the wood of one furniture factory brings and costs, in euros a tonne.
  private mutating func addStream(of letter: String, tonnes: Int64, starter: Int64) {
    let (factory, with) = ("meubel-\(letter)", Self.core + ["meubel-\(letter)"])
    let costs: [(String, String, LineKind, (Int64, Int64, Int64), String?)] = [
      ("afvalkosten-bespaard", factory, .benefit, (34, 40, 46), "afvaltarief"),
      ("gescheiden-inzamelen", factory, .cost, (7, 9, 13), nil),
      ("retourritten", "vervoerder", .cost, (8, 9, 12), nil),
      ("sorteren", "woodloop", .cost, (22, 26, 33), "zuiverheid"),
      ("primair-hout-vermeden", "plaatfabriek", .benefit, (80, 95, 105), "houtprijs"),
      ("reinigen-doseren", "plaatfabriek", .cost, (28, 32, 38), "zuiverheid"),
    ]
    for (name, partner, kind, euros, driver) in costs {
      let amount = (euros.0 * tonnes, euros.1 * tonnes, euros.2 * tonnes)
      add("\(name)-\(letter)", partner, kind, amount, Self.yearly, driver: driver, requires: with)
    }
    pay("grondstofprijs-\(letter)", "plaatfabriek", "woodloop", 5 * tonnes, Self.yearly)
    pay("ritvergoeding-\(letter)", "woodloop", "vervoerder", 12 * tonnes, Self.yearly)
    pay("startersbijdrage-\(letter)", factory, "woodloop", starter, Self.start)
  }

  private mutating func addCommon() {
    let core = Self.core
    add("reinigingslijn", "plaatfabriek", .investment, (550_000, 650_000, 900_000), Self.start, requires: core)
    add("kratten", "woodloop", .investment, (220_000, 240_000, 280_000), Self.start, requires: core)
    add("organisatie-woodloop", "woodloop", .cost, (80_000, 85_000, 100_000), Self.yearly, requires: core)
    add(
      "keuring-afkeur", "plaatfabriek", .risk, (100_000, 150_000, 300_000), .once(year: 2027), requires: core,
      chance: "0.2")
    add("procesbegeleiding", jointAccountID, .cost, (50_000, 60_000, 80_000), Self.start, requires: core)
    add(
      "ketensubsidie", jointAccountID, .benefit, (50_000, 50_000, 50_000), Self.start, requires: core, chance: "0.8")
  }

  private mutating func add(
    _ id: String, _ partner: String, _ kind: LineKind, _ euros: (Int64, Int64, Int64), _ timing: Timing,
    driver: String? = nil, requires: [String], chance: String = "1"
  ) {
    chain.lines.append(
      ChainLine(
        id: id, partnerID: partner, kind: kind, timing: timing,
        amount: Estimate(lowCents: euros.0 * 100, baseCents: euros.1 * 100, highCents: euros.2 * 100),
        probability: decimal(chance), driverID: driver, requires: requires))
  }

  private mutating func pay(_ id: String, _ payer: String, _ receiver: String, _ euros: Int64, _ timing: Timing) {
    chain.lines.append(
      ChainLine(
        id: id, partnerID: payer, kind: .payment, timing: timing, amount: Estimate(baseCents: euros * 100),
        toPartnerID: receiver))
  }
}

/// A decimal that is known to be one.
func decimal(_ text: String) -> ExactDecimal { ExactDecimal(text) ?? .zero }
