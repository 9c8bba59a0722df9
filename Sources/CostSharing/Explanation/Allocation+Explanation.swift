extension AllocationMethod.Name {
  /// The principle of the method in one sentence.
  package var principle: (nl: String, en: String) {
    switch self {
    case .equal:
      (
        "Alles wat er samen is, wordt in gelijke delen verdeeld, wat ieder ook zou hebben zonder de samenwerking.",
        "All there is together is divided into equal parts, whatever each would have without the collaboration."
      )
    case .equalGain:
      (
        "Iedereen houdt eerst wat hij zonder de samenwerking ook zou hebben; wat er extra is, wordt in gelijke delen "
          + "verdeeld.",
        "Everybody first keeps what it would have without the collaboration; what there is more is divided into equal "
          + "parts."
      )
    case .nash:
      (
        "Iedereen houdt eerst wat hij zonder de samenwerking ook zou hebben; wat er extra is, wordt verdeeld naar "
          + "onderhandelingsmacht.",
        "Everybody first keeps what it would have without the collaboration; what there is more is divided by "
          + "bargaining power."
      )
    case .proportional:
      ("Er wordt verdeeld naar rato van een afgesproken sleutel.", "It is divided in proportion to an agreed key.")
    case .percentages:
      ("Er wordt verdeeld naar de afgesproken percentages.", "It is divided by the agreed percentages.")
    case .compensation:
      (
        "Wie er door de samenwerking op achteruitgaat wordt schadeloos gesteld; wie erop vooruitgaat betaalt dat naar "
          + "rato van zijn voordeel.",
        "Whoever loses by the collaboration is compensated; whoever wins by it pays for that in proportion to its "
          + "advantage."
      )
    case .shapley, .nucleolus, .perCapitaNucleolus, .tau, .separableCosts, .epm: principleOfGroups
    }
  }

  /// Of a method that looks at what groups can do on their own.
  private var principleOfGroups: (nl: String, en: String) {
    switch self {
    case .nucleolus:
      (
        "De verdeling maakt de ontevredenheid van de meest ontevreden groep partners zo klein mogelijk.",
        "The division makes the discontent of the most discontented group of partners as small as possible."
      )
    case .perCapitaNucleolus:
      (
        "De verdeling maakt de ontevredenheid per partner van de meest ontevreden groep zo klein mogelijk.",
        "The division makes the discontent per partner of the most discontented group as small as possible."
      )
    case .tau:
      (
        "Iedere partner komt uit tussen wat hij minstens kan eisen en wat hij hoogstens kan hopen, allen even ver.",
        "Every partner ends between the least it can claim and the most it can hope for, all of them equally far."
      )
    case .separableCosts:
      (
        "Iedereen houdt zijn eigen alternatief; wat er extra is, wordt verdeeld naar wat ieder aan de anderen "
          + "toevoegt.",
        "Everybody keeps its own alternative; what there is more is divided by what each adds to the others."
      )
    case .epm:
      (
        "Iedere partner wint zo veel mogelijk hetzelfde percentage van wat hij inbrengt.",
        "Every partner gains as nearly as possible the same percentage of what it brings in."
      )
    default:
      (
        "Iedere partner krijgt wat hij gemiddeld toevoegt, over alle volgorden waarin de partners kunnen instappen.",
        "Every partner gets what it adds on average, over all orders in which the partners can join."
      )
    }
  }
}

extension Allocation {
  package var explanation: Explanation {
    var text = Explanation()
    text.sayGain(gainCents)
    text.say(nl: method.principle.nl, en: method.principle.en)
    guard let outcome else {
      sayReason(&text)
      return text
    }
    sayPartners(outcome, &text)
    text.say(outcome.payments, names)
    sayWarnings(outcome, &text)
    return text
  }

  private func name(_ id: String) -> String { names[id] ?? id }

  private func sayReason(_ text: inout Explanation) {
    switch reason {
    case .negativeGain?:
      text.say(
        nl: "Er is geen winst om te verdelen, dus volgens deze methode is er geen akkoord.",
        en: "There is no gain to divide, so by this method there is no agreement.")
    case .jointDeficitExceedsGains?:
      text.say(
        nl: "Het tekort op de gezamenlijke rekening is groter dan alle voordelen samen; er is geen akkoord.",
        en: "The deficit of the joint account exceeds all advantages together; there is no agreement.")
    case .notQuasiBalanced?:
      text.say(
        nl: "Wat de partners minstens kunnen eisen en hoogstens kunnen hopen past niet bij elkaar; er is geen akkoord.",
        en: "The least the partners can claim and the most they can hope for do not fit; there is no agreement.")
    case nil: break
    }
  }

  private func sayPartners(_ outcome: Outcome, _ text: inout Explanation) {
    let moved = Dictionary(uniqueKeysWithValues: outcome.transfers.map { ($0.id, $0.cents) })
    for (final, gain) in zip(outcome.finalCents, outcome.fairness.gain) {
      let transfer = moved[final.id, default: 0]
      // Whole cents against a whole alternative: the exact gain without the part of a cent that rounding moved.
      let exactFinal = outcome.exactFinal.first { $0.id == final.id }?.exact ?? .zero
      let cents = (gain.exact + Fraction(final.cents) - exactFinal).roundedHalfEven
      text.say(
        nl: "\(name(final.id)) \(Self.moves(transfer, .dutch)) en komt uit op \(Language.dutch.euros(final.cents)): "
          + "\(Explanation.compared(cents, in: .dutch)).",
        en: "\(name(final.id)) \(Self.moves(transfer, .english)) and ends with "
          + "\(Language.english.euros(final.cents)): \(Explanation.compared(cents, in: .english)).")
    }
  }

  private static func moves(_ cents: Int64, _ language: Language) -> String {
    let amount = language.euros(BigInteger(cents).magnitude)
    switch (language, cents.signum()) {
    case (.dutch, 0): return "betaalt en ontvangt niets"
    case (.dutch, 1): return "ontvangt \(amount)"
    case (.dutch, _): return "betaalt \(amount)"
    case (.english, 0): return "pays and receives nothing"
    case (.english, 1): return "receives \(amount)"
    case (.english, _): return "pays \(amount)"
    }
  }

  private func sayWarnings(_ outcome: Outcome, _ text: inout Explanation) {
    if outcome.fairness.individuallyRational {
      text.say(nl: "Niemand gaat erop achteruit.", en: "Nobody is worse off.")
    }
    for below in outcome.fairness.belowOutside {
      text.say(
        nl: "Let op: \(name(below.id)) komt \(Language.dutch.euros(below.exact)) onder het eigen alternatief uit.",
        en: "Note: \(name(below.id)) ends \(Language.english.euros(below.exact)) below its own alternative.")
    }
    if let core = outcome.fairness.core {
      let ids = outcome.exactFinal.map(\.id)
      text.sayStability(core) { coalition in coalition.members.map { name(ids[$0]) } }
    }
    if let better = betterSmallerCoalition { text.sayBetter(better, names) }
    if flags.contains(.sampled) {
      text.say(
        nl: "Met zo veel partners is niet elke volgorde doorgerekend maar een steekproef.",
        en: "With so many partners not every order was taken but a sample.")
    }
  }
}

extension Explanation {
  /// The group that could do best without the others, where one could; the result lists more.
  mutating func sayStability(_ core: CoreCheck, members: (Coalition) -> [String]) {
    guard let worst = core.violated.first else {
      return say(
        nl: "Geen enkele groep partners kan zonder de anderen meer verdienen; de afspraak is stabiel.",
        en: "No group of partners can earn more without the others; the agreement is stable.")
    }
    let group = members(worst.coalition).joined(separator: " + ")
    say(
      nl: "Let op: de groep \(group) kan zonder de anderen \(Language.dutch.euros(worst.shortfall)) meer verdienen dan "
        + "ze nu samen krijgen.",
      en:
        "Note: the group \(group) can earn \(Language.english.euros(worst.shortfall)) more without the others than it "
        + "gets together now.")
  }

  mutating func sayBetter(_ better: ValuedCoalition, _ names: [String: String]) {
    let group = better.members.map { names[$0] ?? $0 }.joined(separator: " + ")
    say(
      nl: "Let op: een kleinere samenwerking, \(group), levert meer op: \(Language.dutch.euros(better.valueCents)).",
      en: "Note: a smaller collaboration, \(group), brings more: \(Language.english.euros(better.valueCents)).")
  }
}
