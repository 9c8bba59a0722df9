extension Glossary {
  /// What goes through the chain.
  static let material: [GlossaryTerm] = [
    GlossaryTerm(
      .material, "chain of custody", "ketenbeheer",
      "Following material and its properties through the chain."),
    GlossaryTerm(.material, "custody model", "ketenbeheermodel", "One of the five models of ISO 22095."),
    GlossaryTerm(
      .material, "custody account", "ketenbeheerrekening",
      "What comes in and goes out for a partner, site, product group and model."),
    GlossaryTerm(.material, "balance period", "balansperiode", "The time in which in and out must match."),
    GlossaryTerm(.material, "conversion factor", "omrekenfactor", "Output for each unit of input, losses included."),
    GlossaryTerm(.material, "credit", "tegoed", "A right to claim, earned by input that qualifies."),
    GlossaryTerm(.material, "claim", "claim", "What may be said of output, in words that the model allows."),
    GlossaryTerm(.material, "material passport", "materialenpaspoort", "Which materials a thing holds, and how much."),
    GlossaryTerm(
      .material, "product passport", "productpaspoort, digitaal productpaspoort",
      "A document to which each link adds."),
    GlossaryTerm(.material, "passport entry", "paspoortbijdrage", "What one partner added; it is never overwritten."),
    GlossaryTerm(
      .material, "access tier", "toegangslaag",
      "For the public, for a legitimate interest, for authorities, for the owner."),
    GlossaryTerm(.material, "residual stream", "reststroom", "Material that a process leaves."),
    GlossaryTerm(
      .material, "secondary raw material", "secundaire grondstof",
      "Raw material won back from what was left."),
    GlossaryTerm(.material, "reverse logistics", "retourlogistiek", "Collecting, best on trips that would be empty."),
    GlossaryTerm(.material, "purity, fill rate", "zuiverheid, vullingsgraad", "How good collected material is."),
    GlossaryTerm(.material, "biomass", "biomassa", "Burning instead, which may pay more and is worth less."),
  ]
}
