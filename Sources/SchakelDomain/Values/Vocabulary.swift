/// A closed list of codes, each with labels.
///
/// The raw value is the code: on the wire, in the database and in a query alike.
package protocol Vocabulary: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The vocabulary's own name on the wire, in camelCase.
  static var vocabularyName: String { get }
  var labels: Labels { get }
}

/// What people read for a code.
package struct Labels: Hashable, Sendable {
  package let nl: String
  package let en: String

  package init(nl: String, en: String) {
    self.nl = nl
    self.en = en
  }
}
