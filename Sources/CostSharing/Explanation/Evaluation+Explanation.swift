extension Evaluation {
  package var explanation: Explanation {
    var text = Explanation()
    text.sayGain(gainCents)
    sayPayback(&text)
    for partner in partners { say(partner, &text) }
    for partner in partners { sayFunding(partner, &text) }
    if let premium { say(premium, &text) }
    for partner in partners where partner.mayCountTwice {
      text.say(
        nl: "Let op: \(partner.name) heeft zowel verloren opbrengst als een alternatief; dat kan dubbel tellen.",
        en: "Note: \(partner.name) has both lost revenue and an alternative; that may be counted twice.")
    }
    return text
  }

  private func sayPayback(_ text: inout Explanation) {
    if let paybackYear {
      text.say(
        nl: "Wat de keten uitgeeft, is vanaf \(paybackYear) blijvend terugverdiend.",
        en: "What the chain spends has been earned back for good from \(paybackYear) on.")
    } else {
      text.say(
        nl: "Binnen de looptijd verdient de keten niet terug wat zij uitgeeft.",
        en: "Within its horizon the chain does not earn back what it spends.")
    }
  }

  private func say(_ partner: PartnerAccount, _ text: inout Explanation) {
    let gain = BigInteger(partner.gainWithoutTransfersCents)
    let own = partner.account.npvCents
    text.say(
      nl: "Zonder verrekening komt \(partner.name) uit op \(Language.dutch.euros(own)): "
        + "\(Explanation.compared(gain, in: .dutch)).",
      en: "Without transfers \(partner.name) ends with \(Language.english.euros(own)): "
        + "\(Explanation.compared(gain, in: .english)).")
  }

  private func sayFunding(_ partner: PartnerAccount, _ text: inout Explanation) {
    guard let year = partner.account.peakFundingYear else { return }
    let cents = partner.account.peakFundingCents
    text.say(
      nl: "Op het diepste punt, in \(year), moet \(partner.name) \(Language.dutch.euros(cents)) gefinancierd hebben.",
      en: "At the deepest point, in \(year), \(partner.name) must have financed \(Language.english.euros(cents)).")
  }

  private func say(_ premium: PremiumNeeds, _ text: inout Explanation) {
    guard let costs = premium.toCoverCosts, let alternatives = premium.toBeatAlternatives else { return }
    let (dutch, english) = (unit ?? "eenheid", unit ?? "unit")
    if costs.cents > 0 {
      text.say(
        nl: "Om uit de rode cijfers te komen is per \(dutch) \(Language.dutch.euros(costs.cents)) nodig bovenop de "
          + "huidige prijs.",
        en: "To get out of the red, \(Language.english.euros(costs.cents)) per \(english) is needed on top of the "
          + "present price.")
    }
    if alternatives.cents > 0 {
      text.say(
        nl: "Om samen niet slechter uit te zijn dan zonder elkaar is per \(dutch) "
          + "\(Language.dutch.euros(alternatives.cents)) nodig, betaald van buiten de keten.",
        en: "To be together no worse off than without each other, \(Language.english.euros(alternatives.cents)) per "
          + "\(english) is needed, paid from outside the chain.")
    }
    let behind = premium.partners.contains { ($0.price?.cents ?? 0) > 0 }
    guard behind else { return }
    text.say(
      nl: "Een premie die de ene partner aan de andere betaalt, dicht diens tekort maar verandert het totaal niet.",
      en: "A premium that one partner pays another closes that one's gap and does not change the total.")
  }
}

extension ScenarioTable {
  package var explanation: Explanation {
    var text = Explanation()
    for row in rows {
      let (dutch, english) = row.scenario.words
      let (nl, en) = (Language.dutch.euros(row.gainCents), Language.english.euros(row.gainCents))
      text.say(
        nl: "\(dutch): samen \(nl) vergeleken met wat de partners zonder elkaar zouden hebben.",
        en: "\(english): together \(en) compared with what the partners would have without each other.")
    }
    return text
  }
}

extension Scenario {
  /// What it is called in a sentence.
  fileprivate var words: (nl: String, en: String) {
    switch self {
    case .base: ("volgens de basisschatting", "by the base estimate")
    case .expected: ("naar verwachting", "as expected on average")
    case .pessimistic: ("als alles tegenvalt", "if every amount disappoints")
    case .optimistic: ("als alles meevalt", "if every amount turns out well")
    case .worstCase: ("in het slechtste geval", "in the worst case")
    case .bestCase: ("in het beste geval", "in the best case")
    }
  }
}

extension PremiumCorridor {
  package var explanation: Explanation {
    var text = Explanation()
    let names = (payer: payer.name ?? payer.id, receiver: receiver.name ?? receiver.id)
    let (dutch, english) = (unit ?? "eenheid", unit ?? "unit")
    text.say(
      nl: "\(names.receiver) heeft per \(dutch) ten minste \(Language.dutch.euros(minimum.cents)) nodig bovenop de "
        + "huidige prijs; \(names.payer) kan hoogstens \(Language.dutch.euros(maximum.cents)) dragen.",
      en:
        "\(names.receiver) needs at least \(Language.english.euros(minimum.cents)) per \(english) on top of the "
        + "present price; \(names.payer) can carry at most \(Language.english.euros(maximum.cents)).")
    if feasible {
      text.say(
        nl: "Daartussen is een prijs mogelijk waar beiden mee uitkomen.",
        en: "Between the two there is a price that suits both.")
    } else {
      text.say(
        nl: "Deze ene prijs kan de keten niet dragen; andere partners moeten bijdragen.",
        en: "This one price cannot carry the chain; other partners must contribute.")
    }
    return text
  }
}

extension Annuity {
  package var explanation: Explanation {
    var text = Explanation()
    func sentence(_ language: Language) -> (String, String, String) {
      (language.euros(amountCents), language.euros(annualCents), language.euros(residualCents))
    }
    let (dutch, english) = (sentence(.dutch), sentence(.english))
    text.say(
      nl: "\(dutch.0) nu is evenveel als \(years) keer \(dutch.1), elk jaar van \(startYear) tot en met \(endYear).",
      en: "\(english.0) now is as much as \(years) times \(english.1), every year from \(startYear) to \(endYear).")
    if residualCents != 0 {
      text.say(
        nl: "Door het afronden op centen blijft daarvan \(dutch.2) over.",
        en: "Rounding to cents leaves \(english.2) of it.")
    }
    return text
  }
}
