import CostSharing

/// The Lisdodde Bouwketen: a granted subsidy that ends in fifty days, and nothing agreed for what comes then.
struct LisdoddeDemo {
  private let builder: DemoBuilder
  private let tx: WriteTransaction

  init(_ builder: DemoBuilder) {
    self.builder = builder
    tx = builder.tx
  }

  func build() throws {
    let director = try builder.caller(.director)
    let initiative = try InitiativeEditor(tx).create(Self.content, roles: [.facilitator], as: director).id
    try builder.join(Self.firms.map { ($0.company, $0.role) }, initiative, as: director)
    try appoint(in: initiative, as: director)
    var result = ResultContent(title: "Fire and insulation test", dueDate: tx.today)
    result.achievedDate = tx.today
    result.evidenceLevel = .documented
    _ = try InitiativeResultEditor(tx).create(result, of: initiative, as: director)
    let subsidy = try apply(in: initiative, as: director)
    try plan(with: subsidy, in: initiative, as: director)
    try signAmbition(in: initiative, as: director)
  }

  private var startDate: LocalDate { tx.today.adding(days: -315) }
  private var endDate: LocalDate { tx.today.adding(days: 50) }

  private func appoint(in initiative: Initiative.ID, as director: Caller) throws {
    let appointment = Facilitator.Appointment(
      try builder.partner("Regie Onafhankelijk"), funding: .subsidy,
      fundingNote: "Subsidie Circulaire Ketenprojecten", hours: 400, experienceMonths: 48, from: startDate,
      until: endDate)
    let view = try FacilitatorEditor(tx).appoint(appointment, in: initiative, as: director)
    _ = try FacilitatorEditor(tx).state(
      "We have no share in any member, and work for none of them.", interests: [], of: view.facilitator.id,
      as: director)
  }

  /// Applies on the opening of 2022; each partner enters its own costs and gives its statement.
  private func apply(in initiative: Initiative.ID, as director: Caller) throws -> Subsidy {
    let openings = try SupportInstrumentService(tx).find("ckpRvo").openings
    guard let opening = openings.first(where: { $0.content.period == "2022" }) else { throw DomainError.notFound }
    let partners = try Self.firms.map { try builder.partner($0.company) }
    let application = try SupportApplicationEditor(tx).make(
      SupportApplication.Content(
        "A wall element of cattail", on: opening.id, lead: partners[0], partners: partners, from: startDate,
        until: endDate),
      in: initiative, as: director)
    for firm in Self.firms {
      let caller = try builder.caller(firm.company)
      let partner = try builder.partner(firm.company)
      _ = try SupportApplicationEditor(tx).enter(firm.euros * 100, of: partner, on: application.id, as: caller)
      _ = try SupportApplicationEditor(tx).state(receivedCents: 0, in: initiative, as: caller)
    }
    return try grant(application.id, as: director)
  }

  private func grant(_ application: SupportApplication.ID, as director: Caller) throws -> Subsidy {
    _ = try SupportApplicationEditor(tx).submit(application, as: director)
    let tested = try SupportApplicationService(tx).eligibility(of: application, against: nil, as: director)
    let parts = tested.eligibility.amounts.compactMap { partner, amount in
      amount.map { Subsidy.Part(partner, $0.subsidyCents) }
    }
    let subsidy = try SubsidyEditor(tx).grant(parts, from: startDate, until: endDate, on: application, as: director)
    let invoice = CostClaim.Invoice("2022-0117", of: startDate.adding(days: 60), 125_050)
    _ = try SubsidyEditor(tx).claim(invoice, on: subsidy.id, as: builder.caller(Self.firms[0].company))
    return subsidy
  }

  /// A year that pays with the subsidy and does not without.
  private func plan(with subsidy: Subsidy, in initiative: Initiative.ID, as director: Caller) throws {
    let (company, farm) = (Self.firms[0].company, try builder.partner(Self.firms[0].company))
    let partners = try Self.firms.map { WeightedPartner(partnerID: try builder.partner($0.company), weight: nil) }
    let content = SplitContent(title: "One year (figures invented)", subject: .surplus, partners: partners)
    let split = try SplitEditor(tx).create(content, in: initiative, as: director)
    let granted = subsidy.parts.first { $0.partnerID == farm }?.amountCents ?? 0
    let lines: [(LineKind, LineCategory, Int64, String)] = [
      (.benefit, .newRevenue, 5_200_000, "wall elements sold"), (.cost, .sortingProcessing, 6_150_000, "processing"),
      (.benefit, .subsidy, granted, "Subsidie Circulaire Ketenprojecten"),
    ]
    for (kind, category, cents, text) in lines {
      var line = SplitLineContent(account: .partner(farm), kind: kind, amountCents: cents, isPrivate: false)
      line.category = category
      line.description = text
      if category == .subsidy { line.subsidyID = subsidy.id }
      _ = try SplitEditor(tx).enter(line, in: split.id, as: builder.caller(company))
    }
  }

  private func signAmbition(in initiative: Initiative.ID, as director: Caller) throws {
    let document = try AmbitionDocumentEditor(tx).make(
      "Building with cattail", text: "In 2030 we build a hundred houses a year with walls of cattail.",
      in: initiative, as: director)
    for firm in Self.firms.prefix(2) {
      _ = try AmbitionDocumentEditor(tx).sign(
        document.id, for: builder.partner(firm.company), textHash: document.textHash,
        as: builder.caller(firm.company))
    }
  }

  private static let firms: [(company: String, role: ChainRole, euros: Int64)] = [
    ("Lisdoddeboer", .grower, 38_000), ("Isolatiemaker", .materialProducer, 46_000),
    ("Binnenplaat", .componentMaker, 31_500), ("Buitenplaat", .manufacturer, 40_000),
    ("Timmerfabriek", .installer, 12_400),
  ]

  private static var content: InitiativeContent {
    var content = InitiativeContent(title: "Lisdodde Bouwketen")
    content.summary =
      "A farm and makers of building materials turn cattail into a prefab wall element; the support ends, and the "
      + "collaboration must be able to go on. (From the report; the rest of this demo is invented.)"
    content.goal = "A wall element of cattail that can be built with."
    content.sector = .construction
    content.productGroup = "wall elements of cattail"
    content.phaseModel = .rvo
    content.phase = .deepening
    content.status = .active
    content.drivers = [.newBusiness]
    content.barriers = [.supportTemporary]
    return content
  }
}
