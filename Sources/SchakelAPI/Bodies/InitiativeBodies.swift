import SchakelDomain

extension Shape {
  private static let initiativeContent: [Shape.Member] = [
    .required("title", .text(1...200), "What it is called."),
    .optional("summary", .text(0...2000), "What it is about, in a few sentences."),
    .optional("goal", .text(0...2000), "What it wants to reach, measurable where possible."),
    .optional("vision", .text(0...4000), "The future that its members share."),
    .optional("productGroup", .text(0...200), "The products or materials it is about."),
    .optional("sector", .code(Sector.self), "The branch of industry."),
    .optional("region", .text(0...200), "Where it takes place."),
    .optional("phaseModel", .code(PhaseModel.self), "Whose phases it goes through."),
    .optional("phase", .code(Phase.self), "The phase of that model it is in."),
    .defaulted("status", .code(InitiativeStatus.self), "How far it is; a new one is a draft."),
    .defaulted("drivers", .list(.code(Driver.self), 0...5), "Why its members take part, the strongest first."),
    .defaulted("barriers", .list(.code(Barrier.self), 0...19), "What stands in its way, the highest first."),
    .defaulted("neededRoles", .list(.code(ChainRole.self), 0...29), "The links of the chain that it needs."),
  ]

  static let initiativeInput = Shape("InitiativeInput", initiativeContent)
  static let newInitiative = Shape(
    "NewInitiative",
    initiativeContent
      + [.defaulted("roles", .list(.code(ChainRole.self), 0...10), "The roles of the partner that makes it.")])

  private static let facilitatorConcern = Shape(
    "FacilitatorConcern",
    [
      .readOnly("facilitatorId", .identifier, "Which appointment; null for a role that leads alone.", nullable: true),
      .readOnly("partnerId", .identifier, "Who facilitates."),
      .readOnly("independence", .code(Independence.self), "How independent it is, as far as is known."),
      .readOnly("doubleRoles", .list(.code(ChainRole.self), 0...30), "What it is in the chain besides."),
      .readOnly("interestPartnerIds", .list(.identifier, 0...10_000), "Members that it has an interest in."),
    ])

  static let initiative = Shape(
    "Initiative",
    [.readOnly("id", .identifier, "Its id.")] + initiativeContent
      + [
        .readOnly("leadPartnerId", .identifier, "The partner that leads it.", nullable: true),
        .readOnly(
          "facilitatorConcerns", .list(.object(facilitatorConcern), 0...1000),
          "Its facilitators that have an interest or a double role, or did not state their independence."),
        .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
        .readOnly("createdAt", .moment, "When it was made."),
        .readOnly("updatedAt", .moment, "When it was last changed."),
      ])
}

extension InitiativeContent {
  /// What a body says; in a patch, what it leaves out stays.
  mutating func apply(_ body: Body) {
    if let title = body.text("title") { self.title = title }
    if body.has("summary") { summary = body.text("summary") }
    if body.has("goal") { goal = body.text("goal") }
    if body.has("vision") { vision = body.text("vision") }
    if body.has("productGroup") { productGroup = body.text("productGroup") }
    if body.has("sector") { sector = body.code("sector") }
    if body.has("region") { region = body.text("region") }
    if body.has("phaseModel") { phaseModel = body.code("phaseModel") }
    if body.has("phase") { phase = body.code("phase") }
    if let status = body.code("status", as: InitiativeStatus.self) { self.status = status }
    if let drivers = body.codes("drivers", as: Driver.self) { self.drivers = drivers }
    if let barriers = body.codes("barriers", as: Barrier.self) { self.barriers = barriers }
    if let roles = body.codes("neededRoles", as: ChainRole.self) {
      neededRoles = roles.sorted { $0.rawValue < $1.rawValue }
    }
  }
}

extension JSONWriter {
  /// The members of an initiative.
  mutating func initiative(_ initiative: Initiative, _ concerns: [FacilitatorConcern]) {
    let content = initiative.content
    member("id", initiative.id)
    member("title", content.title)
    member("summary", content.summary)
    member("goal", content.goal)
    member("vision", content.vision)
    member("productGroup", content.productGroup)
    member("sector", content.sector?.rawValue)
    member("region", content.region)
    member("phaseModel", content.phaseModel?.rawValue)
    member("phase", content.phase?.rawValue)
    member("status", content.status.rawValue)
    member("drivers", content.drivers.map(\.rawValue))
    member("barriers", content.barriers.map(\.rawValue))
    member("neededRoles", content.neededRoles.map(\.rawValue))
    member("leadPartnerId", content.leadPartnerID)
    key("facilitatorConcerns")
    list(concerns) { writer, concern in
      writer.object { writer in
        writer.member("facilitatorId", concern.facilitatorID)
        writer.member("partnerId", concern.partnerID)
        writer.member("independence", concern.independence.rawValue)
        writer.member("doubleRoles", concern.doubleRoles.map(\.rawValue))
        writer.member("interestPartnerIds", concern.interestPartnerIDs.map(\.text))
      }
    }
    member("version", initiative.version)
    member("createdAt", initiative.createdAt)
    member("updatedAt", initiative.updatedAt)
  }
}
