/// The prepared statements of one connection, by what their text is made of.
///
/// Preparing costs ten times what running a small statement does. The cache is bounded because a text can vary, for
/// instance with the length of a list.
struct StatementCache {
  private var statements: [SQL.Template: Statement] = [:]
  private var uses: UInt64 = 0
  private let countMax: Int

  init(countMax: Int) {
    self.countMax = countMax
  }

  var count: Int { statements.count }

  /// A statement for the text that nobody is using.
  ///
  /// The caller calls `reset` and sets `isInUse` to false afterwards.
  mutating func take(_ template: SQL.Template, on connection: OpaquePointer) throws -> Statement {
    uses += 1
    if let known = statements[template], !known.isInUse {
      return marked(known)
    }
    let fresh = try Statement(template.text, on: connection)
    if statements[template] == nil {
      if statements.count >= countMax { dropLeastRecentlyUsed() }
      statements[template] = fresh
    }
    return marked(fresh)
  }

  mutating func removeAll() {
    statements = [:]
  }

  private func marked(_ statement: Statement) -> Statement {
    statement.isInUse = true
    statement.lastUse = uses
    return statement
  }

  /// A statement that is dropped while in use lives on until its user lets go of it.
  private mutating func dropLeastRecentlyUsed() {
    guard let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
    statements[oldest.key] = nil
  }
}
