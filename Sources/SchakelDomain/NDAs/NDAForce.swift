/// Everything that decides whether an NDA is in force, for any pair.
package struct NDAFacts: Sendable {
  package let versions: [NDAVersion]
  package let signatures: [NDASignature]
  package let notices: [NDANotice]
}

/// Whether an NDA binds two partners to each other (MODEL 5.2); the raw value is the code on the wire.
package enum NDAForce: String, Vocabulary {
  /// Neither has signed what is on offer.
  case offered
  /// One has signed.
  case partiallySigned
  case inForce
  /// Still in force; one of them has given notice.
  case notice
  case terminated
  /// Its term is over, or has not begun.
  case expired
  /// Past the sunset of the version that both signed.
  case superseded

  package static let vocabularyName = "ndaState"

  package var labels: Labels {
    switch self {
    case .offered: Labels(nl: "aangeboden", en: "offered")
    case .partiallySigned: Labels(nl: "deels getekend", en: "partially signed")
    case .inForce: Labels(nl: "van kracht", en: "in force")
    case .notice: Labels(nl: "opgezegd, nog van kracht", en: "notice given, still in force")
    case .terminated: Labels(nl: "beëindigd", en: "terminated")
    case .expired: Labels(nl: "buiten de looptijd", en: "outside its term")
    case .superseded: Labels(nl: "vervangen", en: "superseded")
    }
  }

  package var isInForce: Bool { self == .inForce || self == .notice }
}

extension NDAFacts {
  /// Whoever ever signed a version.
  package var signers: Set<Partner.ID> { Set(signatures.map(\.partnerID)) }

  /// Whether a partner signed any version with this major number.
  package func isSigned(by partner: Partner.ID, major: Int64) -> Bool {
    signatures.contains { $0.partnerID == partner && $0.major == major }
  }

  package func isSigned(by partner: Partner.ID) -> Bool {
    signatures.contains { $0.partnerID == partner }
  }

  /// What binds one partner: the versions with the major numbers that it signed.
  func binding(_ partner: Partner.ID) -> NDAFacts {
    let majors = Set(signatures.filter { $0.partnerID == partner }.map(\.major))
    return NDAFacts(
      versions: versions.filter { majors.contains($0.major) && $0.offeredAt != nil },
      signatures: signatures.filter { majors.contains($0.major) },
      notices: notices.filter { majors.contains($0.major) })
  }

  /// The state between two partners: that of the highest major version in which they come furthest.
  package func force(between one: Partner.ID, and other: Partner.ID, at now: Timestamp) -> NDAForce {
    let majors = Set(versions.filter(\.isOpen).map(\.major)).sorted(by: >)
    let states = majors.map { state(between: one, and: other, major: $0, at: now) }
    if let state = states.first(where: \.isInForce) { return state }
    return states.first { $0 != .offered } ?? .offered
  }

  /// The versions of a major number share their terms, so any of them speaks for all.
  private func state(between one: Partner.ID, and other: Partner.ID, major: Int64, at now: Timestamp) -> NDAForce {
    let signers = [one, other].filter { isSigned(by: $0, major: major) }
    guard signers.count == 2 else { return signers.isEmpty ? .offered : .partiallySigned }
    let ends = notices.filter { $0.major == major && ($0.partnerID == one || $0.partnerID == other) }.map(\.endsAt)
    if let end = ends.min(), end <= now { return .terminated }
    guard let version = versions.first(where: { $0.major == major }) else { return .offered }
    let today = LocalDate(at: now)
    if let sunset = version.sunsetDate, sunset <= today { return .superseded }
    let terms = version.terms
    guard terms.startDate <= today, terms.endDate.map({ today < $0 }) ?? true else { return .expired }
    return ends.isEmpty ? .inForce : .notice
  }

  /// Whether an offered version covers a use; whoever receives must act in one of its roles.
  package func covers(purpose: String, role: ChainRole) -> Bool {
    versions.contains { $0.isOpen && $0.terms.purposes.contains(purpose) && $0.terms.roles.contains(role) }
  }

  /// Whether the version in force between two partners covers a use.
  package func inForceCovers(
    purpose: String, role: ChainRole, between one: Partner.ID, and other: Partner.ID, at now: Timestamp
  ) -> Bool {
    versions.contains { version in
      version.terms.purposes.contains(purpose) && version.terms.roles.contains(role)
        && state(between: one, and: other, major: version.major, at: now).isInForce
    }
  }

  /// The days on which it ends by its terms: the newest version on offer at the end of its term, and an older one at
  /// its sunset for whoever has signed nothing newer.
  var ends: [LocalDate] {
    let sunsets = versions.filter { version in
      signers.contains { partner in
        signatures.filter { $0.partnerID == partner }.map(\.major).max() == version.major
      }
    }
    return [versions.last(where: \.isOpen)?.terms.endDate].compactMap(\.self) + sunsets.compactMap(\.sunsetDate)
  }

  /// The days on which the part of a partner ends that gave notice.
  var noticeEnds: [LocalDate] { notices.map { LocalDate(at: $0.endsAt) } }

  /// Until when a partner that signed keeps silent, after the end of its part; nil while that has no end.
  package func survivalEnd(of partner: Partner.ID) -> LocalDate? {
    let ends = signatures.filter { $0.partnerID == partner }.compactMap { signature -> LocalDate? in
      guard let version = versions.first(where: { $0.id == signature.versionID }) else { return nil }
      let notice = notices.first { $0.partnerID == partner && $0.major == signature.major }
      let candidates = [notice.map { LocalDate(at: $0.endsAt) }, version.sunsetDate, version.terms.endDate]
      return candidates.compactMap { $0 }.min()?.adding(months: Int(version.terms.survivalMonths))
    }
    return ends.max()
  }
}
