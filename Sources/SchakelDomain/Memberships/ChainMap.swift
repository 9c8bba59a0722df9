/// Which roles of a chain are filled, by whom, and which are missing.
package struct ChainMap: Sendable {
  package let initiativeID: Initiative.ID
  /// The roles that are needed, that members have, or that somebody is invited for; in the order of the vocabulary.
  package let links: [Link]

  /// One role.
  package struct Link: Sendable {
    package let role: ChainRole
    /// Whether the initiative says that it needs it.
    package let isNeeded: Bool
    /// The members that have it now.
    package let memberPartnerIDs: [Partner.ID]
    /// Those that are invited for it and have not answered.
    package let invitedPartnerIDs: [Partner.ID]

    /// Whether it is needed and nobody has it: an invitation fills nothing.
    package var isMissing: Bool { isNeeded && memberPartnerIDs.isEmpty }
  }
}

/// What can be seen of the chain: whoever knows the initiative sees who takes part in what role, and what is missing.
package struct ChainMapService {
  private let tx: Transaction

  package init(_ tx: Transaction) {
    self.tx = tx
  }

  /// - Throws: `DomainError` with `notFound`.
  package func map(of initiative: Initiative.ID, as caller: Caller) throws -> ChainMap {
    let needed = try Participation.of(caller, in: initiative, tx).initiative.content.neededRoles
    let members = try MembershipStore.membersByRole(of: initiative, tx)
    let invited = try MembershipStore.invitedByRole(of: initiative, tx)
    let roles = ChainRole.allCases.filter { needed.contains($0) || members[$0] != nil || invited[$0] != nil }
    let links = roles.map { role in
      ChainMap.Link(
        role: role, isNeeded: needed.contains(role), memberPartnerIDs: members[role] ?? [],
        invitedPartnerIDs: invited[role] ?? [])
    }
    return ChainMap(initiativeID: initiative, links: links)
  }
}
