package import SQLite

/// A closed list of codes, each with labels.
///
/// The raw value is the code: on the wire, in the database and in a query alike.
package protocol Vocabulary: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The vocabulary's own name on the wire, in camelCase.
  static var vocabularyName: String { get }
  var labels: Labels { get }
}

extension ColumnReadable where Self: Vocabulary {
  /// Reads a code; one that is not in the list is unexpected.
  ///
  /// Compares with each code: most are so short that this costs less than the search behind `init(rawValue:)`.
  package static func read(_ row: Row, _ index: Int) throws -> Self {
    let code: String = try row.get(index)
    for known in allCases where known.rawValue == code { return known }
    throw UnreadableColumn(holds: "no code of \(vocabularyName)")
  }
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
