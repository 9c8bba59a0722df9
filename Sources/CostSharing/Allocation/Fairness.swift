/// How a division looks to those it concerns, judged on its exact values.
package struct Fairness: Sendable {
  /// Who ends below its alternative, and how much; ordered by id.
  package let belowOutside: [ExactByID]
  /// What each ends with above its alternative; ordered by id.
  package let gain: [ExactByID]
  /// The gain of each as a part of the gain of all; nil when that is 0.
  package let gainShare: [ExactByID]?
  /// How unequal the gains are, 0 to 1 (Gini 1912); nil when one is negative or all are 0.
  package let gini: Fraction?
  /// Nil where coalitions have no values.
  package let core: CoreCheck?

  package var individuallyRational: Bool { belowOutside.isEmpty }

  /// - Parameter final: What each partner ends with, in the order of `standing.partners`.
  init(of final: [Fraction], _ standing: Standing, core: CoreCheck?) {
    let gains = zip(final, standing.outside).map { $0 - $1 }
    let named = zip(standing.partners, gains).map { ExactByID(id: $0.id, exact: $1) }
    gain = named
    belowOutside = named.filter { $0.exact.signum < 0 }.map { ExactByID(id: $0.id, exact: -$0.exact) }
    let total = standing.gain
    gainShare = total.isZero ? nil : named.map { ExactByID(id: $0.id, exact: $0.exact / total) }
    gini = Self.gini(gains)
    self.core = core
  }

  /// Σ|gᵢ − gⱼ| / (2n Σg): with the gains sorted, every one but the k-th is that many times added and taken away.
  private static func gini(_ gains: [Fraction]) -> Fraction? {
    let sum = gains.reduce(Fraction.zero, +)
    guard gains.allSatisfy({ $0.signum >= 0 }), !sum.isZero else { return nil }
    let count = gains.count
    let spread = gains.sorted().enumerated().reduce(Fraction.zero) { spread, gain in
      spread + gain.element * Fraction(2 * gain.offset - count + 1)
    }
    return spread / (Fraction(count) * sum)
  }
}

extension CoreCheck {
  /// The same, once it is known that every value it names can be reported.
  ///
  /// - Throws: `overflow`.
  package var reportable: CoreCheck {
    get throws(SplitError) {
      for violation in violated { _ = try Int64(cents: violation.value, of: "The value of a group") }
      return self
    }
  }
}

/// Methods side by side: what each partner could have more under the method it likes best.
package struct Regret: Sendable {
  /// In the order of the partners.
  package let regrets: [Fraction]
  package let largest: Fraction

  /// - Parameter divisions: What each partner ends with, per method.
  static func all(_ divisions: [[Fraction]]) -> [Regret] {
    guard let first = divisions.first else { return [] }
    let best = first.indices.map { partner in divisions.map { $0[partner] }.max() ?? .zero }
    return divisions.map { division in
      let regrets = zip(best, division).map { $0 - $1 }
      return Regret(regrets: regrets, largest: regrets.max() ?? .zero)
    }
  }
}
