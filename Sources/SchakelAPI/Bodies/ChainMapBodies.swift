import SchakelDomain

extension Shape {
  private static let chainLink = Shape(
    "ChainLink",
    [
      .readOnly("role", .code(ChainRole.self), "Which role."),
      .readOnly("isNeeded", .boolean, "Whether the initiative says that it needs it."),
      .readOnly("isMissing", .boolean, "Whether it is needed and no member has it."),
      .readOnly("memberPartnerIds", .list(.identifier, 0...10_000), "The members that have it."),
      .readOnly("invitedPartnerIds", .list(.identifier, 0...10_000), "Those invited for it that have not answered."),
    ])

  static let chainMap = Shape(
    "ChainMap",
    [
      .readOnly("initiativeId", .identifier, "Of which initiative."),
      .readOnly("links", .list(.object(chainLink), 0...29), "Every role that is needed, filled or offered."),
      .readOnly("missingRoles", .list(.code(ChainRole.self), 0...29), "Those that are missing."),
    ])
}

extension JSONWriter {
  mutating func chainMap(_ map: ChainMap) {
    member("initiativeId", map.initiativeID)
    key("links")
    list(map.links) { writer, link in
      writer.object { writer in
        writer.member("role", link.role.rawValue)
        writer.member("isNeeded", link.isNeeded)
        writer.member("isMissing", link.isMissing)
        writer.member("memberPartnerIds", link.memberPartnerIDs.map(\.text))
        writer.member("invitedPartnerIds", link.invitedPartnerIDs.map(\.text))
      }
    }
    member("missingRoles", map.links.filter(\.isMissing).map(\.role.rawValue))
  }
}
