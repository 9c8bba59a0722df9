import FoundationEssentials
package import SQLite

/// Which values are counted: those of records that hold one of the named values in each of the named fields.
package struct Population: Hashable, Sendable {
  /// One of these values in this field.
  package struct Condition: Hashable, Sendable, Codable {
    package let field: String
    /// In order, none twice.
    package let values: [String]

    package init(_ field: String, _ values: [String]) {
      self.field = field
      self.values = Set(values).sorted()
    }
  }

  /// In the order of their fields, none twice.
  package let conditions: [Condition]

  package static let everything = Population([])

  /// Conditions on the same field must all hold.
  package init(_ conditions: [Condition]) {
    self.conditions = Dictionary(grouping: conditions, by: \.field).sorted { $0.key < $1.key }.map { field, same in
      let values = same.dropFirst().reduce(Set(same[0].values)) { $0.intersection($1.values) }
      return Condition(field, Array(values))
    }
  }

  package var fields: [String] { conditions.map(\.field) }

  func narrowed(by others: [Condition]) -> Population { Population(conditions + others) }

  /// Whether it holds a record of these categories.
  func includes(_ categories: [String: String]) -> Bool {
    conditions.allSatisfy { condition in categories[condition.field].map(condition.values.contains) ?? false }
  }
}

extension Population.Condition {
  /// As JSON, in order: equal conditions are equal texts.
  fileprivate static func text(_ conditions: [Self]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(conditions) else { preconditionFailure("Texts can be encoded") }
    return String(decoding: data, as: UTF8.self)
  }

  fileprivate static func read(_ row: Row, _ index: Int) throws -> [Self] {
    try JSONDecoder().decode([Self].self, from: Data(try row.get(index, as: String.self).utf8))
  }
}

extension Population: Bindable, ColumnReadable {
  package var value: Value { .text(Condition.text(conditions)) }

  package static func read(_ row: Row, _ index: Int) throws -> Population {
    Population(try Condition.read(row, index))
  }
}

/// The dimensions of a table as a column holds them: in the order asked for.
struct Dimensions: Bindable, ColumnReadable {
  let conditions: [Population.Condition]

  init(_ conditions: [Population.Condition]) {
    self.conditions = conditions
  }

  var value: Value { .text(Population.Condition.text(conditions)) }

  static func read(_ row: Row, _ index: Int) throws -> Dimensions {
    Dimensions(try Population.Condition.read(row, index))
  }
}
