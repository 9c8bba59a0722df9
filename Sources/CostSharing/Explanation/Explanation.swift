/// A result in sentences that people read who are no economists, in Dutch and in English.
///
/// Every number in a sentence is a number of the result.
package struct Explanation: Hashable, Sendable {
  package private(set) var nl: [String] = []
  package private(set) var en: [String] = []

  /// Adds one sentence in both languages, each with a capital in front.
  mutating func say(nl dutch: String, en english: String) {
    nl.append(dutch.capitalized)
    en.append(english.capitalized)
  }
}

extension String {
  /// With a capital in front: a name may stand there that has none.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

/// The languages of explanations.
enum Language {
  case dutch, english

  private var point: String { self == .dutch ? "," : "." }
  private var separator: String { self == .dutch ? "." : "," }

  /// `€ 1.234,56` or `€ 1,234.56`; the minus before the euro sign.
  func euros(_ cents: BigInteger) -> String {
    let digits = cents.magnitude.description
    let padded = String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    return (cents.signum < 0 ? "-" : "") + "€ \(grouped(padded.dropLast(2)))\(point)\(padded.suffix(2))"
  }

  func euros(_ cents: Int64) -> String { euros(BigInteger(cents)) }

  /// An exact amount to the nearest cent.
  func euros(_ exact: Fraction) -> String { euros(exact.roundedHalfEven) }

  /// Hundredths of a percent as `27,66 %` or `27.66 %`, without sign.
  func percent(_ basisPoints: BigInteger) -> String {
    let digits = basisPoints.magnitude.description
    let padded = String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    return "\(grouped(padded.dropLast(2)))\(point)\(padded.suffix(2)) %"
  }

  /// Digits in groups of three.
  private func grouped(_ digits: Substring) -> String {
    var rest = digits
    var groups: [Substring] = []
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + groups).joined(separator: separator)
  }
}

extension Explanation {
  /// What the chain has together, compared with what its partners have without each other.
  mutating func sayGain(_ cents: Int64) {
    let amount = BigInteger(cents).magnitude
    let (dutch, english) = (Language.dutch.euros(amount), Language.english.euros(amount))
    switch Verdict(gainCents: cents) {
    case .viable:
      say(
        nl: "Samen levert dit \(dutch) meer op dan wat de partners zonder elkaar zouden hebben.",
        en: "Together this brings \(english) more than what the partners would have without each other.")
    case .breakEven:
      say(
        nl: "Samen levert dit precies evenveel op als wat de partners zonder elkaar zouden hebben.",
        en: "Together this brings exactly as much as what the partners would have without each other.")
    case .notViable:
      say(
        nl: "Samen komt deze keten \(dutch) tekort vergeleken met wat de partners zonder elkaar zouden hebben.",
        en: "Together this chain falls \(english) short of what the partners would have without each other.")
    }
  }

  /// Where somebody ends, compared with its alternative.
  static func compared(_ gain: BigInteger, in language: Language) -> String {
    let amount = language.euros(gain.magnitude)
    switch (language, gain.signum) {
    case (.dutch, 0): return "even goed als het eigen alternatief"
    case (.dutch, 1): return "\(amount) beter dan het eigen alternatief"
    case (.dutch, _): return "\(amount) slechter dan het eigen alternatief"
    case (.english, 0): return "as good as its own alternative"
    case (.english, 1): return "\(amount) better than its own alternative"
    case (.english, _): return "\(amount) worse than its own alternative"
    }
  }

  mutating func say(_ payments: [Payment], _ names: [String: String]) {
    func name(_ id: String, _ joint: String) -> String { id == jointAccountID ? joint : names[id] ?? id }
    for payment in payments {
      let (dutch, english) = (Language.dutch.euros(payment.cents), Language.english.euros(payment.cents))
      let joint = ("de gezamenlijke rekening", "the joint account")
      say(
        nl: "\(name(payment.from, joint.0)) betaalt \(dutch) aan \(name(payment.to, joint.0)).",
        en: "\(name(payment.from, joint.1)) pays \(english) to \(name(payment.to, joint.1)).")
    }
  }
}
