import SQLite

/// Whose money or help it is; the raw value is the code on the wire.
package enum SupportScheme: String, Vocabulary, Bindable, ColumnReadable {
  case ckpRvo, noordHolland, zuidHolland, moonshot, versnellingshuisExecution, other

  package static let vocabularyName = "scheme"

  package var labels: Labels {
    switch self {
    case .ckpRvo: Labels(nl: "Subsidie Circulaire Ketenprojecten", en: "Circular chain projects subsidy")
    case .noordHolland: Labels(nl: "Noord-Holland", en: "Noord-Holland")
    case .zuidHolland: Labels(nl: "Zuid-Holland", en: "Zuid-Holland")
    case .moonshot: Labels(nl: "Moonshot", en: "Moonshot")
    case .versnellingshuisExecution: Labels(nl: "uitvoeringsondersteuning", en: "execution support")
    case .other: Labels(nl: "anders", en: "other")
    }
  }
}

/// What sort of help it is; the raw value is the code on the wire.
package enum SupportKind: String, Vocabulary, Bindable, ColumnReadable {
  case subsidy, guidance, network, tool, standard

  package static let vocabularyName = "supportKind"

  package var labels: Labels {
    switch self {
    case .subsidy: Labels(nl: "subsidie", en: "subsidy")
    case .guidance: Labels(nl: "begeleiding", en: "guidance")
    case .network: Labels(nl: "netwerk", en: "network")
    case .tool: Labels(nl: "hulpmiddel", en: "tool")
    case .standard: Labels(nl: "norm", en: "standard")
    }
  }
}

/// By what an initiative is matched to instruments; the raw value is the code on the wire.
package enum SupportCriterion: String, Vocabulary, Bindable, ColumnReadable {
  case phase, barrier, region, role

  package static let vocabularyName = "supportCriterion"

  package var labels: Labels {
    switch self {
    case .phase: Labels(nl: "fase", en: "phase")
    case .barrier: Labels(nl: "belemmering", en: "barrier")
    case .region: Labels(nl: "regio", en: "region")
    case .role: Labels(nl: "rol in de keten", en: "role in the chain")
    }
  }
}

/// A condition that a profile can set; the raw value is the code on the wire.
package enum EligibilityCondition: String, Vocabulary, Bindable, ColumnReadable {
  case participantsMin, entrepreneursMin, entrepreneursMax, largeMax, linksMin, separateGroups, leadIsSmall
  case facilitatorAppointed, facilitatorExperience, facilitatorIndependent, termMax, deMinimisStatements
  case deMinimisCeiling, subsidyMin, subsidyMax, severalLinks
  /// No profile sets it: without the costs no amount can be told.
  case costsEntered

  package static let vocabularyName = "eligibilityCondition"

  /// Whether it has a bound.
  var isCounted: Bool {
    switch self {
    case .separateGroups, .leadIsSmall, .facilitatorAppointed, .facilitatorIndependent, .deMinimisStatements,
      .costsEntered:
      false
    default: true
    }
  }

  package var labels: Labels {
    let (nl, en) = Self.names[self] ?? (rawValue, rawValue)
    return Labels(nl: nl, en: en)
  }

  private static let names: [EligibilityCondition: (String, String)] = [
    .participantsMin: ("deelnemers, minstens", "participants, at least"),
    .entrepreneursMin: ("ondernemers, minstens", "entrepreneurs, at least"),
    .entrepreneursMax: ("ondernemers, hoogstens", "entrepreneurs, at most"),
    .largeMax: ("grote ondernemingen, hoogstens", "large companies, at most"),
    .linksMin: ("verschillende schakels, minstens", "different links, at least"),
    .separateGroups: ("niet in één groep", "not in one group"),
    .leadIsSmall: ("penvoerder is mkb", "lead applicant is small or medium-sized"),
    .facilitatorAppointed: ("procesbegeleider benoemd", "facilitator appointed"),
    .facilitatorExperience: (
      "ervaring van de procesbegeleider, in maanden", "experience of the facilitator, in months"
    ),
    .facilitatorIndependent: ("procesbegeleider onafhankelijk", "facilitator independent"),
    .termMax: ("looptijd in maanden, hoogstens", "term in months, at most"),
    .deMinimisStatements: ("de-minimisverklaring van ieder", "de-minimis statement of each"),
    .deMinimisCeiling: ("de-minimisplafond in centen", "de-minimis ceiling in cents"),
    .subsidyMin: ("subsidie in centen, minstens", "subsidy in cents, at least"),
    .subsidyMax: ("subsidie in centen, hoogstens", "subsidy in cents, at most"),
    .severalLinks: ("ambitiedocument getekend door meerdere schakels", "ambition document signed by several links"),
    .costsEntered: ("subsidiabele kosten van ieder", "eligible costs of each"),
  ]
}

/// How a fact holds against what is asked; the raw value is the code on the wire.
package enum ConditionOutcome: String, Vocabulary {
  case met, failed
  /// A fact is not on record; it does not count as met.
  case unknown

  package static let vocabularyName = "conditionOutcome"

  package var labels: Labels {
    switch self {
    case .met: Labels(nl: "voldaan", en: "met")
    case .failed: Labels(nl: "niet voldaan", en: "failed")
    case .unknown: Labels(nl: "onbekend", en: "unknown")
    }
  }
}
