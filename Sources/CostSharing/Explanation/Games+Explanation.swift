extension GameSolution {
  /// The principle of the solution in one sentence.
  var principle: (nl: String, en: String) {
    switch self {
    case .shapley: return AllocationMethod.Name.shapley.principle
    case .nucleolus: return AllocationMethod.Name.nucleolus.principle
    case .perCapitaNucleolus: return AllocationMethod.Name.perCapitaNucleolus.principle
    case .tau: return AllocationMethod.Name.tau.principle
    case .separableCosts: return AllocationMethod.Name.separableCosts.principle
    case .prenucleolus:
      return (
        "De ontevredenheid van de meest ontevreden groep wordt zo klein mogelijk, ook als iemand daarvoor onder zijn "
          + "alternatief uitkomt.",
        "The discontent of the most discontented group is made as small as possible, even if somebody ends below its "
          + "alternative for it."
      )
    case .equalNonSeparable:
      return (
        "Iedere partner krijgt wat hij aan de anderen toevoegt; de rest wordt in gelijke delen verdeeld.",
        "Every partner gets what it adds to the others; the rest is divided into equal parts."
      )
    }
  }
}

extension GameAnswer {
  package var explanation: Explanation {
    var text = Explanation()
    text.say(
      nl: "Samen gaat het om \(Language.dutch.euros(grandValueCents)).",
      en: "Together it is about \(Language.english.euros(grandValueCents)).")
    for solved in solutions { say(solved, &text) }
    if let isCoreEmpty {
      if isCoreEmpty {
        text.say(
          nl: "Geen enkele verdeling is stabiel: er is altijd een groep die zonder de anderen beter af is.",
          en: "No division is stable: there is always a group that is better off without the others.")
      } else {
        text.say(
          nl: "Er is een verdeling waarbij geen enkele groep zonder de anderen beter af is.",
          en: "There is a division by which no group is better off without the others.")
      }
    }
    return text
  }

  private func say(_ solved: Solved, _ text: inout Explanation) {
    let (dutch, english) = solved.solution.principle
    text.say(nl: "\(solved.solution.rawValue): \(dutch)", en: "\(solved.solution.rawValue): \(english)")
    guard let division = solved.division else {
      return text.say(nl: "Deze verdeling bestaat hier niet.", en: "There is no such division here.")
    }
    text.sayShares(zip(players, division.cents).map { CentsByID(id: $0, cents: $1) })
  }
}

extension SampledShapley {
  package func explanation(_ shares: [CentsByID]) -> Explanation {
    var text = Explanation()
    let (dutch, english) = AllocationMethod.Name.shapley.principle
    text.say(nl: dutch, en: english)
    text.sayShares(shares)
    text.say(
      nl: "Dit is een steekproef van \(pairs) volgorden met hun omgekeerde.",
      en: "This is a sample of \(pairs) orders with their reverses.")
    return text
  }
}

extension CoreCheck {
  /// - Parameter players: In byte order.
  package func explanation(_ players: [String]) -> Explanation {
    var text = Explanation()
    if !isEfficient {
      text.say(
        nl: "Deze verdeling verdeelt niet precies wat er is.",
        en: "This division does not divide exactly what there is.")
    }
    text.sayStability(self) { coalition in coalition.members.map { players[$0] } }
    return text
  }
}

extension Explanation {
  /// What the groups of a case are worth.
  package init(ofGroups better: ValuedCoalition?, count: Int) {
    say(
      nl: "Uit de regels volgt wat elk van de \(count) groepen zonder de anderen kan.",
      en: "From the lines follows what each of the \(count) groups can do without the others.")
    if let better {
      sayBetter(better, [:])
    } else {
      say(
        nl: "Geen kleinere samenwerking levert meer op dan allen samen.",
        en: "No smaller collaboration brings more than all together.")
    }
  }

  mutating func sayShares(_ shares: [CentsByID]) {
    for share in shares {
      say(
        nl: "\(share.id) krijgt \(Language.dutch.euros(share.cents)).",
        en: "\(share.id) gets \(Language.english.euros(share.cents)).")
    }
  }
}

extension ClaimsRule {
  /// The rule in one sentence.
  var principle: (nl: String, en: String) {
    switch self {
    case .proportional:
      ("Iedereen krijgt hetzelfde deel van zijn vordering.", "Everybody gets the same part of its claim.")
    case .cea:
      (
        "Iedereen krijgt hetzelfde, maar niemand meer dan zijn vordering.",
        "Everybody gets the same, but nobody more than its claim."
      )
    case .cel:
      (
        "Iedereen mist hetzelfde, maar niemand meer dan zijn vordering.",
        "Everybody misses the same, but nobody more than its claim."
      )
    case .talmud:
      (
        "Tot de helft van de vorderingen krijgt iedereen gelijk, daarboven mist iedereen gelijk.",
        "Up to half of the claims everybody gets the same, above that everybody misses the same."
      )
    case .randomArrival:
      (
        "Wie eerst komt, eerst maalt, gemiddeld over alle volgorden waarin men kan aankomen.",
        "First come, first served, averaged over all orders in which one may arrive."
      )
    case .adjustedProportional:
      (
        "Eerst krijgt ieder wat de anderen hem zouden laten; de rest gaat naar rato van wat dan nog gevorderd wordt.",
        "First each gets what the others would leave it; the rest goes in proportion to what is still claimed."
      )
    }
  }
}

extension ClaimsAwards {
  /// - Parameter rule: By which was divided.
  package func explanation(_ rule: ClaimsRule) -> Explanation {
    var text = Explanation()
    if isSufficient {
      text.say(
        nl: "Er is genoeg: ieder krijgt zijn hele vordering en \(Language.dutch.euros(unallocatedCents)) blijft over.",
        en: "There is enough: each gets its whole claim and \(Language.english.euros(unallocatedCents)) is left.")
    } else {
      text.say(nl: rule.principle.nl, en: rule.principle.en)
    }
    text.sayShares(zip(claimants, awardCents).map { CentsByID(id: $0, cents: $1) })
    return text
  }
}
