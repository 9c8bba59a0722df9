package import CostSharing
import SQLite

/// What the shares are shares of; the raw value is the code on the wire.
package enum SplitSubject: String, Vocabulary, Bindable, ColumnReadable {
  case surplus, gain, amount

  package static let vocabularyName = "splitSubject"

  package var labels: Labels {
    switch self {
    case .surplus: Labels(nl: "het hele saldo", en: "the whole surplus")
    case .gain: Labels(nl: "de meerwaarde boven de nulsituatie", en: "the gain above the baselines")
    case .amount: Labels(nl: "een afgesproken bedrag", en: "an agreed amount")
    }
  }
}

extension SharedAmount.Bearing: Vocabulary, Bindable, ColumnReadable {
  package static let vocabularyName = "bearing"

  package var labels: Labels {
    switch self {
    case .burden: Labels(nl: "last", en: "burden")
    case .benefit: Labels(nl: "lust", en: "benefit")
    }
  }
}

extension LineKind: Vocabulary, Bindable, ColumnReadable {
  package static let vocabularyName = "lineKind"

  package var labels: Labels {
    switch self {
    case .benefit: Labels(nl: "baat", en: "benefit")
    case .cost: Labels(nl: "kosten", en: "cost")
    case .investment: Labels(nl: "investering", en: "investment")
    case .lostRevenue: Labels(nl: "verloren opbrengst", en: "lost revenue")
    case .risk: Labels(nl: "risico", en: "risk")
    case .payment: Labels(nl: "betaling", en: "payment")
    }
  }
}

extension Verdict: Vocabulary {
  package static let vocabularyName = "verdict"

  package var labels: Labels {
    switch self {
    case .viable: Labels(nl: "haalbaar", en: "viable")
    case .breakEven: Labels(nl: "kostendekkend", en: "breaks even")
    case .notViable: Labels(nl: "niet haalbaar", en: "not viable")
    }
  }
}

/// How sure an amount is; the raw value is the code on the wire.
package enum LineCertainty: String, Vocabulary, Bindable, ColumnReadable {
  case estimate, quoted, contracted, realised

  package static let vocabularyName = "lineCertainty"

  package var labels: Labels {
    switch self {
    case .estimate: Labels(nl: "schatting", en: "estimate")
    case .quoted: Labels(nl: "geoffreerd", en: "quoted")
    case .contracted: Labels(nl: "gecontracteerd", en: "contracted")
    case .realised: Labels(nl: "gerealiseerd", en: "realised")
    }
  }
}

/// What a line is about, for reading and counting; it does not change how the line counts.
package enum LineCategory: String, Vocabulary, Bindable, ColumnReadable {
  // Burdens.
  case cratesEquipment, facilitation, researchLca, reverseLogistics, sortingProcessing, dataRegistration, certification
  case premiumPaid, ownHours, starterContributionPaid, legal, transaction, financing, compensationPaid
  // Benefits.
  case secondaryMaterialSales, premiumReceived, starterContributionReceived, avoidedRawMaterial, avoidedDisposal
  case newRevenue, subsidy, compensationReceived
  // Risks.
  case offtakeVolume, offtakePrice, qualityPurity, supply, technology, regulatory, dependency, partnerExit
  // Benefits that often are no money; those are effects.
  case supplySecurity, co2Reduction, reputation, compliance
  case other

  package static let vocabularyName = "lineCategory"

  package var labels: Labels {
    let (nl, en) = Self.names[self] ?? (rawValue, rawValue)
    return Labels(nl: nl, en: en)
  }

  private static let names: [LineCategory: (String, String)] = [
    .cratesEquipment: ("kratten en materieel", "crates and equipment"), .facilitation: ("begeleiding", "facilitation"),
    .researchLca: ("onderzoek en LCA", "research and LCA"), .reverseLogistics: ("retourlogistiek", "reverse logistics"),
    .sortingProcessing: ("sorteren en bewerken", "sorting and processing"),
    .dataRegistration: ("gegevensregistratie", "data registration"), .certification: ("certificering", "certification"),
    .premiumPaid: ("betaalde premie", "premium paid"), .ownHours: ("eigen uren", "own hours"),
    .starterContributionPaid: ("betaalde startersbijdrage", "starter contribution paid"),
    .legal: ("juridische kosten", "legal cost"), .transaction: ("transactiekosten", "transaction cost"),
    .financing: ("financiering", "financing"), .compensationPaid: ("betaalde compensatie", "compensation paid"),
    .secondaryMaterialSales: ("verkoop secundaire grondstof", "sales of secondary material"),
    .premiumReceived: ("ontvangen premie", "premium received"),
    .starterContributionReceived: ("ontvangen startersbijdrage", "starter contribution received"),
    .avoidedRawMaterial: ("vermeden grondstof", "avoided raw material"),
    .avoidedDisposal: ("vermeden afvalverwerking", "avoided disposal"),
    .newRevenue: ("nieuwe omzet", "new revenue"), .subsidy: ("subsidie", "subsidy"),
    .compensationReceived: ("ontvangen compensatie", "compensation received"),
    .offtakeVolume: ("afzetvolume", "offtake volume"), .offtakePrice: ("afzetprijs", "offtake price"),
    .qualityPurity: ("kwaliteit en zuiverheid", "quality and purity"), .supply: ("aanvoer", "supply"),
    .technology: ("techniek", "technology"), .regulatory: ("regelgeving", "regulation"),
    .dependency: ("afhankelijkheid", "dependency"), .partnerExit: ("uittreden van een partner", "exit of a partner"),
    .supplySecurity: ("leveringszekerheid", "security of supply"), .co2Reduction: ("minder CO2", "CO2 reduction"),
    .reputation: ("reputatie", "reputation"), .compliance: ("voldoen aan regels", "compliance"),
    .other: ("overig", "other"),
  ]
}
