extension Glossary {
  /// What is agreed, and how.
  static let agreements: [GlossaryTerm] = [
    GlossaryTerm(
      .agreements, "collaboration agreement", "samenwerkingsafspraken",
      "The answers to the agreement questions, a text and signatures."),
    GlossaryTerm(
      .agreements, "agreement question", "afspraakvraag",
      "A choice that must be made before anybody signs."),
    GlossaryTerm(
      .agreements, "Conscious Collaboration", "Conscious Collaboration",
      "Working together by making such choices openly."),
    GlossaryTerm(.agreements, "exclusivity", "exclusiviteit", "Whether members may do the same with others."),
    GlossaryTerm(.agreements, "exit", "uittreding", "Leaving, with notice and consequences."),
    GlossaryTerm(.agreements, "accession", "toetreding", "Joining later, by the rule for it."),
    GlossaryTerm(.agreements, "decision rule", "besluitregel", "How members decide."),
    GlossaryTerm(.agreements, "decision", "besluit", "A proposal with its rule, votes and outcome."),
    GlossaryTerm(
      .agreements, "paramount objection", "overwegend bezwaar",
      "An objection with reasons, which stops a decision by consent."),
    GlossaryTerm(
      .agreements, "commitment of effort", "inspanningsverplichting",
      "Hours or means that a partner promised."),
    GlossaryTerm(
      .agreements, "pulse", "peiling", "A short questionnaire on trust and commitment, answered without names."),
    GlossaryTerm(
      .agreements, "continuation agreement", "voortzettingsafspraak",
      "What happens when guidance or subsidy ends."),
    GlossaryTerm(.agreements, "NDA", "geheimhoudingsovereenkomst", "An agreement to keep what is shared confidential."),
    GlossaryTerm(
      .agreements, "multi-party NDA", "meerpartijen-NDA",
      "One text for all, in force between each two that signed."),
    GlossaryTerm(
      .agreements, "version", "versie",
      "A numbered text with its hash; it cannot change once somebody signed."),
    GlossaryTerm(.agreements, "signature", "handtekening", "Who signed which text for whom, when and how strongly."),
    GlossaryTerm(
      .agreements, "signature level", "handtekeningniveau",
      "Simple, advanced or qualified (eIDAS), a click, or a scan of ink."),
    GlossaryTerm(.agreements, "survival period", "nawerking", "How long confidence outlives the agreement."),
  ]
}
