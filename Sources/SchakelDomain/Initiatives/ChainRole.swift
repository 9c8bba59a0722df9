import SQLite

/// What a partner does in a chain collaboration: a link of the chain, or a role beside it. Rights attach to the role.
package enum ChainRole: String, Vocabulary, Bindable, ColumnReadable {
  case designer, grower, rawMaterialProducer, materialProducer, componentMaker, manufacturer, importer, supplier
  case wholesaler, retailer, purchaser, user, installer, collector, logistics, sorter, repairer, recycler
  case wasteProcessor
  // Beside the chain.
  case facilitator, chainDirector, researcher, tradeAssociation, ngo, authority, financier, certifier, adviser, steward

  package static let vocabularyName = "chainRole"

  /// The roles that lead the process; they see states, never values.
  package static let coordinating: Set<ChainRole> = [.facilitator, .chainDirector]

  /// The links of the chain itself.
  package static let links = Set(allCases).subtracting([
    .facilitator, .chainDirector, .researcher, .tradeAssociation, .ngo, .authority, .financier, .certifier, .adviser,
    .steward,
  ])

  package var labels: Labels {
    let (nl, en) = Self.names[self] ?? (rawValue, rawValue)
    return Labels(nl: nl, en: en)
  }

  private static let names: [ChainRole: (String, String)] = [
    .designer: ("ontwerper", "designer"), .grower: ("teler", "grower"),
    .rawMaterialProducer: ("grondstofproducent", "raw material producer"),
    .materialProducer: ("materiaalproducent", "material producer"),
    .componentMaker: ("onderdelenmaker", "component maker"), .manufacturer: ("producent", "manufacturer"),
    .importer: ("importeur", "importer"), .supplier: ("leverancier", "supplier"),
    .wholesaler: ("groothandel", "wholesaler"), .retailer: ("detailhandel", "retailer"),
    .purchaser: ("inkoper", "purchaser"), .user: ("gebruiker", "user"), .installer: ("installateur", "installer"),
    .collector: ("inzamelaar", "collector"), .logistics: ("vervoerder", "logistics"), .sorter: ("sorteerder", "sorter"),
    .repairer: ("reparateur", "repairer"), .recycler: ("recycler", "recycler"),
    .wasteProcessor: ("afvalverwerker", "waste processor"), .facilitator: ("procesbegeleider", "process facilitator"),
    .chainDirector: ("ketenregisseur", "chain director"), .researcher: ("onderzoeker", "researcher"),
    .tradeAssociation: ("branchevereniging", "trade association"), .ngo: ("maatschappelijke organisatie", "NGO"),
    .authority: ("overheid", "authority"), .financier: ("financier", "financier"),
    .certifier: ("certificeerder", "certifier"), .adviser: ("adviseur", "adviser"),
    .steward: ("gegevensbeheerder", "steward"),
  ]
}
