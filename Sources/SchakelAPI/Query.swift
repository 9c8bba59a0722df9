import HTTPServer
import SchakelDomain

/// The parameters behind the question mark, checked against what the operation declares.
struct Query: Sendable {
  let pairs: [(name: String, value: String)]

  /// - Throws: `DomainError` with every unknown, repeated or faulty parameter.
  init(_ query: String?, declared: [QueryParameter]) throws {
    guard let query, !query.isEmpty else {
      pairs = []
      return
    }
    guard let decoded = PercentEncoding.decodeQuery(query) else {
      throw DomainError(.invalidInput, "The query is badly percent-encoded; encode it as UTF-8.")
    }
    var faults: [DomainError.Fault] = []
    var isSeen = declared.map { _ in false }
    for (name, value) in decoded {
      guard let index = declared.firstIndex(where: { $0.name == name }) else {
        let names = declared.map(\.name).joined(separator: ", ")
        let known = names.isEmpty ? "none is known here" : "known here: \(names)"
        faults.append(.init(.query, at: name, code: "unknownParameter", "There is no such parameter; \(known)."))
        continue
      }
      guard !isSeen[index] else {
        faults.append(.init(.query, at: name, code: "repeated", "Send the parameter once."))
        continue
      }
      isSeen[index] = true
      declared[index].check(value, &faults)
    }
    guard faults.isEmpty else { throw Self.error(faults) }
    pairs = decoded
  }

  func text(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  func code<V: Vocabulary>(_ name: String, as vocabulary: V.Type = V.self) -> V? {
    text(name).flatMap { V(rawValue: $0) }
  }

  func id<Owner>(_ name: String, as owner: Owner.Type = Owner.self) -> Identifier<Owner>? {
    text(name).flatMap { Identifier<Owner>($0) }
  }

  func flag(_ name: String) -> Bool { text(name) == "true" }

  func integer(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
    guard let text = text(name) else { return nil }
    guard let integer = JSON.number(text).integer, !text.isEmpty, range.contains(integer) else {
      throw Self.fault(name, "range", "A whole number from \(range.lowerBound) to \(range.upperBound) is due.")
    }
    return integer
  }

  /// One faulty parameter.
  static func fault(_ name: String, _ code: String, _ detail: String) -> DomainError {
    error([.init(.query, at: name, code: code, detail)])
  }

  private static func error(_ faults: [DomainError.Fault]) -> DomainError {
    let detail = faults.count == 1 ? faults[0].detail : "\(faults.count) parameters are faulty; errors lists them all."
    return DomainError(.invalidInput, detail, faults: faults)
  }
}

/// The declaration of a query parameter.
struct QueryParameter: Sendable {
  let name: String
  let type: ValueType
  let description: String

  init(_ name: String, _ type: ValueType, _ description: String) {
    self.name = name
    self.type = type
    self.description = description
  }

  /// How many items, and after which.
  static let paging: [QueryParameter] = [
    QueryParameter("limit", .integer(1...Int64(Page.limitMax)), "Items on a page; 20 when left out."),
    QueryParameter("after", .text(1...512), "The cursor of the next page, as `next` has it."),
  ]

  func check(_ value: String, _ faults: inout [DomainError.Fault]) {
    var found: [DomainError.Fault] = []
    switch type {
    case .integer: type.check(.number(value.isEmpty ? "x" : value), at: name, &found)
    case .boolean:
      if value != "true", value != "false" { found.append(.init(at: name, code: "format", "true or false is due.")) }
    default: type.check(.text(value), at: name, &found)
    }
    faults += found.map { .init(.query, at: name, code: $0.code, $0.detail) }
  }
}
