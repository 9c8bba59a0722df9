/// Methods side by side, with what each partner would regret.
package struct Comparison: Sendable {
  /// In the order asked.
  package let methods: [Row]

  package struct Row: Sendable {
    package let allocation: Allocation
    /// By which key was divided, as asked; nil of a method that has none.
    package let key: AllocationKey?
    /// Nil where the method has no division.
    package let regret: Regret?
  }

  /// The first method whose largest regret is the smallest; nil where none divides.
  package var leastMaxRegretMethod: AllocationMethod.Name? {
    methods.reduce(nil as Row?) { least, row in
      guard let regret = row.regret else { return least }
      guard let best = least?.regret else { return row }
      return regret.largest < best.largest ? row : least
    }?.allocation.method
  }

  init(_ divided: [(method: AllocationMethod, allocation: Allocation)]) {
    let divisions = divided.compactMap { $0.allocation.outcome?.exactFinal.map(\.exact) }
    var regrets = Regret.all(divisions)[...]
    methods = divided.map { method, allocation in
      Row(
        allocation: allocation, key: method.key, regret: allocation.outcome == nil ? nil : regrets.popFirst())
    }
  }
}

extension Comparison {
  package var explanation: Explanation {
    var text = Explanation()
    guard let first = methods.first else { return text }
    text.sayGain(first.allocation.gainCents)
    for row in methods {
      let name = row.allocation.method
      text.say(nl: "\(name.rawValue): \(name.principle.nl)", en: "\(name.rawValue): \(name.principle.en)")
      guard let regret = row.regret else { continue }
      text.say(
        nl: "Daarbij loopt de meest teleurgestelde partner \(Language.dutch.euros(regret.largest)) mis vergeleken met "
          + "de methode die hem het best uitkomt.",
        en: "By it the most disappointed partner misses \(Language.english.euros(regret.largest)) compared with the "
          + "method that suits it best.")
    }
    if let least = leastMaxRegretMethod {
      text.say(
        nl: "De grootste teleurstelling is het kleinst bij \(least.rawValue); dat is een hulpmiddel en geen oordeel.",
        en: "The largest disappointment is smallest by \(least.rawValue); that is an aid and not a verdict.")
    }
    return text
  }
}
