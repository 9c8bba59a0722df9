extension Glossary {
  /// Competition and support.
  static let law: [GlossaryTerm] = [
    GlossaryTerm(
      .law, "competition check", "mededingingstoets",
      "Dated answers to questions of competition law, and what follows."),
    GlossaryTerm(
      .law, "competitor relation", "concurrentierelatie",
      "Whether two groups compete on a market: yes, no or unknown."),
    GlossaryTerm(
      .law, "sustainability agreement", "duurzaamheidsafspraak",
      "An agreement of companies for a sustainable aim."),
    GlossaryTerm(.law, "scheme", "regeling", "A subsidy and its conditions in each opening period."),
    GlossaryTerm(.law, "lead applicant", "penvoerder", "Who applies for all of a consortium."),
    GlossaryTerm(.law, "eligible cost", "subsidiabele kosten", "A cost that counts for the subsidy."),
    GlossaryTerm(
      .law, "de-minimis statement", "de-minimisverklaring",
      "A declaration of small state aid received before."),
    GlossaryTerm(.law, "opening period", "openstelling", "When one can apply, and by which rules."),
    GlossaryTerm(.law, "R-ladder", "R-ladder", "Circular strategies in order of merit."),
    GlossaryTerm(.law, "final report", "eindverslag", "The account of results at the end."),
  ]
}
