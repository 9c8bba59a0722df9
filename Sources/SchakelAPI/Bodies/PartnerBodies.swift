import SchakelDomain

extension Shape {
  private static let partnerContent: [Shape.Member] = [
    .required("name", .text(1...200), "The legal entity's name."),
    .optional("groupId", .identifier, "The group it belongs to."),
    .defaulted("country", .pattern("[A-Z]{2}", "NL", "Two capitals, as of ISO 3166-1"), "Where it is seated; NL."),
    .optional("size", .code(PartnerSize.self), "How big it is."),
    .optional(
      "kvkNumber", .pattern("[0-9]{8}", "12345678", "Eight digits"), "Its number in the Dutch trade register."),
    .optional("website", .text(0...300), "Its website."),
    .defaulted("sectors", .list(.code(Sector.self), 0...16), "The branches of industry it works in."),
  ]

  private static let evolving: [Shape.Member] = [
    .readOnly("version", .integer(1...9_007_199_254_740_991), "Grows with each change."),
    .readOnly("createdAt", .moment, "When it was made."), .readOnly("updatedAt", .moment, "When it was last changed."),
  ]

  static let partnerInput = Shape("PartnerInput", partnerContent)
  static let partner = Shape("Partner", [.readOnly("id", .identifier, "Its id.")] + partnerContent + evolving)
  static let groupInput = Shape("GroupInput", [.required("name", .text(1...200), "The group's name.")])
  static let group = Shape(
    "Group",
    [.readOnly("id", .identifier, "Its id."), .required("name", .text(1...200), "The group's name.")] + evolving)
}

extension PartnerContent {
  /// What a body says; in a patch, what it leaves out stays.
  mutating func apply(_ body: Body) {
    if let name = body.text("name") { self.name = name }
    if body.has("groupId") { groupID = body.id("groupId") }
    if let country = body.text("country") { self.country = country }
    if body.has("size") { size = body.code("size") }
    if body.has("kvkNumber") { kvkNumber = body.text("kvkNumber") }
    if body.has("website") { website = body.text("website") }
    if let sectors = body.codes("sectors", as: Sector.self) { self.sectors = sectors }
  }
}

extension JSONWriter {
  mutating func partner(_ partner: Partner) {
    let content = partner.content
    member("id", partner.id)
    member("name", content.name)
    member("groupId", content.groupID)
    member("country", content.country)
    member("size", content.size?.rawValue)
    member("kvkNumber", content.kvkNumber)
    member("website", content.website)
    member("sectors", content.sectors.map(\.rawValue))
    member("version", partner.version)
    member("createdAt", partner.createdAt)
    member("updatedAt", partner.updatedAt)
  }

  mutating func group(_ group: PartnerGroup) {
    member("id", group.id)
    member("name", group.name)
    member("version", group.version)
    member("createdAt", group.createdAt)
    member("updatedAt", group.updatedAt)
  }
}
