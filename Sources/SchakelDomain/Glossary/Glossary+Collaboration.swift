extension Glossary {
  /// Who works together, and who helps them.
  static let collaboration: [GlossaryTerm] = [
    GlossaryTerm(
      .collaboration, "initiative", "initiatief, keteninitiatief",
      "One chain collaboration: a goal, its members and what they agreed."),
    GlossaryTerm(
      .collaboration, "chain collaboration", "circulaire ketensamenwerking",
      "Companies in different links acting together to use fewer new raw materials and waste less."),
    GlossaryTerm(
      .collaboration, "initiator", "initiatiefnemer",
      "Whoever brought the others together; that alone gives no authority."),
    GlossaryTerm(.collaboration, "partner", "partij, organisatie", "A legal entity with rights and duties."),
    GlossaryTerm(
      .collaboration, "group", "groep, concern",
      "Partners under one control; one in figures and in competition law."),
    GlossaryTerm(.collaboration, "representative", "vertegenwoordiger", "A person who acts for a partner."),
    GlossaryTerm(
      .collaboration, "mandate", "mandaat, tekenbevoegdheid",
      "What a person may do for a partner, and for how long."),
    GlossaryTerm(
      .collaboration, "membership", "deelname",
      "A partner's stay in an initiative, in one or more chain roles."),
    GlossaryTerm(.collaboration, "candidate", "kandidaat", "A partner that was approached and has not joined."),
    GlossaryTerm(
      .collaboration, "invitation", "uitnodiging",
      "A membership that waits for its partner's answer, until a day."),
    GlossaryTerm(.collaboration, "reminder", "herinnering", "A notification that an invitation still waits."),
    GlossaryTerm(
      .collaboration, "motivation", "beweegredenen",
      "What drives a member to take part, and what stands in its way; its own."),
    GlossaryTerm(.collaboration, "driver", "drijfveer", "Why a company takes part."),
    GlossaryTerm(.collaboration, "barrier", "belemmering", "What stands in the way of taking part."),
    GlossaryTerm(
      .collaboration, "chain role", "ketenrol, schakel",
      "What a partner does in the chain; rights hang on it."),
    GlossaryTerm(.collaboration, "chain link", "schakel", "The place between two roles where material or data passes."),
    GlossaryTerm(
      .collaboration, "mobilising the chain", "de keten mobiliseren",
      "Winning the links that are still missing."),
    GlossaryTerm(
      .collaboration, "frontrunner", "koploper",
      "A member ahead of the others, which shares what it knows."),
    GlossaryTerm(.collaboration, "product group", "productgroep", "What an initiative is about, such as coffee cups."),
    GlossaryTerm(
      .collaboration, "shared vision", "gezamenlijke visie",
      "The goal that all members put their names to, measurable where it can be."),
    GlossaryTerm(
      .collaboration, "ambition document", "ambitiedocument",
      "An ambition signed by several links; needed before support for execution."),
    GlossaryTerm(.collaboration, "multi-year plan", "meerjarenplan", "A consortium's plan for the whole chain."),
    GlossaryTerm(.collaboration, "Moonshot", "Moonshot", "Support to start what may change a whole chain."),
    GlossaryTerm(
      .collaboration, "buyer group", "buyer group, inkoopgroep",
      "Purchasers who put one demand to the market."),
    GlossaryTerm(
      .collaboration, "collective purchasing", "collectief inkopen",
      "Buying together; it always raises the purchasing questions of the competition check."),
    GlossaryTerm(.collaboration, "phase", "fase", "A step of a phase model; an initiative may follow two models."),
    GlossaryTerm(
      .collaboration, "milestone, result", "mijlpaal, resultaat",
      "Something with a date that can be checked."),
    GlossaryTerm(.collaboration, "meeting report", "verslag", "What the facilitator wrote down of a meeting."),
    GlossaryTerm(
      .collaboration, "process facilitator", "procesbegeleider",
      "Independent guide of the process, for as long as it is paid."),
    GlossaryTerm(
      .collaboration, "chain director", "ketenregisseur",
      "Facilitator of a whole chain, who must be impartial."),
    GlossaryTerm(
      .collaboration, "independence statement", "onafhankelijkheidsverklaring",
      "A facilitator's dated list of its own interests."),
    GlossaryTerm(
      .collaboration, "researcher", "onderzoeker",
      "A role that reads producers' records for the study and nothing else."),
    GlossaryTerm(
      .collaboration, "clean team", "clean team, afgeschermd team",
      "Named persons who may see competition-sensitive data and keep it to themselves."),
    GlossaryTerm(
      .collaboration, "steward", "gegevensbeheerder",
      "Runs the register; sees how things stand, never values."),
    GlossaryTerm(
      .collaboration, "trade association", "branchevereniging",
      "May start or guide an initiative, or keep accounts for its members."),
    GlossaryTerm(.collaboration, "financier", "financier", "A bank or fund behind a member."),
  ]
}
