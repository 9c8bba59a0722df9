import SQLite

/// The branch of industry an initiative or a partner belongs to.
package enum Sector: String, Vocabulary, Bindable, ColumnReadable {
  case textiles, construction, plastics, food, energy, mobility, electronics, packaging, water, agriculture, metals
  case healthcare, furniture, manufacturing, consumerGoods, horticulture

  package static let vocabularyName = "sector"

  package var labels: Labels {
    switch self {
    case .textiles: Labels(nl: "textiel", en: "textiles")
    case .construction: Labels(nl: "bouw", en: "construction")
    case .plastics: Labels(nl: "kunststoffen", en: "plastics")
    case .food: Labels(nl: "voedsel", en: "food")
    case .energy: Labels(nl: "energie", en: "energy")
    case .mobility: Labels(nl: "mobiliteit", en: "mobility")
    case .electronics: Labels(nl: "elektronica", en: "electronics")
    case .packaging: Labels(nl: "verpakkingen", en: "packaging")
    case .water: Labels(nl: "water", en: "water")
    case .agriculture: Labels(nl: "landbouw", en: "agriculture")
    case .metals: Labels(nl: "metaal", en: "metals")
    case .healthcare: Labels(nl: "zorg", en: "healthcare")
    case .furniture: Labels(nl: "meubels", en: "furniture")
    case .manufacturing: Labels(nl: "maakindustrie", en: "manufacturing")
    case .consumerGoods: Labels(nl: "consumptiegoederen", en: "consumer goods")
    case .horticulture: Labels(nl: "tuinbouw", en: "horticulture")
    }
  }
}

/// Why companies take part.
package enum Driver: String, Vocabulary, Bindable, ColumnReadable {
  case intrinsic, supplySecurity, societal, bindingMeasures, newBusiness

  package static let vocabularyName = "driver"

  package var labels: Labels {
    switch self {
    case .intrinsic: Labels(nl: "intrinsiek", en: "intrinsic")
    case .supplySecurity:
      Labels(nl: "dalende leveringszekerheid en stijgende prijzen", en: "falling security of supply and rising prices")
    case .societal: Labels(nl: "maatschappelijke trend of druk", en: "social trend or pressure")
    case .bindingMeasures: Labels(nl: "normerende of bindende maatregelen", en: "binding measures")
    case .newBusiness: Labels(nl: "nieuwe businesscases", en: "new business cases")
    }
  }
}

/// What stands in the way of a running initiative.
package enum Barrier: String, Vocabulary, Bindable, ColumnReadable {
  case lackOfTrust, lackOfCommitment, noSharedVision, poorOrganisation, conflictingInterests
  case dataMissing, dataUnverifiable, registrationBurden, unwillingToShare, governanceUnclear, lcaTooCostly
  case noFacilitatorYet, supportTemporary
  case linearCheaper, perverseIncentive, offtakePriceLow, financingRisk, transactionCosts, divisionUnfair

  package static let vocabularyName = "barrier"

  package var labels: Labels {
    let (nl, en) = Self.names[self] ?? (rawValue, rawValue)
    return Labels(nl: nl, en: en)
  }

  private static let names: [Barrier: (String, String)] = [
    .lackOfTrust: ("gebrek aan vertrouwen", "lack of trust"),
    .lackOfCommitment: ("gebrek aan inzet", "lack of commitment"),
    .noSharedVision: ("geen gedeelde visie", "no shared vision"),
    .poorOrganisation: ("zwakke organisatie", "poor organisation"),
    .conflictingInterests: ("botsende belangen", "conflicting interests"),
    .dataMissing: ("ontbrekende data", "missing data"),
    .dataUnverifiable: ("data niet te controleren", "unverifiable data"),
    .registrationBurden: ("registratielast", "burden of registration"),
    .unwillingToShare: ("terughoudendheid in delen", "unwilling to share"),
    .governanceUnclear: ("onduidelijke data governance", "unclear governance"),
    .lcaTooCostly: ("LCA te duur", "LCA too costly"), .noFacilitatorYet: ("nog geen begeleider", "no facilitator yet"),
    .supportTemporary: ("tijdelijke ondersteuning", "temporary support"),
    .linearCheaper: ("lineair is goedkoper", "linear is cheaper"),
    .perverseIncentive: ("verkeerde prikkel", "perverse incentive"),
    .offtakePriceLow: ("lage afzetprijs", "low offtake price"),
    .financingRisk: ("financieringsrisico", "financing risk"),
    .transactionCosts: ("transactiekosten", "transaction costs"),
    .divisionUnfair: ("oneerlijke verdeling", "unfair division"),
  ]
}

/// A way to divide an initiative's life in phases.
package enum PhaseModel: String, Vocabulary, Bindable, ColumnReadable {
  case rvo, consciousCollaboration, versnellingshuisSupport, zuidHolland

  package static let vocabularyName = "phaseModel"

  package var labels: Labels {
    switch self {
    case .rvo: Labels(nl: "RVO", en: "RVO")
    case .consciousCollaboration: Labels(nl: "Conscious Collaboration", en: "Conscious Collaboration")
    case .versnellingshuisSupport: Labels(nl: "ondersteuning van het Versnellingshuis", en: "Versnellingshuis support")
    case .zuidHolland: Labels(nl: "Zuid-Holland", en: "Zuid-Holland")
    }
  }

  /// In order, but for `zuidHolland`, whose parts have none.
  package var phases: [Phase] {
    switch self {
    case .rvo: [.initiation, .exploration, .deepening, .elaboration]
    case .consciousCollaboration: [.network, .framework, .project, .execution]
    case .versnellingshuisSupport: [.initiation, .execution]
    case .zuidHolland: [.coalition, .pilot, .breakthrough]
    }
  }
}

/// A step of a phase model.
package enum Phase: String, Vocabulary, Bindable, ColumnReadable {
  case initiation, exploration, deepening, elaboration, network, framework, project, execution, coalition, pilot
  case breakthrough

  package static let vocabularyName = "phase"

  package var labels: Labels {
    switch self {
    case .initiation: Labels(nl: "initiatiefase", en: "initiation")
    case .exploration: Labels(nl: "verkenningsfase", en: "exploration")
    case .deepening: Labels(nl: "verdiepingsfase", en: "deepening")
    case .elaboration: Labels(nl: "uitwerkingsfase", en: "elaboration")
    case .network: Labels(nl: "netwerkvorming", en: "network")
    case .framework: Labels(nl: "kadervorming", en: "framework")
    case .project: Labels(nl: "projectvorming", en: "project")
    case .execution: Labels(nl: "uitvoering", en: "execution")
    case .coalition: Labels(nl: "coalitievorming", en: "coalition")
    case .pilot: Labels(nl: "pilots", en: "pilot")
    case .breakthrough: Labels(nl: "doorbraakprojecten", en: "breakthrough")
    }
  }
}
