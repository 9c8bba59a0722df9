extension Sensitivity {
  /// Lines named at most; the result lists all.
  private static let linesMax = 5

  package var explanation: Explanation { explanation { ($0, $0) } }

  /// - Parameter name: What sentences call a line, by its id.
  package func explanation(_ name: (String) -> (nl: String, en: String)) -> Explanation {
    var text = Explanation()
    text.sayGain(gainCents)
    let flipping = lines.filter { $0.flip != nil }
    for line in flipping.prefix(Self.linesMax) { say(line, name(line.lineID), &text) }
    if flipping.isEmpty {
      text.say(
        nl: "Geen enkele regel kan op zichzelf de uitkomst omkeren.",
        en: "No line by itself can turn the outcome around.")
    }
    for driver in drivers {
      guard let change = driver.changeBasisPoints else { continue }
      let words = movement(up: change.signum > 0, by: change)
      text.say(
        nl: "\(consequence.nl) als alles wat van \(driver.driverID) afhangt \(words.nl).",
        en: "\(consequence.en) if all that depends on \(driver.driverID) \(words.en).")
    }
    sayRates(&text)
    return text
  }

  private var consequence: (nl: String, en: String) {
    holds
      ? ("De afspraak houdt geen stand", "The agreement does not hold")
      : ("De afspraak wordt haalbaar", "The agreement becomes viable")
  }

  private func movement(up: Bool, by basisPoints: BigInteger) -> (nl: String, en: String) {
    let (dutch, english) = (Language.dutch.percent(basisPoints), Language.english.percent(basisPoints))
    return holds
      ? ("met meer dan \(dutch) \(up ? "stijgt" : "daalt")", "\(up ? "rises" : "falls") by more than \(english)")
      : ("met \(dutch) \(up ? "stijgt" : "daalt")", "\(up ? "rises" : "falls") by \(english)")
  }

  private func say(_ line: LineEffect, _ name: (nl: String, en: String), _ text: inout Explanation) {
    guard let flip = line.flip else { return }
    let (dutch, english) = (Language.dutch.euros(flip.amountCents), Language.english.euros(flip.amountCents))
    if let change = flip.changeBasisPoints {
      let words = movement(up: flip.changeCents > 0, by: change)
      text.say(
        nl: "\(consequence.nl) als \(name.nl) \(words.nl), dus bij \(dutch).",
        en: "\(consequence.en) if \(name.en) \(words.en), so at \(english).")
    } else {
      text.say(
        nl: "\(consequence.nl) als \(name.nl) \(dutch) wordt.",
        en: "\(consequence.en) if \(name.en) becomes \(english).")
    }
  }

  private func sayRates(_ text: inout Explanation) {
    for rate in [rateFlipDown, rateFlipUp] {
      guard let rate else { continue }
      let points = BigInteger(rate) * 10
      text.say(
        nl: "De uitkomst keert ook om bij een rente van \(Language.dutch.percent(points)).",
        en: "The outcome also turns at a discount rate of \(Language.english.percent(points)).")
    }
  }
}

extension MonteCarlo {
  package var explanation: Explanation {
    var text = Explanation()
    let dutch = Language.dutch
    let english = Language.english
    text.say(
      nl: "Gemiddeld over \(iterations) trekkingen levert dit samen \(dutch.euros(meanGainCents)) op vergeleken met "
        + "wat de partners zonder elkaar zouden hebben.",
      en: "On average over \(iterations) draws this brings \(english.euros(meanGainCents)) together compared with what "
        + "the partners would have without each other.")
    text.say(
      nl: "In \(viableCount) van de \(iterations) trekkingen komt de keten niet tekort.",
      en: "In \(viableCount) of the \(iterations) draws the chain does not fall short.")
    text.say(
      nl: "In één op de twintig trekkingen is het \(dutch.euros(p5GainCents)) of minder, in één op de twintig "
        + "\(dutch.euros(p95GainCents)) of meer.",
      en: "In one of twenty draws it is \(english.euros(p5GainCents)) or less, in one of twenty "
        + "\(english.euros(p95GainCents)) or more.")
    if drawsIndependently {
      text.say(
        nl: "Regels zonder gezamenlijke oorzaak zijn onafhankelijk getrokken; daardoor lijkt de spreiding kleiner dan "
          + "zij is.",
        en: "Lines without a common cause were drawn independently, which makes the spread look smaller than it is.")
    }
    return text
  }
}

extension SettledBalances {
  package var explanation: Explanation {
    var text = Explanation()
    text.say(payments, [:])
    if payments.isEmpty { text.say(nl: "Er valt niets te verrekenen.", en: "There is nothing to settle.") }
    return text
  }
}

extension Rounding {
  package static func explanation(totalCents: Int64) -> Explanation {
    var text = Explanation()
    text.say(
      nl: "De aandelen zijn zo op hele centen afgerond dat zij samen precies \(Language.dutch.euros(totalCents)) zijn.",
      en: "The shares were rounded to whole cents so that they are exactly \(Language.english.euros(totalCents)).")
    return text
  }
}
