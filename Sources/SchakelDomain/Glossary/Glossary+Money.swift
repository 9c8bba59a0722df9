extension Glossary {
  /// What it costs and brings, and who carries it.
  static let money: [GlossaryTerm] = [
    GlossaryTerm(.money, "burdens and benefits", "lasten en lusten", "All that a partner loses or gains."),
    GlossaryTerm(.money, "line", "regel", "One cost, benefit or risk of a partner in one variant."),
    GlossaryTerm(
      .money, "baseline", "nulsituatie, lineair alternatief",
      "What a partner would have without the initiative."),
    GlossaryTerm(.money, "net position", "saldo", "Benefits less costs, against the baseline."),
    GlossaryTerm(.money, "business case", "businesscase", "All lines of an initiative together."),
    GlossaryTerm(.money, "split", "verdeling", "Who carries or gets which part of an amount."),
    GlossaryTerm(.money, "split key", "verdeelsleutel", "The numbers that a split follows."),
    GlossaryTerm(.money, "compensation", "compensatie", "What is paid to a partner that would be worse off."),
    GlossaryTerm(.money, "lost revenue", "verloren opbrengst", "Income that a partner gives up."),
    GlossaryTerm(.money, "starter contribution", "startersbijdrage", "Paid once on joining; a sign of commitment too."),
    GlossaryTerm(.money, "offtake price", "afzetprijs", "What is paid for the secondary material."),
    GlossaryTerm(.money, "premium", "premie", "What is paid on top of the market price."),
    GlossaryTerm(
      .money, "break-even premium", "kostendekkende premie",
      "The premium from which on the case makes no loss."),
    GlossaryTerm(.money, "perverse incentive", "verkeerde prikkel", "When the worse use pays better."),
    GlossaryTerm(.money, "transaction cost", "transactiekosten", "What it costs to arrange the cooperation."),
    GlossaryTerm(.money, "own contribution", "eigen bijdrage", "The part of a subsidised cost that a partner pays."),
  ]
}
