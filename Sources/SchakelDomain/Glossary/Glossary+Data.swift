extension Glossary {
  /// What is shared, with whom, what for.
  static let data: [GlossaryTerm] = [
    GlossaryTerm(.data, "data set", "gegevensset", "Records with the same fields and one owner."),
    GlossaryTerm(.data, "record", "record, gegevensregel", "Values about one product, site or period, in versions."),
    GlossaryTerm(.data, "data provider", "gegevensleverancier", "The partner that owns and supplies data."),
    GlossaryTerm(.data, "recipient", "ontvanger", "The partner that may read, in one role."),
    GlossaryTerm(.data, "purpose", "doel", "A registered reason for use, with a text and a code."),
    GlossaryTerm(.data, "purpose limitation", "doelbinding", "Use for what was consented to and nothing else."),
    GlossaryTerm(.data, "consent", "toestemming", "An owner's permission: who, what for, which fields, how long."),
    GlossaryTerm(.data, "revocation", "intrekking", "The owner's act that ends a consent, at once and for good."),
    GlossaryTerm(
      .data, "waiver", "instemming met publicatie",
      "A contributor's leave to publish a figure that says much about it."),
    GlossaryTerm(.data, "sensitivity class", "gevoeligheidsklasse", "How much harm disclosure would do."),
    GlossaryTerm(
      .data, "competition-sensitive information", "concurrentiegevoelige informatie",
      "What makes a competitor's conduct easier to foresee."),
    GlossaryTerm(.data, "trade secret", "bedrijfsgeheim", "A secret that is worth money, such as a recipe."),
    GlossaryTerm(.data, "access decision", "toegangsbesluit", "Yes or no to a read, with its reason, on record."),
    GlossaryTerm(.data, "access ledger", "inzagelogboek", "Every such decision on an owner's data, for the owner."),
    GlossaryTerm(
      .data, "destruction duty", "vernietigingsplicht",
      "What a recipient that read owes after a revocation."),
    GlossaryTerm(.data, "measure", "grootheid", "What figures are about: a field, its unit, and of which records."),
    GlossaryTerm(.data, "aggregate", "geaggregeerd cijfer", "A figure over several contributors."),
    GlossaryTerm(.data, "contributor", "bijdrager", "A group whose record is in an aggregate."),
    GlossaryTerm(.data, "release", "vrijgave", "An aggregate that was published and never changes."),
    GlossaryTerm(.data, "dimension", "dimensie", "A field that a table is broken down by."),
    GlossaryTerm(.data, "margin", "rand", "What adds up a row or a column of a table."),
    GlossaryTerm(.data, "suppression", "onderdrukking", "Holding back a cell that says too much."),
    GlossaryTerm(
      .data, "secondary suppression", "secundaire onderdrukking",
      "Holding back another, so that the first cannot be computed."),
    GlossaryTerm(.data, "differencing", "verschilaanval", "Subtracting two releases to find one contributor's value."),
    GlossaryTerm(.data, "dominance", "dominantie", "When one or two make up nearly all of a figure."),
    GlossaryTerm(.data, "data governance", "data governance", "Who may decide what about data."),
    GlossaryTerm(.data, "evidence level", "bewijsniveau", "How well a value is proven."),
    GlossaryTerm(
      .data, "LCA", "levenscyclusanalyse (LCA)",
      "The impact of a thing from its raw materials to its waste."),
    GlossaryTerm(.data, "functional unit", "functionele eenheid", "What the figures of an LCA are counted per."),
  ]
}
