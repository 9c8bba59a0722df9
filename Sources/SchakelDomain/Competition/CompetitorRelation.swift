import SQLite

/// What counts as one in competition questions: a group, or a partner that is in none.
package enum Undertaking: Hashable, Sendable {
  case group(PartnerGroup.ID)
  case partner(Partner.ID)

  package init(of partner: Partner) {
    self = partner.content.groupID.map { .group($0) } ?? .partner(partner.id)
  }

  /// The group's id or the partner's.
  package var text: String {
    switch self {
    case .group(let id): id.text
    case .partner(let id): id.text
    }
  }

  package var groupID: PartnerGroup.ID? { if case .group(let id) = self { id } else { nil } }
  package var partnerID: Partner.ID? { if case .partner(let id) = self { id } else { nil } }

  /// As the tables have it: one of the two.
  init?(_ group: PartnerGroup.ID?, _ partner: Partner.ID?) {
    guard let side = group.map({ .group($0) }) ?? partner.map({ Undertaking.partner($0) }) else { return nil }
    self = side
  }
}

/// What somebody answered, and when: whether two undertakings compete on a market.
package struct CompetitorRelation: Sendable {
  package typealias ID = Identifier<CompetitorRelation>

  package let id: ID
  /// Two, in the order of their ids.
  package let sides: [Undertaking]
  /// In words: a product and a region.
  package let market: String
  package let answer: CompetitionAnswer
  /// What the answer rests on.
  package let source: String
  package let accountID: Account.ID
  /// For whom the author acted; nil for the network.
  package let partnerID: Partner.ID?
  /// Whether no later answer for the same pair and market has taken its place.
  package let isCurrent: Bool
  package let createdAt: Timestamp

  /// What current answers for two undertakings come to: one market on which they compete is enough.
  ///
  /// - Parameters:
  ///   - answers: Of the two undertakings as they are now.
  ///   - inherited: Of partners that belong to one of the groups now but were asked about by themselves. A group
  ///     competes with whom its parts compete with; but a part's `no` says nothing of the whole.
  /// - Returns: Nil when nobody has answered.
  static func combined(_ answers: [CompetitionAnswer], inherited: [CompetitionAnswer]) -> CompetitionAnswer? {
    if answers.contains(.yes) || inherited.contains(.yes) { return .yes }
    if answers.contains(.unknown) || inherited.contains(.unknown) { return .unknown }
    return answers.contains(.no) ? .no : nil
  }
}

/// An answer to a question of competition law; the raw value is the code on the wire.
package enum CompetitionAnswer: String, Vocabulary, Bindable, ColumnReadable {
  case yes, no
  /// A legal answer (MODEL E7).
  case unknown

  package static let vocabularyName = "competitionAnswer"

  package var labels: Labels {
    switch self {
    case .yes: Labels(nl: "ja", en: "yes")
    case .no: Labels(nl: "nee", en: "no")
    case .unknown: Labels(nl: "onbekend", en: "unknown")
    }
  }
}
