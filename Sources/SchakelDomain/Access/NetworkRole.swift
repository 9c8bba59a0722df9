import SQLite

/// What a person does for the network organisation. None of them reads confidential values.
package enum NetworkRole: String, Vocabulary, Bindable, ColumnReadable {
  /// Operates the register: accounts, partners, tokens. Sees states, never values.
  case steward
  /// Works with the initiatives of the network.
  case staff
  /// Looks at the initiatives of the network.
  case reader

  package static let vocabularyName = "networkRole"

  package var labels: Labels {
    switch self {
    case .steward: Labels(nl: "gegevensbeheerder", en: "steward")
    case .staff: Labels(nl: "netwerkmedewerker", en: "network staff")
    case .reader: Labels(nl: "meelezer", en: "reader")
    }
  }
}
