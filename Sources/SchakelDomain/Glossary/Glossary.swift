/// The words of Schakel: English in code and on the wire, Dutch for the people who use it.
package enum Glossary {
  /// In the order of their topics.
  package static let terms: [GlossaryTerm] =
    collaboration + agreements + data + material + money + law
}

/// A word, its Dutch counterpart and what is meant by it here.
package struct GlossaryTerm: Sendable {
  package let topic: GlossaryTopic
  package let term: String
  /// Several words with commas between where people use more than one.
  package let dutch: String
  package let meaning: String

  init(_ topic: GlossaryTopic, _ term: String, _ dutch: String, _ meaning: String) {
    self.topic = topic
    self.term = term
    self.dutch = dutch
    self.meaning = meaning
  }
}

/// What a word belongs to; the raw value is the code on the wire.
package enum GlossaryTopic: String, Vocabulary {
  case collaboration, agreements, data, material, money, law

  package static let vocabularyName = "glossaryTopic"

  package var labels: Labels {
    switch self {
    case .collaboration: Labels(nl: "samenwerking", en: "collaboration")
    case .agreements: Labels(nl: "afspraken", en: "agreements")
    case .data: Labels(nl: "gegevens", en: "data")
    case .material: Labels(nl: "materiaal", en: "material")
    case .money: Labels(nl: "geld en risico", en: "money and risk")
    case .law: Labels(nl: "recht en subsidie", en: "law and subsidy")
    }
  }
}
