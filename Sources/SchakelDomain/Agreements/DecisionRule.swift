import SQLite

/// How decisions of one kind are taken.
package struct DecisionRule: Hashable, Sendable {
  package let kind: DecisionKind
  package let method: DecisionMethod
  /// Of a qualified majority: more than a half, at most the whole, of the votes for or against.
  package let fraction: VoteFraction?
  /// Who decides under a mandate.
  package let mandatedPartnerID: Partner.ID?
  /// Of those who may vote, how many must; 0 to 100.
  package let quorumPercent: Int64
  package let oneVotePer: VoteUnit
  /// Whether votes are hidden until the decision is closed.
  package let isSecretUntilClose: Bool
  package let minOpenDays: Int64

  package init(
    _ kind: DecisionKind, _ method: DecisionMethod, fraction: VoteFraction? = nil,
    mandatedPartnerID: Partner.ID? = nil, quorumPercent: Int64 = 0, oneVotePer: VoteUnit = .partner,
    isSecretUntilClose: Bool = false, minOpenDays: Int64 = 0
  ) {
    self.kind = kind
    self.method = method
    self.fraction = fraction
    self.mandatedPartnerID = mandatedPartnerID
    self.quorumPercent = quorumPercent
    self.oneVotePer = oneVotePer
    self.isSecretUntilClose = isSecretUntilClose
    self.minOpenDays = minOpenDays
  }
}

/// What is decided about; the raw value is the code on the wire.
package enum DecisionKind: String, Vocabulary, Bindable, ColumnReadable {
  case accession, agreement, budget, planning, split, phase, continuation, other

  package static let vocabularyName = "decisionKind"

  package var labels: Labels {
    switch self {
    case .accession: Labels(nl: "toetreding", en: "accession")
    case .agreement: Labels(nl: "nieuwe samenwerkingsafspraken", en: "new collaboration agreement")
    case .budget: Labels(nl: "begroting", en: "budget")
    case .planning: Labels(nl: "planning", en: "planning")
    case .split: Labels(nl: "verdeling", en: "split")
    case .phase: Labels(nl: "fase", en: "phase")
    case .continuation: Labels(nl: "voortzetting", en: "continuation")
    case .other: Labels(nl: "overig", en: "other")
    }
  }
}

/// The raw value is the code on the wire.
package enum DecisionMethod: String, Vocabulary, Bindable, ColumnReadable {
  case unanimity, consent, qualifiedMajority, simpleMajority, mandated, eachForItself

  package static let vocabularyName = "decisionRule"

  package var labels: Labels {
    switch self {
    case .unanimity: Labels(nl: "unanimiteit", en: "unanimity")
    case .consent: Labels(nl: "geen overwegend bezwaar", en: "no paramount objection")
    case .qualifiedMajority: Labels(nl: "gekwalificeerde meerderheid", en: "qualified majority")
    case .simpleMajority: Labels(nl: "gewone meerderheid", en: "simple majority")
    case .mandated: Labels(nl: "een gemachtigde beslist", en: "somebody mandated decides")
    case .eachForItself: Labels(nl: "ieder voor zich", en: "each for itself")
    }
  }
}

/// Whose votes count as one.
package enum VoteUnit: String, Vocabulary, Bindable, ColumnReadable {
  case partner, group

  package static let vocabularyName = "oneVotePer"

  package var labels: Labels {
    switch self {
    case .partner: Labels(nl: "partij", en: "partner")
    case .group: Labels(nl: "groep", en: "group")
    }
  }
}

/// A part of the votes, exact.
package struct VoteFraction: Hashable, Sendable {
  package let numerator: Int64
  package let denominator: Int64

  /// - Returns: Nil unless it is more than a half and at most the whole.
  package init?(_ numerator: Int64, _ denominator: Int64) {
    guard (1...1_000).contains(denominator), numerator <= denominator, 2 * numerator > denominator else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// `2/3`, or nil.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part -> Int64? in
      guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return part.utf8.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
    guard parts.count == 2, let numerator = parts[0], let denominator = parts[1] else { return nil }
    self.init(numerator, denominator)
  }

  package var text: String { "\(numerator)/\(denominator)" }
}
