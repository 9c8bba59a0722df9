import SQLite

// The twenty questions of a competition check.
//
// They follow the self-assessment that the Netherlands Authority for Consumers and Markets asks of companies
// (Beleidsregel Toezicht ACM op duurzaamheidsafspraken, Stcrt. 2023, 27772) and the Commission's Horizontal Guidelines
// (OJ C 259, 21.7.2023): chapter 6 on the exchange of information, chapter 4 on joint purchasing, chapter 9 on
// sustainability agreements.
//
// Each is put so that `no` is the answer without worry, but for four that can take a worry away: a binding rule, a
// benefit for the environment, the conditions for an exemption, guidance that was asked. Thresholds in them are
// safeguards and never a safe harbour.

/// A question of a competition check; the raw value is the code on the wire.
package enum CompetitionQuestion: String, Vocabulary, Bindable, ColumnReadable {
  // Who, and on what.
  case competitors, sharedParameters, marketEffect, customerEffect
  // Information.
  case csiExchanged, individualFigures, currentOrFutureData, nonPublicData, competitorRecipients, unnecessaryData
  case onwardSharing, unrecordedMeetings
  // What is done together.
  case purchasingPower, standardConditions, bindingRule, environmentalBenefit, exemptionConditions, foreclosure
  case authorityGuidance, changeAhead

  package static let vocabularyName = "competitionQuestion"

  /// How an answer weighs.
  enum Weight {
    /// `yes` is a worry that safeguards can meet.
    case worry
    /// `yes` is a worry about the market itself.
    case marketWorry
    /// `yes` speaks for the collaboration.
    case relief
  }

  var weight: Weight {
    switch self {
    case .marketEffect, .customerEffect, .purchasingPower, .standardConditions, .foreclosure: .marketWorry
    case .bindingRule, .environmentalBenefit, .exemptionConditions, .authorityGuidance: .relief
    case .competitors, .sharedParameters, .csiExchanged, .individualFigures, .currentOrFutureData, .nonPublicData,
      .competitorRecipients, .unnecessaryData, .onwardSharing, .unrecordedMeetings, .changeAhead:
      .worry
    }
  }

  /// Companies' own present or future figures going straight to their rivals: an exchange that restricts competition by
  /// its object, whatever comes of it (Horizontal Guidelines, chapter 6).
  static let directExchange: [CompetitionQuestion] = [
    .competitors, .csiExchanged, .individualFigures, .currentOrFutureData, .competitorRecipients,
  ]

  package var labels: Labels {
    let (nl, en) = Self.texts[self] ?? (rawValue, rawValue)
    return Labels(nl: nl, en: en)
  }

  private static let texts: [CompetitionQuestion: (String, String)] = [
    .competitors: (
      "Zijn twee deelnemers, of hun groepen, concurrenten of kunnen zij dat worden? Op welke markt?",
      "Are any two members, or their groups, competitors, or could they become so? On which market?"
    ),
    .sharedParameters: (
      "Gaat de samenwerking over iets waarop zij concurreren?",
      "Is the collaboration about something on which they compete?"
    ),
    .marketEffect: (
      "Raken de afspraken prijs, hoeveelheid, kwaliteit, keuze of innovatie?",
      "Do the agreements touch price, output, quality, choice or innovation?"
    ),
    .customerEffect: (
      "Merken afnemers er iets van in prijs of keuze?", "Will customers notice in price or choice?"
    ),
    .csiExchanged: (
      "Wordt concurrentiegevoelige informatie uitgewisseld? Van welke soort?",
      "Is competition-sensitive information exchanged? Of which kind?"
    ),
    .individualFigures: (
      "Gaat het om cijfers van afzonderlijke bedrijven, of om totalen van weinig groepen?",
      "Are there figures of single companies, or totals of few groups?"
    ),
    .currentOrFutureData: (
      "Gaan gegevens over het heden of de toekomst?", "Are data about the present or the future?"
    ),
    .nonPublicData: (
      "Zijn er gegevens bij die niet voor iedereen tegen dezelfde kosten openbaar zijn?",
      "Are there data that are not public to everybody at the same cost?"
    ),
    .competitorRecipients: (
      "Komen ze bij concurrenten, en niet alleen bij een onafhankelijke onderzoeker of clean team?",
      "Do they reach competitors, and not only an independent researcher or a clean team?"
    ),
    .unnecessaryData: (
      "Kan het doel met minder gegevens worden bereikt?", "Could the goal be reached with less data?"
    ),
    .onwardSharing: ("Mogen ontvangers ze doorgeven?", "May recipients pass them on?"),
    .unrecordedMeetings: (
      "Zijn er bijeenkomsten van concurrenten zonder agenda, verslag of lijst van aanwezigen?",
      "Do competitors meet without an agenda, a report or a list of who was there?"
    ),
    .purchasingPower: (
      "Wordt samen ingekocht, met samen meer dan 15 % van de inkoop- of verkoopmarkt?",
      "Is there joint purchasing, with a joint share above 15 % of the buying or the selling side?"
    ),
    .standardConditions: (
      "Is er een norm of keurmerk dat niet aan alle zes voorwaarden voor duurzaamheidsnormen voldoet?",
      "Is there a standard or label that misses any of the six conditions for sustainability standards?"
    ),
    .bindingRule: (
      "Gaat het om een bindende regel die te weinig wordt nageleefd?",
      "Is it about a binding rule that is too little complied with?"
    ),
    .environmentalBenefit: (
      "Gaat het om milieuschade, en krijgen gebruikers een merkbaar en objectief deel van de baten?",
      "Is it about environmental damage, and do users get an appreciable and objective share of the benefit?"
    ),
    .exemptionConditions: (
      "Zijn er voordelen, een billijk deel voor gebruikers, is het onmisbaar en blijft er concurrentie: alle vier?",
      "Are there gains, a fair share for users, is it indispensable and does competition remain: all four?"
    ),
    .foreclosure: (
      "Is er exclusiviteit of kan een buitenstaander worden uitgesloten?",
      "Is there exclusivity, or could an outsider be shut out?"
    ),
    .authorityGuidance: ("Is de ACM om uitleg gevraagd?", "Was the ACM asked for guidance?"),
    .changeAhead: (
      "Is iets op komst dat deze antwoorden verandert?", "Is anything ahead that would change these answers?"
    ),
  ]
}

/// What a check comes to; the raw value is the code on the wire. It never says that something may be done (MODEL E6).
package enum CompetitionOutcome: String, Vocabulary, Bindable, ColumnReadable {
  case noConcern, safeguardsNeeded, adviceNeeded, blocked
  /// What it rested on has changed, or it is too old.
  case stale

  package static let vocabularyName = "competitionOutcome"

  package var labels: Labels {
    switch self {
    case .noConcern: Labels(nl: "geen aandachtspunt gevonden", en: "no concern found")
    case .safeguardsNeeded: Labels(nl: "waarborgen nodig", en: "safeguards needed")
    case .adviceNeeded: Labels(nl: "advies nodig", en: "advice needed")
    case .blocked: Labels(nl: "niet doen", en: "blocked")
    case .stale: Labels(nl: "verouderd", en: "stale")
    }
  }

  /// What answers come to. An answer that nobody knows is a reason to ask, and never no concern (MODEL E7).
  static func of(_ answers: [CompetitionQuestion: CompetitionAnswer]) -> CompetitionOutcome {
    let isYes = { (question: CompetitionQuestion) in answers[question] == .yes }
    if CompetitionQuestion.directExchange.allSatisfy(isYes) { return .blocked }
    let isKnown = CompetitionQuestion.allCases.allSatisfy { answers[$0] == .yes || answers[$0] == .no }
    let worries = CompetitionQuestion.allCases.filter { $0.weight != .relief && isYes($0) }
    let isMarketTouched = worries.contains { $0.weight == .marketWorry }
    if !isKnown || (isMarketTouched && !isYes(.exemptionConditions)) { return .adviceNeeded }
    return worries.isEmpty ? .noConcern : .safeguardsNeeded
  }

  /// Whether competition-sensitive information may flow to independent roles under a check that came to this.
  var opensFlows: Bool { self == .noConcern || self == .safeguardsNeeded }
}
