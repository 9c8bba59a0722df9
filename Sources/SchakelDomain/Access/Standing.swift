import SQLite

/// For whom a caller acts in a request, once its mandates and roles have been looked up.
package enum Standing: Hashable, Sendable {
  /// For the network organisation.
  case network(NetworkRole)
  /// For a partner, with what the mandate allows.
  case partner(Mandate)
  /// For nobody: a person with neither a network role nor a live mandate.
  case nobody
}

/// What a person may do for a partner.
package struct Mandate: Hashable, Sendable {
  package typealias ID = Identifier<Mandate>

  package let id: ID
  package let partnerID: Partner.ID
  package let rights: Set<MandateRight>

  package func allows(_ right: MandateRight) -> Bool { rights.contains(right) }
}

/// A thing that a mandate allows; the raw value is the code on the wire.
package enum MandateRight: String, CaseIterable, Hashable, Sendable {
  /// See what the partner may see.
  case read
  /// Enter data, answer invitations, give further mandates.
  case manage
  /// Sign NDAs and agreements.
  case sign
  /// Grant, refuse and revoke consents.
  case grant
}

extension Standing {
  /// Finds for whom a caller acts: what `Acting-As` says, else the only possibility.
  ///
  /// A person who holds several network roles acts in the one that allows most, unless the header names another.
  ///
  /// - Throws: `DomainError` with `mandateEnded` when the person has no live mandate for the partner named,
  ///   `roleNotAllowed` when it does not hold the network role named, `actingAsAmbiguous` when there is a choice to
  /// make.
  package static func of(_ caller: Caller, in tx: Transaction) throws -> Standing {
    guard let known = tx.memory else { return try find(caller, in: tx) }
    return try known.standing(of: caller) { try find(caller, in: tx) }
  }

  private static func find(_ caller: Caller, in tx: Transaction) throws -> Standing {
    guard let actingAs = caller.actingAs else { return try only(caller, in: tx) }
    if let partner = actingAs.partnerID {
      let mandates = try MandateStore.live(of: caller.accountID, in: tx).filter { $0.partnerID == partner }
      guard let first = mandates.first else { throw DomainError(.mandateEnded) }
      return .partner(merged(first, mandates))
    }
    if let role = actingAs.role.flatMap(NetworkRole.init(rawValue:)) {
      guard caller.networkRoles.contains(role) else { throw DomainError(.roleNotAllowed) }
      return .network(role)
    }
    return try only(caller, in: tx)
  }

  private static func only(_ caller: Caller, in tx: Transaction) throws -> Standing {
    let network = NetworkRole.allCases.first(where: caller.networkRoles.contains)
    let mandates = try MandateStore.live(of: caller.accountID, in: tx)
    let partners = Set(mandates.map(\.partnerID))
    switch (network, partners.count) {
    case (let role?, 0): return .network(role)
    case (nil, 0): return .nobody
    case (nil, 1): return .partner(merged(mandates[0], mandates))
    default:
      let choices = (network.map { ["role=\($0.rawValue)"] } ?? []) + partners.map(\.text).sorted()
      throw DomainError(
        .actingAsAmbiguous, "Say for whom you act with the header Acting-As: \(choices.joined(separator: ", ")).",
        faults: [.init(.header, at: "Acting-As", code: "required", "Choose one of \(choices.joined(separator: ", ")).")]
      )
    }
  }

  /// Two mandates for one partner allow what either does.
  private static func merged(_ first: Mandate, _ mandates: [Mandate]) -> Mandate {
    Mandate(
      id: first.id, partnerID: first.partnerID, rights: mandates.reduce(into: []) { $0.formUnion($1.rights) })
  }
}

extension Standing {
  /// The network role, or nil for somebody of a partner.
  package var networkRole: NetworkRole? {
    if case .network(let role) = self { role } else { nil }
  }

  /// The partner acted for, or nil.
  package var partnerID: Partner.ID? {
    if case .partner(let mandate) = self { mandate.partnerID } else { nil }
  }

  /// The mandate, when it allows this.
  ///
  /// - Throws: `DomainError` with `mandateInsufficient`, or `notAllowed` for whoever acts for no partner.
  package func mandate(for right: MandateRight) throws -> Mandate {
    guard case .partner(let mandate) = self else {
      throw DomainError(.notAllowed, "Only somebody who acts for a partner can do this.")
    }
    guard mandate.allows(right) else {
      throw DomainError(
        .mandateInsufficient, "Your mandate lacks the right `\(right.rawValue)`; ask the partner for it.")
    }
    return mandate
  }

  /// - Throws: `DomainError` with `notAllowed` unless the caller acts in one of these network roles.
  package func require(_ roles: NetworkRole...) throws {
    guard let role = networkRole, roles.contains(role) else {
      let names = roles.map { "`\($0.rawValue)`" }.joined(separator: " or ")
      throw DomainError(.notAllowed, "Only the network role \(names) can do this.")
    }
  }
}
